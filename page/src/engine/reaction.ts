/** What rivals do in answer to a unit of provocation (`strategy.rivals`, `.reaction`, `.settling`). */

import type { Worlds } from "./numbers";
import type { Scene } from "./scene";

const WAYS = ["alignment", "deployments", "sanctions"];
const STEPS = 10_000;
const CLOSE = 1e-12;

/** Find what the rivals' answer to one unit of provocation costs a power, by world. */
export function reactionCost(scene: Scene): Worlds {
  const rivals = scene.problem.powers
    .filter(([, role]) => role === "rival")
    .map(([code]) => code)
    .filter((code, k, all) => all.indexOf(code) === k)
    .sort();
  const size = rivals.map((code) => scene.draw("pact.relative_size", code));
  const own = rivals.map((code) => scene.draw("rival.own", code));
  const ways = (name: string): Worlds[] => WAYS.map((way) => scene.draw(`rival.${way}.${name}`));
  const stated = new Set(scene.problem.bonds.map((pair) => pair.join(" ")));
  const drawn: Drawn = {
    rivals,
    stated,
    size,
    own,
    part: ways("part"),
    joins: ways("joins"),
    answered: ways("answered"),
    price: ways("cost"),
    loose: scene.draw("rival.bond.unstated"),
    firm: scene.draw("rival.bond.stated"),
    reaction: scene.draw("power.reaction"),
    echo: scene.draw("power.echo"),
    limit: scene.draw("rival.limit"),
  };
  const { rivals: _, stated: __, ...numbers } = drawn;
  const bearable = scene.centre("rival.unsettled");
  const given = [...Object.values(numbers).flat(), bearable];
  return scene.memo.of("reaction", given, () => reckoned(drawn, bearable, scene.count));
}

interface Drawn {
  readonly rivals: readonly string[];
  readonly stated: ReadonlySet<string>;
  readonly size: readonly Worlds[];
  readonly own: readonly Worlds[];
  readonly part: readonly Worlds[];
  readonly joins: readonly Worlds[];
  readonly answered: readonly Worlds[];
  readonly price: readonly Worlds[];
  readonly loose: Worlds;
  readonly firm: Worlds;
  readonly reaction: Worlds;
  readonly echo: Worlds;
  readonly limit: Worlds;
}

function reckoned(drawn: Drawn, bearable: number, count: number): Worlds {
  const cost = new Float64Array(count);
  if (!drawn.rivals.length) return cost;
  const one = new Exchange(drawn);
  const lost: number[] = [];
  for (let w = 0; w < count; w++) {
    one.at(w);
    if (one.settle()) cost[w] = one.cost();
    else lost.push(w);
  }
  if (!lost.length) return cost;
  if (lost.length / count > bearable) {
    const share = Math.round((100 * lost.length) / count);
    throw new Error(`rivals' answers grow without end in ${share}% of worlds`);
  }
  settleBounded(one, lost, cost);
  return cost;
}

/** Let the answers of all these worlds rise together until all rest. */
function settleBounded(one: Exchange, lost: readonly number[], cost: Worlds): void {
  const { sides } = one;
  let level = new Float64Array(lost.length * sides);
  for (let step = 0; step < STEPS; step++) {
    const after = new Float64Array(level.length);
    let moved = 0;
    let most = 1;
    lost.forEach((w, k) => {
      one.at(w);
      for (let i = 0; i < sides; i++) {
        let wish = one.drive[i]!;
        for (let j = 0; j < sides; j++) wish += one.answers[i * sides + j]! * level[k * sides + j]!;
        const now = (one.limit * wish) / (one.limit + wish);
        after[k * sides + i] = now;
        moved = Math.max(moved, Math.abs(now - level[k * sides + i]!));
        most = Math.max(most, now);
      }
    });
    level = after;
    if (moved > CLOSE * most) continue;
    lost.forEach((w, k) => {
      one.at(w);
      one.level.set(level.subarray(k * sides, (k + 1) * sides));
      cost[w] = one.cost();
    });
    return;
  }
  throw new Error(`bounded answers have not come to rest after ${STEPS} steps`);
}

/** The answers of rivals and members to one another in one world. */
class Exchange {
  readonly sides: number;
  readonly answers: Float64Array;
  readonly drive: Float64Array;
  readonly level: Float64Array;
  limit = 0;
  private readonly rivals: number;
  private readonly size: Float64Array;
  private readonly bond: Float64Array;
  private readonly isStated: Uint8Array;
  private readonly part = new Float64Array(WAYS.length);
  private readonly work: Float64Array;
  private world = 0;

