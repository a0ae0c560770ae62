// What the changes do, in a sentence or two.
import type { Answers } from "../engine/index";
import type { Changes } from "./changes";
import { capital, percent } from "./figures";
import { differs, moved, turned } from "./paired";
import { pairs, turnedWords } from "./results";
import { say } from "./say";

const STRUCK = "solve.p_pact";
const CHOSEN = ["solve.term.", "solve.power."];

/** The sentence of `suzerain what-if`, of these answers: the verdict, and what moves most. */
export const reading = (base: Answers, now: Answers, changes: Changes): [string, string] => {
  if (!changes.size) return [say("reading.none"), ""];
  const moving = pairs(base, now, () => true).filter(({ before, after }) => differs(before.values, after.values));
  if (!moving.length) return [say("reading.still"), ""];
  const before = base.outcomes.get(STRUCK), after = now.outcomes.get(STRUCK);
  if (!before || !after) return ["", ""];
  const turns = turned(before.values, after.values), pact = capital(before.label);
  const said = turns.lost || turns.gained
    ? say("reading.struck", {
      pact, before: percent(before.share), after: percent(after.share),
      turned: turnedWords(turns),
    })
    : say("reading.struck.same", { pact, before: percent(before.share) });
  const shares = moving
    .filter(({ before: one }) => one.kind === "share" && CHOSEN.some((head) => one.id.startsWith(head)))
    .map((pair) => ({ pair, by: Math.abs(moved(pair.before.values, pair.after.values).mean) }));
  if (!shares.length) return [said, say("reading.rest")];
  const { pair } = shares.reduce((most, one) =>
    one.by > most.by || (one.by === most.by && one.pair.before.id > most.pair.before.id) ? one : most);
  return [said, say("reading.most", {
    title: pair.before.label, before: percent(pair.before.share), after: percent(pair.after.share),
  })];
};

/** Of the worlds with the pact, the share that lose it if the patron refuses. */
export const consentNeeded = (answers: Answers): number | null => {
  const struck = answers.outcomes.get(STRUCK);
  const director = [...answers.outcomes.values()].find((one) => one.id.startsWith("solve.director_index."));
  return struck && director && struck.share > 0 ? director.share / struck.share : null;
};
