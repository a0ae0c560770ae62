// The case at a glance, and how far the work on it has come.
import type { ComponentChildren } from "preact";
import { useCell } from "../cell";
import { active } from "../jobs";
import { Told, Waiting } from "../parts/notice";
import { to } from "../route";
import { called, say } from "../say";
import { actorName, jobs, problems, refreshCase, session, summary, trouble } from "../store";
import type { Job, Named, Summary } from "../types";
import { whole } from "../figures";
import { ProblemLine } from "./editor";

type State = "done" | "open" | "old" | "running" | "part";

interface Step { readonly key: "read" | "review" | "measure" | "solve" | "weigh" | "brief"; readonly href: string; readonly state: State; readonly words: string }

const FEW = 6;

/** The state of a step that a job does: done for this version, done for an older one, or not. */
const ofJob = (all: readonly Job[], kinds: readonly string[], version: number): { state: State; was: number } => {
  const mine = all.filter((job) => kinds.includes(job.kind));
  if (mine.some(active)) return { state: "running", was: 0 };
  const done = mine.filter((job) => job.state === "done");
  if (done.some((job) => job.version === version)) return { state: "done", was: version };
  return done[0] ? { state: "old", was: done[0].version } : { state: "open", was: 0 };
};

const stepsOf = (about: Summary, all: readonly Job[], version: number): readonly Step[] => {
  const claims = about.counts["claims"] ?? 0, papers = about.counts["documents"] ?? 0;
  const decided = about.reviewed?.decided ?? 0, total = about.reviewed?.total ?? claims;
  const job = (key: "measure" | "solve" | "weigh" | "brief", kinds: readonly string[], href: string): Step => {
    const { state, was } = ofJob(all, kinds, version);
    return { key, href, state, words: state === "old" ? say("step.old", { was, now: version }) : say(`step.${key}.${state === "done" ? "done" : state === "running" ? "running" : "open"}`) };
  };
  return [
    { key: "read", href: to("documents"), state: papers ? "done" : "open", words: papers ? say("step.read.done", { papers: say("papers.n", { n: papers }), claims: say("claims.n", { n: claims }) }) : say("step.read.open") },
    { key: "review", href: "/review/", state: total && decided >= total ? "done" : decided ? "part" : "open", words: say(decided ? "step.review.part" : "step.review.open", { decided: whole(decided), total: whole(total) }) },
    job("measure", ["measure"], to("solve", ["measure"])),
    job("solve", ["solve"], to("solve")),
    job("weigh", ["weigh"], to("weigh")),
    job("brief", ["brief"], to("brief")),
  ];
};

const coded = (one: Named | string): Named => (typeof one === "string" ? { code: one, name: actorName(one) } : one);

const People = ({ all, patron }: { all: readonly (Named | string)[]; patron?: string | null | undefined }) => (
  <ul class="people">
    {all.map(coded).map((one) => (
      <li key={one.code}><bdi>{one.name}</bdi> <code>{one.code}</code>{one.code === patron ? <span class="tag">{say("patron")}</span> : null}</li>
    ))}
  </ul>
);

const Part = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <div class="answer"><dt>{title}</dt><dd>{children}</dd></div>
);

/** The first page of a case. */
export const Overview = () => {
  const about = useCell(summary);
  const now = useCell(session);
  const all = useCell(jobs);
  const wrong = useCell(problems);
  const failed = useCell(trouble);
  if (!about) return failed ? <Told error={failed} again={() => void refreshCase()} /> : <Waiting />;
  const thirds = about.powers.filter((one) => one.role !== "rival"), rivals = about.powers.filter((one) => one.role === "rival");
  const steps = stepsOf(about, all, now?.version ?? about.version);
  const next = steps.find((one) => one.state !== "done" && one.key !== "review");
  const counted = ["documents", "claims", "actors", "needs", "ties", "terms", "stances", "events", "questions"].filter((name) => about.counts[name] !== undefined);
  const link = (name: string): string => (name === "documents" || name === "claims" ? to("documents") : to("case", [name]));
  return (
    <>
      <p class="kicker">{say("case")}{about.as_of ? ` · ${say("as_of", { day: about.as_of })}` : ""}{about.folder ? <> · <code>{about.folder}</code></> : null}</p>
      <h1 tabIndex={-1}><bdi>{about.title || about.name}</bdi></h1>
      <ol class="steps-line" aria-label={say("steps")}>
        {steps.map((one, k) => (
          <li key={one.key} class={`step ${one.state} ${one === next ? "next" : ""}`}>
            <a href={one.href}>
              <span class="step-n" aria-hidden="true">{one.state === "done" ? "✓" : k + 1}</span>
              <strong>{say(`step.${one.key}`)}</strong>
              <span class="step-words">{one.words}</span>
            </a>
          </li>
        ))}
      </ol>
      <dl class="answers facts">
        <Part title={say("members")}><People all={about.members} /></Part>
        {about.pact ? <Part title={say("pact")}><a href={to("case", ["pacts"])}><bdi>{about.pact.name}</bdi></a></Part> : <Part title={say("pact")}>{say("pact.none")}</Part>}
        <Part title={say("thirds")}>{thirds.length ? <People all={thirds} patron={about.patron} /> : say("thirds.none")}</Part>
        {rivals.length ? <Part title={say("rivals")}><People all={rivals} /></Part> : null}
        <Part title={say("holds")}>
          <ul class="counts">{counted.map((name) => <li key={name}><a href={link(name)}><strong>{whole(about.counts[name] ?? 0)}</strong> {called("table", name).toLowerCase()}</a></li>)}</ul>
        </Part>
        <Part title={say("check.title")}>
          {wrong === null ? say("waiting") : wrong.length === 0 ? <span class="good">{say("check.none")}</span> : (
            <>
              <ul class="problems">{wrong.slice(0, FEW).map((one, k) => <ProblemLine key={k} one={one} />)}</ul>
              {wrong.length > FEW ? <a href={to("case")}>{say("check.more", { n: wrong.length - FEW })}</a> : null}
            </>
          )}
        </Part>
        {about.gaps?.length ? <Part title={say("gaps")}><ul class="gaps">{about.gaps.slice(0, FEW).map((one, k) => <li key={k}><bdi>{one}</bdi></li>)}</ul></Part> : null}
      </dl>
    </>
  );
};
