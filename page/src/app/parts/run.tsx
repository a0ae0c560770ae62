// In how many worlds, from which seed: the form in front of every result.
import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import { useCell } from "../cell";
import { active, run, start } from "../jobs";
import { called, say } from "../say";
import { session } from "../store";
import { moment, whole } from "../figures";
import type { Job } from "../types";
import { Told } from "./notice";
import { Running } from "./running";

interface Props {
  readonly kind: string;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly last: Job | null;
  readonly done: Job | null;
  readonly words: string;
  /** Most worlds, where the work takes many trials in all of them. */
  readonly most?: number;
  /** Whether the work draws no worlds. */
  readonly plain?: boolean;
  readonly children?: ComponentChildren;
}

/** Whether a result is of the case as it is now. */
export const stale = (job: Job): boolean => job.version !== (session.get()?.version ?? job.version);

/** What a result was made from, and whether the case has moved on since. */
export const MadeFrom = ({ job }: { job: Job }) => {
  useCell(session);
  const old = stale(job);
  return (
    <p class={`made ${old ? "old" : ""}`}>
      {old ? <strong class="badge-old">{say("stale")}</strong> : null}
      {old ? ` ${say("stale.how", { was: job.version, now: session.get()?.version ?? 0 })} ` : null}
      {job.worlds ? say("made", { kind: called("kind", job.kind), worlds: whole(job.worlds ?? 0), seed: job.seed ?? 0, when: moment(job.finished ?? job.started) }) : say("made.plain", { kind: called("kind", job.kind), when: moment(job.finished ?? job.started) })}
    </p>
  );
};

/** The form that runs a job, with its progress. */
export const RunForm = ({ kind, options = {}, last, done, words, most, plain, children }: Props) => {
  const how = useCell(run);
  const id = useId();
  const [error, tellError] = useState<unknown>(null);
  const busy = last !== null && active(last);
  const submit = (event: Event): void => {
    event.preventDefault();
    tellError(null);
    start(kind, options, most ? { ...how, worlds: Math.min(most, how.worlds) } : how).catch(tellError);
  };
  return (
    <div class="run-form">
      <form onSubmit={submit} class="line" aria-label={words}>
        {plain ? null : <><label for={`${id}w`}>{say("worlds")} <input id={`${id}w`} type="number" inputMode="numeric" min={1} max={100000} step={1} required value={how.worlds}
          onInput={(event) => run.set({ ...how, worlds: Number(event.currentTarget.value) })} /></label>
        <label for={`${id}s`}>{say("seed")} <input id={`${id}s`} type="number" inputMode="numeric" min={0} step={1} required value={how.seed}
          onInput={(event) => run.set({ ...how, seed: Number(event.currentTarget.value) })} /></label></>}
        {children}
        <button type="submit" class="main" disabled={busy}>{words}</button>
      </form>
      {error ? <Told error={error} /> : null}
      <Running job={last && last !== done && last.state !== "done" ? last : null} />
      {done ? <MadeFrom job={done} /> : last ? null : <p class="empty">{say("none.yet", { words })}</p>}
    </div>
  );
};
