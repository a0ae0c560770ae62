/** The solver of a pact, in the page. */

import { Settings } from "./changes";
import { PAUSED } from "./memo";
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
  const settings = new Settings(problem, new Rows(problem));
  const kept = new Kept(problem);
  const solvers = new Map([[problem.worlds, new Solver(kept, settings)]]);
  const solver = (worlds: number): Solver => {
    let found = solvers.get(worlds);
    if (found === undefined) {
      if (!(worlds > 0 && worlds < problem.worlds)) throw new Error(`${worlds} of ${problem.worlds} worlds`);
      found = new Solver(new Kept({ ...problem, worlds }, kept), settings);
      solvers.set(worlds, found);
    }
    return found;
  };
  return {
    inputs: problem.inputs,
    powers: problem.toggles.powers,
    terms: problem.toggles.terms,
    members: problem.pact.members,
    limits: problem.limits,
    count: problem.worlds,
    solve: (changes, { worlds = problem.worlds } = {}) => solver(worlds).solve(changes),
    warm: (within, { worlds = problem.worlds } = {}) => solver(worlds).warm(within),
  };
}

/** A problem in so many worlds, with what is kept from one solution to the next. */
class Solver {
  private readonly before = new Before();

  constructor(
    private readonly kept: Kept,
    private readonly settings: Settings,
  ) {}

  solve(changes: readonly string[]): Answers {
    const { worlds } = this.kept.problem;
    const scene = new Scene(this.kept, this.settings.apply(changes));
    const struck = strike(scene, this.before);
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
        `In ${struck.cutOff} of ${worlds} worlds there are more bundles than can be ` +
          "followed here: something better may have been missed.",
      );
    }
    return { outcomes: outcomes.found, notes };
  }

  warm(within: number): boolean {
    const { memo } = this.kept;
    memo.deadline = performance.now() + within;
    try {
      this.solve([]);
      return true;
    } catch (error) {
      if (error !== PAUSED) throw error;
      return false;
    } finally {
      memo.deadline = Infinity;
    }
  }
}
