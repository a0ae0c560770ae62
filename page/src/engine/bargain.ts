/** What the members strike in every world (`strategy.bargain`, `.passing`, `.consent`). */

import type { Worlds } from "./numbers";
import type { Need } from "./search";
import { Search } from "./search";
import type { TermTable } from "./terms";
import type { Veto } from "./veto";

const MOST = 3;
const SLOTS = 4;

/** A veto that holds in no bundle where this deal, under more vetoes, does not exist. */
export interface Hopeless {
  readonly veto: Veto;
  readonly exists: Uint8Array;
}

export interface Deal {
  readonly exists: Uint8Array;
  /** Index of each term's level, `[world * terms + term]`; 0 without a deal. */
  readonly choice: Uint8Array;
  /** Worlds in which the search was cut off. */
  readonly cutOff: number;
  /** Prices at which bundles were compared, to begin the next search from. */
  readonly prices: Float64Array;
}

/** What is bargained over: the same for all deals of a solution. */
export interface Table {
  readonly count: number;
  readonly levels: number;
  readonly terms: readonly TermTable[];
  /** Highest level of each term. */
  readonly caps: Int32Array;
  /** What is added to each member's gain, whatever the bundle. */
  readonly gifts: readonly number[];
  /** Weights of the members, adding up to 1. */
  readonly weight: readonly Worlds[];
}

/** Worlds struck between two looks at the clock. */
const BATCH = 32;

/** The pact being struck under some vetoes; `wider` is the deal under fewer of them. */
export class Striking {
  private readonly room: Bargaining;
  private readonly exists: Uint8Array;
  private readonly choice: Uint8Array;
  private readonly known: Int32Array;
  private cutOff = 0;
  private next = 0;

  constructor(
    private readonly table: Table,
    vetoes: readonly Veto[],
    private readonly wider: Deal | null,
    before: Deal | null,
    hopeless: Hopeless | null,
  ) {
    const many = table.terms.length;
    this.room = new Bargaining(table, vetoes, before, hopeless);
    this.exists = new Uint8Array(table.count);
    this.choice = new Uint8Array(table.count * many);
    this.known = new Int32Array(many);
  }

  /** Strike it in all worlds; `pause` may throw between them, and the next call goes on. */
  finish(pause: () => void): Deal {
    while (this.next < this.table.count) {
      const last = Math.min(this.next + BATCH, this.table.count);
      for (; this.next < last; this.next++) this.at(this.next);
      pause();
    }
    const { exists, choice, cutOff } = this;
    return { exists, choice, cutOff, prices: this.room.prices };
  }

  private at(w: number): void {
    const { wider, known, room } = this;
    const from = w * known.length;
    if (wider !== null) {
      if (!wider.exists[w]) return;
      for (let t = 0; t < known.length; t++) known[t] = wider.choice[from + t]!;
      if (!room.blocks(w, known)) {
        this.put(w, known);
        return;
      }
    }
    const found = room.strike(w, wider === null ? null : known);
    if (room.search.isCutOff) this.cutOff++;
    if (found !== null) this.put(w, found);
  }

  private put(w: number, found: Int32Array): void {
    this.exists[w] = 1;
    this.choice.set(found, w * found.length);
  }
}

/** One table under some vetoes, world by world. */
export class Bargaining {
  readonly search: Search;
  readonly prices: Float64Array;
  private world = 0;
  private readonly width: number;
  private readonly trial: Int32Array;
  private readonly needs: Need[] = [];
  private many = 0;
  private readonly split: Int32Array;
  private splits = 0;

  constructor(
    private readonly table: Table,
    private readonly vetoes: readonly Veto[],
    private readonly before: Deal | null,
    private readonly hopeless: Hopeless | null,
  ) {
    const { terms, levels, gifts, caps, count } = table;
    this.search = new Search(terms.length, levels, gifts.length, caps, MOST * gifts.length);
    this.width = 1 + (1 + MOST) * gifts.length;
    const size = count * SLOTS * this.width;
    this.prices = before?.prices.length === size ? before.prices : new Float64Array(size);
    this.trial = new Int32Array(terms.length);
    this.split = new Int32Array(MOST);
    for (let k = 0; k < MOST * gifts.length; k++) {
      this.needs.push({ table: new Float64Array(terms.length * levels), spare: 0 });
    }
  }

  /** Gain of a member, and what else holds it, from a bundle. */
  private held(veto: Veto, member: number, w: number, choice: Int32Array): number {
    const { terms, levels, gifts } = this.table;
    let total = 0;
    for (let t = 0; t < terms.length; t++) {
      const one = terms[t]!;
      const at = w * levels + choice[t]!;
      let cell = one.taker === member ? one.take[at]! : one.giver === member ? one.give[at]! : 0;
      if (t === 0) cell += gifts[member]!;
      const faded = one.taker === member ? veto.faded[t]! : null;
      total += faded === null ? cell : cell + faded[at]!;
    }
    return total;
  }

  /** Whether some member is moved by more than holds it. */
  can(veto: Veto, w: number, choice: Int32Array): boolean {
    for (let m = 0; m < this.table.gifts.length; m++) {
      if (this.held(veto, m, w, choice) < veto.pull[m]![w]!) return true;
    }
    return false;
  }

  /** Whether all whose will it hangs on are harmed beyond their limit. */
  wants(veto: Veto, w: number, choice: Int32Array): boolean {
    const { levels } = this.table;
    for (const voice of veto.voices) {
      let harm = 0;
      for (let t = 0; t < choice.length; t++) harm += voice.harm[t]![w * levels + choice[t]!]!;
      if (!(harm > voice.limit[w]!)) return false;
    }
    return true;
  }

