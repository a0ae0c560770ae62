// Pictures of the atlas: bars of one year, lines through time, and the tables under them.
import { byId, draw, make } from "../shared/dom";
import { figures } from "../shared/figures";
import { range, say, worth, type Cell, type Point, type Years } from "./numbers";

export interface Series {
  readonly points: readonly Point[];
  readonly title: string;
  readonly banded: boolean;
}

export interface Pair {
  readonly to: number;
  readonly by: number;
  readonly label: string;
  readonly value: Cell;
}

type Drawn = SVGElement;
const MARKS: readonly ((x: number, y: number) => Drawn)[] = [
  (x, y) => draw("circle", { cx: x, cy: y, r: 4 }),
  (x, y) => draw("rect", { x: x - 3.6, y: y - 3.6, width: 7.2, height: 7.2 }),
  (x, y) => draw("path", { d: `M${x} ${y - 5} ${x + 5} ${y + 4} ${x - 5} ${y + 4}z` }),
  (x, y) => draw("path", { d: `M${x} ${y - 5.4} ${x + 5.4} ${y} ${x} ${y + 5.4} ${x - 5.4} ${y}z` }),
  (x, y) => draw("path", { d: `M${x - 5} ${y - 4} ${x + 5} ${y - 4} ${x} ${y + 5}z` }),
  (x, y) => draw("rect", { x: x - 2, y: y - 5, width: 4, height: 10 }),
];
const TOPS = [1, 2, 3, 5, 8, 10, 15, 20, 30, 50, 75, 100];

const mark = (k: number, x: number, y: number): Drawn => {
  const made = (MARKS[k % MARKS.length] ?? (() => draw("circle")))(x, y);
  made.setAttribute("class", `mark s${k}`);
  return made;
};

/** Bars with their ranges, each named by `pick`. */
export const bars = (rows: readonly Pair[], most: number, pick: (pair: Pair) => HTMLElement): HTMLElement => {
  if (!rows.length) return make("p", say("nothing-seen"), "by");
  const list = make("ul", "", "bars"), head = make("li", "", "head");
  head.append(make("span", say("state")), make("span"), make("span", say("part-of-welfare")), make("span", say("of-purchases")));
  list.append(head);
  for (const row of rows) {
    const { value } = row;
    const item = make("li"), picture = draw("svg", { "aria-hidden": "true" });
    const place = (code: number): string => `${(100 * worth(code) / most).toFixed(2)}%`;
    picture.append(
      draw("line", { class: "track", x1: 0, x2: "100%", y1: "50%", y2: "50%" }),
      draw("line", { class: "range a", x1: place(value[1]), x2: place(value[2]), y1: "50%", y2: "50%" }),
      draw("circle", { class: "mark a", cx: place(value[0]), cy: "50%", r: 5 }));
    item.append(pick(row), picture, make("span", range(value), "number"), make("span", `${value[3]} %`, "number"));
    list.append(item);
  }
  return list;
};

export interface Look {
  readonly label: string;
  readonly blurred: readonly Years[];
  readonly unit: string;
  readonly note: string;
  readonly now: number;
}

/** Lines through time; unbroken runs of years are joined, bands are the middle four fifths. */
export const chart = (series: readonly Series[], { label, blurred, unit, note, now }: Look): HTMLElement => {
  const box = make("div");
  const wide = Math.max(320, Math.min(byId("page").clientWidth - 4, 1100)), tall = wide < 500 ? 240 : 300;
  const left = 52, right = 14, top = 12, bottom = 26;
  const years = series.flatMap(({ points }) => points.map(([year]) => year));
  const first = Math.min(...years), last = Math.max(...years);
  if (!years.length || first === last) return box;
  const highest = Math.max(...series.flatMap(({ points }) => points.map(([, , , high]) => Math.min(high, 100))), 0.5);
  const ceiling = TOPS.find((one) => one >= highest) ?? 100;
  const x = (year: number): number => left + (wide - left - right) * (year - first) / (last - first);
  const y = (value: number): number => tall - bottom - (tall - top - bottom) * Math.min(value, ceiling) / ceiling;
  const picture = draw("svg", { class: "lines", viewBox: `0 0 ${wide} ${tall}`, role: "img", "aria-label": label });
  const dim = blurred.map(([from, to]): Years => [Math.max(from, first), Math.min(to, last)]).filter(([from, to]) => from <= to);
  for (const [from, to] of dim)
    picture.append(draw("rect", { class: "blur", x: x(from), y: top, width: Math.max(3, x(to) - x(from)), height: tall - top - bottom }));
  for (let k = 0; k <= 4; k += 1) {
    const value = ceiling * k / 4;
    picture.append(draw("line", { class: "axis", x1: left, x2: wide - right, y1: y(value), y2: y(value) }),
      draw("text", { x: left - 6, y: y(value) + 4, "text-anchor": "end" }, figures(`${+value.toFixed(2)} %`)));
  }
  const gap = (last - first) / (wide / 90) > 10 ? 20 : last - first > 12 ? 10 : 1;
  for (let year = Math.ceil(first / gap) * gap; year <= last; year += gap)
    picture.append(draw("text", { x: x(year), y: tall - 8, "text-anchor": "middle" }, `${year}`));
  if (now >= first && now <= last)
    picture.append(draw("line", { class: "now", x1: x(now), x2: x(now), y1: top, y2: tall - bottom }));
  const keys = make("ul", "", "keys");
  series.forEach((one, k) => {
    picture.append(...traced(one, k, x, y));
    const key = make("li"), sign = draw("svg", { viewBox: "-13 -7 26 14", "aria-hidden": "true" });
    sign.append(draw("line", { class: `s${k}`, x1: -13, x2: 13, y1: 0, y2: 0 }), mark(k, 0, 0));
    key.append(sign, ` ${one.title}`);
    keys.append(key);
  });
  box.append(keys, picture, under(series, label, unit));
  if (dim.length) box.append(make("p", note, "by"));
  return box;
};

