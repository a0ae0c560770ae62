/**
 * The bundle of levels with the largest weighted product of gains, in one world.
 *
 * Exact, by the bounds of `strategy.bound`: with slopes `s` for gains and prices `p` for
 * what else must be reached, `sum of w log u <= sum of w log(w / s) + log(sum of s u + sum
 * of p a)`, and the last sum adds up over terms. What a level lacks to its term's best is
 * its regret; bundles whose regrets exceed the slack cannot win. Where many could, the
 * term that weighs most is set to each of its levels in turn, and bounds are found anew.
 */

import { TINY } from "./numbers";

/** Bounds tried where there are more than two sums: at first, and from known prices. */
const ROUNDS = 6;
const AGAIN = 2;
const SLACK = 1e-12;
/** Steps followed before a term is set; and before a world is given up. */
const FEW = 400;
const LESS = 48;
const BUDGET = 200_000;
const CLOSE = 1e-9;

/** Sums that a bundle must keep at 0 or more, beside the members' gains. */
export interface Need {
  /** Cells by term and level. */
  readonly table: Float64Array;
  spare: number;
}

/** The slope at which the bound along one bundle is least. */
function least(w: number, u: number, v: number): number {
  return u > 0 && v > 0 ? (w * v) / (w * v + (1 - w) * u) : -1;
}

export class Search {
  /** Gains by member, term and level of the world at hand. */
  readonly gain: Float64Array;
  /** Weights of the members, adding up to 1. */
  readonly weight: Float64Array;
  /** The best bundle so far, and its score; minus infinity where none is known. */
  readonly best: Int32Array;
  score = -Infinity;
  /** Steps followed for the world at hand; beyond the budget the search stops. */
  steps = 0;
  private passes: (choice: Int32Array) => boolean = () => true;

  /** Lowest and highest level of each term that is still open. */
  private readonly low: Int32Array;
  private readonly high: Int32Array;
  private readonly sums: Float64Array[] = [];
  private readonly spare: Float64Array;
  private readonly price: Float64Array;
  private readonly kept: Float64Array;
  private readonly size: Float64Array;
  private readonly total: Float64Array;
  private readonly most: Float64Array;
  private readonly top: Int32Array;
  private readonly trial: Int32Array;
  private readonly order: Int32Array;
  private readonly level: Int32Array;
  private readonly regret: Float64Array;
  private readonly ahead: Float64Array;
  private readonly partial: Float64Array;
  private readonly spent: Float64Array;
  private readonly spot: Int32Array;
  private readonly second: Float64Array;
  /** What cells come to at the prices at hand. */
  private readonly worth: Float64Array;
  /** Prices of the search at hand before any term was set. */
  private readonly first: Float64Array;
  /** How many terms are set; the order of levels and the prices at each of them. */
  private depth = 0;
  private readonly orders: Int32Array;
  private readonly begins: Float64Array;

  constructor(
    readonly terms: number,
    readonly levels: number,
    readonly members: number,
    /** Highest level of each term. */
    private readonly caps: Int32Array,
    /** Most needs at a time. */
    needs: number,
  ) {
    const cells = terms * levels;
    const most = members + needs;
    this.gain = new Float64Array(members * cells);
    for (let m = 0; m < members; m++) this.sums.push(this.gain.subarray(m * cells, (m + 1) * cells));
    this.weight = new Float64Array(members);
    this.best = new Int32Array(terms);
    this.low = new Int32Array(terms);
    this.high = Int32Array.from(caps);
    this.spare = new Float64Array(most);
    this.price = new Float64Array(most);
    this.kept = new Float64Array(most);
    this.size = new Float64Array(most);
    this.total = new Float64Array(most);
    this.most = new Float64Array(most);
    this.top = new Int32Array(terms);
    this.trial = new Int32Array(terms);
    this.order = new Int32Array(terms);
    this.level = new Int32Array(cells);
    this.regret = new Float64Array(cells);
    this.ahead = new Float64Array((terms + 1) * most);
    this.partial = new Float64Array((terms + 1) * most);
    this.spent = new Float64Array(terms + 1);
    this.spot = new Int32Array(terms);
    this.second = new Float64Array(terms);
    this.first = new Float64Array(most);
    this.worth = new Float64Array(cells);
    this.orders = new Int32Array(cells);
    this.begins = new Float64Array(terms * most);
  }

  /** Begin a world: nothing is known, and bundles are asked of `passes`. */
  begin(passes: (choice: Int32Array) => boolean): void {
    this.passes = passes;
    this.score = -Infinity;
    this.steps = 0;
    this.low.fill(0);
    this.high.set(this.caps);
  }

