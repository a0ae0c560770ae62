// The what-if of a page: `mountWhatIf` makes it of what the page carries.
import { render } from "preact";
import { makeEngine, type Engine, type Problem } from "../engine/index";
import { carried, maybe } from "../shared/dom";
import { App } from "./app";
import { readSettings } from "./changes";
import type { Context } from "./context";
import { Desk } from "./desk";
import { caseKeeper } from "./kept_in_case";
import { fromHash, keeperOf, toHash } from "./keeping";
import { say } from "./say";
import { inSlices } from "./slices";
import { worded } from "./titles";

/** How far a figure may be off before the page shows none: by rounding, or, where the
 * engine says what it reckons otherwise than Python, by less than a printed per cent. */
const ROUNDING = 1e-6, APART = 0.005;

/** How near the place must come to the screen before it is filled, in pixels. */
const NEAR = "400px";

/**
 * Fill the place `what-if-place` of a page once it comes near the screen, or is asked for.
 *
 * The solution without changes is worked out before, in idle moments after the page is there.
 */
export const mountWhatIf = (make: (problem: Problem) => Engine = makeEngine): void => {
  const place = maybe("what-if-place"), problem = maybe("problem");
  if (!place || !problem) return;
  let engine: Engine | null = null, begun = false, asked = false, ready = false, filled = false;
  const made = (): Engine => (engine ??= make(carried<Problem>("problem")!));
  const show = (): void => {
    if (filled) return;
    filled = true;
    watch.disconnect();
    fill(place, made);
  };
  const work = (within: number): boolean => {
    if (filled) return true;
    // what is wrong with the problem is told where it is asked for
    try { ready ||= made().warm(within); } catch { ready = true; }
    if (ready && asked) show();
    return ready;
  };
  const begin = (): void => {
    if (!begun) inSlices(work);
    begun = true;
  };
  const ask = (): void => {
    asked = true;
    if (ready) show(); else begin();
  };
  const watch = new IntersectionObserver((seen) => {
    if (seen.some((one) => one.isIntersecting)) ask();
  }, { rootMargin: NEAR });
  watch.observe(place);
  const addressed = (): void => { if (location.hash.startsWith("#what-if")) ask(); };
  addEventListener("hashchange", addressed);
  addEventListener("beforeprint", show);
  addressed();
  if (document.readyState === "complete") begin();
  else addEventListener("load", begin);
};

// What it cannot do it says, with what to type instead.
const fill = (place: HTMLElement, made: () => Engine): void => {
  try {
    const context = carried<Context>("what-if-context");
    if (!context) return;
    const desk = new Desk(worded(made()));
    if (!agrees(desk, context)) { off(place, say("off.differs")); return; }
    place.replaceChildren();
    render(<App desk={desk} context={context} keeper={caseKeeper(context.case) ?? keeperOf(context.key)} />, place);
    takeUp(desk, context);
  } catch (error) {
    off(place, say("off.broken", { why: error instanceof Error ? error.message : String(error) }));
  }
};

// The words that stand there without a script stay: they tell what to type.
const off = (place: HTMLElement, why: string): void => {
  const words = document.createElement("p");
  words.className = "wi-wrong";
  words.textContent = say("off.problem", { why });
  place.querySelector(".wi-wrong")?.remove();
  place.prepend(words);
};

/** Whether the engine finds the figures that the brief prints. */
const agrees = (desk: Desk, context: Context): boolean =>
  Object.entries(context.figures).every(([id, told]) => {
    const found = desk.base.outcomes.get(id);
    if (!found) return false;
    const value = found.kind === "share" ? found.share : found.median;
    return Math.abs(value - told) <= (desk.engine.limits.length ? APART : ROUNDING);
  });

// A scenario in the address is taken up, and what is set goes into the address.
const fromHashOrNull = (): unknown => {
  try { return fromHash(location.hash); } catch { return true; }
};

const takeUp = (desk: Desk, context: Context): void => {
  const read = (): void => {
    try {
      const found = fromHash(location.hash);
      if (!found) return;
      desk.load(found.changes, found.name);
      document.getElementById("what-if")?.scrollIntoView();
    } catch (error) {
      desk.refuse(say("bad_link", { text: error instanceof Error ? error.message : String(error) }));
    }
  };
  if (context.start && !fromHashOrNull()) desk.load(readSettings(context.start.set), context.start.name);
  read();
  let shown = "";
  addEventListener("hashchange", () => { if (location.hash !== shown) read(); });
  let timer = 0;
  desk.listen(({ changes, name }) => {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      const hash = toHash(changes, name);
      if (!changes.size && !location.hash.startsWith("#what-if?")) return;
      shown = hash;
      try { history.replaceState(history.state, "", hash); } catch { /* an address that may not change */ }
    }, 300);
  });
};
