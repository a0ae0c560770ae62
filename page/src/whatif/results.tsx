// What follows: base and changed side by side, paired in the same worlds.
import type { Answers, Outcome } from "../engine/index";
import { amount, capital, isPart, percent, points, range } from "./figures";
import { columns, counted, middles, moved, turned } from "./paired";
import { say } from "./say";

export interface Pair {
  readonly before: Outcome;
  readonly after: Outcome;
}

/** Outcomes that both answers have, in the order of the first. */
export const pairs = (base: Answers, now: Answers, chosen: (id: string) => boolean): Pair[] =>
  [...base.outcomes.values()].flatMap((before) => {
    const after = now.outcomes.get(before.id);
    return after && chosen(before.id) ? [{ before, after }] : [];
  });

export const main = (one: Outcome): number => (one.kind === "share" ? one.share : one.median);
export const figure = (one: Outcome): string =>
  Number.isNaN(main(one)) ? say("not_asked") : amount(main(one), one.kind === "share" ? "share" : one.unit);

const DOTS = 50, ACROSS = 25, STEP = 12;
const LOOKS = ["both", "lost", "gained", "neither"] as const;
type Look = (typeof LOOKS)[number];

// Marks as one path a look: few elements to redraw while one drags.
const shape = (look: Look | "ring" | "diamond" | "dot", x: number, y: number, r: number): string => {
  switch (look) {
    case "lost": case "diamond": return `M${x} ${y - r}l${r} ${r}l${-r} ${r}l${-r} ${-r}z`;
    case "gained": return `M${x} ${y - r}L${x + r} ${y + 0.8 * r}H${x - r}z`;
    default: return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
  }
};

const Marks = ({ pair }: { pair: Pair }) => {
  const found = turned(pair.before.values, pair.after.values);
  if (!found.asked) return <span class="wi-note">{say("not_asked")}</span>;
  const many = counted(LOOKS.map((look) => found[look]), DOTS);
  let spot = 0;
  const paths = LOOKS.map((look, k) => {
    let path = "";
    for (let n = 0; n < many[k]!; n++, spot++)
      path += shape(look, STEP / 2 + STEP * (spot % ACROSS), STEP / 2 + STEP * Math.floor(spot / ACROSS), 4.4);
    return <path key={look} class={`wi-mark ${look}`} d={path} />;
  });
  return (
    <svg class="wi-marks" viewBox={`0 0 ${STEP * ACROSS} ${(STEP * DOTS) / ACROSS}`} aria-hidden="true">{paths}</svg>
  );
};

const Change = ({ pair }: { pair: Pair }) => {
  const before = figure(pair.before), after = figure(pair.after);
  if (pair.before === pair.after) return <span class="wi-pair"><strong>{after}</strong></span>;
  return (
    <span class="wi-pair">
      {before} <span aria-hidden="true">→</span><span class="wi-hidden"> {say("after")}: </span>{" "}
      <strong>{after}</strong>
    </span>
  );
};

/** How often something true or false turns, in words; nothing where it never does. */
export const turnedWords = ({ lost, gained }: { lost: number; gained: number }): string => {
  const told = { lost: percent(lost), gained: percent(gained) };
  return lost && gained ? say("turned.both", told) : lost ? say("turned.lost", told) : gained ? say("turned.gained", told) : "";
};

const Turns = ({ pair }: { pair: Pair }) => {
  if (pair.before === pair.after) return null;
  if (pair.before.kind === "share") {
    const found = turned(pair.before.values, pair.after.values);
    if (!found.asked) return null;
    return <>{turnedWords(found) || say("unturned")}</>;
  }
  const found = moved(pair.before.values, pair.after.values);
  if (!found.asked) return null;
  const told = { rises: percent(found.rises), falls: percent(found.falls) };
  return <>{
    found.rises && found.falls ? say("ups.both", told)
    : found.rises ? say("ups.rises", told) : found.falls ? say("ups.falls", told) : say("unturned")
  }</>;
};

export const ShareRow = ({ pair }: { pair: Pair }) => (
  <div class="wi-row" data-outcome={pair.before.id}>
    <p class="wi-title">{capital(pair.before.label)}</p>
    <Marks pair={pair} />
    <p class="wi-figures"><Change pair={pair} /><small><Turns pair={pair} /></small></p>
  </div>
);

export const MarksLegend = () => (
  <ul class="legend wi-legend">
    {LOOKS.map((look) => (
      <li key={look}>
        <svg viewBox="0 0 12 12" aria-hidden="true"><path class={`wi-mark ${look}`} d={shape(look, 6, 6, 4.4)} /></svg>{" "}
        {say(look)}
      </li>
    ))}
  </ul>
);

const COLUMNS = 25, WIDE = 300;

