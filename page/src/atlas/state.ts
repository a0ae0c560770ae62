// One state: whom it could hurt, who could hurt it, and its patrons through the decades.
import { byId, button, make } from "../shared/dom";
import { bars, chart, table, type Pair, type Series } from "./chart";
import { NONE, range, say, spanWords, worth, type Cell, type Layer, type Numbers } from "./numbers";

const LARGEST = 8, LINES = 4, SOME = 11; // 11 is 0.1 %

export type Choose = (one: number, other: number) => void;

/** Buttons that lead to a state or to a pair. */
export class Links {
  constructor(private readonly numbers: Numbers, private readonly choose: Choose) {}

  state(place: number): HTMLElement {
    return button(this.numbers.name(place), () => this.choose(place, NONE), "linkish");
  }

  pair(to: number, by: number, label: string): HTMLElement {
    const go = button(label, () => this.choose(to, by), "linkish");
    go.title = say("show-pair");
    return go;
  }
}

const largest = (pairs: readonly (Omit<Pair, "value"> & { value: Cell | null })[]): Pair[] =>
  pairs.filter((pair): pair is Pair => pair.value !== null && pair.value[0] >= SOME)
    .sort((one, other) => other.value[0] - one.value[0]).slice(0, LARGEST);

/** Draw the profile of a state, and of the pair when a partner is named. */
export const showState = (numbers: Numbers, links: Links, layer: Layer, chosen: number, partner: number): void => {
  const box = byId("profile");
  box.replaceChildren();
  if (chosen === NONE) return;
  const { told } = numbers;
  const state = numbers.name(chosen), { year } = layer;
  const title = make("h3", state, "who");
  title.id = "who";
  title.tabIndex = -1;
  box.append(title, ...(told.words[chosen] ?? []).map((words) => make("p", words, "told")));
  if (partner !== NONE) box.append(...pairOf(numbers, layer, chosen, partner));
  const others = layer.here.filter((other) => other !== chosen);
  const hurt = largest(others.map((other) =>
    ({ to: chosen, by: other, label: numbers.name(other), value: numbers.cell(layer, chosen, other) })));
  const held = largest(others.map((other) =>
    ({ to: other, by: chosen, label: numbers.name(other), value: numbers.cell(layer, other, chosen) })));
  const most = Math.max(1, ...[...hurt, ...held].map(({ value }) => worth(value[2])));
  const pick = ({ to, by, label }: Pair): HTMLElement => links.pair(to, by, label);
  const left = make("div"), right = make("div"), both = make("div", "", "two");
  left.append(make("h3", say("who-hurts", { state, year })), bars(hurt, most, pick));
  right.append(make("h3", say("whom-hurts", { state, year })), bars(held, most, pick));
  both.append(left, right);
  const series = partners(numbers, chosen).map((other, k): Series =>
    ({ points: numbers.through(chosen, other), title: numbers.name(other), banded: k === 0 }));
  box.append(both, make("h3", say("would-lose", { state }), "sub"),
    chart(series, { ...look(numbers, chosen, layer), label: say("would-lose-label", { state }) }));
  box.append(make("h3", say("patrons-of", { state }), "sub"),
    table(say("patrons-caption", { state }),
      [say("years"), say("most-leverage"), say("leads-in"), say("cost-of-cut"), say("main-supplier"), say("years-observed")],
      sphereRows(numbers, links, chosen)));
  const clients = clientRows(numbers, links, chosen);
  if (clients.length) box.append(make("h3", say("clients-of", { state }), "sub"),
    table(say("clients-caption", { state }), [say("years"), say("number"), say("clients-head")], clients));
};

const look = (numbers: Numbers, place: number, layer: Layer) =>
  ({ blurred: numbers.told.unknown[place] ?? [], unit: say("of-welfare"), note: say("blur"), now: layer.year });

const partners = (numbers: Numbers, place: number): number[] => {
  const found = new Map<number, number>();
  for (const one of numbers.layers) for (const other of one.here) {
    const value = other === place ? null : numbers.cell(one, place, other);
    if (value) found.set(other, (found.get(other) ?? 0) + worth(value[0]));
  }
  return [...found].sort(([, one], [, other]) => other - one).slice(0, LINES).map(([other]) => other);
};

const sphereRows = (numbers: Numbers, links: Links, place: number): (string | Node)[][] =>
  numbers.told.spans.flatMap(({ span, spheres, arms }) => {
    const own = spheres.find(([client]) => client === place);
    const seen = numbers.layers.some(({ year, spot }) => span[0] <= year && year <= span[1] && spot.has(place));
    if (!own && !seen) return [];
    const arm = arms[place], supplier = arm ? `${arm[0]} ${arm[1]} %` : "";
    if (!own) return [[spanWords(span), say("too-little"), "", "", supplier, "0"]];
    const [, leader, isPatron, share, years, [low, middle, high], , silent] = own;
    const who = make("span");
    if (leader === NONE) who.append(say("nobody"));
    else who.append(links.pair(place, leader, numbers.name(leader)), isPatron ? "" : ` ${say("no-patron")}`);
    if (silent) who.append(" ", make("span", say("doubtful"), "doubtful"));
    return [[spanWords(span), who, leader === NONE ? "" : `${share} %`,
      leader === NONE ? "" : make("span", range([middle, low, high]), "number"), supplier, `${years}`]];
  });

const clientRows = (numbers: Numbers, links: Links, place: number): (string | Node)[][] =>
  numbers.told.spans.flatMap(({ span, spheres }) => {
    const own = spheres.filter(([, leader, isPatron]) => isPatron && leader === place)
      .sort((one, other) => other[5][1] - one[5][1]);
    if (!own.length) return [];
    const cell = make("span", "", "clients");
    own.forEach(([client], k) => cell.append(links.state(client), k < own.length - 1 ? ", " : ""));
    return [[spanWords(span), `${own.length}`, cell]];
  });

const pairOf = (numbers: Numbers, layer: Layer, one: number, other: number): HTMLElement[] => {
  const told = (to: number, by: number): string => {
    const value = numbers.cell(layer, to, by);
    const names = { to: numbers.name(to), by: numbers.name(by), year: layer.year };
    return value ? say("pair-line", { ...names, share: value[3], loss: range(value) }) : say("pair-unseen", names);
  };
  const names = { one: numbers.name(one), other: numbers.name(other) };
  const series: Series[] = [
    { points: numbers.through(one, other), title: say("on", names), banded: true },
    { points: numbers.through(other, one), title: say("on", { one: names.other, other: names.one }), banded: true },
  ];
  return [make("h3", say("pair-title", names), "sub"), make("p", told(one, other), "told"),
    make("p", told(other, one), "told"),
    chart(series, { ...look(numbers, one, layer), label: say("pair-label", names) })];
};