  get isCutOff(): boolean {
    return this.steps > BUDGET;
  }

  /** Score a bundle, adding up in the order of the terms. */
  scored(choice: Int32Array): number {
    let score = 0;
    for (let m = 0; m < this.members; m++) {
      const table = this.sums[m]!;
      let gain = 0;
      for (let t = 0, at = 0; t < this.terms; t++, at += this.levels) gain += table[at + choice[t]!]!;
      if (!(gain > 0)) return -Infinity;
      score += this.weight[m]! * Math.log(Math.max(gain, TINY));
    }
    return score;
  }

  /** Take a bundle if it is better than the best known and passes. */
  take(choice: Int32Array): boolean {
    const score = this.scored(choice);
    if (!(score > this.score) || !this.passes(choice)) return false;
    this.score = score;
    this.best.set(choice);
    return true;
  }

  /** Whether some mean of bundles meets each two of these needs at once. */
  couldMeet(needs: readonly Need[], many: number): boolean {
    const count = this.faced(needs, many);
    return this.measured(count) && this.pairsMeet(count);
  }

  /**
   * Find the best bundle that meets the first `many` needs; `best` grows better.
   *
   * `prices` holds those of the last time from `at` on, the first of them 0 where there
   * are none; they speed the search up and change nothing of what it finds.
   */
  pursue(needs: readonly Need[], many: number, prices: Float64Array, at: number): void {
    const count = this.faced(needs, many);
    const known = prices[at]! > 0;
    if (known) for (let k = 0; k < count; k++) this.price[k] = prices[at + k]!;
    if (!this.measured(count) || !this.pairsMeet(count)) return;
    this.divide(count, known);
    for (let k = 0; k < count; k++) prices[at + k] = this.first[k]!;
  }

  private faced(needs: readonly Need[], many: number): number {
    const { members } = this;
    for (let k = 0; k < many; k++) {
      this.sums[members + k] = needs[k]!.table;
      this.spare[members + k] = needs[k]!.spare;
    }
    for (let m = 0; m < members; m++) this.spare[m] = 0;
    this.first.fill(0);
    this.depth = 0;
    return members + many;
  }

  private pairsMeet(count: number): boolean {
    for (let k = this.members; k < count; k++) {
      for (let other = k + 1; other < count; other++) if (!this.canMeet(k, other)) return false;
    }
    return true;
  }

  /** Search what is open; where that is wide, set one more term to each of its levels. */
  private divide(count: number, known: boolean): void {
    const { levels, price } = this;
    const two = count === 2 && this.members === 2;
    const bound = two ? this.balanced(known) : this.lowered(count, known);
    if (this.depth === 0) for (let k = 0; k < count; k++) this.first[k] = price[k]!;
    if (bound === -Infinity || bound <= this.score) return;
    const reach = this.ordered(count);
    if (this.walk(count, bound, reach)) return;
    const t = this.widest(count);
    const low = this.low[t]!;
    const high = this.high[t]!;
    const { orders, begins } = this;
    const at = this.depth * levels;
    const start = this.depth * begins.length / this.terms;
    for (let j = 0; j <= high - low; j++) orders[at + j] = this.level[t * levels + j]!;
    for (let k = 0; k < count; k++) begins[start + k] = price[k]!;
    this.depth++;
    for (let j = 0; j <= high - low; j++) {
      this.low[t] = this.high[t] = orders[at + j]!;
      for (let k = 0; k < count; k++) price[k] = begins[start + k]!;
      if (this.steps <= BUDGET && this.measured(count) && this.pairsMeet(count)) this.divide(count, true);
    }
    this.depth--;
    this.low[t] = low;
    this.high[t] = high;
  }

  /** Find the most that each sum can be; false where some sum cannot reach what it must. */
  private measured(count: number): boolean {
    const { terms, levels, low, high } = this;
    for (let k = 0; k < count; k++) {
      const table = this.sums[k]!;
      let most = this.spare[k]!;
      let size = Math.abs(most);
      for (let t = 0, at = 0; t < terms; t++, at += levels) {
        const last = at + high[t]!;
        let top = table[at + low[t]!]!;
        let least = top;
        for (let c = at + low[t]! + 1; c <= last; c++) {
          const cell = table[c]!;
          if (cell > top) top = cell;
          if (cell < least) least = cell;
        }
        most += top;
        size += Math.max(top, -least);
      }
      if (k < this.members ? most <= 0 : most < -SLACK) return false;
      this.most[k] = most;
      this.size[k] = Math.max(size, TINY);
    }
    return true;
  }

