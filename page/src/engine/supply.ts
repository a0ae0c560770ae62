/** How an actor is supplied with one good, and what more of it is worth (`strategy.supply`). */

import type { Worlds } from "./numbers";
import { EPS } from "./numbers";
import type { Scene } from "./scene";
import { gapOf, logNest } from "./substitution";

export interface Supply {
  /** Good and actor, which tell it from all others. */
  readonly name: string;
  readonly weight: Worlds;
  readonly home: Worlds;
  readonly sigma: Worlds;
  readonly varsigma: Worlds;
  readonly evasion: Worlds;
}

/** Find how an actor is supplied; unstated needs take their prior. */
export function supplyOf(scene: Scene, good: string, actor: string): Supply {
  const stated = scene.needs(actor).get(good);
  const weight = stated?.weight ?? scene.draw(`good.${good}.need_weight`, actor);
  const home = stated?.home ?? scene.draw(`good.${good}.home`, actor);
  const sigma = scene.sigma(good);
  refuseFlat(sigma, good);
  const name = `${good} ${actor}`;
  return { name, weight, home, sigma, varsigma: scene.varsigma(good), evasion: scene.evasion(good) };
}

export function refuseFlat(sigma: Worlds, good: string): void {
  for (let w = 0; w < sigma.length; w++) {
    if (sigma[w]! <= 1) throw new Error(`good.${good}.sigma falls to ${sigma[w]}: above 1`);
  }
}

/** What all identities of a supply are, for `Memo`. */
export function parts(supply: Supply): Worlds[] {
  return [supply.weight, supply.home, supply.sigma, supply.varsigma, supply.evasion];
}

/** Worth of more supply by world and level: bought elsewhere, or added on top. */
export interface Worth {
  /** At long-run prices (`h = 0`): what others can be paid to replace. */
  readonly plain: Float64Array;
  /** On top of what is there (`h = 1`). */
  readonly added: Float64Array;
}

/** Reckon what a term of this size is worth at each level. Both `[world * levels + level]`. */
export function worthOf(scene: Scene, supply: Supply, size: Worlds, grid: Float64Array): Worth {
  const given = [supply.weight, supply.home, supply.sigma, supply.varsigma, size, grid];
  return scene.memo.of(`worth ${supply.name} ${grid.length}`, given, () => {
    const levels = grid.length;
    const plain = new Float64Array(scene.count * levels);
    const added = new Float64Array(scene.count * levels);
    for (let w = 0; w < scene.count; w++) {
      const sigma = supply.sigma[w]!;
      const gap = gapOf(supply.varsigma[w]!);
      const weight = supply.weight[w]!;
      const home = supply.home[w]!;
      const long = gap / (sigma - 1);
      const short = (gap * (1 + (sigma - 1))) / ((sigma - 1) * (1 + gap));
      const outer = weight * (1 / gap);
      const quick = weight * (1 / gap + 1);
      for (let l = 0; l < levels; l++) {
        const foreign = Math.max(1 + size[w]! * grid[l]!, EPS);
        plain[w * levels + l] = outer * logNest(foreign, home, long);
        added[w * levels + l] = quick * logNest(foreign, home, short);
      }
    }
    return { plain, added };
  });
}

/** By how much less a supplier's cut-off hurts once supply has grown, by world and level. */
export function easedBy(
  scene: Scene,
  supply: Supply,
  size: Worlds,
  power: string,
  share: Worlds,
  worth: Worth,
  grid: Float64Array,
): Float64Array {
  return scene.memo.of(`eased ${supply.name} ${power}`, [...parts(supply), size, share, worth, grid], () => {
    const levels = grid.length;
    const found = new Float64Array(scene.count * levels);
    for (let w = 0; w < scene.count; w++) {
      const gap = gapOf(supply.varsigma[w]!);
      const inner = gap / (supply.sigma[w]! - 1);
      const scale = supply.weight[w]! * (1 / gap);
      const home = supply.home[w]!;
      const cut = (1 - supply.evasion[w]!) * share[w]!;
      const loss = -(scale * logNest(Math.max(1 - cut, EPS), home, inner));
      for (let l = 0; l < levels; l++) {
        const foreign = 1 + size[w]! * grid[l]!;
        const left = scale * logNest(Math.max(foreign - cut, EPS), home, inner);
        found[w * levels + l] = loss - (worth.plain[w * levels + l]! - left);
      }
    }
    return found;
  });
}
