// Every word that a script shows comes through here, so that a page can bring another language.
//
// A folder keeps its English in `words.json` and asks for it with `say`:
//
//     import english from "./words.json";
//     export const say = catalogue("brief", english);
//     say("close");  say("more", { n: 3 });
//
// `{n}` is replaced by the value of `n`. A key with `.one` and `.other` beside it is chosen
// by the number `n` as the language counts. The page may carry
// <script type="application/json" id="words">{"language": "de", "brief": {"close": "..."}}</script>.
import { carried } from "./dom";

export type Fills = Readonly<Record<string, string | number>>;
type Table = Readonly<Record<string, string>>;
type Handed = { readonly language?: string } & Readonly<Record<string, Table | string | undefined>>;
type Plain<K extends string> = K extends `${infer Stem}.one` | `${infer Stem}.other` ? Stem : K;

let handed: Handed | undefined;
const page = (): Handed => (handed ??= carried<Handed>("words") ?? {});

/** The language of the page, as BCP 47. */
export const language = (): string => page().language ?? (document.documentElement.lang || "en");

/** A function that says the words of one part of the page. */
export const catalogue = <T extends Table>(part: string, english: T) =>
  (key: Plain<keyof T & string>, fills: Fills = {}): string => {
    const own = page()[part];
    const table: Table = typeof own === "object" ? { ...english, ...own } : english;
    const count = fills["n"];
    const form = typeof count === "number" ? `${key}.${new Intl.PluralRules(language()).select(count)}` : key;
    const words = table[form] ?? table[`${key}.other`] ?? table[key] ?? key;
    return words.replace(/\{(\w+)\}/g, (_, name: string) => String(fills[name] ?? ""));
  };
