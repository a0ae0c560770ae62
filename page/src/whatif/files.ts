// A scenario as a command line, as the file of the case folder, and as its assumptions.
import { ordered, setting, type Changes } from "./changes";

/** Names that `suzerain what-if --save` accepts. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;
const BASE = "base";

/** Whether a scenario may bear this name. */
export const isName = (name: string): boolean => NAME.test(name) && name !== BASE;

/** Quote a word for a shell, so that it is taken as it stands. */
export const quoted = (word: string): string =>
  /^[\w.,:/@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

/** What the copied command needs to know of the case. */
export interface Source {
  readonly case: string;
  readonly pact: string | null;
  readonly worlds: number;
  readonly seed: number;
  readonly usual_worlds: number;
  readonly usual_seed: number;
}

/** The command that gives the same numbers as the page. */
export const commandLine = (source: Source, changes: Changes, name: string | null): string => {
  const folder = source.case.startsWith("-") ? `./${source.case}` : source.case;
  const words = ["suzerain", "what-if", quoted(folder)];
  for (const [key, value] of ordered(changes)) words.push("--set", shielded(setting(key, value)));
  if (source.pact !== null) words.push("--pact", quoted(source.pact));
  if (source.worlds !== source.usual_worlds) words.push("--worlds", String(source.worlds));
  if (source.seed !== source.usual_seed) words.push("--seed", String(source.seed));
  if (name !== null) words.push("--save", quoted(name));
  return words.join(" ");
};

// A setting is always quoted: its star is none of the shell's.
const shielded = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

/** The file `scenarios/NAME.toml` of a case folder, as `--save` writes it. */
export const scenarioFile = (changes: Changes, name: string): string => {
  const rows = ordered(changes).map(([key, value]) => `${tomlKey(key)} = ${tomlText(value)}\n`);
  return `name = ${tomlText(name)}\n\n[set]\n${rows.join("")}`;
};

const tomlKey = (key: string): string => (/^[A-Za-z0-9_-]+$/.test(key) ? key : tomlText(key));

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r",
};
const tomlText = (text: string): string =>
  `"${text.replace(/["\\\u0000-\u001f\u007f]/g, (letter) =>
    ESCAPES[letter] ?? `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`)}"`;

/** One row of a case's `assumptions.csv`. */
export type Row = readonly string[];

export const COLUMNS: Row = ["id", "low", "mode", "high", "shape", "unit", "reason", "citation"];

/** A table of comma-separated values, a cell quoted where it must be. */
export const csv = (rows: readonly Row[]): string =>
  rows.map((row) => `${row.map(cell).join(",")}\n`).join("");

const cell = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
