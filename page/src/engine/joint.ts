/** Third powers that act together, by agreement or compelled (`strategy.joint`). */

import { mostOf } from "./instruments";
import type { Worlds } from "./numbers";
import { RUIN } from "./numbers";
import type { Scene } from "./scene";
import { centre } from "./spread";
import { needCut, welfareLoss } from "./substitution";
import type { Threat } from "./threats";
import { average } from "./threats";
import type { Alone, Veto } from "./veto";

/** Find the vetoes of pairs that agree, and of powers that compel others. */
export function joined(scene: Scene, alone: readonly Alone[], threats: readonly Threat[]): Veto[] {
  const found: Veto[] = [];
  for (const [one, two] of pairs(alone).slice(0, scene.whole("power.pairs"))) {
    const veto = agreed(scene, alone[one]!, alone[two]!);
    if (veto !== null) found.push(veto);
  }
  alone.forEach((one, k) => {
    const led = compelled(scene, one, threats[k]!);
    if (led !== null) found.push(led);
  });
  return found;
}

/** Pairs that both hold something over one member, the largest hold first. */
function pairs(alone: readonly Alone[]): [number, number][] {
  const hold = alone.map(({ veto }) => veto.pull.map(average));
  const found: { pair: [number, number]; joint: number }[] = [];
  for (let one = 0; one < alone.length; one++) {
    for (let two = one + 1; two < alone.length; two++) {
      let joint = -Infinity;
      hold[one]!.forEach((mine, m) => {
        const theirs = hold[two]![m]!;
        if (mine > 0 && theirs > 0) joint = Math.max(joint, mine + theirs);
      });
      if (joint > -Infinity) found.push({ pair: [one, two], joint });
    }
  }
  return found.sort((a, b) => b.joint - a.joint).map(({ pair }) => pair);
}

/** Both cut at the same time, and both must want it; null where that adds nothing. */
function agreed(scene: Scene, one: Alone, two: Alone): Veto | null {
  const names = [one.veto.parties[0]!, two.veto.parties[0]!];
  const taken = scene.problem.pact.members.map((member, m) =>
    jointLoss(scene, names, member, one.arms[m]!.cuts.limit === null && two.arms[m]!.cuts.limit === null),
  );
  const given = [one, two, ...taken];
  return scene.memo.of(`joint ${names.join("+")}`, given, () => {
    const sticks: Worlds[] = [];
    const pull: Worlds[] = [];
    let more = false;
    taken.forEach((both, m) => {
      const [a, b] = [one.arms[m]!, two.arms[m]!];
      const [wholeA, wholeB] = [mostOf(scene, a.cuts), mostOf(scene, b.cuts)];
      const stick = new Float64Array(scene.count);
      const all = new Float64Array(scene.count);
      for (let w = 0; w < scene.count; w++) {
        const first = Math.min(wholeA[w]!, RUIN);
        const second = Math.min(wholeB[w]!, RUIN);
        const partA = a.trust[w]! * partOf(a.cut.effect[w]!, wholeA[w]!);
        const partB = b.trust[w]! * partOf(b.cut.effect[w]!, wholeB[w]!);
        let whole = Math.max(first, second);
        if (both !== null) whole = Math.max(whole, Math.min(both[w]!, RUIN));
        const shared = Math.min(partA, partB);
        stick[w] = shared * whole + (partA - shared) * first + (partB - shared) * second;
        all[w] = stick[w]! + (a.gift.effect[w]! + b.gift.effect[w]!);
        more ||= all[w]! > Math.max(a.pull[w]!, b.pull[w]!);
      }
      sticks.push(stick);
      pull.push(all);
    });
    if (!more) return null;
    const faded = one.veto.faded.map((mine, t) => added(mine, two.veto.faded[t]!));
    return {
      parties: names,
      willing: names,
      refuses: false,
      pull,
      sticks,
      faded,
      voices: [one.veto.voices[0]!, two.veto.voices[0]!],
    };
  });
}

function partOf(used: number, whole: number): number {
  return whole > 0 ? used / whole : 0;
}

function added(one: Float64Array | null, other: Float64Array | null): Float64Array | null {
  if (one === null || other === null) return one ?? other;
  return one.map((value, at) => value + other[at]!);
}

/** What a member loses when several cut it off at once; null where that is not asked. */
function jointLoss(scene: Scene, cutters: readonly string[], member: string, asked: boolean): Worlds | null {
  if (!asked) return null;
  const needs = [...scene.needs(member)];
  const given = needs.flatMap(([good, need]) => [
    need.weight,
    need.home,
    scene.sigma(good),
    scene.varsigma(good),
    scene.evasion(good),
    ...cutters.map((code) => scene.share(good, member, code)),
  ]);
  const { rho } = scene;
  return scene.memo.of(`cut together ${cutters.join()} ${member}`, [...given, rho], () => {
    const weight = needs.map(([, need]) => need.weight);
    const loss = needs.map(([good, need]) => {
      const shares = cutters.map((code) => scene.share(good, member, code));
      const [sigma, varsigma, evasion] = [scene.sigma(good), scene.varsigma(good), scene.evasion(good)];
      return need.home.map((home, w) => {
        let taken = 0;
        for (const share of shares) taken += share === undefined ? 0 : share[w]!;
        return needCut(taken, home, sigma[w]!, varsigma[w]!, evasion[w]!);
      });
    });
    return rho.map((_, w) => welfareLoss(weight, loss, rho, w));
  });
}

