// Solve, measure and simulate: run them, and read what they found.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { useCell } from "../cell";
import { around, percent, whole } from "../figures";
import { run, useLatest } from "../jobs";
import { Num } from "../parts/number";
import { Bar, Curves, Stack, Strip } from "../parts/pictures";
import { RunForm, stale } from "../parts/run";
import { route, to } from "../route";
import { called, say, type Key } from "../say";
import { labelOf, useLabels } from "../labels";
import { actorName, goodName, summary } from "../store";
import type { Band } from "../types";
import { Turns } from "./turns";

interface Solved {
  readonly pact: string; readonly members: readonly string[]; readonly patron: string | null;
  readonly terms: readonly { readonly id: string; readonly giver: string; readonly taker: string; readonly good: string; readonly status: string; readonly with_consent: Share; readonly without_consent: Share; readonly without_patron: Share }[];
  readonly third_powers: readonly Power[];
  readonly members_surplus: Readonly<Record<string, Band>>;
  readonly p_pact: number; readonly p_pact_without_consent: number | null; readonly p_pact_without_patron: number | null; readonly director_index: number | null;
  readonly enforcement?: { readonly p_self_enforcing: number; readonly defector?: string | null } | null;
  readonly price_of_veto?: ({ readonly member: string; readonly within_reach: number } & Band) | null;
  readonly top_assumptions: readonly Driver[];
  readonly notes: readonly string[];
}
interface Share { readonly p_present: number }
interface Driver { readonly id: string; readonly about?: string; readonly correlation: number; readonly low: number; readonly high: number; readonly label?: string }
interface Power {
  readonly actor: string; readonly p_can_block: number; readonly p_wants_block: number; readonly p_tolerates: number;
  readonly answers?: Readonly<Record<string, number>> | null;
  readonly leverage: Readonly<Record<string, Band>>;
  readonly demands?: readonly { readonly term: string; readonly from: number; readonly to: number; readonly share: number }[];
}

const FEW = 6;
const LOOKS: Readonly<Record<string, string>> = { endorse: "p1", bear: "p2", price: "p3", block: "p4" };

/** A sentence with figures in it: where its words have `{name}`, what is given under that name. */
export const Sentence = ({ of, fills = {}, parts }: { of: Key; fills?: Readonly<Record<string, string>>; parts: Readonly<Record<string, ComponentChildren>> }) => {
  const kept = Object.fromEntries(Object.keys(parts).map((name) => [name, `{${name}}`]));
  return <>{say(of, { ...fills, ...kept }).split(/(\{\w+\})/).map((bit) => { const name = /^\{(\w+)\}$/.exec(bit)?.[1]; return name && name in parts ? parts[name] : bit; })}</>;
};

const termWords = (id: string): string => {
  const [, good = "", giver = "", taker = ""] = id.split(".");
  return say("term.words", { giver: actorName(giver), good: goodName(good), taker: actorName(taker) });
};

/** A table that scrolls sideways within its own box where it must. */
export const Wide = ({ caption, head, children }: { caption: string; head: readonly string[]; children: ComponentChildren }) => (
  <div class="scroll" tabIndex={0} role="region" aria-label={caption}>
    <table>
      <caption>{caption}</caption>
      <thead><tr>{head.map((one, k) => <th key={k} scope="col">{one}</th>)}</tr></thead>
      <tbody>{children}</tbody>
    </table>
  </div>
);

