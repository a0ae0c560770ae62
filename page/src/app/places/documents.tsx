// Documents on the left, their claims on the right; each leads to the other.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { ask, part, query } from "../api";
import { useCell } from "../cell";
import { whole } from "../figures";
import { Told, Waiting } from "../parts/notice";
import { usePages } from "../parts/pages";
import { Virtual } from "../parts/virtual";
import { go, here, route, to } from "../route";
import { called, say } from "../say";
import { actorName, goodName, refresh, session, summary } from "../store";
import { pieces } from "../text";
import type { Claim, Paper } from "../types";
import { ACCEPTED, upload } from "../uploading";

const HEIGHT = 92;
const PAGE = 1000;

/** All claims of a document, page by page. */
const marksOf = async (doc: string, signal: AbortSignal): Promise<readonly Claim[]> => {
  const found: Claim[] = [];
  for (;;) {
    const page = await ask<{ claims: readonly Claim[]; total: number }>(`/api/claims${query({ doc, offset: found.length, limit: PAGE })}`, { signal });
    found.push(...page.claims);
    if (!page.claims.length || found.length >= page.total) return found;
  }
};

const who = (code: string): string => code.split("+").map(actorName).join(` ${say("and")} `);

const bounds = (claim: Claim): string => {
  const at = (value: Claim["low"]): string => (value === null || value === undefined || value === "" ? "" : String(value));
  const value = at(claim.value), low = at(claim.low), high = at(claim.high);
  const number = value || (low && high ? (low === high ? low : say("between", { low, high })) : low ? say("at_least", { low }) : high ? say("at_most", { high }) : "");
  return number ? `${number} ${claim.unit ?? ""}`.trim() : "";
};

/** A claim as one line of who does what to whom. */
export const Statement = ({ claim }: { claim: Claim }) => (
  <span class="statement">
    {claim.subject ? <bdi>{who(claim.subject)}</bdi> : null}{" "}
    <span class="relation">{claim.polarity === "negative" ? `${say("not")} ` : ""}{called("relation", claim.relation).toLowerCase()}</span>{" "}
    {claim.object ? <bdi>{who(claim.object)}</bdi> : null}
    {claim.good ? <span class="goods"> · <bdi>{goodName(claim.good)}</bdi></span> : null}
    {bounds(claim) ? <span class="goods"> · {bounds(claim)}</span> : null}
  </span>
);

const decision = (claim: Claim): string => claim.decision ?? claim.status ?? "";

const Line = ({ claim, on }: { claim: Claim; on: boolean }) => (
  <a class={`claim ${on ? "on" : ""} ${decision(claim)}`} href={to("documents", [claim.doc, claim.id], keepQuery())} aria-current={on ? "true" : undefined} data-claim={claim.id}>
    <Statement claim={claim} />
    <span class="claim-quote"><q><bdi>{claim.quote}</bdi></q></span>
    <span class="by">{called("certainty", claim.certainty ?? "")}{claim.attributed_to ? <> · <bdi>{claim.attributed_to}</bdi></> : null}{decision(claim) && decision(claim) !== "unreviewed" ? ` · ${called("decision", decision(claim))}` : ` · ${say("unreviewed")}`}</span>
  </a>
);

const keepQuery = (): Readonly<Record<string, string | undefined>> => {
  const { q, status, all } = route.get().given;
  return { q, status, all };
};

