// Numbers as a reader takes them in.
import { ends, figures } from "../shared/figures";
import { language } from "../shared/words";

const NARROW = "\u00a0";

/** A share in per cent, the finer the smaller it is, as the brief writes it. */
export const percent = (share: number): string => {
  if (!Number.isFinite(share)) return "–";
  const size = Math.abs(share);
  if (size > 0 && size < 0.00005) return figures(`${sign(share)}<0.01${NARROW}%`);
  return figures(`${sign(share)}${(size * 100).toFixed(places(share))}${NARROW}%`);
};

const sign = (value: number): string => (value < 0 ? "−" : "");

const places = (value: number): number => {
  const size = Math.abs(value);
  return size > 0 && size < 0.00495 ? 2 : size > 0 && size < 0.0995 ? 1 : 0;
};

/** Two shares as one range, as the brief writes it. */
export const percentRange = (low: number, high: number): string => {
  const digits = places(Math.max(Math.abs(low), Math.abs(high)));
  const [first, second] = [low, high].map((value) => `${sign(value)}${(Math.abs(value) * 100).toFixed(digits)}`) as [string, string];
  if (first === second) return figures(`${first}${NARROW}%`);
  const words = first.startsWith("−") || second.startsWith("−") ? ends(first, second) : `${first}–${second}`;
  return figures(`${words}${NARROW}%`);
};

/** A median with its range in brackets. */
export const around = (band: { readonly low: number; readonly median: number; readonly high: number }): string => {
  const middle = percent(band.median), range = percentRange(band.low, band.high);
  return middle === range ? middle : `${middle} (${range})`;
};

/** A number with as many digits as tell something. */
export const number = (value: number, digits = 3): string => {
  if (!Number.isFinite(value)) return "–";
  return new Intl.NumberFormat(language(), { maximumSignificantDigits: digits }).format(value).replace("-", "−");
};

/** A whole number with its thousands apart. */
export const whole = (value: number): string => new Intl.NumberFormat(language()).format(value);

/** A change, always with its sign. */
export const change = (value: number, words: (value: number) => string): string =>
  value === 0 ? "±0" : `${value > 0 ? "+" : "−"}${words(Math.abs(value)).replace(/^[−+]/, "")}`;

/** Bytes for a reader. */
export const bytes = (count: number): string => {
  const units = ["B", "kB", "MB", "GB"];
  let left = count, unit = 0;
  while (left >= 1000 && unit < units.length - 1) { left /= 1000; unit += 1; }
  return `${number(left, left < 10 ? 2 : 3)}${NARROW}${units[unit]}`;
};

/** A moment, as the reader's own clock tells it. */
export const moment = (iso: string | undefined): string => {
  if (!iso) return "";
  const date = new Date(iso);
  if (Number.isNaN(date.valueOf())) return iso;
  const today = new Date().toDateString() === date.toDateString();
  return new Intl.DateTimeFormat(language(), today ? { timeStyle: "medium" } : { dateStyle: "medium", timeStyle: "short" }).format(date);
};
