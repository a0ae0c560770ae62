/** What an outsider's cut-offs would do (`strategy.threat`, `strategy.menus`). */

import type { Menu } from "./instruments";
import { limitsOf } from "./instruments";
import type { Worlds } from "./numbers";
import type { Scene } from "./scene";
import { lossParts, needCut, welfareLoss } from "./substitution";

export interface Threat {
  readonly actor: string;
  /** What each member loses if it is cut off. */
  readonly loss: readonly Worlds[];
  /** What cutting each member off costs the power. */
  readonly own: readonly Worlds[];
  /** Asymmetry of dependence, summed over members. */
  readonly hold: Worlds;
}

/** Needs that one supplier could cut. */
export interface Cuts {
  readonly goods: readonly string[];
  readonly weight: readonly Worlds[];
  readonly loss: readonly Worlds[];
  readonly whole: Worlds;
}

const BOUGHT = ["exports", "market_access"];
const SOFT = ["diplomatic", "money"];

/** Measure how much harder each need becomes when one supplier cuts it, and all together. */
export function cutsOf(scene: Scene, cutter: string, recipient: string): Cuts {
  const needs = scene.needs(recipient);
  const goods = [...needs.keys()].filter((good) => scene.share(good, recipient, cutter));
  const given = goods.flatMap((good) => [
    needs.get(good)!.weight,
    needs.get(good)!.home,
    scene.share(good, recipient, cutter)!,
    scene.sigma(good),
    scene.varsigma(good),
    scene.evasion(good),
  ]);
  return scene.memo.of(`cuts ${cutter} ${recipient}`, [...given, scene.rho], () => {
    const weight = goods.map((good) => needs.get(good)!.weight);
    const loss = goods.map((_, k) => {
      const [, home, share, sigma, varsigma, evasion] = given.slice(6 * k) as Worlds[];
      const found = new Float64Array(scene.count);
      for (let w = 0; w < scene.count; w++) {
        found[w] = needCut(share![w]!, home![w]!, sigma![w]!, varsigma![w]!, evasion![w]!);
      }
      return found;
    });
    const whole = new Float64Array(scene.count);
    const rho = scene.rho;
    for (let w = 0; w < scene.count; w++) whole[w] = welfareLoss(weight, loss, rho, w);
    return { goods, weight, loss, whole };
  });
}

export function threatOf(scene: Scene, power: string): Threat {
  const { members } = scene.problem.pact;
  const loss = members.map((member) => cutsOf(scene, power, member).whole);
  const own = members.map((member) => cutsOf(scene, member, power).whole);
  return scene.memo.of(`threat ${power}`, [...loss, ...own], () => {
    const hold = new Float64Array(scene.count);
    for (let m = 0; m < members.length; m++) {
      for (let w = 0; w < scene.count; w++) {
        hold[w] = hold[w]! + (Math.expm1(-own[m]![w]!) - Math.expm1(-loss[m]![w]!));
      }
    }
    return { actor: power, loss, own, hold };
  });
}

/** List the cuts that a power could make in what it gives a member. */
export function cutMenu(scene: Scene, power: string, member: string): Menu {
  const cuts = cutsOf(scene, power, member);
  const own = cutsOf(scene, member, power);
  const limit = limitsOf(scene, cuts.goods, power, member, "use");
  const given = [cuts, own, scene.rho, ...(limit ?? [])];
  return scene.memo.of(`menu ${power} ${member}`, given, () => ({
    name: `cut ${power} ${member}`,
    goods: cuts.goods,
    weight: cuts.weight,
    loss: cuts.loss,
    cost: answered(scene, cuts, own),
    limit,
    rho: scene.rho,
    full: cuts.whole,
  }));
}

/** What each cut costs the power: what it loses of the member's supplies, laid on it. */
function answered(scene: Scene, cuts: Cuts, own: Cuts): Worlds[] {
  const { count } = scene;
  const costs = cuts.goods.map(() => new Float64Array(count));
  if (!cuts.goods.length || !own.goods.length) return costs;
  const share = lossParts(cuts.weight, cuts.loss, scene.rho, count);
  const parts = lossParts(own.weight, own.loss, scene.rho, count);
  own.goods.forEach((good, at) => {
    const on = endedWith(scene, good, cuts.goods);
    for (let w = 0; w < count; w++) {
      let total = 0;
      for (const k of on) total += share[k]![w]!;
      for (const k of on) {
        const part = total > 0 ? share[k]![w]! / total : 1 / on.length;
        costs[k]![w] = costs[k]![w]! + parts[at]![w]! * part;
      }
    }
  });
  return costs;
}

/** Which cuts end what the member supplies to the power of a good. */
function endedWith(scene: Scene, good: string, names: readonly string[]): number[] {
  if (names.includes(good)) return [names.indexOf(good)];
  const soft = (one: string): boolean => SOFT.includes(scene.problem.goods[one]![0]);
  const spots = names.map((_, k) => k);
  let found: number[] = [];
  if (BOUGHT.includes(good)) {
    found = spots.filter((k) => !soft(names[k]!) && !BOUGHT.includes(names[k]!));
  } else if (!soft(good)) {
    found = spots.filter((k) => BOUGHT.includes(names[k]!));
  }
  return found.length ? found : spots;
}

/** Name the outsider with the largest hold, if it is first often enough. */
export function patronOf(scene: Scene, near: readonly Threat[]): string {
  if (!near.length) return "";
  const holds = near.map((one) => average(one.hold));
  let best = 0;
  for (let k = 1; k < near.length; k++) {
    const ahead = holds[k]! > holds[best]!;
    const even = holds[k]! === holds[best]! && near[k]!.actor < near[best]!.actor;
    if (ahead || even) best = k;
  }
  let first = 0;
  for (let w = 0; w < scene.count; w++) {
    let rest = 0;
    near.forEach((one, k) => {
      if (k !== best && one.hold[w]! > rest) rest = one.hold[w]!;
    });
    if (near[best]!.hold[w]! > rest) first++;
  }
  const share = first / scene.count;
  return share >= scene.centre("measure.patron_share") && share > 0 ? near[best]!.actor : "";
}

export function average(values: Worlds): number {
  let total = 0;
  for (let w = 0; w < values.length; w++) total += values[w]!;
  return total / values.length;
}
