// The chain behind every figure, read from the page itself: a reckoned step stands in the list,
// an assumption in its table, a sentence in its document. Nothing is sent twice.
import { maybe } from "../shared/dom";

export type Kind = "result" | "cell" | "claim" | "assumption" | "data";

export interface Spread {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
  readonly shape: string;
}

export interface Paper {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly publisher: string;
  readonly published: string;
  readonly language: string;
  readonly sha256: string;
}

export interface Step {
  readonly key: string;
  readonly kind: Kind;
  readonly label: string;
  readonly value: string;
  readonly parents: readonly string[];
  readonly all: boolean;
  readonly quote: string;
  readonly source: string;
  readonly start: number;
  readonly end: number;
  readonly paper: Paper | null;
  readonly reason: string;
  readonly citation: string;
  readonly spread: Spread | null;
}

const PLACE = "why-";

/** The id on the page of a step; the same rule as `anchor` in markup.py. */
export const placeOf = (key: string): string =>
  PLACE + key.replace(/[^A-Za-z0-9.-]/gu, (letter) => `_${letter.codePointAt(0)?.toString(16) ?? ""}_`);

/** The id of a step from its place on the page. */
export const keyOf = (place: string): string =>
  place.replace(/^#?why-/, "").replace(/_([0-9a-f]+)_/g, (_, code: string) => String.fromCodePoint(parseInt(code, 16)));

/** The step that a link leads to, or nothing. */
export const refOf = (link: Element): string => {
  const own = link.getAttribute("data-ref") ?? link.getAttribute("data-claim");
  if (own) return own;
  const href = link.getAttribute("href") ?? "";
  return href.startsWith(`#${PLACE}`) ? keyOf(href) : "";
};

const text = (element: Element | null | undefined): string => (element?.textContent ?? "").replace(/\s+/g, " ").trim();

const BLANK = {
  value: "", parents: [], all: false, quote: "", source: "", start: -1, end: -1,
  paper: null, reason: "", citation: "", spread: null,
} as const;

const paperOf = (article: HTMLElement): Paper => {
  const data = article.dataset;
  return {
    id: data["doc"] ?? "", name: data["name"] ?? "", title: data["title"] ?? data["name"] ?? "",
    publisher: data["publisher"] ?? "", published: data["published"] ?? "",
    language: data["lang"] ?? "", sha256: data["sha256"] ?? "",
  };
};

const marksIn = (root: Element, claim: string): HTMLElement[] =>
  [...root.querySelectorAll<HTMLElement>("mark")].filter((mark) => (mark.dataset["claims"] ?? "").split(" ").includes(claim));

const claimStep = (key: string, place: HTMLElement): Step => {
  const article = place.closest<HTMLElement>("article.document");
  const paper = article && paperOf(article);
  const [start = -1, end = -1] = (place.dataset["at"] ?? "").split("-").map(Number);
  const quote = article ? marksIn(article, key).map((mark) => mark.textContent ?? "").join("") : "";
  return {
    ...BLANK, key, kind: "claim", label: place.dataset["says"] ?? key, value: place.dataset["value"] ?? "",
    quote, source: paper?.title ?? "", start, end, paper,
  };
};

const assumptionStep = (key: string, row: HTMLTableRowElement): Step => {
  const [low = NaN, middle = NaN, high = NaN] = (row.dataset["spread"] ?? "").split(" ").map(Number);
  const shape = (row.dataset["spread"] ?? "").split(" ")[3] ?? "";
  const [label, value, reason, citation] = [...row.cells].map(text);
  return {
    ...BLANK, key, kind: "assumption", label: label ?? key, value: value ?? "", reason: reason ?? "",
    citation: citation ?? "", spread: { low, middle, high, shape },
  };
};

const linksIn = (element: Element | null): string[] =>
  [...(element?.querySelectorAll("a") ?? [])].map((link) => keyOf(link.getAttribute("href") ?? ""));

const listedStep = (key: string, item: HTMLElement, step: (key: string) => Step | null): Step => {
  const same = linksIn(item.querySelector(".same"))[0];
  return {
    ...BLANK, key, kind: item.className as Kind, label: text(item.querySelector("strong")), value: text(item.querySelector(".v")),
    quote: text(item.querySelector("q")), source: text(item.querySelector(".source")),
    reason: text(item.querySelector(".reason")), citation: text(item.querySelector(".citation")),
    parents: same ? step(same)?.parents ?? [] : linksIn(item.querySelector(".from")),
    all: item.querySelector(".all") !== null,
  };
};

/** All steps of the page, each read when it is first asked for. */
export class Chain {
  private readonly known = new Map<string, Step | null>();
  private readonly reached = new Map<string, readonly string[]>();
  private above: Map<string, string[]> | null = null;
  private shown: ReadonlySet<string> | null = null;

  /** A step, or nothing when the page has none of this id. */
  step(key: string): Step | null {
    let found = this.known.get(key);
    if (found === undefined) {
      found = this.read(key);
      this.known.set(key, found);
    }
    return found;
  }

  private read(key: string): Step | null {
    const place = maybe(placeOf(key));
    if (!place) return null;
    if (place instanceof HTMLTableRowElement) return assumptionStep(key, place);
    if (place.dataset["at"]) return claimStep(key, place);
    return place.tagName === "LI" ? listedStep(key, place, (one) => this.step(one)) : null;
  }

  /** Steps of one kind below an id, nearest first; of a claim or assumption itself, that. */
  nearest(key: string, kind: Kind): readonly string[] {
    const name = `${kind} ${key}`;
    let found = this.reached.get(name);
    if (!found) {
      found = this.search(key, kind);
      this.reached.set(name, found);
    }
    return found;
  }

  private search(key: string, kind: Kind): string[] {
    const seen = new Set([key]), found: string[] = [];
    for (let layer = [key]; layer.length;) {
      const next: string[] = [];
      for (const one of layer) {
        const step = this.step(one);
        if (step?.kind === kind) found.push(one);
        for (const parent of step?.parents ?? [])
          if (!seen.has(parent)) { seen.add(parent); next.push(parent); }
      }
      layer = next;
    }
    return found;
  }

  /** Figures of the brief that rest on a step, nearest first. */
  behind(key: string): readonly string[] {
    const above = (this.above ??= this.upward());
    const shown = (this.shown ??= new Set([...document.querySelectorAll("main a.n")].map(refOf)));
    const seen = new Set([key]), found: string[] = [];
    for (let layer = [key]; layer.length;) {
      const next = layer.flatMap((one) => above.get(one) ?? []).filter((one) => !seen.has(one));
      layer = [...new Set(next)];
      for (const one of layer) {
        seen.add(one);
        if (shown.has(one)) found.push(one);
      }
    }
    return found;
  }

  private upward(): Map<string, string[]> {
    const above = new Map<string, string[]>();
    for (const item of document.querySelectorAll("#why .steps > li")) {
      const key = keyOf(item.id);
      for (const parent of this.step(key)?.parents ?? []) above.set(parent, [...(above.get(parent) ?? []), key]);
    }
    return above;
  }

  /** The document of a claim with its sentence lit, as a copy to be shown elsewhere. */
  excerpt(key: string, label: string): HTMLElement | null {
    const original = maybe(placeOf(key))?.closest<HTMLElement>(".text");
    if (!original) return null;
    const copy = original.cloneNode(true) as HTMLElement;
    copy.querySelectorAll("[id]").forEach((element) => element.removeAttribute("id"));
    copy.setAttribute("aria-label", label);
    marksIn(copy, key).forEach((mark) => mark.classList.add("on"));
    return copy;
  }
}
