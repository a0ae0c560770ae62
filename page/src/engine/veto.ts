/** When a third power can, and wants to, stop a bundle (`strategy.veto`, `.tolerance`). */

import type { Arms } from "./arms";
import { armsOf } from "./arms";
import type { Worlds } from "./numbers";
import { RUIN } from "./numbers";
import { reactionCost } from "./reaction";
import type { Scene } from "./scene";
import type { TermTable } from "./terms";

/** Harm and limit of one whose will a veto hangs on. */
export interface Voice {
  readonly actor: string;
  /** Harm of each term, `[world * levels + level]`. */
  readonly harm: readonly Float64Array[];
  readonly limit: Worlds;
}

export interface Veto {
  /** Those who take part of their own will. */
  readonly parties: readonly string[];
  /** Those whose will it hangs on. */
  readonly willing: readonly string[];
  readonly refuses: boolean;
  /** What each member is threatened with, as believed, and would be given. */
  readonly pull: readonly Worlds[];
  /** The same without gifts; null where there are none. */
  readonly sticks: readonly Worlds[] | null;
  /** By how much each term weakens the threat against its taker; null for not at all. */
  readonly faded: readonly (Float64Array | null)[];
  readonly voices: readonly Voice[];
}

/** A power by itself: its veto, and what it would use. */
export interface Alone {
  readonly veto: Veto;
  readonly arms: readonly Arms[];
}

const RAISES_KEEP = ["endorses", "supports", "tolerates"];

export function aloneOf(scene: Scene, power: string, tables: readonly TermTable[], levels: number): Alone {
  const voice = voiceOf(scene, power, tables, levels);
  const arms = armsOf(scene, power);
  const faded = tables.map((table) => fadedBy(scene, power, table, arms, levels));
  const given = [voice, ...arms, ...faded];
  return scene.memo.of(`veto ${power}`, given, () => ({
    arms,
    veto: {
      parties: [power],
      willing: [power],
      refuses: false,
      pull: arms.map((one) => one.pull),
      sticks: arms.map((one) => one.stick),
      faded,
      voices: [voice],
    },
  }));
}

/** What each term costs a power, and the harm above which it wants to block. */
function voiceOf(scene: Scene, power: string, tables: readonly TermTable[], levels: number): Voice {
  const keep = scene.draw("power.keep", power);
  const omega = scene.draw("power.omega", power);
  const kappa = scene.draw("power.kappa", power);
  const theta = scene.draw("power.theta", power);
  const known = scene.problem.attitudes[power] ?? [];
  const said = known.map((attitude) => scene.draw(`power.stance.${attitude}`, power));
  const reaction = reactionCost(scene);
  const sting = scene.memo.of(`sting ${power}`, [omega, reaction, ...said], () => {
    const found = new Float64Array(scene.count);
    for (let w = 0; w < scene.count; w++) {
      let minded = reaction[w]!;
      known.forEach((attitude, k) => {
        if (!RAISES_KEEP.includes(attitude)) minded += said[k]![w]!;
      });
      found[w] = omega[w]! * minded;
    }
    return found;
  });
  const limit = scene.memo.of(`limit ${power}`, [keep, kappa, ...said], () => {
    const found = new Float64Array(scene.count);
    for (let w = 0; w < scene.count; w++) {
      let kept = keep[w]!;
      known.forEach((attitude, k) => {
        if (RAISES_KEEP.includes(attitude)) kept *= 1 + said[k]![w]!;
      });
      found[w] = kept + kappa[w]!;
    }
    return found;
  });
  const harm = tables.map((table) => {
    const eased = table.eased.get(power) ?? null;
    const { provocation, term } = table;
    const given = [sting, provocation, eased, eased && theta, levels];
    return scene.memo.of(`harm ${power} ${term.id}`, given, () => {
      const found = new Float64Array(scene.count * levels);
      for (let w = 0, at = 0; w < scene.count; w++) {
        for (let l = 0; l < levels; l++, at++) {
          let cost = sting[w]! * (provocation[w]! * (l / (levels - 1)));
          if (eased !== null) cost += theta[w]! * Math.min(eased[at]!, RUIN);
          found[at] = cost;
        }
      }
      return found;
    });
  });
  return scene.memo.of(`voice ${power}`, [limit, ...harm], () => ({ actor: power, harm, limit }));
}

/** By how much a term weakens the cut that would be used against its taker. */
function fadedBy(
  scene: Scene,
  power: string,
  table: TermTable,
  arms: readonly Arms[],
  levels: number,
): Float64Array | null {
  const eased = table.eased.get(power);
  if (eased === undefined) return null;
  const { cuts, cut, trust } = arms[table.taker]!;
  const spot = cuts.goods.indexOf(table.term.good);
  const used = spot < 0 ? null : cut.part[spot]!;
  return scene.memo.of(`faded ${power} ${table.term.id}`, [eased, trust, used], () => {
    const found = new Float64Array(eased.length);
    for (let w = 0, at = 0; w < scene.count; w++) {
      const part = used === null ? trust[w]! : trust[w]! * used[w]!;
      for (let l = 0; l < levels; l++, at++) found[at] = part * Math.min(eased[at]!, RUIN);
    }
    return found;
  });
}

/** Return a veto as it would be if a power refused whatever it can stop. */
export function refusing(veto: Veto, who: string): Veto {
  if (!veto.willing.includes(who)) return veto;
  const kept = veto.willing
    .map((name, k) => [name, veto.voices[k]!] as const)
    .filter(([name]) => name !== who);
  if (!kept.length) {
    return { ...veto, pull: veto.sticks ?? veto.pull, sticks: null, refuses: true, willing: [] };
  }
  return { ...veto, willing: kept.map(([name]) => name), voices: kept.map(([, voice]) => voice) };
}

/** Return all vetoes with a power refusing; what it stops by paying hangs on its will. */
export function refusedBy(vetoes: readonly Veto[], who: string): Veto[] {
  const now = vetoes.map((veto) => refusing(veto, who));
  const paying = vetoes.filter(
    (old, k) => now[k]!.refuses && !old.refuses && old.sticks !== null,
  );
  return [...now, ...paying];
}