const Found = ({ solved }: { solved: Solved }) => {
  useLabels();
  const patron = solved.patron ?? "";
  const who = actorName(patron);
  const against = solved.p_pact_without_consent;
  const members = solved.members.map(actorName).join(` ${say("and")} `);
  const worst = Math.max(0.001, ...Object.values(solved.members_surplus).map((band) => band.high));
  return (
    <>
      <dl class="answers">
        <div class="answer lead"><dt>{say("solve.struck")}</dt><dd><Sentence of="solve.struck.words" fills={{ members }} parts={{ share: <Num of="solve.p_pact">{percent(solved.p_pact)}</Num> }} /></dd></div>
        {patron && against !== null ? (
          <div class="answer lead"><dt>{say("solve.refusal", { who })}</dt><dd><Sentence of="solve.refusal.words" fills={{ who }} parts={{
            share: <Num of="solve.p_pact_without_consent">{percent(against)}</Num>,
            alone: solved.p_pact_without_patron === null ? "–" : <Num of="solve.p_pact_without_patron">{percent(solved.p_pact_without_patron)}</Num> }} /></dd></div>
        ) : null}
        {patron && solved.director_index !== null ? (
          <div class="answer"><dt>{say("solve.director")}</dt><dd><Sentence of="solve.director.words" fills={{ who }} parts={{ index: <Num of={`solve.director_index.${patron}`}>{percent(solved.director_index)}</Num> }} /></dd></div>
        ) : null}
        {solved.price_of_veto ? (
          <div class="answer"><dt>{say("solve.veto")}</dt><dd><Sentence of="solve.veto.words" fills={{ who, member: actorName(solved.price_of_veto.member) }} parts={{
            price: <Num of="solve.price_of_veto">{around(solved.price_of_veto)}</Num> }} /></dd></div>
        ) : null}
        {solved.enforcement ? (
          <div class="answer"><dt>{say("solve.holds")}</dt><dd><Sentence of={solved.enforcement.defector ? "solve.holds.words" : "solve.holds.plain"} fills={{ who: actorName(solved.enforcement.defector ?? "") }} parts={{
            share: <Num of="solve.enforcement">{percent(solved.enforcement.p_self_enforcing)}</Num> }} /></dd></div>
        ) : null}
      </dl>

      <section aria-labelledby="powers-title">
        <h2 id="powers-title">{say("solve.powers")}</h2>
        {solved.third_powers.length === 0 ? <p class="intro">{say("thirds.none")}</p> : null}
        {solved.third_powers.map((power) => <PowerAnswer key={power.actor} power={power} />)}
      </section>

      <section aria-labelledby="terms-title">
        <h2 id="terms-title">{say("solve.terms")}</h2>
        <Wide caption={say("solve.terms.caption", { who: patron ? who : say("solve.somebody") })} head={[say("solve.term"), say("solve.seen"), say("solve.with"), say("solve.against"), say("solve.alone"), say("solve.picture")]}>
          {solved.terms.map((term) => (
            <tr key={term.id}>
              <th scope="row"><a href={to("case", ["terms"], { row: term.id })}>{termWords(term.id)}</a></th>
              <td>{called("status", term.status)}</td>
              <td><Num of={`solve.${term.id}`}>{percent(term.with_consent.p_present)}</Num></td>
              <td><Num of={`solve.${term.id}`}>{percent(term.without_consent.p_present)}</Num></td>
              <td><Num of={`solve.${term.id}`}>{percent(term.without_patron.p_present)}</Num></td>
              <td><Bar share={term.with_consent.p_present} ring={term.without_consent.p_present} label={say("solve.bar", { with: percent(term.with_consent.p_present), against: percent(term.without_consent.p_present) })} /></td>
            </tr>
          ))}
        </Wide>
        <p class="how">{say("solve.bar.how")}</p>
      </section>

      <section aria-labelledby="surplus-title">
        <h2 id="surplus-title">{say("solve.surplus")}</h2>
        <div class="rows">
          {Object.entries(solved.members_surplus).map(([member, band]) => (
            <div class="row" key={member}>
              <span><bdi>{actorName(member)}</bdi></span>
              <Strip band={band} from={Math.min(0, band.low)} to={worst} base={0} label={around(band)} />
              <span class="figures"><Num of={`solve.surplus.${member}`}>{around(band)}</Num></span>
            </div>
          ))}
        </div>
        <p class="how">{say("solve.surplus.how")}</p>
      </section>

      <section aria-labelledby="drivers-title">
        <h2 id="drivers-title">{say("solve.drivers")}</h2>
        <Wide caption={say("solve.drivers.caption")} head={[say("assumption"), say("solve.where_low"), say("solve.where_high")]}>
          {solved.top_assumptions.slice(0, FEW).map((one) => (
            <tr key={`${one.id}.${one.about ?? ""}`}>
              <th scope="row"><a href={to("assumptions", [], { q: one.id })}><bdi>{labelOf(one.id)}</bdi></a>{one.about ? <> · <bdi>{actorName(one.about) === one.about ? goodName(one.about) : actorName(one.about)}</bdi></> : null}</th>
              <td><Num of={one.id}>{percent(one.low)}</Num></td><td><Num of={one.id}>{percent(one.high)}</Num></td>
            </tr>
          ))}
        </Wide>
      </section>
      {solved.notes.length ? <section aria-labelledby="notes-title"><h2 id="notes-title">{say("notes")}</h2><ul class="gaps">{solved.notes.map((note, k) => <li key={k}><bdi>{note}</bdi></li>)}</ul></section> : null}
    </>
  );
};

