// What a figure rests on: passages, cells and assumptions, in a panel beside the page.
import { useEffect, useState } from "preact/hooks";
import { ask, part, query } from "../api";
import { useCell } from "../cell";
import { run } from "../jobs";
import { go, here, route, to } from "../route";
import { called, say } from "../say";
import { labelOf, useLabels } from "../labels";
import type { Step } from "../types";
import { Dialog } from "./dialog";
import { Told, Waiting } from "./notice";

const FEW = 8;

/** All steps below one, each once, nearest first. */
const below = (step: Step): readonly Step[] => {
  const found = new Map<string, Step>();
  let level: readonly Step[] = step.parents;
  while (level.length) {
    const next: Step[] = [];
    for (const one of level) {
      if (found.has(one.id)) continue;
      found.set(one.id, one);
      next.push(...one.parents);
    }
    level = next;
  }
  return [...found.values()];
};

const docOf = (claim: string): string => {
  const found = /^c-([0-9a-f]+)-/.exec(claim);
  return found ? `doc-${found[1]}` : "";
};

const Passage = ({ step }: { step: Step }) => (
  <blockquote class="said">
    {step.quote ? <q><bdi>{step.quote}</bdi></q> : <bdi>{step.label}</bdi>}
    <footer>
      {docOf(step.id) ? <a href={to("documents", [docOf(step.id), step.id])}><bdi>{step.source || step.id}</bdi></a> : <bdi>{step.source}</bdi>}
      {" · "}<bdi>{step.label}</bdi>
    </footer>
  </blockquote>
);

const Assumed = ({ step }: { step: Step }) => {
  const id = step.id;
  return (
    <div class="assumed">
      <p><strong><bdi>{labelOf(id)}</bdi></strong> · {step.value}</p>
      {step.reason ? <p class="why"><bdi>{step.reason}</bdi> {step.citation ? <>(<bdi>{step.citation}</bdi>)</> : null}</p> : null}
      <p><a href={to("assumptions", [], { q: id })}>{say("trace.register")}</a> <code>{id}</code></p>
    </div>
  );
};

const Cell = ({ step }: { step: Step }) => (
  <li><a href={here({ why: step.id })}><bdi>{step.label}</bdi></a> {step.value ? <>· <bdi>{step.value}</bdi></> : null}</li>
);

const Some = ({ steps, title, kind }: { steps: readonly Step[]; title: string; kind: "claim" | "assumption" | "cell" }) => {
  const [all, open] = useState(false);
  if (!steps.length) return null;
  const shown = all ? steps : steps.slice(0, FEW);
  return (
    <section class="trace-part">
      <h3>{title} ({steps.length})</h3>
      {kind === "cell" ? <ul>{shown.map((step) => <Cell key={step.id} step={step} />)}</ul>
        : shown.map((step) => kind === "claim" ? <Passage key={step.id} step={step} /> : <Assumed key={step.id} step={step} />)}
      {shown.length < steps.length ? <button type="button" class="linkish" onClick={() => open(true)}>{say("trace.all", { n: steps.length })}</button> : null}
    </section>
  );
};

const footnote = (step: Step): string => {
  const passages = [step, ...below(step)].filter((one) => one.kind === "claim" && one.quote).slice(0, FEW);
  const cited = passages.map((one) => `“${one.quote}” (${one.source}, ${one.start}–${one.end})`);
  const assumed = below(step).filter((one) => one.kind === "assumption").length;
  return [`${step.label}${step.value ? `: ${step.value}` : ""}.`, ...cited, assumed ? say("trace.footnote", { n: assumed }) : ""].filter(Boolean).join(" ");
};

/** The panel of the figure that the address names. */
export const Trace = () => {
  useLabels();
  const now = useCell(route);
  const how = useCell(run);
  const id = now.given["why"] ?? "";
  const [step, keep] = useState<Step | null>(null);
  const [error, tellError] = useState<unknown>(null);
  const [copied, say2] = useState("");
  useEffect(() => {
    keep(null);
    tellError(null);
    say2("");
    if (!id) return undefined;
    const stop = new AbortController();
    ask<Step>(`/api/why/${part(id)}${query({ worlds: how.worlds, seed: how.seed })}`, { signal: stop.signal })
      .then(keep).catch((problem: unknown) => { if (!stop.signal.aborted) tellError(problem); });
    return () => stop.abort();
  }, [id]);
  if (!id) return null;
  const rest = step ? below(step) : [];
  const copy = (): void => {
    if (!step) return;
    navigator.clipboard.writeText(footnote(step)).then(() => say2(say("trace.copied")), () => say2(say("trace.uncopied")));
  };
  return (
    <Dialog title={step ? (step.kind === "assumption" ? labelOf(step.id) : step.label) : id} close={() => go(here({ why: undefined }))} look="side" id="panel">
      <div class="panel-body">
        {error ? <Told error={error} /> : !step ? <Waiting /> : (
          <>
            <p class="kicker">{called("trace.kind", step.kind)} · <code>{step.id}</code></p>
            {step.value ? <p class="panel-value"><bdi>{step.value}</bdi></p> : null}
            {step.kind === "claim" ? <Passage step={step} /> : null}
            {step.kind === "assumption" ? <Assumed step={step} /> : null}
            <Some kind="claim" title={say("trace.passages")} steps={rest.filter((one) => one.kind === "claim")} />
            <Some kind="cell" title={say("trace.cells")} steps={rest.filter((one) => one.kind !== "claim" && one.kind !== "assumption")} />
            <Some kind="assumption" title={say("trace.assumptions")} steps={rest.filter((one) => one.kind === "assumption")} />
            <p class="panel-foot"><button type="button" onClick={copy}>{say("trace.copy")}</button> <span role="status">{copied}</span></p>
          </>
        )}
      </div>
    </Dialog>
  );
};
