/** What every level of every term is worth to its two sides (`strategy.payoff`). */

import type { Worlds } from "./numbers";
import { EPS, RUIN } from "./numbers";
import type { Scene } from "./scene";
import type { Worth } from "./supply";
import { easedBy, supplyOf, worthOf } from "./supply";

export interface Term {
  readonly id: string;
  readonly good: string;
  readonly giver: string;
  readonly taker: string;
  readonly status: string;
}

/** Worth and provocation of one term. Tables are `[world * levels + level]`. */
export interface TermTable {
  readonly term: Term;
  readonly giver: number;
  readonly taker: number;
  /** What its taker gains. */
  readonly take: Float64Array;
  /** What its giver gains, which is below zero. */
  readonly give: Float64Array;
  /** By how much it lowers what each supplier's cut-off costs the taker. */
  readonly eased: ReadonlyMap<string, Float64Array>;
  /** What the whole of it provokes. */
  readonly provocation: Worlds;
}

export function termsOf(scene: Scene): Term[] {
  return scene.problem.pact.terms
    .map(([good, giver, taker, status]) => ({
      id: `term.${good}.${giver}.${taker}`,
      good,
      giver,
      taker,
      status,
    }))
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** Reckon one term; `feared` are the outsiders against whom supply is diversified. */
export function tableOf(
  scene: Scene,
  term: Term,
  feared: readonly string[],
  grid: Float64Array,
): TermTable {
  const { members } = scene.problem.pact;
  const supply = supplyOf(scene, term.good, term.taker);
  const size = scene.draw(`good.${term.good}.term_size`);
  const worth = worthOf(scene, supply, size, grid);
  const chance = delivery(scene, term);
  const eased = new Map<string, Float64Array>();
  const fears: Worlds[] = [];
  for (const power of feared) {
    const share = scene.share(term.good, term.taker, power);
    if (!share) continue;
    const whole = easedBy(scene, supply, size, power, share, worth, grid);
    eased.set(power, counted(scene, `${term.id} ${power}`, whole, chance, grid.length));
    fears.push(scene.draw("pact.cut_off_chance", power));
  }
  return {
    term,
    giver: members.indexOf(term.giver),
    taker: members.indexOf(term.taker),
    take: taken(scene, term, worth, chance, [...eased.values()], fears, grid.length),
    give: given(scene, term, worth, grid),
    eased,
    provocation: scene.draw(`good.${term.good}.provocation`),
  };
}

function counted(
  scene: Scene,
  name: string,
  table: Float64Array,
  chance: Worlds,
  levels: number,
): Float64Array {
  return scene.memo.of(`counted ${name}`, [table, chance], () => {
    const found = new Float64Array(table.length);
    for (let w = 0, at = 0; w < scene.count; w++) {
      for (let l = 0; l < levels; l++, at++) found[at] = chance[w]! * table[at]!;
    }
    return found;
  });
}

function taken(
  scene: Scene,
  term: Term,
  worth: Worth,
  chance: Worlds,
  eased: readonly Float64Array[],
  fears: readonly Worlds[],
  levels: number,
): Float64Array {
  return scene.memo.of(`take ${term.id}`, [worth, chance, ...eased, ...fears], () => {
    const found = new Float64Array(worth.added.length);
    for (let w = 0, at = 0; w < scene.count; w++) {
      for (let l = 0; l < levels; l++, at++) {
        let gain = chance[w]! * worth.added[at]!;
        for (let k = 0; k < eased.length; k++) gain += fears[k]![w]! * eased[k]![at]!;
        found[at] = bounded(gain, term);
      }
    }
    return found;
  });
}

/** What giving costs the giver: work, an edge lost, and a drain on its own supply. */
function given(
  scene: Scene,
  term: Term,
  worth: Worth,
  grid: Float64Array,
): Float64Array {
  const cost = costOf(scene, term, worth, grid);
  return scene.memo.of(`give ${term.id}`, [cost], () => {
    const found = new Float64Array(cost.length);
    for (let at = 0; at < cost.length; at++) found[at] = bounded(0 - cost[at]!, term);
    return found;
  });
}

/** What giving costs, by world and level. */
export function costOf(scene: Scene, term: Term, worth: Worth, grid: Float64Array): Float64Array {
  const prefix = `good.${term.good}`;
  const taker = scene.draw("pact.relative_size", term.taker);
  const giver = scene.draw("pact.relative_size", term.giver);
  const work = scene.draw(`${prefix}.giver_cost`);
  const edge = scene.draw(`${prefix}.strategic_cost`);
  const once = scene.problem.goods[term.good]?.[1] === "once";
  const lasting = once ? scene.draw("pact.no_return") : null;
  const drain = drained(scene, term, grid);
  const inputs = [worth, taker, giver, work, edge, lasting, drain, grid];
  return scene.memo.of(`cost ${term.id}`, inputs, () => {
    const levels = grid.length;
    const found = new Float64Array(worth.plain.length);
    for (let w = 0, at = 0; w < scene.count; w++) {
      const labour = work[w]! * (taker[w]! / giver[w]!);
      const lost = lasting === null ? edge[w]! : edge[w]! * (1 + lasting[w]!);
      for (let l = 0; l < levels; l++, at++) {
        let cost = labour * (worth.added[at]! - worth.plain[at]!) + lost * grid[l]!;
        if (drain !== null) cost -= drain[at]!;
        found[at] = cost;
      }
    }
    return found;
  });
}

/** Log change of the giver's own supply, where it is known to need the good itself. */
function drained(scene: Scene, term: Term, grid: Float64Array): Float64Array | null {
  if (!scene.needs(term.giver).has(term.good)) return null;
  const own = supplyOf(scene, term.good, term.giver);
  const drain = scene.draw(`good.${term.good}.giver_drain`);
  return scene.memo.of(`drain ${term.id}`, [own.weight, own.sigma, drain, grid], () => {
    const levels = grid.length;
    const found = new Float64Array(scene.count * levels);
    for (let w = 0, at = 0; w < scene.count; w++) {
      for (let l = 0; l < levels; l++, at++) {
        const left = Math.max(1 - drain[w]! * grid[l]!, EPS);
        found[at] = (own.weight[w]! * Math.log(left)) / (own.sigma[w]! - 1);
      }
    }
    return found;
  });
}

/** What part of a term its taker may count on. */
export function delivery(scene: Scene, term: Term): Worlds {
  const about = `${term.good}.${term.giver}.${term.taker}`;
  const chance = scene.draw(`pact.delivery.${term.status}`, about);
  if (term.status === "observed") return chance;
  const seen = scene.draw(`good.${term.good}.verified`);
  const kept = scene.draw("pact.unseen_kept");
  return scene.memo.of(`delivery ${term.id}`, [chance, seen, kept], () => {
    const found = new Float64Array(scene.count);
    for (let w = 0; w < scene.count; w++) {
      found[w] = chance[w]! * (seen[w]! + (1 - seen[w]!) * kept[w]!);
    }
    return found;
  });
}

function bounded(value: number, term: Term): number {
  if (!Number.isFinite(value)) throw new Error(`${term.id} is worth ${value} to a member`);
  return value > RUIN ? RUIN : value < -RUIN ? -RUIN : value;
}
