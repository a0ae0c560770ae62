// Two answers to one question, compared world by world.

/** How often something true or false in a world turns, of the worlds where both ask. */
export interface Turned {
  readonly asked: number;
  readonly both: number;
  readonly lost: number;
  readonly gained: number;
  readonly neither: number;
}

/** Shares of worlds by what the changes do to something true or false. */
export const turned = (before: Float64Array, after: Float64Array): Turned => {
  let asked = 0, both = 0, lost = 0, gained = 0;
  for (let w = 0; w < before.length; w++) {
    const one = before[w]!, other = after[w]!;
    if (one !== one || other !== other) continue;
    asked++;
    if (one > 0) { if (other > 0) both++; else lost++; }
    else if (other > 0) gained++;
  }
  const of = asked || 1;
  return {
    asked, both: both / of, lost: lost / of, gained: gained / of,
    neither: (asked - both - lost - gained) / of,
  };
};

/** What changes do to an amount, in the worlds where both are asked. */
export interface Moved {
  readonly asked: number;
  readonly mean: number;
  readonly rises: number;
  readonly falls: number;
}

/** The mean change of an amount, and how often it rises and falls. */
export const moved = (before: Float64Array, after: Float64Array): Moved => {
  let asked = 0, sum = 0, up = 0, down = 0;
  for (let w = 0; w < before.length; w++) {
    const by = after[w]! - before[w]!;
    if (by !== by) continue;
    asked++;
    sum += by;
    if (by > 0) up++; else if (by < 0) down++;
  }
  const of = asked || 1;
  return { asked, mean: sum / of, rises: up / of, falls: down / of };
};

/** Whether anything differs in any world. */
export const differs = (before: Float64Array, after: Float64Array): boolean => {
  for (let w = 0; w < before.length; w++)
    if (!Object.is(before[w], after[w]) && before[w] !== after[w]) return true;
  return false;
};

/** How many of so many dots stand for each share; the largest rests are rounded up. */
export const counted = (shares: readonly number[], dots: number): number[] => {
  const exact = shares.map((share) => share * dots);
  const whole = exact.map(Math.floor);
  let left = Math.round(exact.reduce((sum, one) => sum + one, 0)) - whole.reduce((sum, one) => sum + one, 0);
  const order = exact.map((one, k) => [one - whole[k]!, k] as const).sort((a, b) => b[0] - a[0] || a[1] - b[1]);
  for (const [, k] of order) {
    if (left <= 0) break;
    whole[k]!++;
    left--;
  }
  return whole;
};

/** The values that cut known ones into so many equal parts, each part's middle. */
export const middles = (values: Float64Array, parts: number): number[] => {
  const known = values.filter((value) => value === value).sort();
  if (!known.length) return [];
  return Array.from({ length: parts }, (_, k) => {
    const at = ((k + 0.5) / parts) * (known.length - 1);
    const low = Math.floor(at), high = Math.min(low + 1, known.length - 1);
    return known[low]! + (at - low) * (known[high]! - known[low]!);
  });
};

/** How many fall into each of so many columns between 0 and 1. */
export const columns = (values: readonly number[], across: number): number[] => {
  const found = new Array<number>(across).fill(0);
  for (const value of values)
    found[Math.max(0, Math.min(across - 1, Math.floor(value * across)))]!++;
  return found;
};
