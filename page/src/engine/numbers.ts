/** Edges of floating point that the formulas of `measures` and `strategy` share. */

export type Worlds = Float64Array;

export const EPS = Number.EPSILON;
export const TINY = 2.2250738585072014e-308;
export const LARGEST = Number.MAX_VALUE;
/** The log loss that stands for infinite (`measures.substitution.TOTAL`). */
export const TOTAL = Math.sqrt(LARGEST);
/** Below `exp(-DEEP)` nothing is left beside home supply. */
export const DEEP = -Math.log(TINY);
/** A gap between elasticities below which effects add up. */
export const EVEN = Math.sqrt(EPS);
export const STEEP = Math.log(LARGEST) / 2;
/** A log loss of which nothing is left. */
export const RUIN = Math.log(LARGEST);

/** Return an array filled by world. */
export function byWorld(count: number, of: (world: number) => number): Worlds {
  const found = new Float64Array(count);
  for (let w = 0; w < count; w++) found[w] = of(w);
  return found;
}

export function mean(values: Worlds): number {
  let total = 0;
  for (let w = 0; w < values.length; w++) total += values[w]!;
  return total / values.length;
}