/** A forecast as fifty dots, the base's below the line. */
export const Forecast = ({ pair, beside }: { pair: Pair; beside: boolean }) => {
  const before = columns(middles(pair.before.values, DOTS), COLUMNS);
  const after = columns(middles(pair.after.values, DOTS), COLUMNS);
  const most = Math.max(...before, ...after, 6);
  const step = Math.min(12, 84 / most), r = step / 2 - 0.7, floor = 84 + 3;
  let same = "", fresh = "", base = "";
  for (let k = 0; k < COLUMNS; k++) {
    const x = 6 + 12 * k;
    for (let n = 0; n < after[k]!; n++) {
      const y = floor - 2 - step * (n + 0.5);
      if (n < before[k]!) same += shape("dot", x, y, r); else fresh += shape("diamond", x, y, r + 0.4);
    }
    for (let n = 0; n < before[k]!; n++) base += shape("ring", x, floor + 2 + (step / 2) * (n + 0.5), r / 2 + 0.2);
  }
  const tall = floor + 2 + (beside ? (step / 2) * Math.max(...before, 1) : 0) + 18;
  return (
    <div class="wi-forecast" data-outcome={pair.before.id}>
      <p class="wi-title">{pair.before.label}</p>
      <p class="wi-figures"><Change pair={pair} /><small><Turns pair={pair} /></small></p>
      <svg class="wi-dots" viewBox={`0 0 ${WIDE} ${tall}`} aria-hidden="true">
        <path class="wi-mark both" d={same} />
        <path class="wi-mark lost" d={fresh} />
        <line class="axis" x1="0" x2={WIDE} y1={floor} y2={floor} />
        {beside && <path class="wi-mark was" d={base} />}
        <text x="0" y={tall - 4}>{say("axis.never")}</text>
        <text x={WIDE / 2} y={tall - 4} text-anchor="middle">{say("axis.even")}</text>
        <text x={WIDE} y={tall - 4} text-anchor="end">{say("axis.always")}</text>
      </svg>
    </div>
  );
};

export const DotsLegend = () => (
  <ul class="legend wi-legend">
    {([["both", "dot", "dot.same"], ["lost", "diamond", "dot.new"], ["was", "ring", "dot.base"]] as const).map(([look, mark, words]) => (
      <li key={look}>
        <svg viewBox="0 0 12 12" aria-hidden="true"><path class={`wi-mark ${look}`} d={shape(mark, 6, 6, look === "was" ? 2.8 : 4.4)} /></svg>{" "}
        {say(words)}
      </li>
    ))}
  </ul>
);

/** Amounts of one unit on one line each, base and changed. */
export const Gains = ({ rows }: { rows: readonly Pair[] }) => {
  const known = rows.flatMap(({ before, after }) => [before.low, before.high, after.low, after.high]).filter((n) => !Number.isNaN(n));
  const room = rows.flatMap(({ before }) => [before.low, before.high]).filter((n) => !Number.isNaN(n));
  const low = Math.min(0, ...known, ...room.map((n) => 1.2 * n)), high = Math.max(...known, ...room.map((n) => 1.2 * n), 1e-9);
  const x = (value: number): number => 6 + (288 * (value - low)) / (high - low);
  return (
    <>
      {rows.map((pair) => (
        <div class="wi-row" key={pair.before.id} data-outcome={pair.before.id}>
          <p class="wi-title">{capital(pair.before.label)}</p>
          <svg class="wi-marks" viewBox="0 0 300 24" aria-hidden="true">
            <line class="base" x1={x(0)} x2={x(0)} y1="0" y2="24" />
            {!Number.isNaN(pair.before.median) && <>
              <line class="range c" x1={x(pair.before.low)} x2={x(pair.before.high)} y1="7" y2="7" />
              <path class="wi-mark was" d={shape("ring", x(pair.before.median), 7, 4)} />
            </>}
            {!Number.isNaN(pair.after.median) && <>
              <line class="range a" x1={x(pair.after.low)} x2={x(pair.after.high)} y1="17" y2="17" />
              <path class="wi-mark both" d={shape("dot", x(pair.after.median), 17, 4.4)} />
            </>}
          </svg>
          <p class="wi-figures"><Change pair={pair} /><small><Turns pair={pair} /></small></p>
        </div>
      ))}
    </>
  );
};

/** One outcome's row of a table: what a picture shows, in figures. */
export const cells = ({ before, after }: Pair): string[] => {
  const share = before.kind === "share";
  const unit = share ? "share" : before.unit;
  const around = (one: Outcome): string =>
    Number.isNaN(main(one)) ? say("not_asked")
    : share ? amount(one.share, unit) : `${amount(one.median, unit)} (${range(one.low, one.high, unit)})`;
  const by = moved(before.values, after.values);
  const mean = !by.asked ? "–" : share || isPart(unit) ? say("points", { by: points(by.mean) }) : amount(by.mean, unit);
  return [around(before), around(after), mean, by.asked ? percent(by.rises) : "–", by.asked ? percent(by.falls) : "–"];
};

export const Table = ({ rows, caption, heads }: {
  rows: readonly Pair[]; caption: string; heads?: readonly [string, string];
}) => (
  <div class="scroll" tabIndex={0} role="region" aria-label={caption}>
    <table class="wi-table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          {[say("outcome"), heads?.[0] ?? say("before"), heads?.[1] ?? say("after"), say("difference"), say("up"), say("down")]
            .map((head, k) => <th key={k} scope="col">{head}</th>)}
        </tr>
      </thead>
      <tbody>
        {rows.map((pair) => (
          <tr key={pair.before.id} data-outcome={pair.before.id}>
            <th scope="row">{capital(pair.before.label)}</th>
            {cells(pair).map((words, k) => <td key={k}>{words}</td>)}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
