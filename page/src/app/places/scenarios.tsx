// Named changes of the case: make them by form or in the syntax of the command line, and compare two.
import { useEffect, useId, useState } from "preact/hooks";
import { ask, part, query, Refused } from "../api";
import { useCell } from "../cell";
import { change, moment, number, percent, percentRange } from "../figures";
import { run, useLatest } from "../jobs";
import { Dialog } from "../parts/dialog";
import { Told, Waiting } from "../parts/notice";
import { Num } from "../parts/number";
import { RunForm } from "../parts/run";
import { go, here, route, to } from "../route";
import { say } from "../say";
import { actorName, goodName, moved, refreshSession, session, summary, tell, version } from "../store";
import type { Assumption, Row, Rows, Scenario } from "../types";
import { Wide } from "./solve";

const BASE = "base";

interface Difference { readonly id: string; readonly title: string; readonly kind: string; readonly unit: string; readonly base: Point; readonly changed: Point; readonly difference: Point; readonly mean_difference: number; readonly rises: number; readonly falls: number }
interface Point { readonly value: number; readonly low: number; readonly high: number }
interface Compared { readonly base: string; readonly scenarios: readonly { readonly scenario: string; readonly sentence: string; readonly set: readonly { readonly id: string; readonly old: string; readonly new: string }[]; readonly differences: readonly Difference[] }[] }

const kinds = ["tie", "need", "assumption", "drop", "consent", "offer", "aid"] as const;
type Kind = (typeof kinds)[number];

const SHARES = new Set(["share", "probability", "log welfare"]);
const LEAST = 0.002;

/** A value of an outcome; a small change of log welfare is about the part gained or lost. */
const words = (unit: string, value: number): string => (SHARES.has(unit) ? percent(value) : number(value, 3));
/** How a kept change is typed. */
const typedLine = (line: string): string => line.replace(/^(no|consent|offer|aid)\./, "$1:").replace(/^([^=*]+)=\*/, "$1*=");

/** Adds one change: what it is about, and how it changes, as `suzerain what-if --set` takes it. */
const AddChange = ({ add }: { add: (line: string) => void }) => {
  const id = useId();
  const about = useCell(summary);
  const [kind, choose] = useState<Kind>("tie");
  const [target, aim] = useState("");
  const [how, way] = useState("times");
  const [value, type] = useState("0.5");
  const [choices, offer] = useState<readonly { readonly value: string; readonly name: string }[]>([]);
  useEffect(() => {
    let gone = false;
    const give = (found: readonly { value: string; name: string }[]): void => { if (!gone) { offer(found); aim(found[0]?.value ?? ""); } };
    const rows = (table: string, name: (row: Row) => string, key = (row: Row): string => row.id): void => {
      ask<Rows>(`/api/tables/${table}${query({ offset: 0, limit: 500 })}`).then((found) => give(found.rows.map((row) => ({ value: key(row), name: name(row) })))).catch(() => give([]));
    };
    const text = (row: Row, column: string): string => String(row[column] ?? "");
    if (kind === "tie") rows("ties", (row) => say("tie.words", { giver: actorName(text(row, "provider")), good: goodName(text(row, "good")), taker: actorName(text(row, "recipient")) }));
    else if (kind === "need") rows("needs", (row) => say("need.words", { who: actorName(text(row, "actor")), good: goodName(text(row, "good")) }));
    else if (kind === "drop") rows("terms", (row) => goodName(text(row, "good")), (row) => text(row, "good"));
    else if (kind === "assumption") ask<{ rows?: readonly Assumption[]; assumptions?: readonly Assumption[] }>(`/api/assumptions${query({ used: 1, limit: 1000 })}`).then((found) => give((found.rows ?? found.assumptions ?? []).map((row) => ({ value: row.id, name: row.label || row.id })))).catch(() => give([]));
    else give((kind === "consent" ? about?.powers ?? [] : about?.members ?? []).map((one) => (typeof one === "string" ? { value: one, name: actorName(one) } : { value: one.code, name: one.name })));
    if (kind === "consent") { way("refuse"); } else if (kind === "drop") { way("drop"); } else if (kind === "offer" || kind === "aid") { way("set"); type("0.05"); } else { way("times"); type("0.5"); }
    return () => { gone = true; };
  }, [kind, about?.version]);
  const range = kind === "tie" || kind === "need" || kind === "assumption";
  const line = kind === "drop" ? `no:${target}` : kind === "consent" ? `consent:${target}=${how}` : kind === "offer" || kind === "aid" ? `${kind}:${target}=${value}` : how === "times" ? `${target}*=${value}` : `${target}=${value}`;
  const unique = [...new Map(choices.map((one) => [one.value, one])).values()];
  return (
    <fieldset class="add-change">
      <legend>{say("change.add")}</legend>
      <div class="line">
        <label for={`${id}k`}>{say("change.kind")} <select id={`${id}k`} value={kind} onChange={(event) => choose(event.currentTarget.value as Kind)}>{kinds.map((one) => <option key={one} value={one}>{say(`change.${one}`)}</option>)}</select></label>
        <label for={`${id}t`}>{say("change.target")} <select id={`${id}t`} value={target} onChange={(event) => aim(event.currentTarget.value)}>{unique.map((one) => <option key={one.value} value={one.value}>{one.name}</option>)}</select></label>
        {kind === "consent" ? <label for={`${id}h`}>{say("change.how")} <select id={`${id}h`} value={how} onChange={(event) => way(event.currentTarget.value)}><option value="refuse">{say("change.refuse")}</option><option value="absent">{say("change.absent")}</option></select></label> : null}
        {range ? <label for={`${id}w`}>{say("change.how")} <select id={`${id}w`} value={how} onChange={(event) => way(event.currentTarget.value)}><option value="times">{say("change.times")}</option><option value="set">{say("change.set")}</option></select></label> : null}
        {range || kind === "offer" || kind === "aid" ? <label for={`${id}v`}>{say("change.value")} <input id={`${id}v`} type="text" value={value} size={8} onInput={(event) => type(event.currentTarget.value)} aria-describedby={`${id}d`} /></label> : null}
        <button type="button" disabled={!target} onClick={() => add(line)}>{say("change.put")}</button>
      </div>
      <p class="hint" id={`${id}d`}><code>{line}</code> {range ? say("change.value.how") : ""}</p>
    </fieldset>
  );
};

