// Refusals, problems, and pages that wait.
import type { ComponentChildren } from "preact";
import { Lost, Refused } from "../api";
import { say } from "../say";

/** What went wrong, what is accepted, and one thing to do. */
export const Told = ({ error, again }: { error: unknown; again?: (() => void) | undefined }) => {
  const refused = error instanceof Refused ? error : null;
  return (
    <div class="told" role="alert" lang={refused?.body["lang"] === "en" ? "en" : undefined}>
      <p class="what">{refused ? refused.message : error instanceof Lost ? say("lost.short") : String(error instanceof Error ? error.message : error)}</p>
      {refused?.accepted ? <p><span class="by">{say("accepted")}</span> <bdi>{refused.accepted}</bdi></p> : null}
      {refused?.hint ? <p><span class="by">{say("hint")}</span> <bdi>{refused.hint}</bdi></p> : null}
      {again ? <button type="button" onClick={again}>{say("again")}</button> : null}
    </div>
  );
};

/** A page that waits for its data. */
export const Waiting = () => <p class="intro waiting" role="status">{say("waiting")}</p>;

/** A page with nothing on it yet says what to do. */
export const Empty = ({ children }: { children: ComponentChildren }) => <div class="empty">{children}</div>;