const Text = ({ paper, claims, on }: { paper: Paper; claims: readonly Claim[]; on: string }) => {
  const box = useRef<HTMLDivElement>(null);
  const cut = useMemo(() => pieces(paper.text ?? "", claims), [paper, claims]);
  useEffect(() => {
    const mark = box.current?.querySelector("mark.on");
    if (mark instanceof HTMLElement && box.current) {
      const from = mark.offsetTop - box.current.offsetTop;
      box.current.scrollTop = from - box.current.clientHeight / 3;
    }
  }, [on, cut]);
  return (
    <div ref={box} class="text" tabIndex={0} role="region" aria-labelledby="paper-title">
      <bdi>
        {cut.map((piece, k) => {
          if (!piece.claims.length) return piece.text;
          const mine = piece.claims.includes(on);
          return <mark key={k} class={mine ? "on" : ""} onClick={() => go(to("documents", [paper.id, piece.claims[0] as string], keepQuery()))}>{piece.text}</mark>;
        })}
      </bdi>
    </div>
  );
};

interface Added { readonly added: readonly string[]; readonly already: readonly string[]; readonly claims: number }

/** Adds documents, and what they say, to the case that is open. */
const Add = () => {
  const now = useCell(session);
  const input = useRef<HTMLInputElement>(null);
  const [busy, work] = useState("");
  const [told, say2] = useState("");
  const [error, tellError] = useState<unknown>(null);
  const add = async (files: readonly File[]): Promise<void> => {
    tellError(null);
    say2("");
    try {
      for (const file of files) {
        work(say("upload.progress", { name: file.name }));
        await upload(file, now?.csrf ?? "", () => undefined);
      }
      work(say("start.reading"));
      const made = await ask<Added>("/api/documents", { method: "POST", body: {} });
      await refresh();
      say2([
        made.added.length ? say("documents.added", { papers: say("papers.n", { n: made.added.length }), claims: say("claims.n", { n: made.claims }) }) : "",
        made.already.length ? say("documents.already", { names: made.already.join(", ") }) : "",
      ].filter(Boolean).join(" "));
      const first = made.added[0];
      if (first) go(to("documents", [first]));
    } catch (problem) { tellError(problem); } finally { work(""); }
  };
  return (
    <>
      <button type="button" disabled={busy !== ""} onClick={() => input.current?.click()} title={say("documents.add.how")}>{say("documents.add")}</button>
      <input ref={input} type="file" multiple accept={ACCEPTED} class="unseen" tabIndex={-1} aria-label={say("documents.add")}
        onChange={(event) => { const files = [...(event.currentTarget.files ?? [])]; event.currentTarget.value = ""; if (files.length) void add(files); }} />
      <p class="by added" role="status">{busy || told}</p>
      {error ? <Told error={error} /> : null}
    </>
  );
};

