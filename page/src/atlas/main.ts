// One atlas: search a state, see whom it could hurt, and all states at once.
import { byId, carried, make, maybe } from "../shared/dom";
import { themeSwitch } from "../shared/theme";
import { showHolders, showSpheres } from "./lists";
import { HeatMap } from "./map";
import { NONE, Numbers, say, type Layer, type Told } from "./numbers";
import { Links, showState } from "./state";

const FIELDS = ["state", "partner"] as const;

const start = async (told: Told): Promise<void> => {
  if (!("DecompressionStream" in globalThis)) {
    byId("asked").textContent = say("no-unpack");
    return;
  }
  const numbers = await Numbers.unpack(told);
  const { layers } = numbers;
  let now = layers.length - 1, chosen = NONE, partner = NONE;
  const layer = (): Layer => {
    const one = layers[now];
    if (!one) throw new Error("an atlas without years");
    return one;
  };
  const input = (id: string): HTMLInputElement => byId<HTMLInputElement>(id);
  const show = (): void => showState(numbers, links, layer(), chosen, partner);

  const choose = (one: number, other: number, go: boolean): void => {
    chosen = one;
    partner = other === one ? NONE : other;
    input("state").value = numbers.name(chosen);
    input("partner").value = numbers.name(partner);
    byId("asked").textContent = "";
    const code = (place: number): string => told.states[place]?.[0] ?? "";
    history.replaceState(null, "", `#${code(chosen)}${partner === NONE ? "" : `-${code(partner)}`}`);
    show();
    if (!go) return;
    byId("look").scrollIntoView();
    maybe("who")?.focus({ preventScroll: true });
  };
  const links = new Links(numbers, (one, other) => choose(one, other, true));
  const map = new HeatMap(numbers, links, layer, (one, other) => choose(one, other, true));

  // A name or a code, or the only name that holds these letters; null when none is.
  const placeOf = (text: string): number | null => {
    const wanted = text.trim().toLowerCase();
    if (!wanted) return NONE;
    const exact = told.states.findIndex(([code, full]) => code.toLowerCase() === wanted || full.toLowerCase() === wanted);
    if (exact !== NONE) return exact;
    const some = told.states.flatMap(([, full], k) => (full.toLowerCase().includes(wanted) ? [k] : []));
    return some.length === 1 ? some[0] ?? null : null;
  };
  const ask = (): void => {
    const one = placeOf(input("state").value), other = placeOf(input("partner").value);
    if (one === null || other === null) byId("asked").textContent = say("no-state");
    else if (one !== NONE) choose(one, other, false);
  };
  for (const id of FIELDS) {
    const field = input(id);
    field.addEventListener("change", ask);
    field.addEventListener("keydown", (event) => { if (event.key === "Enter") ask(); });
    field.addEventListener("focus", () => field.select());
  }
  byId("states").append(...told.states.map(([code, full]) => {
    const option = make("option", code);
    option.value = full;
    return option;
  }));

  const slider = input("year");
  slider.max = String(layers.length - 1);
  const turn = (next: number): void => {
    const before = numbers.spanOf(layer().year);
    now = Math.min(Math.max(next, 0), layers.length - 1);
    const { year } = layer();
    slider.value = String(now);
    slider.setAttribute("aria-valuetext", `${year}`);
    byId("year-said").textContent = `${year}`;
    map.forget();
    show();
    map.show();
    showHolders(numbers, links, layer());
    if (before !== numbers.spanOf(year)) showSpheres(numbers, links, layer());
  };
  let waiting = 0;
  slider.oninput = () => {
    byId("year-said").textContent = `${layers[Number(slider.value)]?.year ?? ""}`;
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => turn(Number(slider.value)));
  };
  byId("back").onclick = () => turn(now - 1);
  byId("on").onclick = () => turn(now + 1);
  byId("controls").hidden = layers.length < 2;
  themeSwitch(byId("theme"), () => map.show());

  const linked = (): boolean => {
    const [one, other] = location.hash.slice(1).split("-").map((code) => told.states.findIndex(([own]) => own === code));
    if (one === undefined || one === NONE) return false;
    choose(one, other ?? NONE, false);
    byId("look").scrollIntoView({ behavior: "instant" });
    return true;
  };
  const opened = location.hash;
  turn(layers.length - 1);
  showSpheres(numbers, links, layer());
  if (!linked()) {
    choose(told.spans.at(-1)?.holders[0]?.[0] ?? NONE, NONE, false);
    history.replaceState(null, "", opened || location.pathname);
    if (opened) maybe(opened.slice(1))?.scrollIntoView({ behavior: "instant" });
  }
  addEventListener("hashchange", linked);
  let width = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth === width) return;
    width = innerWidth;
    turn(now);
  });
  document.documentElement.dataset["ready"] = "yes";
};

const told = carried<Told>("numbers");
if (told) void start(told);