/** The form of one scenario. */
const Form = ({ old, names, close }: { old: Scenario | null; names: readonly string[]; close: (saved?: string) => void }) => {
  const id = useId();
  const [name, call] = useState(old?.name ?? "");
  const [note, remark] = useState(old?.note ?? "");
  const [lines, write] = useState((old?.changes ?? []).map(typedLine).join("\n"));
  const [error, tellError] = useState<unknown>(null);
  const submit = (event: Event): void => {
    event.preventDefault();
    if (!old && names.includes(name.trim())) { tellError(new Refused(409, { error: say("scenario.taken", { name: name.trim() }), hint: say("scenario.rename") })); return; }
    const changes = lines.split("\n").map((one) => one.trim()).filter(Boolean);
    ask<{ version?: number }>(`/api/scenarios/${part(name.trim())}`, { method: "PUT", body: { changes, note }, version: version() })
      .then((made) => { moved(made.version); tell(say("scenario.saved", { name: name.trim() })); close(name.trim()); }).catch(tellError);
  };
  return (
    <Dialog title={old ? say("scenario.edit", { name: old.name }) : say("scenario.new")} close={() => close()} look="wide">
      <form onSubmit={submit}>
        <div class="line">
          <label for={`${id}n`}>{say("scenario.name")} <input id={`${id}n`} type="text" required pattern="[A-Za-z0-9][A-Za-z0-9_.\-]*" maxLength={60} disabled={old !== null} value={name} onInput={(event) => call(event.currentTarget.value)} aria-describedby={`${id}nh`} /></label>
          <label for={`${id}o`} class="grow">{say("scenario.note")} <input id={`${id}o`} type="text" value={note} maxLength={500} onInput={(event) => remark(event.currentTarget.value)} /></label>
        </div>
        <p class="hint" id={`${id}nh`}>{say("scenario.name.how")}</p>
        <AddChange add={(line) => write(lines.trim() ? `${lines.trimEnd()}\n${line}` : line)} />
        <label for={`${id}c`} class="block">{say("scenario.changes")}</label>
        <textarea id={`${id}c`} class="mono" rows={5} value={lines} required spellcheck={false} aria-describedby={`${id}ch`} onInput={(event) => write(event.currentTarget.value)} />
        <p class="hint" id={`${id}ch`}>{say("scenario.changes.how")}</p>
        {error ? <Told error={error} /> : null}
        <div class="line last"><button type="submit" class="main">{say("save")}</button><button type="button" onClick={() => close()}>{say("cancel")}</button></div>
      </form>
    </Dialog>
  );
};