const PowerAnswer = ({ power }: { power: Power }) => {
  const head = `solve.power.${power.actor}`;
  const answers = Object.entries(power.answers ?? {});
  const told = answers.map(([name, share]) => `${called("answer", name)} ${percent(share)}`).join(", ");
  const demands = [...(power.demands ?? [])].sort((a, b) => b.share - a.share).slice(0, FEW);
  return (
    <figure class="power">
      <h3><bdi>{actorName(power.actor)}</bdi></h3>
      <p class="reading"><Sentence of="power.words" parts={{ can: <Num of={`${head}.can`}>{percent(power.p_can_block)}</Num>, wants: <Num of={`${head}.wants`}>{percent(power.p_wants_block)}</Num> }} /></p>
      {answers.length ? (
        <>
          <Stack parts={answers.map(([name, share]) => ({ name, share, look: LOOKS[name] ?? "p2" }))} label={told} />
          <ul class="legend">
            {answers.map(([name, share]) => (
              <li key={name}><svg viewBox="0 0 20 16" aria-hidden="true"><rect class={`stack-part ${LOOKS[name] ?? "p2"}`} x={1} y={2} width={18} height={12} rx={2} /></svg> {called("answer", name)} <Num of={`${head}.${name}`}>{percent(share)}</Num></li>
            ))}
          </ul>
        </>
      ) : null}
      {demands.length ? (
        <details class="under"><summary>{say("power.demands")}</summary>
          <Wide caption={say("power.demands.caption")} head={[say("solve.term"), say("power.lowered"), say("power.from"), say("power.to")]}>
            {demands.map((one) => <tr key={one.term}><th scope="row">{termWords(one.term)}</th><td>{percent(one.share)}</td><td>{percent(one.from)}</td><td>{percent(one.to)}</td></tr>)}
          </Wide>
        </details>
      ) : null}
    </figure>
  );
};

interface Measured { readonly recipient?: string; readonly provider?: string; readonly leverer?: string; readonly target?: string; readonly good?: string | null; readonly low: number; readonly median: number; readonly high: number; readonly unit: string }

/** Who depends on whom, or who holds leverage over whom. */
const pair = (row: Measured | undefined): readonly [string, string] =>
  row?.leverer !== undefined ? [row.leverer, row.target ?? ""] : [row?.recipient ?? "", row?.provider ?? ""];

const Measures = () => {
  const [measure, choose] = useState("dependence");
  const { last, done } = useLatest("measure", (job) => (job.options?.["measure"] ?? "dependence") === measure);
  const about = useCell(summary);
  const all = Array.isArray(done?.result) ? (done.result as readonly Measured[]) : [];
  const rows = all.filter((row) => (measure === "leverage" ? row.median > 0 : row.high > 0));
  // Pairs by size, and under each pair the goods that make it up.
  const totals = new Map(rows.filter((row) => !row.good).map((row) => [pair(row).join("."), row.median]));
  const size = (row: Measured): number => totals.get(pair(row).join(".")) ?? row.median;
  const sorted = [...rows].sort((a, b) => size(b) - size(a) || pair(a).join(".").localeCompare(pair(b).join(".")) || Number(Boolean(a.good)) - Number(Boolean(b.good)) || b.median - a.median);
  const from = Math.min(0, ...rows.map((row) => row.low)), most = Math.max(0.001, ...rows.map((row) => row.high));
  return (
    <>
      <p class="intro">{say("measure.intro")}</p>
      <RunForm kind="measure" options={{ measure }} last={last} done={done} words={say("measure.run")}>
        <label>{say("measure.which")} <select value={measure} onChange={(event) => choose(event.currentTarget.value)}>
          <option value="dependence">{say("measure.dependence")}</option><option value="leverage">{say("measure.leverage")}</option>
        </select></label>
      </RunForm>
      {sorted.length && about ? (
        <figure>
          <h2 class="as-h3">{say(measure === "leverage" ? "measure.leverage" : "measure.dependence")}</h2>
          <p class="reading">{say(measure === "leverage" ? "measure.reading.leverage" : "measure.reading.dependence", {
            who: actorName(pair(sorted[0])[0]), other: actorName(pair(sorted[0])[1]), share: percent(sorted[0]?.median ?? 0) })}</p>
          <div class="rows">
            {sorted.map((row) => (
              <div class={row.good ? "row of-good" : "row"} key={`${pair(row).join(".")}.${row.good ?? ""}`}>
                <span>{row.good ? goodName(row.good) : say(measure === "leverage" ? "measure.pair.leverage" : "measure.pair", { who: actorName(pair(row)[0]), other: actorName(pair(row)[1]) })}</span>
                <Strip band={row} from={from} to={most} base={0} label={around(row)} />
                <span class="figures"><Num of={[measure, ...pair(row), ...(row.good ? [row.good] : [])].join(".")}>{around(row)}</Num></span>
              </div>
            ))}
          </div>
          <p class="how">{say("measure.how")} {rows.length < all.length ? say(measure === "leverage" ? "measure.rest.leverage" : "measure.rest", { n: all.length - rows.length }) : ""}</p>
        </figure>
      ) : null}
    </>
  );
};

