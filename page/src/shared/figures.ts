// Figures with the signs of the page's language; they are made with those of English.
import english from "./words.json";
import { catalogue, language } from "./words";

const say = catalogue("shared", english);

let signs: Readonly<Record<string, string>> | undefined;
const known = (): Readonly<Record<string, string>> => {
  if (signs) return signs;
  const parts = new Intl.NumberFormat(language()).formatToParts(12345.6);
  const sign = (type: string, usual: string): string => parts.find((one) => one.type === type)?.value ?? usual;
  return (signs = { ".": sign("decimal", "."), ",": sign("group", ",") });
};

const FIGURE = /\d[\d,]*(?:\.\d+)?/g;

/** A text with figures as English writes them, with the signs of the language. */
export const figures = (text: string): string =>
  text.replace(FIGURE, (found) => found.replace(/[.,]/g, (sign) => known()[sign] ?? sign));

/** Two ends of a range, when a sign keeps a dash from standing between them. */
export const ends = (low: string, high: string): string => say("ends", { low, high });

/** A share too small to be told. */
export const below = (figure: string): string => say("below", { figure });
