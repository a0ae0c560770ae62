/** What a user may set, in the words of `suzerain what-if --set` (`outlook.whatif.settings`). */

import type { Problem } from "./problem";
import type { Rows } from "./register";
import { Register, pattern } from "./register";
import type { Spread } from "./spread";
import { newSpread, point, same, unpack } from "./spread";
import { ChangeError } from "./types";

/** A case with a scenario's changes put in. */
export interface Applied {
  readonly register: Register;
  readonly ties: ReadonlyMap<string, Spread>;
  readonly needs: ReadonlyMap<string, Spread>;
  /** Most that is delivered of a term, by its id. */
  readonly caps: ReadonlyMap<string, number>;
  /** What is paid to members for joining, in log welfare. */
  readonly gifts: ReadonlyMap<string, number>;
  readonly refusing: readonly string[];
  readonly absent: readonly string[];
}

const POLICIES = ["no", "consent", "offer", "aid"];
const PAYS = ["offer", "aid"];

export class Settings {
  readonly ties = new Map<string, Spread>();
  readonly needs = new Map<string, Spread>();
  readonly terms = new Map<string, string>();
  private readonly base: Register;
  private readonly numbers: ReadonlySet<string>;
  private readonly known: readonly string[];

  constructor(
    private readonly problem: Problem,
    private readonly rows: Rows,
  ) {
    for (const [good, provider, recipient, share] of problem.ties) {
      this.ties.set(`tie.${good}.${provider}.${recipient}`, unpack(share));
    }
    for (const [good, actor, weight, home] of problem.needs) {
      this.needs.set(`need.${good}.${actor}.weight`, unpack(weight));
      this.needs.set(`need.${good}.${actor}.home`, unpack(home));
    }
    for (const [good, giver, taker] of problem.pact.terms) {
      this.terms.set(`term.${good}.${giver}.${taker}`, `${giver}.${good}.${taker}`);
    }
    this.base = new Register(rows);
    const ids = this.base.ids();
    const inherited = ids
      .filter((id) => id.startsWith("group."))
      .flatMap((id) => {
        const [, group, ...rest] = id.split(".");
        const goods = Object.keys(problem.goods).filter((good) => problem.goods[good]![0] === group);
        return goods.map((good) => `good.${good}.${rest.at(-1)}`);
      });
    this.numbers = new Set([...this.ties.keys(), ...this.needs.keys(), ...ids, ...inherited]);
    this.known = [...this.numbers, ...this.terms.keys()];
  }

