// What a figure rests on, to be cited elsewhere: as a plain footnote, as BibTeX, as CSL-JSON.
import type { Chain, Step } from "./chain";
import { say } from "./words";

export type Form = "plain" | "bibtex" | "csl";
export interface Brief { readonly title: string; readonly made: string }

const MOST = 8; // sources of each kind that are told; more are counted
const FEW = 3; // the same, in a footnote of running text

const flat = (words: string): string => words.replace(/\s+/g, " ").trim();
const address = (step: Step): string => (/^https?:\/\/\S+$/.test(step.paper?.name ?? "") ? step.paper?.name ?? "" : "");
const range = (step: Step): string => step.value || (step.spread ? `${step.spread.low} - ${step.spread.high}` : "");

/** The step itself, when it is a source, or the nearest sources behind it. */
const grounds = (chain: Chain, step: Step, most = MOST): { told: Step[]; more: number } => {
  if (step.kind === "claim" || step.kind === "assumption" || step.kind === "data") return { told: [step], more: 0 };
  const told: Step[] = [];
  let more = 0;
  for (const kind of ["claim", "data", "assumption"] as const) {
    const found = chain.nearest(step.key, kind).map((key) => chain.step(key)).filter((one): one is Step => one !== null);
    told.push(...found.slice(0, most));
    more += Math.max(found.length - most, 0);
  }
  return { told, more };
};

const noteOf = (step: Step, brief: Brief): string => {
  if (step.kind === "claim") {
    const { start, end } = step, quote = flat(step.quote), hash = step.paper?.sha256 ?? "";
    return hash ? say("note.at", { start, end, quote, hash }) : say("note.at-no-hash", { start, end, quote });
  }
  if (step.kind === "assumption")
    return say("note.assumed", { value: range(step), reason: step.reason.replace(/\.$/, ""), citation: step.citation });
  return say(step.kind === "data" ? "note.data" : "note.figure", { value: step.value, id: step.key, brief: brief.title });
};

const titleOf = (step: Step): string =>
  step.kind === "claim" ? step.paper?.title || step.source
    : step.kind === "assumption" ? say("title.assumption", { label: step.label })
      : step.kind === "data" ? step.source || step.label : step.label;

/** Sentences of one document, which is named once. */
const cited = (claims: readonly Step[]): string[] => {
  const papers = new Map<string, Step[]>();
  for (const one of claims) papers.set(one.paper?.id ?? one.source, [...(papers.get(one.paper?.id ?? one.source) ?? []), one]);
  return [...papers.values()].map((said) => {
    const paper = said[0]?.paper, hash = paper?.sha256 ? `SHA-256 ${paper.sha256}` : "";
    const file = paper && paper.name !== paper.title ? paper.name : "";
    const where = [paper?.publisher, paper?.title ?? said[0]?.source, paper?.published, file, hash].filter(Boolean).join(", ");
    const passages = said.map(({ start, end, quote }) =>
      start < 0 ? say("note.words", { quote: flat(quote) }) : say("note.passage", { start, end, quote: flat(quote) }));
    return say("note.paper", { where, passages: passages.join("; ") });
  });
};

/** One footnote as running text. */
const plain = (chain: Chain, step: Step, brief: Brief): string => {
  const { told, more } = grounds(chain, step, FEW);
  const own = told[0] === step ? "" : `${step.label}${step.value ? `: ${step.value}` : ""} [${step.key}; ${flat(brief.title)}; ${brief.made}].`;
  const others = told.filter(({ kind }) => kind !== "claim").map((one) => {
    const cite = one.kind === "data" && one.citation ? `. ${one.citation}` : "";
    return `${titleOf(one)}. ${noteOf(one, brief)}${cite} [${one.key}].`;
  });
  const rest = more ? say("cite-more", { n: more }) : "";
  return flat([own, ...cited(told.filter(({ kind }) => kind === "claim")), ...others, rest].join(" "));
};

const TEX: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}", "{": "\\textbraceleft{}", "}": "\\textbraceright{}", "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}", "$": "\\$", "&": "\\&", "#": "\\#", "%": "\\%", "_": "\\_",
};
const tex = (words: string): string => flat(words).replace(/[\\{}~^$&#%_]/g, (letter) => TEX[letter] ?? letter);
const texAddress = (words: string): string => words.replace(/[\\{}\s]/g, (letter) => encodeURIComponent(letter));
const citeKey = (key: string): string => key.replace(/[^A-Za-z0-9:.-]/g, "-");

const entry = (step: Step, brief: Brief): string => {
  const published = step.paper?.published ?? "";
  const fields: [string, string][] = [
    ["title", `{${tex(titleOf(step))}}`],
    ["publisher", tex(step.paper?.publisher ?? "")],
    ["date", tex(published)],
    ["year", /^\d{4}/.exec(published)?.[0] ?? ""],
    ["url", texAddress(address(step))],
    ["howpublished", tex(step.kind === "result" || step.kind === "cell" ? `${brief.title}. ${brief.made}`
      : step.kind === "data" ? step.citation
        : step.paper && step.paper.name !== step.paper.title && !address(step) ? step.paper.name : "")],
    ["note", tex(noteOf(step, brief))],
  ];
  const lines = fields.filter(([, value]) => value && value !== "{}").map(([name, value]) => `  ${name} = {${value}}`);
  return `@misc{${citeKey(step.key)},\n${lines.join(",\n")}\n}`;
};

const entries = (chain: Chain, step: Step): { told: Step[]; more: number } => {
  const { told, more } = grounds(chain, step);
  return { told: told[0] === step ? told : [step, ...told], more };
};

const bibtex = (chain: Chain, step: Step, brief: Brief): string => {
  const { told, more } = entries(chain, step);
  const rest = more ? [`% ${say("cite-more", { n: more })}`] : [];
  return `${[...told.map((one) => entry(one, brief)), ...rest].join("\n\n")}\n`;
};

const csl = (chain: Chain, step: Step, brief: Brief): string => {
  const items = entries(chain, step).told.map((one) => {
    const { paper } = one;
    const parts = (paper?.published ?? "").split("-").map(Number).filter((part) => part > 0);
    const url = address(one);
    return {
      id: one.key,
      type: one.kind === "data" ? "dataset" : url ? "webpage" : "document",
      title: flat(titleOf(one)),
      ...(paper?.publisher ? { publisher: paper.publisher } : {}),
      ...(parts.length ? { issued: { "date-parts": [parts] } } : {}),
      ...(url ? { URL: url } : {}),
      ...(paper?.language ? { language: paper.language } : {}),
      ...(paper && paper.name !== paper.title && !url ? { source: paper.name } : {}),
      ...(one.kind === "result" || one.kind === "cell" ? { "container-title": brief.title, source: brief.made } : {}),
      note: noteOf(one, brief),
      custom: one.kind === "claim"
        ? { quote: one.quote, start: one.start, end: one.end, ...(paper?.sha256 ? { sha256: paper.sha256 } : {}) }
        : { value: one.value, ...(one.citation ? { citation: one.citation } : {}) },
    };
  });
  return `${JSON.stringify(items, null, 2)}\n`;
};

/** Write what a step rests on. */
export const footnote = (form: Form, chain: Chain, step: Step, brief: Brief): string =>
  ({ plain, bibtex, csl })[form](chain, step, brief);