/** What a power takes with those whom it compels; null where it compels nobody. */
function compelled(scene: Scene, alone: Alone, threat: Threat): Veto | null {
  const { members } = scene.problem.pact;
  const leader = threat.actor;
  const most = scene.whole("power.followers");
  const near = members.map((member) => followers(scene, leader, member).slice(0, most));
  if (!near.some((one) => one.length)) return null;
  const pressed = members.map((member, m) =>
    near[m]!.length ? new Compulsion(scene, leader, member, near[m]!) : null,
  );
  const given = [alone, threat, ...pressed.flatMap((one) => (one === null ? [null] : one.given))];
  return scene.memo.of(`led by ${leader}`, given, () => {
    const pull = alone.veto.pull.map((one) => Float64Array.from(one));
    const sticks = alone.veto.sticks!.map((one) => Float64Array.from(one));
    let anybody = false;
    pressed.forEach((one, m) => {
      if (one === null) return;
      const arm = alone.arms[m]!;
      const whole = threat.own[m]!;
      for (let w = 0; w < scene.count; w++) {
        const joins = one.upwards(w, arm.trust[w]!);
        anybody ||= joins;
        const own = whole[w]!;
        const within = own > 0 ? Math.min(arm.cut.cost[w]! / own, 1) : 1;
        const cut = arm.trust[w]! * within * Math.min(one.lost(w), RUIN);
        sticks[m]![w] = Math.max(sticks[m]![w]!, cut);
        pull[m]![w] = Math.max(pull[m]![w]!, cut + arm.gift.effect[w]!);
      }
    });
    return anybody ? { ...alone.veto, pull, sticks } : null;
  });
}

/** Outsiders that supply a member and live by a leader, largest first. */
function followers(scene: Scene, leader: string, member: string): string[] {
  const { ties, needs, pact } = scene.problem;
  const needy = new Set(needs.map(([, actor]) => actor));
  const held = new Set(
    ties.filter(([, provider, who]) => provider === leader && needy.has(who)).map(([, , who]) => who),
  );
  for (const code of [...pact.members, leader]) held.delete(code);
  const supplied = new Map<string, number>();
  for (const [good, provider, recipient] of ties) {
    if (recipient !== member || !held.has(provider)) continue;
    const share = centre(scene.applied.ties.get(`tie.${good}.${provider}.${recipient}`)!);
    supplied.set(provider, (supplied.get(provider) ?? 0) + share);
  }
  return [...supplied].sort(([, a], [, b]) => b - a).map(([code]) => code);
}

/** A need of somebody who may be drawn in, with the shares of those who may cut it. */
interface Strand {
  readonly weight: Worlds;
  readonly home: Worlds;
  readonly sigma: Worlds;
  readonly varsigma: Worlds;
  readonly evasion: Worlds;
  readonly shares: readonly (Worlds | undefined)[];
}

/** Who joins a leader's cut off one member, because being cut off would cost more. */
class Compulsion {
  readonly given: readonly unknown[];
  private readonly players: readonly string[];
  private readonly strands: readonly (readonly Strand[])[];
  private readonly inside: boolean[];
  private readonly rho: Worlds;

  constructor(
    scene: Scene,
    leader: string,
    private readonly member: string,
    private readonly near: readonly string[],
  ) {
    this.players = [leader, ...near, member];
    this.inside = this.players.map(() => false);
    this.rho = scene.rho;
    this.strands = this.players.map((who) =>
      [...scene.needs(who)].map(([good, need]) => ({
        ...need,
        sigma: scene.sigma(good),
        varsigma: scene.varsigma(good),
        evasion: scene.evasion(good),
        shares: this.players.map((code) => scene.share(good, who, code)),
      })),
    );
    const told = this.strands.flat().flatMap(({ shares, ...rest }) => [...Object.values(rest), ...shares]);
    this.given = [near.join(), this.rho, ...told];
  }

  /** Add all who join in a world until nobody does; say whether anybody has. */
  upwards(w: number, belief: number): boolean {
    this.inside.fill(false);
    this.inside[0] = true;
    const price = this.near.map((_, k) => this.loss(k + 1, w, this.players.length - 1));
    for (;;) {
      const joining = this.near
        .map((_, k) => k + 1)
        .filter((k) => !this.inside[k] && belief * this.loss(k, w, -1) > price[k - 1]!);
      if (!joining.length) return this.inside.slice(1, -1).some(Boolean);
      for (const k of joining) this.inside[k] = true;
    }
  }

  /** What the member loses to those inside. */
  lost(w: number): number {
    void this.member;
    return this.loss(this.players.length - 1, w, -1);
  }

  /** Log loss of a player from one other, or, at -1, from those inside. */
  private loss(who: number, w: number, cutter: number): number {
    const strands = this.strands[who]!;
    const weight: Worlds[] = [];
    const loss: Worlds[] = [];
    for (const strand of strands) {
      let taken = 0;
      strand.shares.forEach((share, k) => {
        const cuts = cutter < 0 ? this.inside[k] && k !== who : k === cutter;
        if (cuts && share !== undefined) taken += share[w]!;
      });
      weight.push(Float64Array.of(strand.weight[w]!));
      loss.push(
        Float64Array.of(
          needCut(taken, strand.home[w]!, strand.sigma[w]!, strand.varsigma[w]!, strand.evasion[w]!),
        ),
      );
    }
    return welfareLoss(weight, loss, Float64Array.of(this.rho[w]!), 0);
  }
}
