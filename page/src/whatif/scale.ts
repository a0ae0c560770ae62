// Where a number stands on its slider.
import { written } from "./changes";
import type { Shape } from "../engine/index";

/** Steps of a slider from end to end. */
export const STEPS = 200;

export interface Scale {
  readonly low: number;
  readonly high: number;
  readonly log: boolean;
}

/** A slider's place for a value, 0 to STEPS. */
export const place = (scale: Scale, value: number): number => {
  const { low, high, log } = scale;
  const part = log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  return Math.round(Math.max(0, Math.min(1, part)) * STEPS);
};

/** The value at a slider's place, rounded as it is written. */
export const valueAt = (scale: Scale, at: number): number => {
  const { low, high, log } = scale, part = at / STEPS;
  return Number(written(log ? low * (high / low) ** part : low + part * (high - low)));
};

/** The median of a declared range. */
export const centre = (spread: { low: number; mode: number | null; high: number; shape: Shape }): number => {
  const { low, high, shape } = spread;
  if (shape === "loguniform") return Math.sqrt(low * high);
  if (shape !== "triangular" || spread.mode === null) return (low + high) / 2;
  const span = high - low, left = spread.mode - low;
  if (span === 0) return low;
  return left / span > 1 / 2
    ? low + Math.sqrt((span * left) / 2)
    : high - Math.sqrt((span * (high - spread.mode)) / 2);
};
