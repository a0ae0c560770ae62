/** A pact with changes, solved (`strategy.setting`, `strategy.consent`, `outlook.whatif.struck`). */

import type { Deal, Hopeless, Table } from "./bargain";
import { Bargaining, Striking, surplusOf } from "./bargain";
import { joined } from "./joint";
import type { Worlds } from "./numbers";
import { EPS, byWorld } from "./numbers";
import type { Scene } from "./scene";
import type { Term } from "./terms";
import { tableOf, termsOf } from "./terms";
import type { Threat } from "./threats";
import { average, patronOf, threatOf } from "./threats";
import type { Alone, Veto } from "./veto";
import { aloneOf, refusedBy } from "./veto";

export interface Struck {
  readonly terms: readonly Term[];
  /** Third powers, in case order. */
  readonly powers: readonly string[];
  /** The one with the largest hold; empty when none stands out. */
  readonly patron: string;
  readonly exists: Uint8Array;
  readonly without_consent: Uint8Array;
  readonly without_patron: Uint8Array;
  readonly watched: Uint8Array;
  /** Level of each term by world. */
  readonly level: readonly Worlds[];
  readonly level_without_patron: readonly Worlds[];
  /** Gain of each member; 0 without a pact. */
  readonly surplus: readonly Worlds[];
  readonly can: readonly Uint8Array[];
  readonly wants: readonly Uint8Array[];
  readonly present: number;
  /** Worlds in which some search was cut off. */
  readonly cutOff: number;
}

/** Deals of the last solution, to begin the next search from. */
export class Before {
  private readonly deals = new Map<string, Deal>();

  of(name: string, terms: string): Deal | null {
    return this.deals.get(`${name} ${terms}`) ?? null;
  }

  keep(name: string, terms: string, deal: Deal): void {
    this.deals.set(`${name} ${terms}`, deal);
  }
}

interface Outside {
  readonly patron: string;
  readonly found: readonly Threat[];
  readonly feared: readonly string[];
}

/** Find the patron, who is watched, and whose cut-off is feared. */
function outside(scene: Scene): Outside {
  const { problem, applied } = scene;
  const { refusing, absent } = applied;
  const members = new Set(problem.pact.members);
  const thirds = problem.powers.filter(([, role]) => role === "third").map(([code]) => code);
  const near = new Set([...thirds, ...refusing, ...absent]);
  for (const [, provider, recipient] of problem.ties) {
    if (members.has(recipient)) near.add(provider);
    if (members.has(provider)) near.add(recipient);
  }
  const threats = problem.actors
    .filter((code) => near.has(code) && !members.has(code))
    .map((code) => threatOf(scene, code));
  const role = new Set(thirds.filter((code) => !absent.includes(code)));
  const patron = patronOf(scene, threats.filter((one) => !absent.includes(one.actor)));
  const watched = threats
    .filter((one) => role.has(one.actor))
    .map((one) => ({ actor: one.actor, hold: average(one.hold) }))
    .sort((a, b) => b.hold - a.hold || (a.actor < b.actor ? -1 : 1))
    .slice(0, scene.whole("power.watched"))
    .map((one) => one.actor);
  const heeded = new Set([...watched, ...refusing, patron].filter((code) => !absent.includes(code)));
  return {
    patron,
    found: threats.filter((one) => heeded.has(one.actor)),
    feared: threats
      .map((one) => one.actor)
      .filter((code) => heeded.has(code) || absent.includes(code)),
  };
}

export function strike(scene: Scene, before: Before): Struck {
  const { problem, applied, count } = scene;
  const steps = scene.whole("pact.levels");
  if (steps < 2) throw new Error(`${steps} levels of each term: two or more`);
  const grid = scene.memo.of(`grid ${steps}`, [], () =>
    Float64Array.from({ length: steps }, (_, l) => (l === steps - 1 ? 1 : l * (1 / (steps - 1)))),
  );
  const { patron, found, feared } = outside(scene);
  const terms = termsOf(scene);
  const tables = terms.map((term) => tableOf(scene, term, feared, grid));
  const alone = found.map((one) => aloneOf(scene, one.actor, tables, steps));
  let vetoes: Veto[] = [...alone.map((one) => one.veto), ...joined(scene, alone, found)];
  for (const code of applied.refusing) vetoes = refusedBy(vetoes, code);
  const table: Table = {
    count,
    levels: steps,
    terms: tables,
    caps: Int32Array.from(terms, (term) => topOf(grid, applied.caps.get(term.id) ?? 1)),
    gifts: problem.pact.members.map((member) => applied.gifts.get(member) ?? 0),
    weight: weights(scene),
  };
  const deals = strikeAll(scene, table, vetoes, patron, before);
  const powers = found.map((one) => one.actor);
  return {
    terms,
    powers,
    patron,
    exists: deals.consent.exists,
    without_consent: deals.against.exists,
    without_patron: deals.alone.exists,
    watched: deals.free.exists,
    level: levels(scene, "consent", table, grid, deals.consent),
    level_without_patron: levels(scene, "alone", table, grid, deals.alone),
    surplus: scene.memo.of("surplus", [table.gifts.join(), ...tables.flatMap(sides), deals.consent], () =>
      problem.pact.members.map((_, m) => surplusOf(table, deals.consent, m)),
    ),
    ...wills(scene, table, vetoes.slice(0, alone.length), alone, deals.free),
    present: scene.centre("pact.present_level"),
    cutOff: Math.max(...Object.values(deals).map((deal) => deal.cutOff)),
  };
}

