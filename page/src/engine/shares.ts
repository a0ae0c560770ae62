/** Shares of several suppliers that may exceed 1 together (`measures.exposure.fit_shares`). */

import type { Worlds } from "./numbers";

/** Bring shares back to 1 where they exceed it, respecting lower bounds. */
export function fitShares(drawn: readonly Worlds[], low: readonly number[], count: number): Worlds[] {
  const found = drawn.map(() => new Float64Array(count));
  let floor = 0;
  for (const one of low) floor += one;
  for (let w = 0; w < count; w++) {
    let total = 0;
    for (const one of drawn) total += one[w]!;
    if (floor >= 1) {
      const whole = Math.max(total, 1);
      for (let k = 0; k < found.length; k++) found[k]![w] = drawn[k]![w]! / whole;
      continue;
    }
    const part = (1 - floor) / Math.max(total - floor, 1 - floor);
    for (let k = 0; k < found.length; k++) {
      found[k]![w] = low[k]! + (drawn[k]![w]! - low[k]!) * part;
    }
  }
  return found;
}