  stops(veto: Veto, w: number, choice: Int32Array): boolean {
    return (veto.refuses || this.wants(veto, w, choice)) && this.can(veto, w, choice);
  }

  blocks(w: number, choice: Int32Array): boolean {
    for (const veto of this.vetoes) if (this.stops(veto, w, choice)) return true;
    return false;
  }

  private readonly passes = (choice: Int32Array): boolean => !this.blocks(this.world, choice);

  /** Find the best bundle of a world; `blocked` is that of fewer vetoes. */
  strike(w: number, blocked: Int32Array | null): Int32Array | null {
    const { search, before } = this;
    this.world = w;
    this.load(w);
    search.begin(this.passes);
    if (before !== null && before.exists[w]) {
      const many = search.terms;
      const last = this.table.caps;
      for (let t = 0; t < many; t++) {
        this.trial[t] = Math.min(before.choice[w * many + t]!, last[t]!);
      }
      search.take(this.trial);
    }
    this.splits = 0;
    if (blocked !== null) {
      for (let v = 0; v < this.vetoes.length && this.splits < MOST; v++) {
        if (this.stops(this.vetoes[v]!, w, blocked)) this.split[this.splits++] = v;
      }
    }
    this.many = 0;
    this.ways(0, w, 0);
    if (search.score === -Infinity) return null;
    search.leaveOut();
    return search.best;
  }

  /** Copy the gains of a world. */
  private load(w: number): void {
    const { terms, levels, gifts, weight } = this.table;
    const { gain } = this.search;
    const cells = terms.length * levels;
    gain.fill(0);
    let whole = 0;
    for (let m = 0; m < gifts.length; m++) whole += weight[m]![w]!;
    for (let m = 0; m < gifts.length; m++) this.search.weight[m] = weight[m]![w]! / whole;
    for (let t = 0; t < terms.length; t++) {
      const one = terms[t]!;
      const to = one.taker * cells + t * levels;
      const from = one.giver * cells + t * levels;
      const at = w * levels;
      for (let l = 0; l < levels; l++) {
        gain[to + l] = one.take[at + l]!;
        gain[from + l] = one.give[at + l]!;
      }
    }
    for (let m = 0; m < gifts.length; m++) {
      const gift = gifts[m]!;
      if (gift !== 0) for (let l = 0; l < levels; l++) gain[m * cells + l] = gain[m * cells + l]! + gift;
    }
  }

  /** Pass the vetoes that stop the wider deal in one way at a time. */
  private ways(at: number, w: number, code: number): void {
    if (at === this.splits) {
      this.search.pursue(this.needs, this.many, this.prices, this.slot(w, code));
      return;
    }
    const veto = this.vetoes[this.split[at]!]!;
    const before = this.many;
    for (let v = 0; v < (veto.refuses ? 0 : veto.voices.length); v++) {
      this.unharmed(veto.voices[v]!, w);
      this.ways(at + 1, w, code * SLOTS + v + 1);
      this.many = before;
    }
    if (this.hopeless !== null && this.hopeless.veto === veto && !this.hopeless.exists[w]) return;
    this.holding(veto, w);
    if (at + 1 === this.splits || this.search.couldMeet(this.needs, this.many)) {
      this.ways(at + 1, w, code * SLOTS);
    }
    this.many = before;
  }

  /** Where the prices of a way are kept; those of another way are forgotten. */
  private slot(w: number, code: number): number {
    const at = (w * SLOTS + (code % SLOTS)) * this.width;
    const way = code * (MOST + 1) + this.splits;
    if (this.prices[at] !== way + 1) {
      this.prices[at] = way + 1;
      this.prices[at + 1] = 0;
    }
    return at + 1;
  }

  /** Take one more need. */
  private need(spare: number): Need {
    const one = this.needs[this.many++]!;
    one.spare = spare;
    return one;
  }

  private unharmed(voice: Veto["voices"][number], w: number): void {
    const { levels, terms } = this.table;
    const { table } = this.need(voice.limit[w]!);
    for (let t = 0, at = 0; t < terms.length; t++) {
      const harm = voice.harm[t]!;
      for (let l = 0; l < levels; l++, at++) table[at] = -harm[w * levels + l]!;
    }
  }

  /** Every member is held in spite of the pull. */
  private holding(veto: Veto, w: number): void {
    const { levels, terms, gifts } = this.table;
    const cells = terms.length * levels;
    const { gain } = this.search;
    for (let m = 0; m < gifts.length; m++) {
      const pull = veto.pull[m]![w]!;
      if (pull <= 0) continue;
      const { table } = this.need(-pull);
      for (let t = 0, at = 0; t < terms.length; t++) {
        const faded = terms[t]!.taker === m ? veto.faded[t]! : null;
        for (let l = 0; l < levels; l++, at++) {
          const cell = gain[m * cells + at]!;
          table[at] = faded === null ? cell : cell + faded[w * levels + l]!;
        }
      }
    }
  }
}

/** What members gain from a deal; 0 without one. */
export function surplusOf(table: Table, deal: Deal, member: number): Worlds {
  const { count, levels, terms, gifts } = table;
  const found = new Float64Array(count);
  for (let w = 0; w < count; w++) {
    if (!deal.exists[w]) continue;
    let total = 0;
    for (let t = 0; t < terms.length; t++) {
      const one = terms[t]!;
      const at = w * levels + deal.choice[w * terms.length + t]!;
      let cell = one.taker === member ? one.take[at]! : one.giver === member ? one.give[at]! : 0;
      if (t === 0) cell += gifts[member]!;
      total += cell;
    }
    found[w] = total;
  }
  return found;
}
