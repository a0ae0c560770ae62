/** Contested explanations weighed in every world (`outlook.hypothesis`, `.likelihood`, `.board`). */

import { firmest } from "./forecast";
import type { Worlds } from "./numbers";
import { TINY } from "./numbers";
import type { Contest, Evidence } from "./problem";
import type { Scene } from "./scene";
import type { Struck } from "./struck";

export const SUMS: Readonly<Record<string, readonly string[]>> = {
  knew: ["told", "agreed", "directed"],
  consented: ["agreed", "directed"],
};
const SAID: Readonly<Record<string, string>> = { criticism: "silence" };

/** Posterior of each row, and then of each sum, by name. */
export function weighed(scene: Scene, contest: Contest, struck: Struck): ReadonlyMap<string, Worlds> {
  const { rows } = contest;
  const prior = rows.map((row) => scene.draw(`prior.${row}`));
  const logs = [said(scene, contest), ...unsaid(scene, contest)];
  const pact = contest.pact === scene.problem.pact.id ? pactLogs(scene, contest, struck) : null;
  if (pact !== null) logs.push(pact);
  const given = [...prior, ...logs.flat()];
  return scene.memo.of(`weigh ${contest.id}`, given, () => posterior(contest, prior, logs, scene.count));
}

function posterior(
  contest: Contest,
  prior: readonly Worlds[],
  logs: readonly (readonly Worlds[])[],
  count: number,
): ReadonlyMap<string, Worlds> {
  const { rows } = contest;
  const found = rows.map(() => new Float64Array(count));
  const told = new Float64Array(rows.length);
  for (let w = 0; w < count; w++) {
    let whole = 0;
    for (const one of prior) whole += one[w]!;
    let peak = -Infinity;
    for (let k = 0; k < rows.length; k++) {
      let sum = 0;
      for (const one of logs) sum += one[k]![w]!;
      told[k] = prior[k]![w]! / whole > 0 ? sum : -Infinity;
      peak = Math.max(peak, told[k]!);
    }
    let total = 0;
    for (let k = 0; k < rows.length; k++) {
      const raised = (prior[k]![w]! / whole) * Math.exp(told[k]! - peak);
      found[k]![w] = raised;
      total += raised;
    }
    for (let k = 0; k < rows.length; k++) found[k]![w] = found[k]![w]! / total;
  }
  const named = new Map<string, Worlds>(rows.map((row, k) => [row, found[k]!]));
  for (const [name, covered] of Object.entries(SUMS)) {
    const sum = new Float64Array(count);
    for (const row of covered) {
      const one = named.get(row);
      if (one !== undefined) for (let w = 0; w < count; w++) sum[w] = sum[w]! + one[w]!;
    }
    named.set(name, sum);
  }
  return named;
}

/** Tempered log-likelihoods of the stated items, added up by row. */
function said(scene: Scene, contest: Contest): readonly Worlds[] {
  const { rows, stated } = contest;
  const rho = scene.draw("prior.independence");
  const shared = scene.draw("prior.shared_origin");
  const items = stated.map((one) => itemLogs(scene, contest, one));
  return scene.memo.of(`said ${contest.id}`, [rho, shared, ...items], () => {
    const found = rows.map(() => new Float64Array(scene.count));
    stated.forEach(([sort, , origin], i) => {
      const sorts = stated.filter((one) => one[0] === sort).length;
      const origins = stated.filter((one) => one[2] === origin).length;
      for (let w = 0; w < scene.count; w++) {
        const exponent = 1 / (1 + (sorts - 1) * rho[w]! + (origins - 1) * shared[w]!);
        for (let k = 0; k < rows.length; k++) {
          found[k]![w] = found[k]![w]! + exponent * items[i]![k]![w]!;
        }
      }
    });
    return found;
  });
}

