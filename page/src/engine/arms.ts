/** What a third power uses against a member (`strategy.arms`, `strategy.inducement`). */

import type { Menu, Mix } from "./instruments";
import { limitsOf, press } from "./instruments";
import type { Worlds } from "./numbers";
import { RUIN } from "./numbers";
import type { Scene } from "./scene";
import { supplyOf, worthOf } from "./supply";
import { costOf } from "./terms";
import { cutMenu } from "./threats";

const WHOLE = Float64Array.of(1);

export interface Arms {
  readonly cuts: Menu;
  readonly cut: Mix;
  readonly trust: Worlds;
  readonly gift: Mix;
  /** What its cuts move the member by, as believed. */
  readonly stick: Worlds;
  /** The same with what it would give. */
  readonly pull: Worlds;
}

/** Find what a power would use against each member, in the pact's order. */
export function armsOf(scene: Scene, power: string): Arms[] {
  const stake = scene.draw("power.stake", power);
  const trust = scene.draw("power.credibility", power);
  const inducement = scene.draw("power.inducement", power);
  const budget = scene.memo.of(`budget ${power}`, [stake, inducement], () => {
    const found = new Float64Array(scene.count);
    for (let w = 0; w < scene.count; w++) found[w] = stake[w]! * inducement[w]!;
    return found;
  });
  return scene.problem.pact.members.map((member) => {
    const cuts = cutMenu(scene, power, member);
    const cut = press(scene, cuts, stake);
    const gift = press(scene, offerMenu(scene, power, member), budget);
    return scene.memo.of(`arms ${power} ${member}`, [cuts, cut, gift, trust], () => {
      const stick = new Float64Array(scene.count);
      const pull = new Float64Array(scene.count);
      for (let w = 0; w < scene.count; w++) {
        stick[w] = trust[w]! * Math.min(cut.effect[w]!, RUIN);
        pull[w] = stick[w]! + gift.effect[w]!;
      }
      return { cuts, cut, trust, gift, stick, pull };
    });
  });
}

/** List what a power could give a member for staying out. */
function offerMenu(scene: Scene, power: string, member: string): Menu {
  const goods = offered(scene, power, member);
  const tables = goods.map((good) => {
    const term = { id: `offer.${good}.${power}.${member}`, good, giver: power, taker: member, status: "promised" };
    const supply = supplyOf(scene, good, member);
    const worth = worthOf(scene, supply, scene.draw(`good.${good}.term_size`), WHOLE);
    const kept = scene.draw("pact.delivery.promised", `${good}.${power}.${member}`);
    return { worth, kept, cost: costOf(scene, term, worth, WHOLE) };
  });
  const limit = limitsOf(scene, goods, power, member, "offer");
  const given = [...tables.flatMap((one) => [one.worth, one.kept, one.cost]), ...(limit ?? [])];
  return scene.memo.of(`offers ${power} ${member}`, [goods.join(), ...given], () => {
    const { count } = scene;
    const gifts = tables.map(({ worth, kept }) => kept.map((one, w) => one * worth.added[w]!));
    const full = new Float64Array(count);
    for (const gift of gifts) for (let w = 0; w < count; w++) full[w] = full[w]! + gift[w]!;
    const ones = new Float64Array(count).fill(1);
    return {
      name: `offer ${power} ${member}`,
      goods,
      weight: goods.map(() => ones),
      loss: gifts,
      cost: tables.map(({ cost }) => cost.map((one) => Math.max(one, 0))),
      limit,
      rho: ones,
      full,
    };
  });
}

function offered(scene: Scene, power: string, member: string): string[] {
  const { goods, sanctions } = scene.problem;
  const stated = [...scene.needs(member).keys()].filter(
    (good) => goods[good]![0] === "money" && goods[good]![1] === "flow",
  );
  const named = Object.keys(goods).filter((good) =>
    scene.applied.register.holds(`power.offer.${good}.${power}.${member}`),
  );
  const relief = sanctions[power]?.includes(member) ? ["sanctions_relief"] : [];
  return [...new Set([...(stated.length ? stated : ["money"]), ...named, ...relief])].sort();
}
