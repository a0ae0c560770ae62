/**
 * The bundle of levels with the largest weighted product of gains, in one world.
 *
 * Exact, by the bounds of `strategy.bound`: with slopes `s` for gains and prices `p` for
 * what else must be reached, `sum of w log u <= sum of w log(w / s) + log(sum of s u + sum
 * of p a)`, and the last sum adds up over terms. What a level lacks to its term's best is
 * its regret; bundles whose regrets exceed the slack cannot win. Terms are followed one
 * after the other, those whose regrets are largest first.
 */

import { TINY } from "./numbers";

const ROUNDS = 6;
const SLACK = 1e-12;
const BUDGET = 400_000;

/** Sums that a bundle must keep at 0 or more, beside the members' gains. */
export interface Need {
  /** Cells by term and level. */
  readonly table: Float64Array;
  spare: number;
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

  constructor(
    readonly terms: number,
    readonly levels: number,
    readonly members: number,
    /** Highest level of each term. */
    private readonly caps: Int32Array,
  ) {
    const cells = terms * levels;
    const most = members + 64;
    this.gain = new Float64Array(members * cells);
    for (let m = 0; m < members; m++) this.sums.push(this.gain.subarray(m * cells, (m + 1) * cells));
    this.weight = new Float64Array(members);
    this.best = new Int32Array(terms);
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
  }

