// What turns an outcome: the assumptions it is sensitive to, and the smallest change that gets past a threshold.
import { Fragment, type ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import { useCell } from "../cell";
import { around, number, percent, percentRange } from "../figures";
import { useLatest } from "../jobs";
import { labelOf, useLabels } from "../labels";
import { Num } from "../parts/number";
import { RunForm } from "../parts/run";
import { go, here, route, to } from "../route";
import { say } from "../say";
import { actorName, goodName, summary } from "../store";
import type { Band } from "../types";
import { Wide } from "./solve";

interface Sensed {
  readonly outcome: string; readonly title: string; readonly unit: string; readonly mean: number; readonly notes: readonly string[];
  readonly tornado: readonly { readonly id: string; readonly low: number; readonly high: number; readonly swing: number; readonly input_low: number; readonly input_high: number; readonly assumption?: string | null }[];
}
interface At { readonly low: number; readonly mode?: number | null; readonly high: number; readonly median: number }
interface Flipped {
  readonly outcome: string; readonly side: string; readonly threshold: number; readonly value: number; readonly already: boolean; readonly notes: readonly string[];
  readonly levers: readonly Turn[]; readonly pairs: readonly Turn[];
}
interface Turn {
  readonly levers: readonly { readonly id: string; readonly sort: string; readonly direction: string; readonly now: At; readonly needed: At | null; readonly actors: readonly string[] }[];
  readonly flips: boolean; readonly part: number | null; readonly outcome: number; readonly members: Readonly<Record<string, Band>>; readonly costs: Readonly<Record<string, Band>>;
}

const FEW = 8;
const STATED = /^(tie|need|term)\./;
const W = 420, H = 24;

/** The outcomes one may ask about: the pact itself, each good in it, each power. */
const useOutcomes = (): readonly { readonly value: string; readonly name: string }[] => {
  const about = useCell(summary);
  const goods = new Set((about?.questions ?? []).map((one) => one.id.split(".")[1] ?? "").filter(Boolean));
  return [
    { value: "p_pact", name: say("outcome.p_pact") },
    { value: "p_pact_without_consent", name: say("outcome.against") },
    { value: "director_index", name: say("outcome.director") },
    ...[...goods].map((good) => ({ value: good, name: say("outcome.good", { good: goodName(good) }) })),
    ...(about?.powers ?? []).filter((one) => one.role !== "rival").map((one) => ({ value: `${one.code}.p_can_block`, name: say("outcome.can", { who: one.name }) })),
  ];
};

/** What an input that may move is called. */
const leverWords = (id: string): string => {
  const [head = "", ...rest] = id.split(".");
  if (head === "tie") return say("tie.words", { good: goodName(rest[0] ?? ""), giver: actorName(rest[1] ?? ""), taker: actorName(rest[2] ?? "") });
  if (head === "need") return say("need.words", { good: goodName(rest[0] ?? ""), who: actorName(rest[1] ?? "") });
  if (head === "offer" || head === "aid") return say(`lever.${head}`, { who: actorName(rest[0] ?? "") });
  if (head === "consent") return say("lever.consent", { who: actorName(rest[0] ?? "") });
  if (head === "no") return say("lever.no", { good: goodName(rest[rest.length > 1 ? 1 : 0] ?? "") });
  const about = rest[rest.length - 1] ?? "";
  const named = actorName(about);
  return named === about ? labelOf(id) : `${labelOf(id.slice(0, -(about.length + 1)))} · ${named}`;
};

/** Where an input is explained: in the register, or beside the page when the case states it. */
const source = (one: { readonly id: string; readonly assumption?: string | null }): string =>
  STATED.test(one.assumption ?? one.id) ? here({ why: one.assumption ?? one.id }) : to("assumptions", [], { q: one.assumption ?? one.id });

const Tornado = ({ found }: { found: Sensed }) => {
  const rows = [...found.tornado].sort((a, b) => Math.abs(b.swing) - Math.abs(a.swing));
  const values = rows.flatMap((one) => [one.low, one.high]).concat(found.mean);
  const from = Math.min(...values), most = Math.max(...values);
  const at = (value: number): number => 8 + ((value - from) / (most - from || 1)) * (W - 16);
  const words = (value: number): string => (found.unit === "share" || found.unit === "probability" ? percent(value) : number(value));
  return (
    <figure>
      <h3><bdi>{found.title}</bdi></h3>
      <p class="reading">{say("tornado.reading", { mean: words(found.mean) })}</p>
      <ul class="legend"><li><svg viewBox="0 0 20 16" aria-hidden="true"><circle class="mark ring a" cx="10" cy="8" r="5" /></svg> {say("tornado.low")}</li><li><svg viewBox="0 0 20 16" aria-hidden="true"><circle class="mark a" cx="10" cy="8" r="5" /></svg> {say("tornado.high")}</li></ul>
      <ol class="rows tornado">
        {rows.map((one) => (
          <li class="row" key={one.id}>
            <a class="whole" href={source(one)}>{leverWords(one.id)}</a>
            <svg class="strip" viewBox={`0 0 ${W} ${H}`} role="img" aria-label={say("tornado.row", { low: words(one.low), high: words(one.high) })}>
              <line class="base" x1={at(found.mean)} x2={at(found.mean)} y1={1} y2={H - 1} />
              <line class="range a" x1={at(one.low)} x2={at(one.high)} y1={H / 2} y2={H / 2} />
              <circle class="mark ring a" cx={at(one.low)} cy={H / 2} r={5} /><circle class="mark a" cx={at(one.high)} cy={H / 2} r={5} />
            </svg>
            <span class="figures">{words(one.low)} → {words(one.high)} <a href={here({ why: one.assumption ?? one.id })}>{say("row.why")}</a></span>
          </li>
        ))}
      </ol>
      {found.notes.map((note, k) => <p key={k} class="how"><bdi>{note}</bdi></p>)}
    </figure>
  );
};

const value = (at: At | null, id: string): string => {
  if (!at) return "–";
  const show = (one: number): string => (/^(offer|aid|tie|need|term)\b/.test(id) ? percent(one) : number(one, 3));
  return at.low === at.high ? show(at.low) : /^(offer|aid|tie|need|term)\b/.test(id) ? percentRange(at.low, at.high) : `${show(at.low)}–${show(at.high)}`;
};

/** What it means for each of some actors, with its range. */
const sides = (found: Readonly<Record<string, Band>>): string =>
  Object.entries(found).map(([who, band]) => `${actorName(who)} ${around(band)}`).join("; ") || "–";

/** What has no source of its own, since somebody would choose it. */
const CHOSEN = /^(offer|aid|consent|no)\./;

/** The trace of an outcome as it is now. */
const outcomeTrace = (outcome: string, patron: string | null | undefined): string => {
  const [power = "", what] = outcome.split(".");
  if (outcome === "director_index" && patron) return `solve.director_index.${patron}`;
  if (what === "p_can_block") return `solve.power.${power}.can`;
  if (what === "p_wants_block") return `solve.power.${power}.wants`;
  return outcome === "p_pact_without_consent" ? `solve.${outcome}` : "solve.p_pact";
};

const Flips = ({ found }: { found: Flipped }) => {
  const base = outcomeTrace(found.outcome, useCell(summary)?.patron);
  const of = (id: string): string => (CHOSEN.test(id) ? base : id);
  const each = (turn: Turn, words: (lever: Turn["levers"][number]) => string): ComponentChildren =>
    turn.levers.map((lever, k) => <Fragment key={k}>{k ? "; " : ""}<Num of={of(lever.id)}>{words(lever)}</Num></Fragment>);
  const turns = [...found.levers, ...found.pairs].filter((one) => one.flips).slice(0, FEW);
  return (
    <figure>
      <h3>{say("flip.title")}</h3>
      <p class="reading">{found.already ? say("flip.already", { value: percent(found.value) }) : turns.length ? say(found.side === "below" ? "flip.reading.below" : "flip.reading.above", { value: percent(found.value), threshold: percent(found.threshold) }) : say("flip.none")}</p>
      {turns.length ? (
        <Wide caption={say("flip.caption")} head={[say("flip.lever"), say("flip.now"), say("flip.needed"), say("flip.who"), say("flip.then"), say("flip.members"), say("flip.costs")]}>
          {turns.map((one, k) => (
            <tr key={k}>
              <th scope="row">{one.levers.map((lever) => leverWords(lever.id)).join(` ${say("and")} `)}</th>
              <td>{each(one, (lever) => value(lever.now, lever.id))}</td>
              <td>{each(one, (lever) => value(lever.needed, lever.id))}</td>
              <td>{[...new Set(one.levers.flatMap((lever) => lever.actors))].map(actorName).join(", ")}</td>
              <td><Num of={base}>{percent(one.outcome)}</Num></td>
              <td>{sides(one.members)}</td>
              <td>{sides(one.costs)}</td>
            </tr>
          ))}
        </Wide>
      ) : null}
      {found.notes.map((note, k) => <p key={k} class="how"><bdi>{note}</bdi></p>)}
    </figure>
  );
};

/** What turns it. */
export const Turns = () => {
  useLabels();
  const id = useId();
  const now = useCell(route);
  const about = useCell(summary);
  const outcomes = useOutcomes();
  const outcome = outcomes.find((one) => one.value === now.given["outcome"])?.value ?? "p_pact";
  const [side, take] = useState<"below" | "above">("below");
  const [threshold, type] = useState("20");
  const [by, whose] = useState("");
  const movers = new Map([...(about?.members ?? []), ...(about?.powers ?? [])].map((one) => (typeof one === "string" ? [one, actorName(one)] : [one.code, one.name])));
  const bound = Math.max(0, Math.min(100, Number(threshold.replace(",", ".")) || 0)) / 100;
  const sensed = useLatest("sensitivity", (job) => job.options?.["outcome"] === outcome);
  const flipped = useLatest("flip", (job) => job.options?.["outcome"] === outcome && job.options?.[side] === bound && (job.options?.["by"] ?? "") === by);
  const choose = (
    <label for={`${id}o`}>{say("outcome")} <select id={`${id}o`} value={outcome} onChange={(event) => go(here({ outcome: event.currentTarget.value }), true)}>
      {outcomes.map((one) => <option key={one.value} value={one.value}>{one.name}</option>)}
    </select></label>
  );
  return (
    <>
      <p class="intro">{say("turns.intro")}</p>
      <div class="line outcome-line">{choose}</div>
      <section aria-labelledby={`${id}t`}>
        <h2 id={`${id}t`}>{say("tornado.title")}</h2>
        <RunForm kind="sensitivity" options={{ outcome }} last={sensed.last} done={sensed.done} words={say("tornado.run")} />
        {sensed.done ? <Tornado found={sensed.done.result as Sensed} /> : null}
      </section>
      <section aria-labelledby={`${id}f`}>
        <h2 id={`${id}f`}>{say("flip.head")}</h2>
        <RunForm kind="flip" options={{ outcome, [side]: bound, ...(by ? { by } : {}) }} last={flipped.last} done={flipped.done} words={say("flip.run")} most={1000}>
          <label for={`${id}s`}>{say("flip.bring")} <select id={`${id}s`} value={side} onChange={(event) => take(event.currentTarget.value as "below" | "above")}><option value="below">{say("flip.below")}</option><option value="above">{say("flip.above")}</option></select></label>
          <label for={`${id}p`}><input id={`${id}p`} type="number" min={0} max={100} step="any" required value={threshold} onInput={(event) => type(event.currentTarget.value)} aria-label={say("flip.threshold")} /> %</label>
          <label for={`${id}b`}>{say("flip.by")} <select id={`${id}b`} value={by} onChange={(event) => whose(event.currentTarget.value)}><option value="">{say("flip.anyone")}</option>{[...movers].map(([code, name]) => <option key={code} value={code}>{name}</option>)}</select></label>
        </RunForm>
        {flipped.done ? <Flips found={flipped.done.result as Flipped} /> : null}
      </section>
    </>
  );
};

