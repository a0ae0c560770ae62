/** Declared ranges, and values of them: `core.spread`. */

import type { Shape } from "./types";
import { ChangeError } from "./types";

export interface Spread {
  readonly low: number;
  readonly mode: number | null;
  readonly high: number;
  readonly shape: Shape;
}

/** A spread as it travels: low, mode, high, and the first letter of its shape. */
export type Packed = readonly [number, number | null, number, string];

const SHAPES: Readonly<Record<string, Shape>> = {
  p: "point",
  u: "uniform",
  t: "triangular",
  l: "loguniform",
};

export function unpack([low, mode, high, letter]: Packed): Spread {
  const shape = SHAPES[letter];
  if (shape === undefined) throw new Error(`no shape ${letter}`);
  return { low, mode, high, shape };
}

export function point(value: number): Spread {
  return { low: value, mode: value, high: value, shape: "point" };
}

export function same(one: Spread, other: Spread): boolean {
  return (
    one.low === other.low &&
    one.high === other.high &&
    one.mode === other.mode &&
    one.shape === other.shape
  );
}

/** Turn one chance into a value (inverse distribution). */
export function quantile(spread: Spread, chance: number): number {
  return quantiles(spread, Float64Array.of(chance))[0]!;
}

export function quantiles(spread: Spread, chance: Float64Array): Float64Array {
  const { low, high, shape } = spread;
  const span = high - low;
  const found = new Float64Array(chance.length);
  if (shape === "point" || span === 0) return found.fill(low);
  if (shape === "loguniform") {
    const ratio = high / low;
    for (let i = 0; i < chance.length; i++) found[i] = low * ratio ** chance[i]!;
    return found;
  }
  if (shape === "triangular") {
    const middle = spread.mode ?? low + span / 2;
    const left = middle - low;
    const right = high - middle;
    const turn = left / span;
    for (let i = 0; i < chance.length; i++) {
      const u = chance[i]!;
      found[i] =
        u < turn ? low + Math.sqrt(u * span * left) : high - Math.sqrt((1 - u) * span * right);
    }
    return found;
  }
  for (let i = 0; i < chance.length; i++) found[i] = low + chance[i]! * span;
  return found;
}

/** The median, which stands for a number that is not drawn. */
export function centre(spread: Spread): number {
  return quantile(spread, 0.5);
}

/** Round as Python does: halves to the even number. */
export function rounded(value: number): number {
  const down = Math.floor(value);
  const rest = value - down;
  if (rest !== 0.5) return Math.round(value);
  return down % 2 === 0 ? down : down + 1;
}

const NUMBER = String.raw`(-?\d+(?:\.\d+)?(?:e-?\d+)?|-?\.\d+)`;
const RANGE = new RegExp(String.raw`^${NUMBER}\s*\.\.\s*${NUMBER}$`, "i");
const PLAIN = /^[+-]?(\d+(_\d+)*\.?(\d+(_\d+)*)?|\.\d+(_\d+)*)(e[+-]?\d+)?$/i;

/** Apply a typed value to a range: `0.4`, `0.2..0.5` or `*0.5` (`case.change`). */
export function newSpread(old: Spread, value: string, where: string): Spread {
  const text = value.trim();
  const found = RANGE.exec(text);
  if (text.startsWith("*")) {
    const factor = number(text.slice(1));
    if (factor >= 0) return checked(scaled(old, factor), where);
  } else if (found) {
    const one = { low: Number(found[1]), mode: null, high: Number(found[2]) };
    return checked({ ...one, shape: "uniform" }, where);
  } else {
    const exact = number(text);
    if (Number.isFinite(exact)) return point(exact);
  }
  throw new ChangeError(`${where} cannot be ${value}: a number, a..b or *factor`);
}

function number(text: string): number {
  const bare = text.trim();
  return PLAIN.test(bare) ? Number(bare.replaceAll("_", "")) : NaN;
}

function scaled(old: Spread, factor: number): Spread {
  return {
    low: old.low * factor,
    mode: old.mode === null ? null : old.mode * factor,
    high: old.high * factor,
    shape: factor === 0 ? "point" : old.shape,
  };
}

/** Refuse a range that `core.spread.Spread` would refuse. */
function checked(spread: Spread, where: string): Spread {
  const { low, mode, high, shape } = spread;
  const middle = mode ?? low;
  const whole = [low, middle, high].every(Number.isFinite) && low <= middle && middle <= high;
  if (!whole || (shape === "loguniform" && low <= 0)) {
    throw new ChangeError(`${where} cannot run from ${low} to ${high}`);
  }
  return spread;
}
