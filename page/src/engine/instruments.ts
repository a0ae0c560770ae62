/** What a power can do to one member, and the best mix of it (`strategy.instruments`). */

import type { Worlds } from "./numbers";
import { EVEN, LARGEST, STEEP, TOTAL } from "./numbers";
import type { Scene } from "./scene";

/** All instruments of one sort of one power toward one member; one array a good. */
export interface Menu {
  /** What tells it from all others. */
  readonly name: string;
  readonly goods: readonly string[];
  readonly weight: readonly Worlds[];
  readonly loss: readonly Worlds[];
  readonly cost: readonly Worlds[];
  readonly limit: readonly Worlds[] | null;
  readonly rho: Worlds;
  /** Effect of the whole of each together. */
  readonly full: Worlds;
}

export interface Mix {
  readonly part: readonly Worlds[];
  readonly effect: Worlds;
  readonly cost: Worlds;
}

function gapAt(rho: number): number {
  const gap = 1 - rho;
  return Math.abs(gap) < EVEN ? EVEN : gap;
}

/** Turn what is used into an effect. */
function bent(used: number, gap: number): number {
  let effect = Math.log1p(Math.max(gap * used, -1)) / gap;
  if (Number.isNaN(effect)) effect = 0;
  if (effect === Infinity) effect = TOTAL;
  if (effect === -Infinity) effect = -LARGEST;
  return effect < 0 ? 0 : effect > TOTAL ? TOTAL : effect;
}

function worthAt(menu: Menu, k: number, w: number, gap: number): number {
  const tilt = Math.min(gap * menu.loss[k]![w]!, STEEP);
  const worth = (menu.weight[k]![w]! * Math.expm1(tilt)) / gap;
  return menu.limit === null ? worth : worth * menu.limit[k]![w]!;
}

/** Effect of as much as can be used of all. */
export function mostOf(scene: Scene, menu: Menu): Worlds {
  if (menu.limit === null) return menu.full;
  return scene.memo.of(`most ${menu.name}`, [menu], () => {
    const found = new Float64Array(scene.count);
    for (let w = 0; w < scene.count; w++) {
      const gap = gapAt(menu.rho[w]!);
      let used = 0;
      for (let k = 0; k < menu.goods.length; k++) used += worthAt(menu, k, w, gap);
      found[w] = Math.min(bent(used, gap), menu.full[w]!);
    }
    return found;
  });
}

/** Find the mix that moves the member most within a budget. */
export function press(scene: Scene, menu: Menu, budget: Worlds): Mix {
  return scene.memo.of(`press ${menu.name}`, [menu, budget], () => filled(scene, menu, budget));
}

/** Fill up in the order of worth by price (Dantzig 1957). */
function filled(scene: Scene, menu: Menu, budget: Worlds): Mix {
  const many = menu.goods.length;
  const part = menu.goods.map(() => new Float64Array(scene.count));
  const effect = new Float64Array(scene.count);
  const cost = new Float64Array(scene.count);
  const most = mostOf(scene, menu);
  const worth = new Float64Array(many);
  const price = new Float64Array(many);
  const ratio = new Float64Array(many);
  const order = new Int32Array(many);
  for (let w = 0; w < scene.count; w++) {
    const gap = gapAt(menu.rho[w]!);
    for (let k = 0; k < many; k++) {
      worth[k] = worthAt(menu, k, w, gap);
      const whole = menu.cost[k]![w]!;
      price[k] = menu.limit === null ? whole : whole * menu.limit[k]![w]!;
      ratio[k] = worth[k]! > 0 ? (price[k]! > 0 ? worth[k]! / price[k]! : Infinity) : -1;
      let spot = k;
      while (spot > 0 && ratio[order[spot - 1]!]! < ratio[k]!) {
        order[spot] = order[spot - 1]!;
        spot--;
      }
      order[spot] = k;
    }
    let spent = 0;
    let used = 0;
    let whole = true;
    let paid = 0;
    for (let at = 0; at < many; at++) {
      const k = order[at]!;
      const size = price[k]!;
      spent += size;
      const left = budget[w]! - (spent - size);
      let one: number;
      if (size > 0) one = Math.min(Math.max(left / size, 0), 1);
      else one = left >= 0 ? 1 : 0;
      part[k]![w] = one;
      whole = whole && one >= 1;
    }
    for (let k = 0; k < many; k++) {
      const one = part[k]![w]!;
      used += one * worth[k]!;
      paid += one * price[k]!;
      if (menu.limit !== null) part[k]![w] = one * menu.limit[k]![w]!;
    }
    effect[w] = whole ? most[w]! : Math.min(bent(used, gap), most[w]!);
    cost[w] = paid;
  }
  return { part, effect, cost };
}

/** How much can be used of each instrument, where the case says so. */
export function limitsOf(
  scene: Scene,
  goods: readonly string[],
  power: string,
  member: string,
  base: "use" | "offer",
): readonly Worlds[] | null {
  const { register } = scene.applied;
  const key = `power.${base}`;
  const ids = goods.map((good) => `${key}.${good}.${power}.${member}`);
  const usual = register.spread(key);
  if (!ids.some((id) => register.holds(id)) && usual.low === 1 && usual.high === 1) return null;
  const found = goods.map((good) => scene.draw(key, `${good}.${power}.${member}`));
  found.forEach((part, k) => {
    if (part.some((one) => one < 0 || one > 1)) throw new Error(`${ids[k]} leaves 0 to 1`);
  });
  return found;
}