const Compare = ({ names, first, second }: { names: readonly string[]; first: string; second: string }) => {
  const chosen = [first, second];
  const { last, done } = useLatest("compare", (job) => JSON.stringify(job.options?.["names"]) === JSON.stringify(chosen));
  const found = (done?.result as Compared | undefined)?.scenarios[0];
  const [all, open] = useState(false);
  const moves = (found?.differences ?? []).filter((one) => all || (SHARES.has(one.unit) && Math.abs(one.mean_difference) > LEAST));
  return (
    <section aria-labelledby="compare-title">
      <h2 id="compare-title">{say("compare.title")}</h2>
      <RunForm kind="compare" options={{ names: chosen }} last={last} done={done} words={say("compare.run")}>
        {[first, second].map((name, k) => (
          <label key={k}>{say(k ? "compare.with" : "compare.this")} <select value={name} onChange={(event) => go(here({ [k ? "b" : "a"]: event.currentTarget.value }), true)}>
            {[BASE, ...names].map((one) => <option key={one} value={one}>{one === BASE ? say("scenario.base") : one}</option>)}
          </select></label>
        ))}
      </RunForm>
      {found ? (
        <>
          <p class="finding-line">{found.sentence}</p>
          <Wide caption={say("compare.caption")} head={[say("compare.outcome"), first === BASE ? say("scenario.base") : first, found.scenario, say("compare.difference"), say("compare.moves")]}>
            {moves.map((one) => (
              <tr key={one.id}>
                <th scope="row"><bdi>{one.title}</bdi></th>
                <td><Num of={one.id}>{words(one.unit, one.base.value)}</Num></td>
                <td>{words(one.unit, one.changed.value)}</td>
                <td class={one.mean_difference > 0 ? "up" : one.mean_difference < 0 ? "down" : ""}>{change(one.mean_difference, (value) => words(one.unit, value))}{one.kind === "share" ? <span class="by"> ({percentRange(one.difference.low, one.difference.high)})</span> : null}</td>
                <td class="by moves"><span>▲ {percent(one.rises)}</span> <span>▼ {percent(one.falls)}</span></td>
              </tr>
            ))}
          </Wide>
          <label class="check"><input type="checkbox" checked={all} onChange={(event) => open(event.currentTarget.checked)} /> {say("compare.all")}</label>
          <details class="under"><summary>{say("compare.set")}</summary><ul class="gaps">{found.set.map((one) => <li key={one.id}><code>{one.id}</code>: {one.old} → {one.new}</li>)}</ul></details>
        </>
      ) : null}
    </section>
  );
};

/** Scenarios: list, make, compare. */
export const Scenarios = () => {
  const now = useCell(route);
  const at = useCell(session)?.version ?? 0;
  const about = useCell(session)?.case;
  const how = useCell(run);
  const sliders = `/brief${query({ worlds: how.worlds, seed: how.seed })}#what-if`;
  const [list, keep] = useState<readonly Scenario[] | null>(null);
  const [error, tellError] = useState<unknown>(null);
  const [form, open] = useState<Scenario | "new" | null>(null);
  const load = (): void => {
    ask<{ scenarios?: readonly Scenario[]; rows?: readonly Scenario[] }>("/api/scenarios").then((found) => { keep(found.scenarios ?? found.rows ?? []); tellError(null); }).catch(tellError);
  };
  useEffect(load, [at]);
  const remove = (one: Scenario): void => {
    ask<{ version?: number }>(`/api/scenarios/${part(one.name)}`, { method: "DELETE", version: version() })
      .then(async (made) => { moved(made.version); await refreshSession(); load(); tell(say("scenario.deleted", { name: one.name })); }).catch(tellError);
  };
  const names = (list ?? []).map((one) => one.name);
  const known = (name: string | undefined, other: string): string => (name && (name === BASE || names.includes(name)) ? name : other);
  const first = known(now.given["a"], BASE), second = known(now.given["b"], names[0] ?? BASE);
  return (
    <>
      <div class="line title-line">
        <h1 tabIndex={-1}>{say("place.scenarios")}</h1>
        <button type="button" class="main" onClick={() => open("new")}>{say("scenario.new")}</button>
        <a class="as-button" href={sliders}>{say("scenario.sliders")}</a>
      </div>
      <p class="intro">{say("scenario.intro")}</p>
      {error ? <Told error={error} again={load} /> : null}
      {list === null && !error ? <Waiting /> : null}
      {list?.length === 0 ? <p class="empty">{say("scenario.none")}</p> : null}
      {list?.length ? (
        <ul class="cards">
          {list.map((one) => (
            <li key={one.name} class="card">
              <h2 class="as-h3"><bdi>{one.name}</bdi></h2>
              {one.note ? <p><bdi>{one.note}</bdi></p> : null}
              <ul class="changes">{one.changes.map((line, k) => <li key={k}><code>{typedLine(line)}</code></li>)}</ul>
              <p class="by">{moment(one.when)} <code>suzerain what-if {about?.name} {one.changes.map((line) => `--set '${typedLine(line)}'`).join(" ")}</code></p>
              <div class="line">
                <a href={to("scenarios", [], { a: BASE, b: one.name })}>{say("scenario.compare")}</a>
                <a href={`${sliders}?${new URLSearchParams([["name", one.name], ...one.changes.map((line) => ["set", typedLine(line)])])}`}>{say("scenario.slide")}</a>
                <button type="button" onClick={() => open(one)}>{say("edit")}</button>
                <button type="button" onClick={() => remove(one)} aria-label={say("scenario.delete", { name: one.name })}>{say("delete")}</button>
              </div>
            </li>
          ))}
        </ul>
      ) : null}
      {names.length ? <Compare names={names} first={first} second={second} /> : null}
      {form ? <Form old={form === "new" ? null : form} names={names} close={(saved) => { open(null); if (saved) { load(); go(to("scenarios", [], { a: BASE, b: saved }), true); } }} /> : null}
    </>
  );
};
