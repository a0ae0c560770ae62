// The register of assumptions: search it, see what is yours, set a range with a reason, take it back.
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { ask, part, query, Refused } from "../api";
import { useCell } from "../cell";
import { number } from "../figures";
import { Dialog } from "../parts/dialog";
import { Told } from "../parts/notice";
import { usePages } from "../parts/pages";
import { Virtual } from "../parts/virtual";
import { go, here, route, to } from "../route";
import { called, say } from "../say";
import { moved, refreshSession, session, tell, version } from "../store";
import type { Assumption } from "../types";

const HEIGHT = 104;
const SHAPES = ["uniform", "triangular", "loguniform", "point"] as const;

const range = (one: { low: number; mode?: number | null; high: number }): string =>
  one.low === one.high ? number(one.low, 4) : `${number(one.low, 4)} – ${number(one.high, 4)}${one.mode !== null && one.mode !== undefined ? ` (${number(one.mode, 4)})` : ""}`;

const idOf = (claim: string | { readonly id: string }): string => (typeof claim === "string" ? claim : claim.id);
const docOf = (claim: string): string => { const found = /^c-([0-9a-f]+)-/.exec(claim); return found ? `doc-${found[1]}` : ""; };

const Edit = ({ one, close }: { one: Assumption; close: (changed: boolean) => void }) => {
  const id = useId();
  const [low, setLow] = useState(String(one.low));
  const [mode, setMode] = useState(one.mode === null || one.mode === undefined ? "" : String(one.mode));
  const [high, setHigh] = useState(String(one.high));
  const [shape, setShape] = useState(one.shape);
  const [reason, setReason] = useState(one.own ? one.reason ?? "" : "");
  const [error, tellError] = useState<unknown>(null);
  const send = (method: "PUT" | "DELETE", body?: unknown): void => {
    ask<{ version?: number }>(`/api/assumptions/${part(one.id)}`, { method, version: version(), ...(body === undefined ? {} : { body }) })
      .then(async (made) => { moved(made.version); await refreshSession(); tell(say(method === "PUT" ? "assumption.saved" : "assumption.back.said", { id: one.id })); close(true); })
      .catch(async (problem: unknown) => { if (problem instanceof Refused && problem.status === 409) await refreshSession(); tellError(problem); });
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    send("PUT", { low: Number(low), mode: mode.trim() ? Number(mode) : null, high: Number(high), shape, reason });
  };
  const field = (key: string, label: string, value: string, set: (text: string) => void, must = true) => (
    <label for={`${id}${key}`}>{label} <input id={`${id}${key}`} type="number" step="any" required={must} value={value} onInput={(event) => set(event.currentTarget.value)} /></label>
  );
  return (
    <Dialog title={one.label || one.id} close={() => close(false)} look="wide">
      <p class="how"><code>{one.id}</code> · {one.unit} · {say("assumption.register")} {range(one.register ?? one)} {called("shape", (one.register ?? one).shape)}</p>
      <p><bdi>{one.reason}</bdi> {one.citation ? <span class="by">(<bdi>{one.citation}</bdi>)</span> : null}</p>
      <form onSubmit={submit}>
        <div class="line">
          {field("l", say("assumption.low"), low, setLow)}
          {field("m", say("assumption.mode"), mode, setMode, shape === "triangular")}
          {field("h", say("assumption.high"), high, setHigh)}
          <label for={`${id}s`}>{say("assumption.shape")} <select id={`${id}s`} value={shape} onChange={(event) => setShape(event.currentTarget.value)}>{SHAPES.map((name) => <option key={name} value={name}>{called("shape", name)}</option>)}</select></label>
        </div>
        <label for={`${id}r`} class="block">{say("assumption.reason")}</label>
        <textarea id={`${id}r`} rows={3} required maxLength={2000} value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
        {error ? <Told error={error} /> : null}
        <div class="line last">
          <button type="submit" class="main">{say("save")}</button>
          {one.own ? <button type="button" onClick={() => send("DELETE")}>{say("assumption.back")}</button> : null}
          <button type="button" onClick={() => close(false)}>{say("cancel")}</button>
        </div>
      </form>
    </Dialog>
  );
};

