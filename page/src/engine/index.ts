/** The solver of a pact, in the page. */

import type { Answers, Engine } from "./types";
import type { Problem } from "./problem";

export type { Answers, Engine, Input, Kind, Outcome, PowerToggle, Shape, TermToggle } from "./types";
export type { Problem } from "./problem";
export { ChangeError } from "./types";

/** Make a solver of what Python compiled (`outlook.whatif.compiled`). */
export function makeEngine(problem: Problem): Engine {
  const nothing: Answers = { outcomes: new Map(), notes: [] };
  return {
    inputs: problem.inputs,
    powers: problem.toggles.powers,
    terms: problem.toggles.terms,
    members: problem.pact.members,
    limits: problem.limits,
    count: problem.worlds,
    solve: () => nothing,
  };
}
