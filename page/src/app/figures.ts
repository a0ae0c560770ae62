// Numbers as a reader takes them in.
import { language } from "../shared/words";

const NARROW = "\u00a0";

/** A share in per cent, the finer the smaller it is, as the brief writes it. */
export const percent = (share: number): string => {
  if (!Number.isFinite(share)) return "–";
  const size = Math.abs(share);
  if (size > 0 && size < 0.00005) return `${sign(share)}<0.01${NARROW}%`;
  const places = size === 0 || size >= 0.0995 ? 0 : size < 0.00495 ? 2 : 1;
  return `${sign(share)}${(size * 100).toFixed(places)}${NARROW}%`;
};

const sign = (value: number): string => (value < 0 ? "−" : "");

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

/** A change of log welfare, in per cent of welfare. */
export const welfare = (value: number): string => {
  const share = Math.expm1(value) * 100;
  return `${share < 0 ? "−" : ""}${new Intl.NumberFormat(language(), { maximumSignificantDigits: 2 }).format(Math.abs(share))}${NARROW}%`;
};

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