interface Simulated {
  readonly months: number; readonly readings: readonly string[];
  readonly survival: readonly { readonly name: string; readonly share: readonly number[] }[];
  readonly causes: Readonly<Record<string, number>>;
  readonly chances?: Readonly<Record<string, readonly number[]>>;
  readonly loops?: readonly { readonly power: string; readonly tolerates: readonly number[] }[];
  readonly outlives_war?: readonly { readonly name: string; readonly yes: number; readonly no: number; readonly open: number; readonly chance_by_closed_form?: number | null }[];
  readonly notes: readonly string[];
}

/** Months that are simulated when nobody says how many; figures are traced over as many. */
const USUAL = 60;
/** The curves, in the order in which they come: the pact, then by its rates alone. */
const CURVES = ["simulate.in_force", "simulate.rates"] as const;

const lastOf = (values: readonly number[] | undefined): number => values?.[values.length - 1] ?? Number.NaN;

/** The figures of the end of the months, each with the id of its trace. */
const atEnd = (found: Simulated): readonly (readonly [string, string, number])[] => [
  ...found.survival.slice(0, CURVES.length).map((one, k) => [CURVES[k] as string, say(CURVES[k] as (typeof CURVES)[number]), lastOf(one.share)] as const),
  ...(found.outlives_war ?? []).map((one) => { const id = one.name === "full" ? "simulate.outlives" : "simulate.outlives.rates"; return [id, say(id), one.yes] as const; }),
  ...(found.chances?.["war"] ? [["simulate.war", say("simulate.war"), lastOf(found.chances["war"])] as const] : []),
  ...(found.loops ?? []).map((one) => [`simulate.loop.${one.power}`, say("simulate.loop", { who: actorName(one.power) }), lastOf(one.tolerates)] as const),
];

/** What each sentence rests on; sentences come in a fixed order (outlook/dynamics/reading.py). */
const basisOf = (found: Simulated): readonly string[] => {
  const ids: string[] = [];
  const full = found.survival[0]?.share;
  if (full) { ids.push("simulate.in_force"); if (full.some((share) => 2 * share <= 1)) ids.push("simulate.in_force"); }
  if (found.outlives_war?.length) ids.push("simulate.outlives");
  if (found.outlives_war?.some((one) => one.name !== "full" && typeof one.chance_by_closed_form === "number")) ids.push("simulate.outlives.rates");
  const tail = [...(Object.keys(found.causes).length ? ["simulate.in_force"] : []), ...(found.loops ?? []).map((one) => `simulate.loop.${one.power}`)];
  while (ids.length + tail.length < found.readings.length) ids.push("simulate.months");
  return [...ids, ...tail];
};