  /** Begin a world: nothing is known, and bundles are asked of `passes`. */
  begin(passes: (choice: Int32Array) => boolean): void {
    this.passes = passes;
    this.score = -Infinity;
    this.steps = 0;
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

  /** Find the best bundle that meets some needs; `best` and `score` grow better. */
  pursue(needs: readonly Need[]): void {
    const { members } = this;
    const count = members + needs.length;
    this.sums.length = members;
    for (let k = 0; k < needs.length; k++) {
      this.sums.push(needs[k]!.table);
      this.spare[members + k] = needs[k]!.spare;
    }
    for (let m = 0; m < members; m++) this.spare[m] = 0;
    if (!this.measured(count)) return;
    const bound = count === 2 && members === 2 ? this.balanced() : this.lowered(count);
    if (bound === -Infinity || bound <= this.score) return;
    this.follow(count, bound);
  }

  /** Find the most that each sum can be; false where some sum cannot reach what it must. */
  private measured(count: number): boolean {
    const { terms, levels, caps } = this;
    for (let k = 0; k < count; k++) {
      const table = this.sums[k]!;
      let most = this.spare[k]!;
      let size = Math.abs(most);
      for (let t = 0, at = 0; t < terms; t++, at += levels) {
        let high = table[at]!;
        let wide = Math.abs(high);
        for (let l = 1; l <= caps[t]!; l++) {
          const cell = table[at + l]!;
          if (cell > high) high = cell;
          if (Math.abs(cell) > wide) wide = Math.abs(cell);
        }
        most += high;
        size += wide;
      }
      if (k < this.members ? most <= 0 : most < 0) return false;
      this.most[k] = most;
      this.size[k] = Math.max(size, TINY);
    }
    return true;
  }

  /** Find the best level of each term at the prices; return what they come to. */
  private tops(count: number): number {
    const { terms, levels, caps, price, top } = this;
    let reach = 0;
    for (let k = 0; k < count; k++) reach += price[k]! * this.spare[k]!;
    if (count === 2) {
      const [one, two] = [this.sums[0]!, this.sums[1]!];
      const [p, q] = [price[0]!, price[1]!];
      for (let t = 0, at = 0; t < terms; t++, at += levels) {
        let best = p * one[at]! + q * two[at]!;
        let chosen = 0;
        for (let l = 1; l <= caps[t]!; l++) {
          const worth = p * one[at + l]! + q * two[at + l]!;
          if (worth > best) {
            best = worth;
            chosen = l;
          }
        }
        top[t] = chosen;
        reach += best;
      }
      return reach;
    }
    for (let t = 0, at = 0; t < terms; t++, at += levels) {
      let best = -Infinity;
      let chosen = 0;
      for (let l = 0; l <= caps[t]!; l++) {
        let worth = 0;
        for (let k = 0; k < count; k++) worth += price[k]! * this.sums[k]![at + l]!;
        if (worth > best) {
          best = worth;
          chosen = l;
        }
      }
      top[t] = chosen;
      reach += best;
    }
    return reach;
  }

  /** Add up the sums of the bundle at hand. */
  private added(count: number): void {
    const { terms, levels, top } = this;
    for (let k = 0; k < count; k++) {
      const table = this.sums[k]!;
      let total = this.spare[k]!;
      for (let t = 0, at = 0; t < terms; t++, at += levels) total += table[at + top[t]!]!;
      this.total[k] = total;
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

  /** The lowest bound for two members: one slope, found between two bundles. */
  private balanced(): number {
    const { price, kept, weight, total } = this;
    const w = weight[0]!;
    let low = 0;
    let high = 1;
    let slope = w / this.most[0]!;
    slope /= slope + (1 - w) / this.most[1]!;
    let bound = Infinity;
    for (let round = 0; round < 24; round++) {
      price[0] = slope;
      price[1] = 1 - slope;
      const reach = this.tops(2);
      if (!(reach > 0)) return -Infinity;
      price[0] /= reach;
      price[1] /= reach;
      const ceiling = this.ceiling();
      if (ceiling < bound) {
        bound = ceiling;
        kept[0] = price[0];
        kept[1] = price[1];
      }
      this.take(this.top);
      if (bound <= this.score) return bound;
      this.added(2);
      const part = price[0] * total[0]!;
      if (part > w) high = slope;
      else if (part < w) low = slope;
      else break;
      const [u, v] = [total[0]!, total[1]!];
      let next = u > 0 && v > 0 ? (w * v) / (w * v + (1 - w) * u) : -1;
      if (!(next > low && next < high)) next = (low + high) / 2;
      if (Math.abs(next - slope) < 1e-9 || high - low < 1e-9) break;
      slope = next;
    }
    price[0] = kept[0]!;
    price[1] = kept[1]!;
    return bound;
  }

  /** Lower the bound by Polyak's steps along subgradients. */
  private lowered(count: number): number {
    const { members, price, kept, total, weight, size } = this;
    for (let m = 0; m < members; m++) price[m] = weight[m]! / Math.max(this.most[m]!, TINY);
    for (let k = members; k < count; k++) price[k] = 0;
    let bound = Infinity;
    let pace = 1;
    for (let round = 0; round < ROUNDS; round++) {
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
      this.added(count);
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

  /** Follow every bundle whose regrets fit. */
  private follow(count: number, bound: number): void {
    const { terms, levels, members, spare, order, level, regret, ahead, partial, spent, spot } = this;
    const reach = this.ordered(count);
    const slack = (): number => reach - (this.score > -Infinity ? Math.exp(this.score - bound) : 0) + SLACK;
    let room = slack();
    if (room < 0) return;
    for (let k = 0; k < count; k++) partial[k] = spare[k]!;
    spent[0] = 0;
    spot[0] = 0;
    let depth = 0;
    while (depth >= 0) {
      const t = order[depth]!;
      const at = t * levels;
      const next = spot[depth]!;
      if (next > this.caps[t]!) {
        depth--;
        continue;
      }
      const sum = spent[depth]! + regret[at + next]!;
      if (sum > room) {
        depth--;
        continue;
      }
      spot[depth] = next + 1;
      if (++this.steps > BUDGET) return;
      const chosen = level[at + next]!;
      const here = depth * count;
      const there = here + count;
      let able = true;
      for (let k = 0; k < count; k++) {
        const total = partial[here + k]! + this.sums[k]![at + chosen]!;
        partial[there + k] = total;
        const most = total + ahead[there + k]!;
        if (k < members ? most <= 0 : most < -SLACK) {
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
      } else if (this.take(this.trial)) {
        room = slack();
      }
    }
  }

  /** Sort levels by regret and terms by their second; return what the best come to. */
  private ordered(count: number): number {
    const { terms, levels, caps, price, order, level, regret, second, ahead } = this;
    let reach = 0;
    for (let k = 0; k < count; k++) reach += price[k]! * this.spare[k]!;
    for (let t = 0, at = 0; t < terms; t++, at += levels) {
      let best = -Infinity;
      for (let l = 0; l <= caps[t]!; l++) {
        let worth = 0;
        for (let k = 0; k < count; k++) worth += price[k]! * this.sums[k]![at + l]!;
        if (worth > best) best = worth;
        let spot = l;
        while (spot > 0 && regret[at + spot - 1]! < worth) {
          regret[at + spot] = regret[at + spot - 1]!;
          level[at + spot] = level[at + spot - 1]!;
          spot--;
        }
        regret[at + spot] = worth;
        level[at + spot] = l;
      }
      for (let l = 0; l <= caps[t]!; l++) regret[at + l] = best - regret[at + l]!;
      reach += best;
      const far = caps[t]! > 0 ? regret[at + 1]! : Infinity;
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
      const at = order[d]! * levels;
      for (let k = 0; k < count; k++) {
        const table = this.sums[k]!;
        let high = table[at]!;
        for (let l = 1; l <= caps[order[d]!]!; l++) if (table[at + l]! > high) high = table[at + l]!;
        ahead[d * count + k] = ahead[(d + 1) * count + k]! + high;
      }
    }
    return reach;
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