  /** Whether some mean of bundles meets two needs at once (Kelley's cuts along one slope). */
  private canMeet(one: number, other: number): boolean {
    const { total } = this;
    // at slope s a bundle comes to `base + s rise`; these two fall, and rise
    let fallBase = NaN;
    let fallRise = NaN;
    let riseBase = NaN;
    let riseRise = NaN;
    let slope = 0.5;
    for (let round = 0; round < 16; round++) {
      this.topsOf(one, other, slope, 1 - slope);
      const a = total[one]!;
      const b = total[other]!;
      if (slope * a + (1 - slope) * b < -SLACK) return false;
      if (a >= 0 && b >= 0) return true;
      if (a > b) {
        riseBase = b;
        riseRise = a - b;
      } else {
        fallBase = b;
        fallRise = a - b;
      }
      let next: number;
      if (Number.isNaN(fallBase)) next = 0;
      else if (Number.isNaN(riseBase)) next = 1;
      else {
        // where the two meet: no slope brings the value lower
        next = (fallBase - riseBase) / (riseRise - fallRise);
        if (!(next >= 0 && next <= 1) || fallBase + next * fallRise >= 0) return true;
      }
      if (Math.abs(next - slope) < CLOSE) return true;
      slope = next;
    }
    return true;
  }

  /** Find the best levels at the prices of two sums, and what each then comes to. */
  private topsOf(one: number, other: number, p: number, q: number): void {
    const { terms, levels, low, high, total } = this;
    const a = this.sums[one]!;
    const b = this.sums[other]!;
    let x = this.spare[one]!;
    let y = this.spare[other]!;
    for (let t = 0, at = 0; t < terms; t++, at += levels) {
      let spot = at + low[t]!;
      let best = p * a[spot]! + q * b[spot]!;
      for (let c = spot + 1; c <= at + high[t]!; c++) {
        const worth = p * a[c]! + q * b[c]!;
        if (worth > best) {
          best = worth;
          spot = c;
        }
      }
      this.top[t] = spot - at;
      x += a[spot]!;
      y += b[spot]!;
    }
    total[one] = x;
    total[other] = y;
  }

  /** Find the best level of each term at the prices; return what they come to. */
  private tops(count: number): number {
    const { terms, levels, low, high, price, top, total, worth } = this;
    this.priced(count);
    for (let t = 0, at = 0; t < terms; t++, at += levels) {
      let spot = at + low[t]!;
      let best = worth[spot]!;
      for (let c = spot + 1; c <= at + high[t]!; c++) {
        if (worth[c]! > best) {
          best = worth[c]!;
          spot = c;
        }
      }
      top[t] = spot - at;
    }
    let reach = 0;
    for (let k = 0; k < count; k++) {
      const table = this.sums[k]!;
      let sum = this.spare[k]!;
      for (let t = 0, at = 0; t < terms; t++, at += levels) sum += table[at + top[t]!]!;
      total[k] = sum;
      reach += price[k]! * sum;
    }
    return reach;
  }

  /** Add the sums up at their prices, cell by cell. */
  private priced(count: number): void {
    const { price, worth } = this;
    const cells = worth.length;
    const first = this.sums[0]!;
    const p = price[0]!;
    for (let c = 0; c < cells; c++) worth[c] = p * first[c]!;
    for (let k = 1; k < count; k++) {
      const q = price[k]!;
      if (q === 0) continue;
      const table = this.sums[k]!;
      for (let c = 0; c < cells; c++) worth[c] = worth[c]! + q * table[c]!;
    }
  }

  private ceiling(): number {
    let bound = 0;
    for (let m = 0; m < this.members; m++) {
      const weight = this.weight[m]!;
      bound += weight * Math.log(weight / Math.max(this.price[m]!, TINY));
    }
    return bound;
  }

