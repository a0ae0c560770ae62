/** The outcomes of a case by the names that a what-if gives them (`outlook.whatif.headline`). */

import { dependenceOf, leverageOf } from "./dependence";
import { foreseen, outlives } from "./forecast";
import type { Worlds } from "./numbers";
import { byWorld } from "./numbers";
import type { Scene } from "./scene";
import type { Struck } from "./struck";
import type { Kind, Outcome } from "./types";
import { SUMS, weighed } from "./weigh";

/** One outcome, its figures reckoned when they are asked for. */
class Reckoned implements Outcome {
  private parts: readonly [number, number, number] | null = null;

  constructor(
    readonly id: string,
    readonly label: string,
    readonly kind: Kind,
    readonly unit: string,
    readonly values: Float64Array,
  ) {}

  private get spread(): readonly [number, number, number] {
    this.parts ??= quantiles(this.values.filter((one) => !Number.isNaN(one)));
    return this.parts;
  }

  get mean(): number {
    let total = 0;
    let known = 0;
    for (let w = 0; w < this.values.length; w++) {
      const one = this.values[w]!;
      if (Number.isNaN(one)) continue;
      total += one;
      known++;
    }
    return known ? total / known : NaN;
  }

  get share(): number {
    return this.mean;
  }

  get low(): number {
    return this.spread[0];
  }

  get median(): number {
    return this.spread[1];
  }

  get high(): number {
    return this.spread[2];
  }
}

/** The 10th, 50th and 90th percentile, between neighbours in a straight line; reorders `values`. */
export function quantiles(values: Float64Array): [number, number, number] {
  let from = 0;
  const found = [0.1, 0.5, 0.9].map((part) => {
    if (!values.length) return NaN;
    const at = (values.length - 1) * part;
    const below = Math.floor(at);
    const low = select(values, below, from);
    from = below;
    let high = low;
    for (let k = below + 1; k < values.length; k++) {
      if (k === below + 1 || values[k]! < high) high = values[k]!;
    }
    const rest = at - below;
    return rest < 0.5 ? low + (high - low) * rest : high - (high - low) * (1 - rest);
  });
  return found as [number, number, number];
}

/** Bring the value of a rank to its place; what lies before `from` is smaller (Hoare 1961). */
function select(values: Float64Array, rank: number, from: number): number {
  let low = from;
  let high = values.length - 1;
  while (low < high) {
    const pivot = values[(low + high) >> 1]!;
    let left = low;
    let right = high;
    while (left <= right) {
      while (values[left]! < pivot) left++;
      while (values[right]! > pivot) right--;
      if (left > right) break;
      const one = values[left]!;
      values[left++] = values[right]!;
      values[right--] = one;
    }
    if (rank <= right) high = right;
    else if (rank >= left) low = left;
    else break;
  }
  return values[rank]!;
}

function atLeast(values: Worlds, least: number): Uint8Array {
  const found = new Uint8Array(values.length);
  for (let w = 0; w < values.length; w++) found[w] = values[w]! >= least ? 1 : 0;
  return found;
}

export class Outcomes {
  readonly found = new Map<string, Outcome>();

  constructor(private readonly scene: Scene) {}

  private name(code: string): string {
    return this.scene.problem.names[code] ?? code;
  }

  private put(id: string, label: string, kind: Kind, unit: string, values: Float64Array): void {
    const one = this.scene.memo.of(`outcome ${id}`, [values, label], () =>
      new Reckoned(id, label, kind, unit, values),
    );
    this.found.set(id, one);
  }

  private truth(id: string, label: string, truth: Uint8Array, asked: Uint8Array | null = null): void {
    const values = this.scene.memo.of(`truth ${id}`, [truth, asked], () =>
      byWorld(truth.length, (w) => (asked !== null && !asked[w] ? NaN : truth[w]!)),
    );
    this.put(id, label, "share", "share", values);
  }

  deal(struck: Struck): void {
    const who = struck.patron ? this.name(struck.patron) : "a patron";
    this.truth("solve.p_pact", "the pact is struck", struck.exists);
    this.truth(
      "solve.p_pact_without_consent",
      `the pact is struck though ${who} refuses`,
      struck.without_consent,
    );
    this.truth(
      "solve.p_pact_without_patron",
      `the pact would be struck without ${who}`,
      struck.without_patron,
    );
    if (!struck.patron) return;
    const only = this.scene.memo.of("only", [struck.exists, struck.without_consent], () =>
      struck.exists.map((one, w) => (one && !struck.without_consent[w] ? 1 : 0)),
    );
    const id = `solve.director_index.${struck.patron}`;
    this.truth(id, `the pact is struck only because ${who} consents`, only);
  }

