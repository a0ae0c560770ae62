// The what-if of a page: what may be moved on one side, what follows on the other.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { capOf, NONE, ordered, ruledOut, setting, withChange, type Changes } from "./changes";
import type { Context } from "./context";
import { More, Powers, SliderRow, Terms } from "./controls";
import type { Desk, View } from "./desk";
import { percent, plain } from "./figures";
import type { Keeper } from "./keeping";
import { consentNeeded, reading } from "./reading";
import { DotsLegend, Forecast, Gains, MarksLegend, pairs, ShareRow, Table, type Pair } from "./results";
import { say } from "./say";
import { Compared, Scenarios } from "./scenarios";
import { slidersOf, type Slider } from "./sliders";
import { Taking } from "./taking";

/** How long a reader's ear is left in peace while one drags, in milliseconds. */
const HUSH = 700;

export const App = ({ desk, context, keeper }: { desk: Desk; context: Context; keeper: Keeper }) => {
  const [view, setView] = useState<View>(desk.view);
  useEffect(() => {
    setView(desk.view);
    return desk.listen(setView);
  }, [desk]);
  const { engine } = desk, { changes } = view;
  const { first, rest } = useMemo(() => slidersOf(engine, context), [engine, context]);
  const every = useMemo(() => [...first, ...rest], [first, rest]);
  const [verdict, most] = reading(view.base, view.now, changes);
  const keys = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
    const target = event.target as HTMLElement;
    if (target instanceof HTMLInputElement && ["text", "search"].includes(target.type)) return;
    event.preventDefault();
    if (event.shiftKey) desk.redo(); else desk.undo();
  };
  return (
    <div class={changes.size ? "wi changed" : "wi"} onKeyDown={keys}>
      <p class="intro">{say("intro", { n: plain(engine.count) })}</p>
      <div class="wi-bar">
        <p class="wi-reading">
          {verdict}{most && <span> {most}</span>}
          {view.worlds < engine.count && <small> {say("reading.first", { some: plain(view.worlds), all: plain(engine.count) })}</small>}
        </p>
        <p class="wi-buttons">
          <button type="button" disabled={!view.can_undo} onClick={() => desk.undo()}>{say("undo")}</button>
          <button type="button" disabled={!view.can_redo} onClick={() => desk.redo()}>{say("redo")}</button>
          <button type="button" disabled={!changes.size} onClick={() => { desk.put(NONE); desk.call(null); }}>{say("reset")}</button>
        </p>
      </div>
      <Said words={`${verdict} ${most}`} />
      {view.refused !== null && <p class="wi-wrong" role="alert">{say("refused", { why: view.refused })}</p>}
      <div class="wi-both">
        <section class="wi-controls" aria-label={say("moves")}>
          <h3>{say("most")}</h3>
          {first.map((slider) => <SliderRow key={slider.id} slider={slider} changes={changes} desk={desk} />)}
          {engine.powers.length > 0 && <h3>{say("powers")}</h3>}
          <Powers powers={engine.powers} thirds={context.thirds} changes={changes} desk={desk} />
          {engine.terms.length > 0 && <h3>{say("terms")}</h3>}
          <Terms terms={engine.terms} changes={changes} desk={desk} />
          {rest.length > 0 && <More sliders={rest} changes={changes} desk={desk} />}
          <Changed changes={changes} sliders={every} desk={desk} />
        </section>
        <section class="wi-results" aria-label={say("follows")}>
          <Results view={view} context={context} />
          <Compared desk={desk} view={view} keeper={keeper} />
        </section>
        <div class="wi-aside">
          <Scenarios desk={desk} view={view} keeper={keeper} />
          <Taking view={view} engine={engine} context={context} />
        </div>
      </div>
      <Printed view={view} />
      {engine.limits.length > 0 && (
        <div class="wi-limits wi-note">
          <p>{say("limits")}</p>
          <ul>{engine.limits.map((one) => <li key={one}>{one.replaceAll("`", "")}</li>)}</ul>
        </div>
      )}
    </div>
  );
};

// Spoken when the hand rests, so that a drag does not chatter.
const Said = ({ words }: { words: string }) => {
  const [spoken, setSpoken] = useState("");
  const first = useRef(true);
  useEffect(() => {
    if (first.current) { first.current = false; return; }
    const timer = setTimeout(() => setSpoken(words), HUSH);
    return () => clearTimeout(timer);
  }, [words]);
  return <p class="wi-hidden" role="status" aria-live="polite">{spoken}</p>;
};

/** What a power does or a term may bring, in words; nothing for what is no such policy. */
const policyWords = ({ engine }: Desk, changes: Changes, key: string): string | null => {
  const power = engine.powers.find(({ code }) => key === `consent.${code}`);
  if (power) {
    const does = changes.get(key) === "refuse" ? say("power.refuse") : say("power.absent");
    return say("told.power", { name: power.name, does });
  }
  const term = engine.terms.find((one) => key === one.id || key === ruledOut(one));
  if (!term) return null;
  const cap = capOf(changes, term);
  const most = cap === 0 ? say("term.out.long") : cap === 0.5 ? say("term.half.long") : say("term.part", { part: percent(cap) });
  return say("told.power", { name: term.label, does: most });
};