  /**
   * The lowest bound for two members: one slope, found between two bundles.
   *
   * Along a bundle `(u, v)` the bound is least at the slope `w v / (w v + (1 - w) u)`;
   * where that leaves what the bundle is best at, it is least where two bundles meet.
   */
  private balanced(known: boolean): number {
    const { price, kept, weight, total } = this;
    const w = weight[0]!;
    let low = 0;
    let high = 1;
    let slope = known ? price[0]! : w / this.most[0]!;
    slope /= slope + (known ? price[1]! : (1 - w) / this.most[1]!);
    let bound = Infinity;
    // the bundles that are best on either side: what both members gain
    let lowU = NaN;
    let lowV = NaN;
    let highU = NaN;
    let highV = NaN;
    for (let round = 0; round < 24; round++) {
      this.topsOf(0, 1, slope, 1 - slope);
      const u = total[0]!;
      const v = total[1]!;
      const reach = slope * u + (1 - slope) * v;
      if (!(reach > 0)) return -Infinity;
      price[0] = slope / reach;
      price[1] = (1 - slope) / reach;
      const ceiling = this.ceiling();
      if (ceiling < bound) {
        bound = ceiling;
        kept[0] = price[0];
        kept[1] = price[1];
      }
      const seen = (u === lowU && v === lowV) || (u === highU && v === highV);
      if (!seen) this.take(this.top);
      if (bound <= this.score) return bound;
      if (price[0] * u > w) {
        high = slope;
        highU = u;
        highV = v;
      } else {
        low = slope;
        lowU = u;
        lowV = v;
      }
      let next: number;
      if (Number.isNaN(lowU)) next = least(w, highU, highV);
      else if (Number.isNaN(highU)) next = least(w, lowU, lowV);
      else {
        if (seen) break;
        const turn = highU - highV - (lowU - lowV);
        const meet = turn > 0 ? (lowV - highV) / turn : slope;
        next = Math.min(Math.max(meet, least(w, highU, highV)), Math.max(least(w, lowU, lowV), low));
        if (!(next > low && next < high)) next = meet;
      }
      if (!(next > low && next < high)) next = (low + high) / 2;
      if (Math.abs(next - slope) < CLOSE || high - low < CLOSE) break;
      slope = next;
    }
    price[0] = kept[0]!;
    price[1] = kept[1]!;
    return bound;
  }

  /** Lower the bound by Polyak's steps along subgradients. */
  private lowered(count: number, known: boolean): number {
    const { members, price, kept, total, weight, size } = this;
    if (!known) {
      for (let m = 0; m < members; m++) price[m] = weight[m]! / Math.max(this.most[m]!, TINY);
      for (let k = members; k < count; k++) price[k] = 0;
    }
    let bound = Infinity;
    let pace = 1;
    const rounds = known ? AGAIN : ROUNDS;
    for (let round = 0; round < rounds; round++) {
      const reach = this.tops(count);
      if (!(reach > 0)) return -Infinity;
      for (let k = 0; k < count; k++) price[k] = price[k]! / reach;
      const ceiling = this.ceiling();
      if (ceiling < bound) {
        bound = ceiling;
        for (let k = 0; k < count; k++) kept[k] = price[k]!;
      } else {
        pace /= 2;
      }
      this.take(this.top);
      if (bound <= this.score) return bound;
      let force = 0;
      for (let m = 0; m < members; m++) {
        const pull = price[m]! * total[m]! - weight[m]!;
        force += pull * pull;
      }
      for (let k = members; k < count; k++) {
        const push = total[k]! / size[k]!;
        if (!(price[k]! <= 0 && push > 0)) force += push * push;
      }
      const gap = (this.score > -Infinity ? Math.max(bound - this.score, 0) : 1) * pace;
      const step = gap / Math.max(force, 1e-15);
      for (let m = 0; m < members; m++) {
        const pull = step * (price[m]! * total[m]! - weight[m]!);
        price[m] = price[m]! * Math.exp(-Math.min(Math.max(pull, -1), 1));
      }
      for (let k = members; k < count; k++) {
        price[k] = Math.max(price[k]! - (step * (total[k]! / size[k]!)) / size[k]!, 0);
      }
    }
    for (let k = 0; k < count; k++) price[k] = kept[k]!;
    return bound;
  }

  /** By how much regrets may add up where a bundle beats the best one known. */
  private slack(bound: number, reach: number): number {
    return reach - (this.score > -Infinity ? Math.exp(this.score - bound) : 0) + SLACK;
  }

