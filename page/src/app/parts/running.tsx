// A job on its way: how far it is, and a way to stop it.
import { Refused } from "../api";
import { active, cancel } from "../jobs";
import { called, say } from "../say";
import type { Job } from "../types";
import { Told } from "./notice";

/** Progress of a job, or why it ended without a result. */
export const Running = ({ job }: { job: Job | null }) => {
  if (!job) return null;
  if (active(job)) {
    const known = job.of !== undefined && job.of > 0;
    return (
      <div class="running" role="group" aria-label={say("job.progress", { kind: called("kind", job.kind) })}>
        <progress aria-label={say("job.progress", { kind: called("kind", job.kind) })} {...(known ? { max: job.of, value: job.done ?? 0 } : {})} />
        <span role="status">{job.message || say(job.state === "waiting" ? "job.waiting" : "job.running", { kind: called("kind", job.kind) })}</span>
        <button type="button" onClick={() => void cancel(job)}>{say("cancel")}</button>
      </div>
    );
  }
  if (job.state === "cancelled") return <p class="how" role="status">{say("job.cancelled")}</p>;
  if (job.state === "failed") {
    const error = job.error;
    const body = typeof error === "object" && error ? { ...error } : { error: error ?? job.message ?? say("job.failed") };
    return <Told error={new Refused(500, body as Record<string, unknown>)} />;
  }
  return null;
};
