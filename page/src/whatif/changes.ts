// What is changed: new values by id, as a scenario of the case folder keeps them.

/** Values by key, as `outlook.whatif.settings.read_settings` returns them. */
export type Changes = ReadonlyMap<string, string>;

export const NONE: Changes = new Map();

const POLICIES = ["no", "consent", "offer", "aid"];
const NUMBER = String.raw`-?(?:\d+(?:\.\d+)?|\.\d+)(?:e[-+]?\d+)?`;
const VALUE = new RegExp(String.raw`^(?:\*?${NUMBER}|${NUMBER}\s*\.\.\s*${NUMBER})$`, "i");
const KEY = /^[\p{L}\p{N}_.+/ -]+$/u;

/** A text that sets nothing; the message is what the user typed. */
export class UnreadableChange extends Error {
  override readonly name = "UnreadableChange";
}

/** Changes in the order of their keys, as files and commands hold them. */
export const ordered = (changes: Changes): readonly (readonly [string, string])[] =>
  [...changes].sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));

/** One change as `--set` takes it. */
export const setting = (key: string, value: string): string => {
  const [head, rest] = parted(key, ".");
  if (head === "no") return `no:${rest}`;
  if (POLICIES.includes(head)) return `${head}:${rest}=${value}`;
  return value.startsWith("*") ? `${key}*=${value.slice(1)}` : `${key}=${value}`;
};

/** All changes as `--set` takes them. */
export const settings = (changes: Changes): string[] =>
  ordered(changes).map(([key, value]) => setting(key, value));

/** Read one change as `--set` takes it; it throws where it sets nothing. */
export const readSetting = (text: string): readonly [string, string] => {
  const typed = text.trim();
  const sign = typed.indexOf("=");
  let key = (sign < 0 ? typed : typed.slice(0, sign)).trim();
  let value = sign < 0 ? "" : typed.slice(sign + 1).trim();
  const [policy, whom] = parted(key, ":");
  if (whom && POLICIES.includes(policy)) key = `${policy}.${whom}`;
  if (key.endsWith("*") && value && !value.startsWith("*")) {
    key = key.slice(0, -1);
    value = `*${value}`;
  }
  const [head, rest] = parted(key, ".");
  const fits =
    head === "no" ? value === ""
    : head === "consent" ? value === "refuse" || value === "absent"
    : VALUE.test(value);
  if (!rest || !fits || !KEY.test(key)) throw new UnreadableChange(typed);
  return [key, value];
};

/** Read several; a later one of the same key stands. */
export const readSettings = (texts: readonly string[]): Changes =>
  new Map(texts.map(readSetting));

/** The changes with one set, or taken back where the value is null. */
export const withChange = (changes: Changes, key: string, value: string | null): Changes => {
  const next = new Map(changes);
  if (value === null) next.delete(key);
  else next.set(key, value);
  return next;
};

/** Whether two scenarios set the same. */
export const same = (one: Changes, other: Changes): boolean =>
  one.size === other.size && [...one].every(([key, value]) => other.get(key) === value);

/** A number as `--set` takes it: short, and no digits that its slider cannot mean. */
export const written = (value: number): string => String(Number(value.toPrecision(4)));

/** How much of a term is delivered at most: 1 where nothing is changed. */
export const capOf = (changes: Changes, term: Term): number => {
  if (changes.has(ruledOut(term))) return 0;
  const cap = changes.get(term.id);
  return cap === undefined ? 1 : Number(cap);
};

export interface Term {
  readonly id: string;
  readonly giver: string;
  readonly taker: string;
  readonly good: string;
}

/** The key that rules one term out. */
export const ruledOut = (term: Term): string => `no.${term.giver}.${term.good}.${term.taker}`;

/** Let at most this part of a term be delivered. */
export const withCap = (changes: Changes, term: Term, cap: number): Changes => {
  const free = withChange(withChange(changes, term.id, null), ruledOut(term), null);
  if (cap >= 1) return free;
  return cap <= 0 ? withChange(free, ruledOut(term), "") : withChange(free, term.id, String(cap));
};

const parted = (text: string, by: string): [string, string] => {
  const at = text.indexOf(by);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + by.length)];
};
