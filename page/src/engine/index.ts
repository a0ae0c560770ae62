/** The solver of a pact, in the page. */

import { Settings } from "./changes";
import { Outcomes } from "./outcomes";
import type { Problem } from "./problem";
import { Rows } from "./register";
import { Kept, Scene } from "./scene";
import { Before, strike } from "./struck";
import type { Answers, Engine } from "./types";

export type { Answers, Engine, Input, Kind, Outcome, PowerToggle, Shape, TermToggle } from "./types";
export type { Problem } from "./problem";
export { ChangeError } from "./types";
export { chance } from "./draws";

/** Make a solver of what Python compiled (`outlook.whatif.compiled`). */
export function makeEngine(problem: Problem): Engine {
  const rows = new Rows(problem);
  const settings = new Settings(problem, rows);
  const kept = new Kept(problem);
  const before = new Before();
  return {
    inputs: problem.inputs,
    powers: problem.toggles.powers,
    terms: problem.toggles.terms,
    members: problem.pact.members,
    limits: problem.limits,
    count: problem.worlds,
    solve(changes: readonly string[]): Answers {
      const scene = new Scene(kept, settings.apply(changes));
      const struck = strike(scene, before);
      const outcomes = new Outcomes(scene);
      outcomes.deal(struck);
      outcomes.terms(struck);
      outcomes.powers(struck);
      outcomes.members(struck);
      outcomes.measures();
      outcomes.contests(struck);
      outcomes.questions(struck);
      const notes: string[] = [];
      if (!struck.patron) notes.push("No outside power stands out as patron.");
      if (struck.cutOff) {
        notes.push(
          `In ${struck.cutOff} of ${problem.worlds} worlds there are more bundles than can be ` +
            "followed here: something better may have been missed.",
        );
      }
      return { outcomes: outcomes.found, notes };
    },
  };
}