  constructor(private readonly drawn: Drawn) {
    const many = (this.rivals = drawn.rivals.length);
    this.sides = many + 1;
    this.answers = new Float64Array(this.sides * this.sides);
    this.drive = new Float64Array(this.sides);
    this.level = new Float64Array(this.sides);
    this.size = new Float64Array(many);
    this.bond = new Float64Array(many * many);
    this.work = new Float64Array(this.sides * (this.sides + 2));
    this.isStated = new Uint8Array(many * many);
    for (let i = 0; i < many; i++) {
      for (let j = 0; j < many; j++) {
        const pair = [drawn.rivals[i]!, drawn.rivals[j]!].sort().join(" ");
        this.isStated[i * many + j] = drawn.stated.has(pair) ? 1 : 0;
      }
    }
  }

  /** Write the linear system of a world. */
  at(w: number): void {
    const { drawn, rivals, sides, size, bond, part } = this;
    this.world = w;
    this.limit = drawn.limit[w]!;
    let all = 0;
    for (let k = 0; k < rivals; k++) all += drawn.size[k]![w]!;
    for (let k = 0; k < rivals; k++) size[k] = drawn.size[k]![w]! / all;
    let parts = 0;
    for (let c = 0; c < part.length; c++) parts += drawn.part[c]![w]!;
    let joined = 0;
    let echo = 0;
    let both = 0;
    for (let c = 0; c < part.length; c++) {
      const one = (part[c] = drawn.part[c]![w]! / parts);
      const back = drawn.echo[w]! * drawn.answered[c]![w]!;
      joined += one * drawn.joins[c]![w]!;
      echo += one * back;
      both += one * back * drawn.joins[c]![w]!;
    }
    let total = 0;
    for (let j = 0; j < rivals; j++) this.answers[rivals * sides + j] = 0;
    for (let i = 0; i < rivals; i++) {
      const answer = drawn.reaction[w]! * drawn.own[i]![w]!;
      total += size[i]! * answer;
      for (let j = 0; j < rivals; j++) {
        const near =
          i === j ? 1 : this.isStated[i * rivals + j] ? drawn.firm[w]! : drawn.loose[w]!;
        bond[i * rivals + j] = near;
        const pull = answer * near * size[j]!;
        this.answers[i * sides + j] = joined * pull;
        this.answers[rivals * sides + j] = this.answers[rivals * sides + j]! + both * size[i]! * pull;
      }
      this.answers[i * sides + rivals] = answer;
      this.drive[i] = answer;
    }
    this.answers[rivals * sides + rivals] = echo * total;
    this.drive[rivals] = echo * total;
  }

  /** Solve the system; false where it does not come to rest of itself. */
  settle(): boolean {
    const { sides, work, answers } = this;
    const wide = sides + 2;
    for (let i = 0; i < sides; i++) {
      for (let j = 0; j < sides; j++) work[i * wide + j] = (i === j ? 1 : 0) - answers[i * sides + j]!;
      work[i * wide + sides] = this.drive[i]!;
      work[i * wide + sides + 1] = 1;
    }
    for (let i = 0; i < sides; i++) {
      let best = i;
      for (let r = i + 1; r < sides; r++) {
        if (Math.abs(work[r * wide + i]!) > Math.abs(work[best * wide + i]!)) best = r;
      }
      const pivot = work[best * wide + i]!;
      if (pivot === 0) return false;
      for (let c = i; c < wide; c++) {
        const one = work[best * wide + c]!;
        work[best * wide + c] = work[i * wide + c]!;
        work[i * wide + c] = one;
      }
      for (let r = i + 1; r < sides; r++) {
        const factor = work[r * wide + i]! / pivot;
        if (factor === 0) continue;
        for (let c = i; c < wide; c++) {
          work[r * wide + c] = work[r * wide + c]! - factor * work[i * wide + c]!;
        }
      }
    }
    let largest = 0;
    for (let i = sides - 1; i >= 0; i--) {
      for (let c = sides; c < wide; c++) {
        let rest = work[i * wide + c]!;
        for (let j = i + 1; j < sides; j++) rest -= work[i * wide + j]! * work[j * wide + c]!;
        work[i * wide + c] = rest / work[i * wide + i]!;
      }
      this.level[i] = work[i * wide + sides]!;
      const proof = work[i * wide + sides + 1]!;
      if (!(proof > 0)) return false;
      largest = Math.max(largest, proof);
    }
    return 1 - 1 / largest < 1 - CLOSE;
  }

  /** What the whole answer at `level` costs a power. */
  cost(): number {
    const { drawn, rivals, part, level, world: w } = this;
    const members = level[rivals]!;
    let cost = 0;
    for (let c = 0; c < part.length; c++) {
      let way = 0;
      for (let k = 0; k < rivals; k++) {
        let bound = 0;
        for (let l = 0; l < rivals; l++) bound += this.bond[k * rivals + l]! * this.size[l]! * level[l]!;
        let all = 0;
        for (let d = 0; d < part.length; d++) {
          all += part[d]! * (1 + members + drawn.joins[d]![w]! * bound);
        }
        const own = part[c]! * (1 + members + drawn.joins[c]![w]! * bound);
        way += this.size[k]! * ((level[k]! * own) / all);
      }
      cost += way * drawn.price[c]![w]!;
    }
    return cost;
  }
}