/** All documents and claims. */
export const Documents = () => {
  const now = useCell(route);
  const about = useCell(summary);
  const version = useCell(session)?.version ?? 0;
  const [papers, keepPapers] = useState<readonly Paper[] | null>(null);
  const [paper, keepPaper] = useState<Paper | null>(null);
  const [marks, keepMarks] = useState<readonly Claim[]>([]);
  const [error, tellError] = useState<unknown>(null);
  const doc = now.path[0] ?? papers?.[0]?.id ?? "";
  const on = now.path[1] ?? "";
  const words = now.given["q"] ?? "", status = now.given["status"] ?? "";
  const everywhere = now.given["all"] === "1" || !doc;
  const [q, typeQ] = useState(words);
  useEffect(() => { const timer = setTimeout(() => { if (q !== (route.get().given["q"] ?? "")) go(here({ q: q || undefined }), true); }, 250); return () => clearTimeout(timer); }, [q]);
  const load = (): void => {
    ask<{ documents?: readonly Paper[]; rows?: readonly Paper[] }>("/api/documents").then((found) => { keepPapers(found.documents ?? found.rows ?? []); tellError(null); }).catch(tellError);
  };
  useEffect(load, [version]);
  useEffect(() => {
    if (!doc) return undefined;
    const stop = new AbortController();
    const fail = (problem: unknown): void => { if (!stop.signal.aborted) tellError(problem); };
    ask<Paper>(`/api/documents/${part(doc)}`, { signal: stop.signal }).then((found) => { keepPaper(found); tellError(null); }).catch(fail);
    marksOf(doc, stop.signal).then(keepMarks).catch(fail);
    return () => stop.abort();
  }, [doc, version]);
  const listed = everywhere ? "" : doc;
  const pages = usePages<Claim>(`${listed}?${words}&${status}`, version, (offset, limit) =>
    ask<{ claims: readonly Claim[]; total: number }>(`/api/claims${query({ offset, limit, q: words, doc: listed, status })}`).then(({ claims, total }) => ({ items: claims, total })));
  const place = [...pages.known].find(([, claim]) => claim.id === on)?.[0] ?? null;
  if (error && !papers) return <Told error={error} again={load} />;
  if (!papers) return <Waiting />;
  const decided = about?.reviewed?.decided ?? 0, total = about?.reviewed?.total ?? about?.counts["claims"] ?? 0;
  return (
    <>
      <div class="line title-line">
        <h1 tabIndex={-1}>{say("place.documents")}</h1>
        <p class="by">{say("documents.count", { papers: say("papers.n", { n: papers.length }), claims: say("claims.n", { n: about?.counts["claims"] ?? 0 }) })} {total ? say("documents.decided", { decided: whole(decided), total: whole(total) }) : ""}</p>
        <a class="as-button main" href="/review/">{say("review.open")}</a>
        <Add />
      </div>
      {error ? <Told error={error} again={load} /> : null}
      <div class="halves">
        <div class="left">
          <nav aria-label={say("documents.list")} class="papers">
            <ul>
              {papers.map((one) => (
                <li key={one.id}><a href={to("documents", [one.id], keepQuery())} aria-current={one.id === doc ? "page" : undefined}><bdi>{one.title || one.name}</bdi>{one.claims !== undefined ? <span class="by"> {say("claims.n", { n: one.claims })}</span> : null}</a></li>
              ))}
            </ul>
          </nav>
          {paper && paper.id === doc ? (
            <>
              <h2 id="paper-title"><bdi>{paper.title || paper.name}</bdi></h2>
              <p class="origin"><bdi>{paper.name}</bdi>{paper.publisher ? <> · <bdi>{paper.publisher}</bdi></> : null}{paper.published ? ` · ${paper.published}` : ""} · <code>{paper.id}</code></p>
              <Text paper={paper} claims={marks} on={on} />
            </>
          ) : papers.length ? <Waiting /> : <p class="intro">{say("documents.none")}</p>}
        </div>
        <section class="right" aria-labelledby="claims-title">
          <h2 id="claims-title">{say("claims")} <span class="by" role="status">{pages.total === null ? "" : whole(pages.total)}</span></h2>
          <div class="line tools">
            <label class="find"><span class="unseen">{say("search")}</span><input type="search" data-search value={q} placeholder={say("search.claims")} onInput={(event) => typeQ(event.currentTarget.value)} /></label>
            <label>{say("show")} <select value={status} onChange={(event) => go(here({ status: event.currentTarget.value || undefined }), true)}>
              {["", "unreviewed", "accepted", "edited", "rejected", "added"].map((one) => <option key={one} value={one}>{say(`show.${one || "all"}` as "show.all")}</option>)}
            </select></label>
            <label class="check"><input type="checkbox" checked={everywhere} disabled={!doc} onChange={(event) => go(here({ all: event.currentTarget.checked ? "1" : undefined }), true)} /> {say("claims.everywhere")}</label>
          </div>
          {pages.error ? <Told error={pages.error} again={pages.reload} /> : null}
          {pages.total === 0 ? <p class="intro">{say("claims.none")}</p> : (
            <Virtual total={pages.total ?? 0} height={HEIGHT} label={say("claims")} shown={place} seen={pages.want} look="claims"
              row={(k) => { const claim = pages.at(k); return claim ? <Line claim={claim} on={claim.id === on} /> : <span class="claim wait">…</span>; }} />
          )}
        </section>
      </div>
    </>
  );
};
