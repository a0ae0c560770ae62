/** What the engine takes and gives: the page's side of `outlook.whatif.compiled`. */

export type Shape = "point" | "uniform" | "triangular" | "loguniform";

/** One number that may be moved. `id` is what `--set` takes. */
export interface Input {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  readonly low: number;
  readonly mode: number | null;
  readonly high: number;
  readonly shape: Shape;
  /** `assumption`, `tie` or `need`. */
  readonly group: string;
  readonly reason: string;
  readonly citation: string;
  /** Least and most that the number may be set to; null where nothing bounds it. */
  readonly least: number | null;
  readonly most: number | null;
}

/** An outsider whose policy may be set: `consent:CODE=refuse` or `=absent`. */
export interface PowerToggle {
  readonly code: string;
  readonly name: string;
}

/** A term that may be dropped (`no:GIVER.GOOD.TAKER`) or capped (`term.…=0.5`). */
export interface TermToggle {
  readonly id: string;
  readonly label: string;
  readonly giver: string;
  readonly taker: string;
  readonly good: string;
}

export type Kind = "share" | "amount" | "probability";

/** One outcome by world, under the id that `suzerain what-if --json` gives it. */
export interface Outcome {
  readonly id: string;
  readonly label: string;
  readonly kind: Kind;
  readonly unit: string;
  /** One a world; NaN where it is not asked. */
  readonly values: Float64Array;
  /** Share of worlds (kind `share`) or mean, over worlds where it is asked. */
  readonly share: number;
  readonly mean: number;
  /** 10th, 50th and 90th percentile, as Python's `Estimate`. */
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

export interface Answers {
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly notes: readonly string[];
}

export interface Engine {
  readonly inputs: readonly Input[];
  readonly powers: readonly PowerToggle[];
  readonly terms: readonly TermToggle[];
  /** Codes of the members: `aid:CODE=0.01` and `offer:CODE=0.01` pay them. */
  readonly members: readonly string[];
  /** What the page cannot re-reckon exactly, in words. */
  readonly limits: readonly string[];
  /** Number of worlds. */
  readonly count: number;
  /**
   * Solve with changes, each in the syntax of `suzerain what-if --set`.
   * Throws `ChangeError` when a change cannot be read or names nothing offered.
   * `worlds` solves the first of them alone, as a run of Python in so many worlds.
   */
  solve(changes: readonly string[], options?: { readonly worlds?: number }): Answers;
  /**
   * Work on the solution without changes for about so many milliseconds, and say
   * whether it is there; the next call goes on where this one stopped.
   */
  warm(within: number, options?: { readonly worlds?: number }): boolean;
}

export class ChangeError extends Error {
  override readonly name = "ChangeError";
}
