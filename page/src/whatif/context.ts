// What the page tells the sliders beside the problem itself (brief/what_if.py).
import type { Input } from "../engine/index";
import type { Row, Source } from "./files";

/** One number that a joint slider multiplies. */
export type Part = Omit<Input, "group" | "least" | "most">;

/** A slider that multiplies several declared numbers by one factor. */
export interface Joint {
  readonly id: string;
  readonly label: string;
  readonly parts: readonly Part[];
  readonly low: number;
  readonly high: number;
}

export interface Context extends Source {
  /** Names the scenarios of this case in the browser. */
  readonly key: string;
  readonly patron: string;
  readonly joint: readonly Joint[];
  /** Rows of `assumptions.csv` that stand already. */
  readonly overruled: readonly Row[];
  /** Codes of the powers that stand by the pact; other outsiders come after them. */
  readonly thirds: readonly string[];
  /** The scenario that the brief is written under. */
  readonly start: { readonly name: string; readonly set: readonly string[] } | null;
  /** Figures of the brief by outcome, which the page must find as well. */
  readonly figures: Readonly<Record<string, number>>;
}
