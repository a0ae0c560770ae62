// Figures as text, in the manner of the brief (brief/figures.py).
import { below, ends, figures } from "../shared/figures";

const SHARES = ["share", "%", "probability"];
const WELFARE = "log welfare";
const BARE = ["ratio", "count", "correlation", "index", ""];

const places = (value: number): number => {
  const size = Math.abs(value);
  if (size > 0 && size < 0.00495) return 2;
  return size > 0 && size < 0.0995 ? 1 : 0;
};

// An exact half goes to the even neighbour, as in Python; `toFixed` would send it up.
const digits = (share: number, many: number): string => {
  const value = share * 100, steps = value * 10 ** many;
  const half = Number.isInteger(value * 1024) && Math.abs(steps % 1) === 0.5;
  const even = half ? 2 * Math.round(steps / 2) : steps;
  const text = (half ? even / 10 ** many : value).toFixed(many);
  return Number(text) === 0 ? text.replace("-", "") : text;
};

/** A share as a percentage, the finer the smaller it is. */
export const percent = (value: number): string =>
  Number.isNaN(value) ? "–"
  : Math.abs(value) > 0 && Math.abs(value) < 0.00005 ? below(figures("0.01\u00a0%")).replace(/ /g, "\u00a0")
  : figures(`${digits(value, places(value))}\u00a0%`);

/** Two shares as one range. */
export const percentRange = (low: number, high: number): string => {
  const many = places(Math.max(Math.abs(low), Math.abs(high)));
  const first = digits(low, many), second = digits(high, many);
  if (first === second) return figures(`${first}\u00a0%`);
  const words = first.startsWith("-") || second.startsWith("-") ? ends(first, second) : `${first}-${second}`;
  return figures(`${words}\u00a0%`);
};

/** A change in percentage points, with its sign. */
export const points = (change: number): string => {
  if (Number.isNaN(change)) return "–";
  const text = digits(change, Math.abs(change) > 0 && Math.abs(change) < 0.0995 ? 1 : 0);
  return figures(text.startsWith("-") ? text.replace("-", "\u2212") : Number(text) === 0 ? text : `+${text}`);
};

/** A number without needless digits. */
export const plain = (value: number): string =>
  figures(Number.isInteger(value) ? value.toLocaleString("en") : String(Number(value.toPrecision(Math.abs(value) < 10 ? 2 : 3))));

/** Whether an amount of this unit is told as a percentage. */
export const isPart = (unit: string): boolean => SHARES.includes(unit) || unit === WELFARE;

/** An amount with its unit. */
export const amount = (value: number, unit: string): string =>
  isPart(unit) ? percent(value) : `${plain(value)}${BARE.includes(unit) ? "" : `\u00a0${unit}`}`;

/** A declared range, in the unit of its number. */
export const range = (low: number, high: number, unit: string): string => {
  if (isPart(unit)) return percentRange(low, high);
  const words = low === high ? plain(low) : low < 0 || high < 0 ? ends(plain(low), plain(high)) : `${plain(low)}-${plain(high)}`;
  return BARE.includes(unit) ? words : `${words}\u00a0${unit}`;
};

/** A factor, such as ×0.5. */
export const factor = (value: number): string => `×${plain(value)}`;

/** Begin a sentence. */
export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
