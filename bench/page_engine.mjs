// Time the page's engine under Node: one solve for each input, at values across its range.
// Called by page_engine.py: node page_engine.mjs ENGINE PROBLEM STEPS
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [, , engineFile, problemFile, steps] = process.argv;
const { makeEngine } = await import(pathToFileURL(engineFile).href);
const text = readFileSync(problemFile, "utf8");

const spent = (job) => {
  const cpu = process.cpuUsage();
  const began = performance.now();
  job();
  const wall = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  return { wall, cpu: (user + system) / 1000 };
};
// what the page shows of an answer: shares and medians of all outcomes
const shown = ({ outcomes }) => {
  let total = 0;
  for (const one of outcomes.values()) total += one.kind === "share" ? one.share : one.median;
  return total;
};
const at = (parts, part) => {
  const sorted = [...parts].sort((a, b) => a - b);
  const found = sorted[Math.min(Math.floor(part * sorted.length), sorted.length - 1)];
  return Math.round(found * 10) / 10;
};
const told = (runs) => ({
  wall_ms: { median: at(runs.map((one) => one.wall), 0.5), p95: at(runs.map((one) => one.wall), 0.95) },
  cpu_ms: { median: at(runs.map((one) => one.cpu), 0.5), p95: at(runs.map((one) => one.cpu), 0.95) },
});

const problem = JSON.parse(text);
let engine;
const begun = spent(() => {
  engine = makeEngine(JSON.parse(text));
  shown(engine.solve([]));
});
const value = (one, k) => {
  const part = 0.1 + (0.8 * k) / Math.max(steps - 1, 1);
  return one.low > 0 && one.shape === "loguniform"
    ? one.low * (one.high / one.low) ** part
    : one.low + (one.high - one.low) * part;
};
const drag = (one, options) =>
  Array.from({ length: Number(steps) }, (_, k) =>
    spent(() => shown(engine.solve([`${one.id}=${value(one, k)}`], options))),
  );
for (const one of engine.inputs.slice(0, 3)) drag(one); // let the compiler of V8 warm up
const inputs = engine.inputs.map((one) => ({ id: one.id, runs: drag(one) }));
// what a page solves while a hand moves
const worlds = problem.worlds / 4;
engine.solve([], { worlds });
const first = engine.inputs.flatMap((one) => drag(one, { worlds }));
// the first solution, made a little at a time
const idle = makeEngine(JSON.parse(text));
const slices = [];
for (let ready = false; !ready; ) slices.push(spent(() => (ready = idle.warm(12))));
const policies = [
  ...engine.powers.flatMap(({ code }) => [`consent:${code}=refuse`, `consent:${code}=absent`]),
  ...engine.terms.map(({ giver, good, taker }) => `no:${giver}.${good}.${taker}`),
].map((change) => spent(() => shown(engine.solve([change]))));
console.log(
  JSON.stringify({
    problem_bytes: Buffer.byteLength(text),
    worlds: problem.worlds,
    terms: problem.pact.terms.length,
    inputs: engine.inputs.length,
    first_solve: told([begun]),
    first_solve_in_slices: { slices: slices.length, ...told(slices) },
    all_inputs: told(inputs.flatMap((one) => one.runs)),
    all_inputs_first_worlds: { worlds, ...told(first) },
    policies: told(policies),
    slowest: inputs
      .map((one) => ({ id: one.id, ...told(one.runs) }))
      .sort((a, b) => b.cpu_ms.median - a.cpu_ms.median)
      .slice(0, 5),
    node: process.version,
  }),
);