const unsourced = (one: Assumption): boolean => !one.citation || /judg/i.test(one.citation);

/** The register. */
export const Assumptions = () => {
  const now = useCell(route);
  const at = useCell(session)?.version ?? 0;
  const { q: words = "", only = "" } = now.given;
  const [q, typeQ] = useState(words);
  const [edit, open] = useState<Assumption | null>(null);
  const last = useRef<HTMLElement | null>(null);
  useEffect(() => typeQ(words), [words]);
  useEffect(() => { const timer = setTimeout(() => { if (q !== (route.get().given["q"] ?? "")) go(here({ q: q || undefined }), true); }, 250); return () => clearTimeout(timer); }, [q]);
  const pages = usePages<Assumption>(`${words}&${only}`, at, (offset, limit) =>
    ask<{ rows?: readonly Assumption[]; assumptions?: readonly Assumption[]; total: number }>(`/api/assumptions${query({ q: words, offset, limit, ...(only ? { [only]: 1 } : {}) })}`)
      .then((found) => ({ items: found.rows ?? found.assumptions ?? [], total: found.total })));
  const row = (one: Assumption) => (
    <article class={`assumption ${one.own ? "own" : ""}`}>
      <div class="assumption-head">
        <h2 class="as-h3"><bdi>{one.label || one.id}</bdi>{one.own ? <span class="tag">{say("assumption.own")}</span> : null}{unsourced(one) ? <span class="tag mild">{say("assumption.judged")}</span> : null}</h2>
        <p class="range-words">{range(one)} <span class="by">{one.unit} · {called("shape", one.shape)}</span></p>
        <button type="button" data-edit={one.id} onClick={(event) => { last.current = event.currentTarget; open(one); }} aria-label={say("assumption.edit", { what: one.label || one.id })}>{say("edit")}</button>
      </div>
      <p class="assumption-why" title={one.reason}><bdi>{one.reason}</bdi> {one.citation ? <span class="by">(<bdi>{one.citation}</bdi>)</span> : null}</p>
      <p class="by"><a href={here({ why: one.id })}><code>{one.id}</code></a>{(one.claims ?? []).slice(0, 3).map((claim) => <> · <a href={to("documents", [docOf(idOf(claim)), idOf(claim)])}>{say("claim")}</a></>)}</p>
    </article>
  );
  return (
    <>
      <h1 tabIndex={-1}>{say("place.assumptions")}</h1>
      <p class="intro">{say("assumptions.intro")}</p>
      <div class="line tools">
        <label class="find"><span class="unseen">{say("search")}</span><input type="search" data-search value={q} placeholder={say("search.assumptions")} onInput={(event) => typeQ(event.currentTarget.value)} /></label>
        <label>{say("show")} <select value={only} onChange={(event) => go(here({ only: event.currentTarget.value || undefined }), true)}>
          {["", "used", "unsourced", "own"].map((one) => <option key={one} value={one}>{say(`only.${one || "all"}` as "only.all")}</option>)}
        </select></label>
        <span class="by" role="status">{pages.total === null ? "" : say("assumptions.n", { n: pages.total })}</span>
      </div>
      {pages.error ? <Told error={pages.error} again={pages.reload} /> : null}
      {pages.total === 0 ? <p class="empty">{say("assumptions.none")}</p> : (
        <Virtual total={pages.total ?? 0} height={HEIGHT} label={say("place.assumptions")} seen={pages.want} look="register"
          row={(k) => { const one = pages.at(k); return one ? row(one) : <span class="wait">…</span>; }} />
      )}
      {edit ? <Edit one={edit} close={() => open(null)} /> : null}
    </>
  );
};