  /** Read and apply changes, each number set once, whatever their order. */
  apply(texts: readonly string[]): Applied {
    const found = new Map<string, string>();
    for (const text of texts) {
      const [key, value] = this.parted(text.trim());
      if (found.has(key)) throw new ChangeError(`${key} is set twice`);
      found.set(key, value);
    }
    const hits = new Set<string>();
    const draft = new Draft();
    for (const [key, value] of [...found].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))) {
      for (const one of this.named(key)) {
        if (hits.has(one)) throw new ChangeError(`${one} is set twice`);
        hits.add(one);
        this.put(draft, one, value);
      }
    }
    return {
      register: draft.rows.size ? new Register(this.rows, draft.rows) : this.base,
      ties: draft.ties.size ? new Map([...this.ties, ...draft.ties]) : this.ties,
      needs: draft.needs.size ? new Map([...this.needs, ...draft.needs]) : this.needs,
      caps: draft.caps,
      gifts: new Map([...draft.gifts].filter(([, gift]) => gift !== 0)),
      refusing: [...draft.does].filter(([, does]) => does === "refuse").map(([code]) => code).sort(),
      absent: [...draft.does].filter(([, does]) => does === "absent").map(([code]) => code).sort(),
    };
  }

  private parted(text: string): [string, string] {
    const at = text.indexOf("=");
    let key = (at < 0 ? text : text.slice(0, at)).trim();
    const value = at < 0 ? "" : text.slice(at + 1).trim();
    const colon = key.indexOf(":");
    if (colon >= 0 && POLICIES.includes(key.slice(0, colon).trim())) {
      key = `${key.slice(0, colon).trim()}.${key.slice(colon + 1).trim()}`;
    }
    if (key.startsWith("no.") && at < 0) return [key, ""];
    if (!key || !value) {
      throw new ChangeError(`${text} sets nothing: ID=VALUE, ID*=FACTOR, no:TERM, consent:ACTOR=refuse`);
    }
    if (key.endsWith("*") && !value.startsWith("*")) {
      const short = key.slice(0, -1);
      if (this.fits(short).length || !this.fits(key).length) return [short, `*${value}`];
    }
    return [key, value];
  }

  private fits(key: string): string[] {
    const shape = pattern(key);
    return this.known.filter((one) => shape.test(one));
  }

  /** Find all that a key stands for. */
  private named(key: string): readonly string[] {
    const dot = key.indexOf(".");
    const head = dot < 0 ? key : key.slice(0, dot);
    const rest = dot < 0 ? "" : key.slice(dot + 1);
    const { members } = this.problem.pact;
    let found: readonly string[];
    if (head === "no") {
      found = [...this.terms]
        .filter(([id, name]) => rest === id || rest === name || rest === id.split(".")[1])
        .map(([id]) => id);
    } else if (head === "consent") {
      found = this.problem.actors.includes(rest) && !members.includes(rest) ? [key] : [];
    } else if (PAYS.includes(head)) {
      found = members.includes(rest) ? [key] : [];
    } else {
      found = this.numbers.has(key) || this.terms.has(key) || this.isForOne(key) ? [key] : this.fits(key);
    }
    if (!found.length) throw new ChangeError(`${key} is nothing that this page can change`);
    return found;
  }

  private isForOne(key: string): boolean {
    const entry = this.base.find(key);
    if (entry === undefined || !this.rows.isAboutOne(entry.inherits)) return false;
    const about = key.slice(entry.inherits.length + 1).split(".");
    return about.every((one) => this.problem.actors.includes(one) || one in this.problem.goods);
  }

  private put(draft: Draft, key: string, value: string): void {
    const dot = key.indexOf(".");
    const head = key.slice(0, dot);
    const rest = key.slice(dot + 1);
    if (head === "consent") {
      if (value !== "refuse" && value !== "absent") {
        throw new ChangeError(`${value} is nothing that ${rest} could do: refuse or absent`);
      }
      draft.does.set(rest, value);
    } else if (PAYS.includes(head)) {
      const amount = fixed(key, newSpread(point(0), value, key), Infinity);
      draft.gifts.set(rest, (draft.gifts.get(rest) ?? 0) + (head === "aid" ? amount : -amount));
    } else if (this.terms.has(key)) {
      const cap = fixed(key, newSpread(point(1), value || "0", key), 1);
      if (cap < 1) draft.caps.set(key, cap);
    } else {
      this.number(draft, key, value);
    }
  }

  private number(draft: Draft, key: string, value: string): void {
    const part = this.ties.get(key) ?? this.needs.get(key);
    const entry = part === undefined ? this.base.find(key) : undefined;
    const old = part ?? entry!.spread;
    const made = newSpread(old, value, key);
    const now = made.low === old.low && made.high === old.high ? old : made;
    const most = part !== undefined || entry!.isPart ? 1 : Infinity;
    const least = part !== undefined || old.low >= 0 ? 0 : -Infinity;
    if (now.low < least || now.high > most) {
      throw new ChangeError(`${key} cannot run from ${now.low} to ${now.high}`);
    }
    if (same(now, old)) return;
    const where = this.ties.has(key) ? draft.ties : this.needs.has(key) ? draft.needs : draft.rows;
    where.set(key, now);
  }
}

class Draft {
  readonly rows = new Map<string, Spread>();
  readonly ties = new Map<string, Spread>();
  readonly needs = new Map<string, Spread>();
  readonly caps = new Map<string, number>();
  readonly gifts = new Map<string, number>();
  readonly does = new Map<string, string>();
}

function fixed(key: string, spread: Spread, most: number): number {
  if (spread.low !== spread.high || spread.low < 0 || spread.low > most) {
    throw new ChangeError(`${key} cannot be ${spread.low}: one number, 0 to ${most}`);
  }
  return spread.low;
}
