/** Probabilities of a case's questions (`outlook.forecast`, `.testimony`, `.afterlife`). */

import type { Worlds } from "./numbers";
import { EPS } from "./numbers";
import type { Question } from "./problem";
import type { Scene } from "./scene";
import type { Struck } from "./struck";

/** Probability of a question in every world, averaged over the deals of all worlds. */
export function foreseen(scene: Scene, question: Question, struck: Struck): Worlds {
  const level = levelOf(struck, question.term);
  const said = heard(scene, question);
  const base = scene.draw("forecast.base_rate");
  if (level === null) {
    return scene.memo.of(`forecast ${question.id}`, [said, base], () =>
      base.map((one, w) => chance(logit(one) + said[w]!)),
    );
  }
  const hazard = scene.draw(`forecast.hazard.${question.delivery}`);
  const leak = scene.draw("forecast.leak");
  const weight = scene.draw("forecast.model_weight");
  const threshold = scene.draw("pact.present_level");
  const time = question.years === null ? scene.draw("case.question_horizon") : null;
  let present = 0;
  for (let w = 0; w < scene.count; w++) if (level[w]! >= threshold[w]!) present++;
  const share = present / scene.count;
  const given = [said, base, hazard, leak, weight, time, share];
  return scene.memo.of(`forecast ${question.id}`, given, () => {
    const found = new Float64Array(scene.count);
    for (let w = 0; w < scene.count; w++) {
      const arrives = 1 - Math.exp(-hazard[w]! * (time === null ? question.years! : time[w]!));
      const trust = weight[w]!;
      const rest = (1 - trust) * logit(base[w]!) + said[w]!;
      const yes = chance(trust * logit(leak[w]! + (1 - leak[w]!) * arrives) + rest);
      const no = chance(trust * logit(leak[w]!) + rest);
      found[w] = share * yes + (1 - share) * no;
    }
    return found;
  });
}

function levelOf(struck: Struck, term: string): Worlds | null {
  const spot = struck.terms.findIndex((one) => one.id === term);
  return spot < 0 ? null : struck.level[spot]!;
}

/** Log-likelihood ratio of delivery of all that is said. */
function heard(scene: Scene, question: Question): Worlds {
  const rho = scene.draw("prior.independence");
  const voices = question.voices.map(([standing, direction, speakers]) => ({
    ratio: scene.draw(`forecast.ratio.${standing}.${direction}`),
    trusts: speakers.map((certainties) => scene.draw(`likelihood.reliability.${firmest(scene, certainties)}`)),
  }));
  const given = [rho, ...voices.flatMap(({ ratio, trusts }) => [ratio, ...trusts])];
  return scene.memo.of(`said ${question.id}`, given, () => {
    const found = new Float64Array(scene.count);
    for (const { ratio, trusts } of voices) {
      for (let w = 0; w < scene.count; w++) {
        let logs = 0;
        for (const trust of trusts) logs += Math.log(1 + trust[w]! * (ratio[w]! - 1));
        found[w] = found[w]! + logs / (1 + (trusts.length - 1) * rho[w]!);
      }
    }
    return found;
  });
}

/** The certainty that the register trusts most; `unsourced` of none. */
export function firmest(scene: Scene, certainties: readonly string[]): string {
  let best = "unsourced";
  let most = -Infinity;
  for (const one of [...certainties].sort()) {
    const trust = scene.centre(`likelihood.reliability.${one}`);
    if (trust > most) [best, most] = [one, trust];
  }
  return best;
}

/** Chance that a pact made in a war outlives it; null without a war. */
export function outlives(scene: Scene): Worlds | null {
  const { pact } = scene.problem;
  if (!pact.during_war) return null;
  const [war, ends, factor, years] = ["war_end", "pact_end", "after_war", "afterlife"].map((name) =>
    scene.draw(`forecast.${name}`),
  ) as [Worlds, Worlds, Worlds, Worlds];
  const extra = pact.temporary ? scene.draw("forecast.temporary") : null;
  return scene.memo.of("outlives", [war, ends, factor, years, extra], () =>
    war.map((one, w) => {
      const after = extra === null ? ends[w]! * factor[w]! : ends[w]! * factor[w]! * extra[w]!;
      return (one / (one + ends[w]!)) * Math.exp(-after * years[w]!);
    }),
  );
}

function chance(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}

function logit(probability: number): number {
  const inside = Math.min(Math.max(probability, EPS), 1 - EPS);
  return Math.log(inside / (1 - inside));
}