const Simulation = () => {
  const [months, choose] = useState(USUAL);
  const { last, done } = useLatest("simulate");
  const found = done?.result as Simulated | undefined;
  const looks = ["a", "b", "c", "a dashed"];
  const curves = (found?.survival ?? []).slice(0, looks.length).map((one, k) => ({ name: one.name, look: looks[k] ?? "c", values: one.share }));
  const basis = found ? basisOf(found) : [];
  const yearly = found ? Array.from({ length: Math.floor(found.months / 12) + 1 }, (_, k) => k * 12) : [];
  return (
    <>
      <p class="intro">{say("simulate.intro")}</p>
      <RunForm kind="simulate" options={{ months }} last={last} done={done} words={say("simulate.run")}>
        <label>{say("simulate.months")} <input type="number" min={1} max={600} value={months} onInput={(event) => choose(Number(event.currentTarget.value))} /></label>
      </RunForm>
      {found ? (
        <>
          <ul class="findings">{found.readings.map((words, k) => <li key={k}>{words} <Num of={basis[k] ?? "simulate.months"}>{say("row.why")}</Num></li>)}</ul>
          {found.months === USUAL ? null : <p class="how">{say("simulate.traced", { months: found.months, usual: USUAL })}</p>}
          <Wide caption={say("simulate.at_end", { months: found.months })} head={[say("simulate.what"), say("simulate.share")]}>
            {atEnd(found).map(([id, words, share]) => <tr key={id}><th scope="row">{words}</th><td><Num of={id}>{percent(share)}</Num></td></tr>)}
          </Wide>
          <figure>
            <h2 class="as-h3">{say("simulate.survival")}</h2>
            <p class="reading">{say("simulate.reading")}</p>
            <ul class="legend">{curves.map((curve) => <li key={curve.name}><svg viewBox="0 0 20 16" aria-hidden="true"><path class={`line ${curve.look}`} d="M0 8H20" /></svg> {curve.name}</li>)}</ul>
            <Curves curves={curves} label={say("simulate.survival")} />
            <details class="under"><summary>{say("same.table")}</summary>
              <Wide caption={say("simulate.survival")} head={[say("simulate.month"), ...curves.map((curve) => curve.name)]}>
                {yearly.map((month) => <tr key={month}><th scope="row">{month}</th>{curves.map((curve, k) => <td key={curve.name}>{CURVES[k] ? <Num of={CURVES[k] as string}>{percent(curve.values[month] ?? Number.NaN)}</Num> : percent(curve.values[month] ?? Number.NaN)}</td>)}</tr>)}
              </Wide>
            </details>
          </figure>
          <section aria-labelledby="causes-title">
            <h2 id="causes-title">{say("simulate.causes")}</h2>
            <div class="rows">
              {Object.entries(found.causes).map(([name, share]) => (
                <div class="row" key={name}><span>{called("cause", name.replaceAll(" ", "_"))}</span><Bar share={share} label={percent(share)} /><span class="figures"><Num of={`simulate.cause.${name.replaceAll(" ", "_")}`}>{percent(share)}</Num></span></div>
              ))}
            </div>
          </section>
          <ul class="gaps">{found.notes.map((note, k) => <li key={k}><bdi>{note}</bdi></li>)}</ul>
        </>
      ) : null}
    </>
  );
};

const Solution = () => {
  const { last, done } = useLatest("solve", (job) => !job.options?.["scenario"]);
  const how = useCell(run);
  return (
    <>
      <p class="intro">{say("solve.intro")}</p>
      <RunForm kind="solve" last={last} done={done} words={say("solve.run")} />
      {done ? <div class={`found ${stale(done) ? "old" : ""}`} data-worlds={done.worlds} aria-live="off"><Found solved={done.result as Solved} /></div> : (
        <p class="how">{say("solve.none", { worlds: whole(how.worlds) })}</p>
      )}
    </>
  );
};

const TABS = ["solve", "measure", "simulate", "turns"] as const;

/** Measure, solve, simulate. */
export const Solve = () => {
  const now = useCell(route);
  useCell(summary);
  const tab = TABS.find((one) => one === now.path[0]) ?? "solve";
  return (
    <>
      <h1 tabIndex={-1}>{say("place.solve")}</h1>
      <nav class="tabs" aria-label={say("place.solve")}><ul>
        {TABS.map((one) => <li key={one}><a href={to("solve", one === "solve" ? [] : [one])} aria-current={one === tab ? "page" : undefined}>{say(`tab.${one}`)}</a></li>)}
      </ul></nav>
      {tab === "solve" ? <Solution /> : tab === "measure" ? <Measures /> : tab === "turns" ? <Turns /> : <Simulation />}
    </>
  );
};