type Scale = (value: number) => number;
const traced = ({ points, banded }: Series, k: number, x: Scale, y: Scale): Drawn[] => {
  const runs: Point[][] = [];
  for (const point of points) {
    const run = runs.at(-1), before = run?.at(-1);
    if (run && before && point[0] - before[0] === 1) run.push(point);
    else runs.push([point]);
  }
  const drawn: Drawn[] = [];
  for (const run of runs.filter((one) => one.length > 1)) {
    const low = run.map(([year, , value]) => `${x(year)} ${y(value)}`).join(" ");
    const high = [...run].reverse().map(([year, , , value]) => `${x(year)} ${y(value)}`).join(" ");
    if (banded) drawn.push(draw("path", { class: `band s${k}`, d: `M${low} ${high}z` }));
    const line = run.map(([year, middle]) => `${x(year).toFixed(1)} ${y(middle).toFixed(1)}`).join(" ");
    drawn.push(draw("path", { class: `s${k}`, d: `M${line}` }));
  }
  const every = Math.max(1, Math.ceil(points.length / 9));
  points.forEach(([year, middle], at) => {
    if (at % every === 0 || at === points.length - 1) drawn.push(mark(k, x(year), y(middle)));
  });
  return drawn;
};

/** A table that scrolls within itself. */
export const table = (caption: string, heads: readonly string[], rows: readonly (readonly (string | Node)[])[]): HTMLElement => {
  const whole = make("table"), head = make("tr"), body = make("tbody"), top = make("thead");
  whole.append(make("caption", caption));
  for (const text of heads) {
    const one = make("th", text);
    one.scope = "col";
    head.append(one);
  }
  top.append(head);
  body.append(...rows.map(line));
  whole.append(top, body);
  const scroll = make("div", "", "scroll");
  scroll.tabIndex = 0;
  scroll.setAttribute("role", "region");
  scroll.setAttribute("aria-label", caption);
  scroll.append(whole);
  return scroll;
};

/** A row of a table. */
export const line = (parts: readonly (string | Node)[]): HTMLTableRowElement => {
  const row = make("tr");
  for (const part of parts) {
    const one = make("td");
    one.append(part);
    row.append(one);
  }
  return row;
};

const shown = (value: number): string =>
  figures(value >= 9.95 ? value.toFixed(0) : value >= 0.095 || value === 0 ? value.toFixed(1) : value.toFixed(2));

// The table behind a picture is made when it is opened: it may have 145 rows.
const under = (series: readonly Series[], label: string, unit: string): HTMLElement => {
  const more = make("details", "", "under");
  more.append(make("summary", say("same-table")));
  more.addEventListener("toggle", () => {
    const found = new Map<number, string[]>();
    series.forEach(({ points }, k) => points.forEach(([year, middle, low, high]) => {
      const row = found.get(year) ?? series.map(() => say("not-observed"));
      row[k] = `${shown(middle)} [${shown(low)}-${shown(high)}] %`;
      found.set(year, row);
    }));
    const rows = [...found].sort(([one], [other]) => other - one).map(([year, row]) => [`${year}`, ...row]);
    more.append(table(`${label} (${unit})`, [say("year"), ...series.map(({ title }) => title)], rows));
  }, { once: true });
  return more;
};

