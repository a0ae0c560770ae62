// Who holds most leverage, and under whom every state stands.
import { byId, make } from "../shared/dom";
import { chart, line, type Series } from "./chart";
import { percent, say, spanWords, type Layer, type Numbers, type Point, type Sphere } from "./numbers";
import type { Links } from "./state";

const RANKED = 15;

/** Draw the ranking of a year's decade, and the largest holders through time. */
export const showHolders = (numbers: Numbers, links: Links, layer: Layer): void => {
  const { span, holders } = numbers.spanOf(layer.year);
  byId("holders-caption").textContent = spanWords(span);
  byId<HTMLTableElement>("holders").tBodies[0]?.replaceChildren(...holders.slice(0, RANKED).map(([place, hold, count], k) =>
    line([`${k + 1}`, links.state(place), make("span", hold, "number"), `${count}`])));
  const share = (part: number): number => Math.max(100 * part, 0);
  const series = numbers.told.holds.map(({ state, points }, k): Series => ({
    points: points.map(([year, low, middle, high]): Point => [year, share(middle), share(low), share(high)]),
    title: numbers.name(state), banded: k < 2,
  }));
  byId("holds").replaceChildren(chart(series, {
    label: say("holds-label"), blurred: numbers.told.unsure, unit: say("of-others-welfare"),
    note: say("blur-holds"), now: layer.year,
  }));
};

/** List the states under their patrons. */
export const showSpheres = (numbers: Numbers, links: Links, layer: Layer): void => {
  const { span, spheres } = numbers.spanOf(layer.year);
  const found = new Map<number, Sphere[]>(), free: Sphere[] = [], single: Sphere[] = [];
  for (const one of spheres) {
    if (one[2]) found.set(one[1], [...(found.get(one[1]) ?? []), one]);
    else free.push(one);
  }
  const note = byId("spheres-when");
  note.textContent = (note.textContent ?? "").replace(/^[\d-]+/, spanWords(span));
  const heading = (words: string | Node, count: number): HTMLElement => {
    const head = make("h3");
    head.append(words, typeof words === "string" ? "" : " ", make("span", `${count}`, "count"));
    return head;
  };
  const entries = (rows: readonly Sphere[], label: (one: Sphere) => HTMLElement, after: (one: Sphere) => string): HTMLElement => {
    const list = make("p", "", "clients");
    rows.forEach((one, k) => {
      const entry = make("span");
      entry.append(label(one), `${after(one)}${k < rows.length - 1 ? "," : ""}`);
      list.append(entry, " ");
    });
    return list;
  };
  const cost = ([, , , , , loss]: Sphere): string => ` ${percent(loss[1])}`;
  const parts = [...found].sort(([, one], [, other]) => other.length - one.length).flatMap(([patron, clients]) => {
    const only = clients[0];
    if (clients.length === 1 && only) { single.push(only); return []; }
    clients.sort((one, other) => other[5][1] - one[5][1]);
    return [heading(links.state(patron), clients.length),
      entries(clients, ([client]) => links.pair(client, patron, numbers.name(client)),
        (one) => `${cost(one)}${one[7] ? " ⚑" : ""}`)];
  });
  if (single.length)
    parts.push(heading(say("patrons-of-one"), single.length), entries(single, ([client, patron]) =>
      links.pair(client, patron, say("patron-of", { patron: numbers.name(patron), client: numbers.name(client) })), cost));
  parts.push(heading(say("stands-out"), free.length), entries(free, ([client]) => links.state(client), () => ""));
  byId("spheres-list").replaceChildren(...parts);
};
