// Click a number: the panel opens and shows the sentences and assumptions behind it.
import { byId, maybe } from "../shared/dom";
import { Chain, refOf } from "./chain";
import { drawPanel, type Stop } from "./panel";

const WIDE = "(min-width: 72rem)";
const LINKS = "a.n, a[data-claim], a[href^='#why-']";

let show: (key: string, words?: string, opener?: Element | null) => boolean = () => false;

/** Open the panel at a step; false when the page has none of this id. */
export const openTrace = (key: string, words = "", opener: Element | null = null): boolean => show(key, words, opener);

/** Make every figure of the page answer. */
export const startTrace = (): void => {
  const panel = byId<HTMLDialogElement>("panel");
  const wide = matchMedia(WIDE);
  const chain = new Chain();
  const brief = {
    title: maybe("title")?.textContent ?? document.title,
    made: document.querySelector<HTMLMetaElement>("meta[name=generator]")?.content ?? "Suzerain",
  };
  let trail: readonly Stop[] = [];
  let opener: Element | null = null;

  const draw = (next: readonly Stop[]): void => {
    trail = next;
    drawPanel(panel, { chain, brief, trail, go, cut, close });
  };
  const go = (key: string): void => draw([...trail, { key, words: "" }]);
  const cut = (length: number): void => draw(trail.slice(0, length));
  const close = (): void => { if (panel.open) panel.close(); };

  show = (key, words = "", from = null) => {
    if (!chain.step(key)) return false;
    opener?.setAttribute("aria-expanded", "false");
    opener = from;
    opener?.setAttribute("aria-expanded", "true");
    if (!panel.open) {
      document.body.classList.add("asking");
      if (wide.matches) panel.show();
      else panel.showModal();
    }
    draw([{ key, words }]);
    return true;
  };

  panel.addEventListener("close", () => {
    document.body.classList.remove("asking");
    opener?.setAttribute("aria-expanded", "false");
    if (opener instanceof HTMLElement || opener instanceof SVGElement) opener.focus();
    opener = null;
  });
  document.addEventListener("keydown", (event) => {
    if (!panel.open) return;
    if (event.key === "Escape" && !document.querySelector("dialog[open]:not(#panel)")) close();
    const back = event.key === "Backspace" || (event.altKey && event.key === "ArrowLeft");
    const within = event.target instanceof Element && event.target.closest("#panel") !== null;
    const typing = event.target instanceof Element && event.target.closest("input, textarea, select") !== null;
    if (!back || !within || typing || trail.length < 2) return;
    event.preventDefault();
    cut(trail.length - 1);
  });
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest(LINKS) : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const words = link.matches("a.n") && !link.closest("svg") ? link.textContent ?? "" : "";
    if (show(refOf(link), words, link)) event.preventDefault();
  });
  const linked = (): void => {
    if (location.hash.startsWith("#why-")) show(refOf(Object.assign(document.createElement("a"), { href: location.hash })));
  };
  addEventListener("hashchange", linked);
  linked();
};