const Changed = ({ changes, sliders, desk }: { changes: Changes; sliders: readonly Slider[]; desk: Desk }) => {
  // What a slider sets is one line, also where it sets several numbers.
  const told = new Set<string>();
  const moved = sliders.filter((one) => {
    if (one.value(changes) === null || one.keys.every((key) => told.has(key))) return false;
    one.keys.forEach((key) => told.add(key));
    return true;
  });
  const rest = ordered(changes).filter(([key]) => !told.has(key));
  const back = (what: string, next: () => Changes) => (
    <button
      type="button" class="wi-back" aria-label={say("take_back", { what })} title={say("take_back", { what })}
      onClick={() => desk.put(next())}
    >×</button>
  );
  return (
    <div class="wi-changed">
      <h3>{say("changed")}</h3>
      {!changes.size && <p class="wi-note">{say("changed.none")}</p>}
      <ul>
        {moved.map((one) => (
          <li key={one.id}>
            <span>{one.label}: <strong>{one.words(changes)}</strong></span>
            {back(one.label, () => one.with(desk.view.changes, null))}
          </li>
        ))}
        {rest.map(([key, value]) => (
          <li key={key}>
            <span>{policyWords(desk, changes, key) ?? <code>{setting(key, value)}</code>}</span>
            {back(setting(key, value), () => withChange(desk.view.changes, key, null))}
          </li>
        ))}
      </ul>
    </div>
  );
};

const VERDICT = ["solve.p_pact", "solve.p_pact_without_consent"];
const isVerdict = (id: string): boolean => VERDICT.includes(id) || id.startsWith("solve.director_index.");
const isForecast = (id: string): boolean => id.startsWith("forecast.");
const isTerm = (id: string): boolean => id.startsWith("solve.term.") && !id.endsWith(".level");
const isGain = (id: string): boolean => id.startsWith("solve.surplus.");
const isOther = (id: string): boolean =>
  !isVerdict(id) && !isForecast(id) && !isTerm(id) && !isGain(id) && !id.endsWith(".level");

const Results = ({ view, context }: { view: View; context: Context }) => {
  const of = (chosen: (id: string) => boolean): Pair[] => pairs(view.base, view.now, chosen);
  const verdict = of(isVerdict), forecasts = of(isForecast), terms = of(isTerm), gains = of(isGain);
  const before = consentNeeded(view.base), after = consentNeeded(view.now);
  return (
    <>
      <h3>{say("verdict")}</h3>
      <MarksLegend />
      {verdict.map((pair) => <ShareRow key={pair.before.id} pair={pair} />)}
      {after !== null && before !== null && (
        <p class="wi-note" data-outcome="consent_needed">
          {say(view.changes.size ? "consent_needed.was" : "consent_needed", {
            before: percent(before), after: percent(after), patron: context.patron,
          })}.
        </p>
      )}
      <Folded rows={verdict} caption={say("verdict")} />
      {forecasts.length > 0 && (
        <>
          <h3>{say("forecasts")}</h3>
          <p class="wi-note">{say("forecasts.reading")}</p>
          <DotsLegend />
          <div class="wi-forecasts">{forecasts.map((pair) => <Forecast key={pair.before.id} pair={pair} beside={view.changes.size > 0} />)}</div>
          <Folded rows={forecasts} caption={say("forecasts")} />
        </>
      )}
      {terms.length > 0 && (
        <>
          <h3>{say("terms.follow")}</h3>
          {terms.map((pair) => <ShareRow key={pair.before.id} pair={pair} />)}
          <Folded rows={terms} caption={say("terms.follow")} />
        </>
      )}
      {gains.length > 0 && (
        <>
          <h3>{say("gains")}</h3>
          <p class="wi-note">{say("gains.reading")}</p>
          <Gains rows={gains} />
          <Folded rows={gains} caption={say("gains")} />
        </>
      )}
      <Folded rows={of(isOther)} caption={say("others")} summary={say("others")} />
    </>
  );
};

const Folded = ({ rows, caption, summary }: { rows: readonly Pair[]; caption: string; summary?: string }) => {
  const [open, setOpen] = useState(false);
  if (!rows.length) return null;
  return (
    <details class="under" onToggle={(event) => setOpen((event.currentTarget as HTMLDetailsElement).open)}>
      <summary>{summary ?? say("table")}</summary>
      {open && <Table rows={rows} caption={caption} />}
    </details>
  );
};

/** What paper shows: the changes and the main figures, drawn when the hand rests. */
const Printed = ({ view }: { view: View }) => {
  const [settled, setSettled] = useState(view);
  useEffect(() => {
    const take = (): void => setSettled(view);
    const timer = setTimeout(take, HUSH);
    addEventListener("beforeprint", take);
    return () => { clearTimeout(timer); removeEventListener("beforeprint", take); };
  }, [view]);
  return useMemo(() => <Paper view={settled} />, [settled]);
};

const Paper = ({ view }: { view: View }) => (
  <div class="wi-printed">
    <p><strong>{say("print")}</strong>{view.name ? `: ${view.name}` : ""}</p>
    {view.changes.size
      ? <ul>{ordered(view.changes).map(([key, value]) => <li key={key}><code>{setting(key, value)}</code></li>)}</ul>
      : <p>{say("changed.none")}</p>}
    <Table
      rows={pairs(view.base, view.now, (id) => isVerdict(id) || isForecast(id) || isTerm(id) || isGain(id))}
      caption={say("follows")}
    />
  </div>
);