  /**
   * Follow terms one after the other; false where that takes more than a few steps.
   *
   * A partial bundle goes when its regrets exceed the slack, or when some sum cannot
   * reach what it must with the best of all terms to come.
   */
  private walk(count: number, bound: number, reach: number): boolean {
    const { terms, levels, members, order, level, regret, ahead, partial, spent, spot, sums } = this;
    let room = this.slack(bound, reach);
    if (room < 0) return true;
    const most = this.steps + (this.depth > 2 ? LESS : FEW);
    for (let k = 0; k < count; k++) partial[k] = this.spare[k]!;
    spent[0] = 0;
    spot[0] = 0;
    let depth = 0;
    while (depth >= 0) {
      const t = order[depth]!;
      const at = t * levels;
      const next = spot[depth]!;
      if (next > this.high[t]! - this.low[t]!) {
        depth--;
        continue;
      }
      const sum = spent[depth]! + regret[at + next]!;
      if (sum > room) {
        depth--;
        continue;
      }
      spot[depth] = next + 1;
      if (++this.steps > most) return false;
      const chosen = level[at + next]!;
      const here = depth * count;
      const there = here + count;
      let able = true;
      for (let k = 0; k < count; k++) {
        const total = partial[here + k]! + sums[k]![at + chosen]!;
        partial[there + k] = total;
        const far = total + ahead[there + k]!;
        if (k < members ? far <= 0 : far < -SLACK) {
          able = false;
          break;
        }
      }
      if (!able) continue;
      this.trial[t] = chosen;
      if (depth + 1 < terms) {
        depth++;
        spent[depth] = sum;
        spot[depth] = 0;
      } else if (this.mayBeat(there) && this.take(this.trial)) {
        room = this.slack(bound, reach);
      }
    }
    return true;
  }

  /** Whether sums in whatever order say that a bundle may be better than the best known. */
  private mayBeat(at: number): boolean {
    let score = 0;
    for (let m = 0; m < this.members; m++) score += this.weight[m]! * Math.log(this.partial[at + m]!);
    return score > this.score - CLOSE;
  }

  /** Sort levels by regret and terms by their second; return what the best come to. */
  private ordered(count: number): number {
    const { terms, levels, low, high, price, order, level, regret, second, ahead, worth } = this;
    this.priced(count);
    let reach = 0;
    for (let k = 0; k < count; k++) reach += price[k]! * this.spare[k]!;
    for (let t = 0, at = 0; t < terms; t++, at += levels) {
      const many = high[t]! - low[t]!;
      for (let j = 0; j <= many; j++) {
        const l = low[t]! + j;
        const one = worth[at + l]!;
        let spot = j;
        while (spot > 0 && regret[at + spot - 1]! < one) {
          regret[at + spot] = regret[at + spot - 1]!;
          level[at + spot] = level[at + spot - 1]!;
          spot--;
        }
        regret[at + spot] = one;
        level[at + spot] = l;
      }
      const best = regret[at]!;
      for (let j = 0; j <= many; j++) regret[at + j] = best - regret[at + j]!;
      reach += best;
      const far = many > 0 ? regret[at + 1]! : Infinity;
      let spot = t;
      while (spot > 0 && second[spot - 1]! < far) {
        second[spot] = second[spot - 1]!;
        order[spot] = order[spot - 1]!;
        spot--;
      }
      second[spot] = far;
      order[spot] = t;
    }
    for (let k = 0; k < count; k++) ahead[terms * count + k] = 0;
    for (let d = terms - 1; d >= 0; d--) {
      const t = order[d]!;
      const at = t * levels;
      for (let k = 0; k < count; k++) {
        const table = this.sums[k]!;
        let top = table[at + low[t]!]!;
        for (let l = low[t]! + 1; l <= high[t]!; l++) if (table[at + l]! > top) top = table[at + l]!;
        ahead[d * count + k] = ahead[(d + 1) * count + k]! + top;
      }
    }
    return reach;
  }

  /** The open term whose levels differ most at the prices at hand. */
  private widest(count: number): number {
    const { terms, levels, low, high, price } = this;
    let chosen = 0;
    let widest = -1;
    for (let t = 0, at = 0; t < terms; t++, at += levels) {
      if (low[t] === high[t]) continue;
      let wide = 0;
      for (let k = 0; k < count; k++) {
        const table = this.sums[k]!;
        let least = Infinity;
        let most = -Infinity;
        for (let l = low[t]!; l <= high[t]!; l++) {
          least = Math.min(least, table[at + l]!);
          most = Math.max(most, table[at + l]!);
        }
        wide += price[k]! * (most - least);
      }
      if (wide > widest) {
        widest = wide;
        chosen = t;
      }
    }
    return chosen;
  }

  /** Leave out terms that bring nobody anything, where nothing hangs on them. */
  leaveOut(): void {
    const { terms, levels, members } = this;
    for (let t = 0, at = 0; t < terms; t++, at += levels) {
      if (this.best[t] === 0) continue;
      let idle = true;
      for (let m = 0; m < members && idle; m++) {
        const table = this.sums[m]!;
        for (let l = 1; l <= this.caps[t]! && idle; l++) idle = table[at + l]! <= table[at]!;
      }
      if (!idle) continue;
      this.trial.set(this.best);
      this.trial[t] = 0;
      if (this.scored(this.trial) >= this.score && this.passes(this.trial)) this.best[t] = 0;
    }
  }
}