  terms(struck: Struck): void {
    const order = this.scene.problem.pact.terms.map(([good, giver, taker]) => `term.${good}.${giver}.${taker}`);
    for (const id of order) {
      const spot = struck.terms.findIndex((one) => one.id === id);
      const term = struck.terms[spot]!;
      const level = struck.level[spot]!;
      const [giver, taker, good] = [this.name(term.giver), this.name(term.taker), this.name(term.good)];
      const there = this.scene.memo.of(`present ${id}`, [level, struck.present], () =>
        atLeast(level, struck.present),
      );
      this.truth(`solve.${id}`, `${giver} gives ${good} to ${taker}`, there);
      this.put(`solve.${id}.level`, `how much ${good} ${giver} gives to ${taker}`, "amount", "share", level);
    }
  }

  powers(struck: Struck): void {
    struck.powers.forEach((code, p) => {
      const [can, wants] = [struck.can[p]!, struck.wants[p]!];
      const lets = this.scene.memo.of(`lets ${code}`, [can, wants], () =>
        can.map((one, w) => (one && wants[w] ? 0 : 1)),
      );
      const [id, who] = [`solve.power.${code}`, this.name(code)];
      this.truth(`${id}.can`, `${who} can stop it`, can, struck.watched);
      this.truth(`${id}.wants`, `${who} wants to stop it`, wants, struck.watched);
      this.truth(`${id}.tolerates`, `${who} lets it pass`, lets, struck.watched);
    });
  }

  members(struck: Struck): void {
    this.scene.problem.pact.members.forEach((code, m) => {
      const label = `what ${this.name(code)} gains, 0 without a pact`;
      this.put(`solve.surplus.${code}`, label, "amount", "log welfare", struck.surplus[m]!);
    });
  }

  measures(): void {
    const { actors } = this.scene.problem;
    const cells = new Map<string, Worlds | null>();
    const cell = (one: string, other: string): Worlds | null => {
      const key = `${one} ${other}`;
      if (!cells.has(key)) cells.set(key, dependenceOf(this.scene, one, other));
      return cells.get(key)!;
    };
    for (const one of actors) {
      for (const other of actors) {
        if (one === other) continue;
        const label = `what ${this.name(one)} loses if ${this.name(other)} cuts it off`;
        this.known(`dependence.${one}.${other}`, label, "part of welfare", cell(one, other));
      }
    }
    for (const one of actors) {
      for (const other of actors) {
        if (one === other) continue;
        const [own, theirs] = [cell(one, other), cell(other, one)];
        const values = leverageOf(this.scene, `${one} ${other}`, own, theirs);
        const label = `leverage of ${this.name(one)} over ${this.name(other)}`;
        this.known(`leverage.${one}.${other}`, label, "difference of parts of welfare", values);
      }
    }
  }

  /** A cell of a measure, where it is not the same nothing in every world. */
  private known(id: string, label: string, unit: string, values: Worlds | null): void {
    if (values !== null && values.some((one) => one !== 0)) this.put(id, label, "amount", unit, values);
  }

  contests(struck: Struck): void {
    for (const contest of this.scene.problem.contests) {
      const who = contest.actor ? this.name(contest.actor) : "it";
      const found = weighed(this.scene, contest, struck);
      for (const row of [...contest.rows, ...Object.keys(SUMS)]) {
        const label = `${who}: ${row.replaceAll("_", " ")}`;
        this.put(`weigh.${contest.id}.${row}`, label, "probability", "probability", found.get(row)!);
      }
    }
  }

  questions(struck: Struck): void {
    for (const question of this.scene.problem.questions) {
      const values = foreseen(this.scene, question, struck);
      this.put(`forecast.${question.id}`, question.text || question.id, "probability", "probability", values);
    }
    const lasting = outlives(this.scene);
    if (lasting === null) return;
    const { id, members } = this.scene.problem.pact;
    const named = members.map((code) => this.name(code)).join(" and ");
    const label = `Will the pact of ${named} outlive the war?`;
    this.put(`forecast.question.outlives_war.${id}`, label, "probability", "probability", lasting);
  }
}
