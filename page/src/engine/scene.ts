/** Everything that a solution draws on: a case with changes, in worlds. */

import type { Applied } from "./changes";
import { chance } from "./draws";
import { Memo } from "./memo";
import type { Worlds } from "./numbers";
import type { Problem } from "./problem";
import { fitShares } from "./shares";
import type { Spread } from "./spread";
import { centre, quantiles, rounded } from "./spread";

/** What is kept from one solution to the next. */
export class Kept {
  readonly memo = new Memo();
  private readonly chances = new Map<string, Float64Array>();

  /** `whole` holds the same problem in more worlds, of which these are the first. */
  constructor(
    readonly problem: Problem,
    private readonly whole: Kept | null = null,
  ) {}

  chance(name: string): Float64Array {
    let found = this.chances.get(name);
    if (found === undefined) {
      const { seed, worlds } = this.problem;
      found = this.whole ? this.whole.chance(name).subarray(0, worlds) : chance(seed, name, worlds);
      this.chances.set(name, found);
    }
    return found;
  }

  draw(name: string, spread: Spread): Worlds {
    const { low, mode, high, shape } = spread;
    return this.memo.of(`draw ${name}`, [low, mode, high, shape], () =>
      low === high
        ? new Float64Array(this.problem.worlds).fill(low)
        : quantiles(spread, this.chance(name)),
    );
  }
}

/** What one actor needs of one good. */
export interface Need {
  readonly weight: Worlds;
  readonly home: Worlds;
}

export class Scene {
  readonly problem: Problem;
  readonly memo: Memo;
  readonly count: number;
  private readonly needsOf = new Map<string, ReadonlyMap<string, Need>>();
  private readonly sharesOf = new Map<string, ReadonlyMap<string, Worlds>>();

  constructor(
    private readonly kept: Kept,
    readonly applied: Applied,
  ) {
    this.problem = kept.problem;
    this.memo = kept.memo;
    this.count = this.problem.worlds;
  }

  /** Draw an assumption, anew for an actor, a pair or a term where one is named. */
  draw(key: string, about = ""): Worlds {
    const name = about ? `${key}.${about}` : key;
    const { register } = this.applied;
    return this.kept.draw(name, (register.find(name) ?? register.find(key))!.spread);
  }

  spread(key: string): Spread {
    return this.applied.register.spread(key);
  }

  centre(key: string): number {
    return centre(this.spread(key));
  }

  whole(key: string): number {
    return rounded(this.centre(key));
  }

  /** What an actor needs, by good: weights that add up to 1 at most. Goods sorted. */
  needs(actor: string): ReadonlyMap<string, Need> {
    let found = this.needsOf.get(actor);
    if (found === undefined) this.needsOf.set(actor, (found = this.drawNeeds(actor)));
    return found;
  }

  private drawNeeds(actor: string): ReadonlyMap<string, Need> {
    const goods = this.problem.needs.filter((need) => need[1] === actor).map((need) => need[0]);
    const part = (good: string, name: string): Worlds => {
      const id = `need.${good}.${actor}.${name}`;
      return this.kept.draw(id, this.applied.needs.get(id)!);
    };
    const drawn = goods.map((good) => part(good, "weight"));
    const weights = this.memo.of(`weights ${actor}`, drawn, () => normalised(drawn, this.count));
    const pairs = goods.map((good, k) => [good, { weight: weights[k]!, home: part(good, "home") }] as const);
    return new Map(pairs.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** Parts of an actor's foreign supply of a good, by provider. */
  shares(good: string, recipient: string): ReadonlyMap<string, Worlds> {
    const key = `${good}.${recipient}`;
    let found = this.sharesOf.get(key);
    if (found === undefined) this.sharesOf.set(key, (found = this.drawShares(good, recipient)));
    return found;
  }

  private drawShares(good: string, recipient: string): ReadonlyMap<string, Worlds> {
    const providers = this.problem.ties
      .filter(([g, provider, r]) => g === good && r === recipient && provider !== recipient)
      .map(([, provider]) => provider)
      .sort();
    const spreads = providers.map((one) => this.applied.ties.get(`tie.${good}.${one}.${recipient}`)!);
    let drawn = providers.map((one, k) => this.kept.draw(`tie.${good}.${one}.${recipient}`, spreads[k]!));
    let most = 0;
    for (const spread of spreads) most += spread.high;
    if (most > 1) {
      const low = spreads.map((spread) => spread.low);
      drawn = this.memo.of(`shares ${good}.${recipient}`, [...drawn, ...low], () =>
        fitShares(drawn, low, this.count),
      );
    }
    return new Map(providers.map((one, k) => [one, drawn[k]!]));
  }

  /** A provider's part of a supply; undefined without a tie. */
  share(good: string, recipient: string, provider: string): Worlds | undefined {
    return this.shares(good, recipient).get(provider);
  }

  readonly sigma = (good: string): Worlds => this.draw(`good.${good}.sigma`);
  readonly varsigma = (good: string): Worlds => this.draw(`good.${good}.varsigma`);
  readonly evasion = (good: string): Worlds => this.draw(`good.${good}.evasion`);

  get rho(): Worlds {
    return this.draw("measure.rho");
  }
}

function normalised(drawn: readonly Worlds[], count: number): Worlds[] {
  const found = drawn.map((one) => Float64Array.from(one));
  for (let w = 0; w < count; w++) {
    let total = 0;
    for (const one of drawn) total += one[w]!;
    if (total > 1) for (const one of found) one[w] = one[w]! / total;
  }
  return found;
}