/** Log-likelihood of one item under each row, drawn toward their mean by doubt. */
function itemLogs(scene: Scene, contest: Contest, item: Evidence): readonly Worlds[] {
  const [sort, stake, , certainties] = item;
  const shown = contest.rows.map((row) => scene.draw(`likelihood.${sort}.${row}`));
  const certainty = firmest(scene, certainties);
  const trust = scene.draw(`likelihood.reliability.${certainty}`);
  const bias = stake ? scene.draw(`likelihood.bias.${stake}`) : null;
  const name = `item ${contest.id} ${sort} ${certainty} ${stake}`;
  return scene.memo.of(name, [trust, bias, ...shown], () => {
    const found = shown.map(() => new Float64Array(scene.count));
    for (let w = 0; w < scene.count; w++) {
      let mean = 0;
      let most = 0;
      for (const one of shown) {
        mean += one[w]!;
        most = Math.max(most, one[w]!);
      }
      if (most <= 0) throw new Error(`evidence of sort ${sort} is impossible under every row`);
      mean /= shown.length;
      const heard = bias === null ? trust[w]! : trust[w]! * toldPart(bias[w]!);
      shown.forEach((one, k) => {
        found[k]![w] = Math.log(Math.max(heard * one[w]! + (1 - heard) * mean, TINY));
      });
    }
    return found;
  });
}

/** What part of a listener's doubt an interested speaker removes (Crawford & Sobel 1982). */
export function toldPart(bias: number): number {
  if (!(bias >= 0)) throw new Error(`a bias of ${bias}: 0 or more`);
  if (bias === 0) return 1;
  const many = Math.max(Math.ceil((Math.sqrt(1 + 2 / bias) - 1) / 2), 1);
  return 1 - 1 / many ** 2 - (2 * bias) ** 2 * (many ** 2 - 1);
}

/** What it says that sources show nothing of a sort; one entry a sort. */
function unsaid(scene: Scene, contest: Contest): (readonly Worlds[])[] {
  if (!scene.problem.documents) return [];
  const { register } = scene.applied;
  const seen = new Set(contest.stated.map(([sort]) => sort));
  const sorts = new Set(
    register
      .ids()
      .filter((id) => id.startsWith("likelihood."))
      .map((id) => id.split(".")[1]!),
  );
  return [...sorts]
    .sort()
    .filter((sort) => sort !== "pact" && !seen.has(sort) && !seen.has(SAID[sort] ?? ""))
    .filter((sort) => contest.rows.every((row) => register.has(`likelihood.${sort}.${row}`)))
    .filter((sort) => register.has(`likelihood.${sort}.coverage`))
    .map((sort) => {
      const shown = contest.rows.map((row) => scene.draw(`likelihood.${sort}.${row}`));
      const coverage = scene.draw(`likelihood.${sort}.coverage`);
      return scene.memo.of(`unsaid ${contest.id} ${sort}`, [coverage, ...shown], () =>
        shown.map((one) => one.map((value, w) => Math.log(Math.max(1 - coverage[w]! * value, TINY)))),
      );
    });
}

/** Log-likelihood of the solved pact under each row; null where it does not speak of the power. */
function pactLogs(scene: Scene, contest: Contest, struck: Struck): readonly Worlds[] | null {
  const spot = struck.powers.indexOf(contest.actor);
  if (spot < 0) return null;
  const [can, wants, speaks] = [struck.can[spot]!, struck.wants[spot]!, struck.watched];
  const names = ["slip", "caution", "bought", "push", "other", "trust"];
  const drawn = names.map((name) => scene.draw(`likelihood.pact.${name}`));
  const [slip, caution, bought, push, other, trust] = drawn as [
    Worlds, Worlds, Worlds, Worlds, Worlds, Worlds,
  ];
  return scene.memo.of(`pact ${contest.id}`, [can, wants, speaks, ...drawn], () => {
    const found = contest.rows.map(() => new Float64Array(scene.count));
    const chances = new Float64Array(contest.rows.length);
    for (let w = 0; w < scene.count; w++) {
      if (!speaks[w]) continue;
      const [able, minds] = [can[w]!, wants[w]!];
      const firm = 1 - slip[w]!;
      const willing = 1 - minds * (1 - bought[w]!);
      let mean = 0;
      contest.rows.forEach((row, k) => {
        let one = other[w]!;
        if (row === "not_asked") one = 1 - able * (minds + (1 - minds) * caution[w]!) * firm;
        else if (row === "told") one = 1 - able * minds * firm;
        else if (row === "agreed") one = willing;
        else if (row === "directed") one = willing * (able + (1 - able) * push[w]!);
        chances[k] = one;
        mean += one;
      });
      mean /= chances.length;
      for (let k = 0; k < chances.length; k++) {
        found[k]![w] = Math.log(Math.max(trust[w]! * chances[k]! + (1 - trust[w]!) * mean, TINY));
      }
    }
    return found;
  });
}