function sides(one: Table["terms"][number]): Float64Array[] {
  return [one.take, one.give];
}

/** Bargaining weights, adding up to 1. */
function weights(scene: Scene): readonly Worlds[] {
  const drawn = scene.problem.pact.members.map((code) => scene.draw("pact.bargaining_power", code));
  return scene.memo.of("bargaining weights", drawn, () => {
    const found = drawn.map((one) => Float64Array.from(one));
    for (let w = 0; w < scene.count; w++) {
      let whole = 0;
      for (const one of drawn) whole += one[w]!;
      for (const one of found) one[w] = one[w]! / whole;
    }
    return found;
  });
}

/** Highest level within a cap. */
function topOf(grid: Float64Array, cap: number): number {
  const most = cap + EPS * grid.length;
  let top = -1;
  while (top + 1 < grid.length && grid[top + 1]! <= most) top++;
  return top;
}

interface Deals {
  readonly free: Deal;
  readonly alone: Deal;
  readonly against: Deal;
  readonly consent: Deal;
}

/** Strike the pact unwatched, without the patron, against its refusal, in its shadow. */
function strikeAll(
  scene: Scene,
  table: Table,
  vetoes: readonly Veto[],
  patron: string,
  before: Before,
): Deals {
  const others = vetoes.filter((veto) => !veto.parties.includes(patron));
  const refused = patron === "" ? [...vetoes] : refusedBy(vetoes, patron);
  const shape = [table.caps.join(), table.gifts.join(), table.terms.length, table.levels];
  const fixed = [...shape, ...table.terms.flatMap(sides), ...table.weight];
  const terms = table.terms.map((one) => one.term.id).join();
  const deal = (
    name: string,
    stoppers: readonly Veto[],
    wider: Deal | null,
    hopeless: Hopeless | null = null,
  ): Deal => {
    if (wider !== null && !stoppers.length) return wider;
    const given = [...fixed, wider, ...stoppers.flatMap(numbers)];
    const { memo } = scene;
    const striking = memo.of(`striking ${name}`, given, () =>
      new Striking(table, stoppers, wider, before.of(name, terms), hopeless),
    );
    const made = memo.of(`deal ${name}`, [striking], () => striking.finish(() => memo.pause()));
    before.keep(name, terms, made);
    return made;
  };
  const free = deal("free", [], null);
  const alone = deal("alone", others, free);
  const against = deal("against", refused, alone);
  const own = vetoes.filter((veto) => veto.parties.includes(patron));
  // where the patron alone is why there is none against it, no bundle is held
  const hopeless = own.length === 1 ? { veto: own[0]!, exists: against.exists } : null;
  return { free, alone, against, consent: deal("consent", vetoes, alone, hopeless) };
}

/** All that a veto depends on, for `Memo`. */
function numbers(veto: Veto): unknown[] {
  return [veto.refuses, ...veto.pull, ...veto.faded, ...veto.voices];
}

function levels(
  scene: Scene,
  name: string,
  table: Table,
  grid: Float64Array,
  deal: Deal,
): readonly Worlds[] {
  return scene.memo.of(`levels ${name}`, [deal, grid], () => {
    const many = table.terms.length;
    return table.terms.map((_, t) =>
      byWorld(table.count, (w) => grid[deal.choice[w * many + t]!]!),
    );
  });
}

/** Whether each power could stop the unwatched pact, and would want to. */
function wills(
  scene: Scene,
  table: Table,
  vetoes: readonly Veto[],
  alone: readonly Alone[],
  free: Deal,
): { can: Uint8Array[]; wants: Uint8Array[] } {
  const can: Uint8Array[] = [];
  const wants: Uint8Array[] = [];
  const tables = table.terms.flatMap(sides);
  vetoes.forEach((veto, v) => {
    // what a power minds does not change when it refuses
    const willing = alone[v]!.veto;
    const given = [free, table.gifts.join(), ...tables, ...numbers(veto), ...willing.voices];
    const made = scene.memo.of(`will ${veto.parties[0]}`, given, () => {
      const room = new Bargaining(table, [], null, null);
      const able = new Uint8Array(table.count);
      const minded = new Uint8Array(table.count);
      const many = table.terms.length;
      const choice = new Int32Array(many);
      for (let w = 0; w < table.count; w++) {
        if (!free.exists[w]) continue;
        for (let t = 0; t < many; t++) choice[t] = free.choice[w * many + t]!;
        able[w] = room.can(veto, w, choice) ? 1 : 0;
        minded[w] = room.wants(willing, w, choice) ? 1 : 0;
      }
      return { able, minded };
    });
    can.push(made.able);
    wants.push(made.minded);
  });
  return { can, wants };
}
