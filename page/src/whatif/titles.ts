// What outcomes are called in the language of the page: the engine names them in English.
import type { Answers, Engine, Outcome } from "../engine/index";
import { carried } from "../shared/dom";

type Title = readonly [RegExp, string];
interface Handed { readonly outcomes?: Readonly<Record<string, string>> }

/** Sentences with slots `{1}`, `{2}` as patterns. */
const titles = (): readonly Title[] =>
  Object.entries(carried<Handed>("words")?.outcomes ?? {}).map(([english, own]) => {
    const plain = english.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
    return [new RegExp(`^${plain.replace(/\{\d\}/g, "(.+?)")}$`), own] as const;
  });

const titled = (known: readonly Title[], label: string): string => {
  for (const [pattern, own] of known) {
    const found = pattern.exec(label);
    if (found) return own.replace(/\{(\d)\}/g, (_, place: string) => found[Number(place)] ?? "");
  }
  return label;
};

/** The same thing with one property put in place of its own; what it reckons late it still does. */
const seen = <T extends object, K extends keyof T>(one: T, key: K, own: T[K]): T =>
  new Proxy(one, { get: (held, asked) => (asked === key ? own : (Reflect.get(held, asked, held) as unknown)) });

/** An engine whose outcomes are called as the page's language calls them. */
export const worded = (engine: Engine): Engine => {
  const known = titles();
  if (!known.length) return engine;
  const said = new Map<string, string>();
  const name = (label: string): string => {
    const own = said.get(label) ?? titled(known, label);
    said.set(label, own);
    return own;
  };
  const own = (answers: Answers): Answers => ({
    ...answers,
    outcomes: new Map([...answers.outcomes].map(([id, one]): [string, Outcome] => [id, seen(one, "label", name(one.label))])),
  });
  return seen(engine, "solve", (changes: readonly string[], options?: { readonly worlds?: number }) =>
    own(engine.solve(changes, options)));
};
