// The brief: open it, send it, and the record of what it was made from.
import { useEffect, useState } from "preact/hooks";
import { offered, ownName } from "../../shared/tongue";
import { language as spoken } from "../../shared/words";
import { ask, query } from "../api";
import { useCell } from "../cell";
import { run, useLatest } from "../jobs";
import { RunForm, stale } from "../parts/run";
import { say } from "../say";
import { session, summary } from "../store";
import type { Scenario } from "../types";

const KINDS = ["docx", "pdf", "md", "json"] as const;

/** The brief and its downloads. */
export const Brief = () => {
  const about = useCell(summary);
  const how = useCell(run);
  const at = useCell(session)?.version;
  const [scenario, choose] = useState("");
  const [language, speak] = useState(spoken() === "en" ? "" : spoken());
  const [list, keep] = useState<readonly Scenario[]>([]);
  const { last, done } = useLatest("brief", (job) => (job.options?.["form"] ?? "html") === "html" && String(job.options?.["scenario"] ?? "") === scenario && String(job.options?.["language"] ?? "") === language);
  useEffect(() => { ask<{ scenarios?: readonly Scenario[]; rows?: readonly Scenario[] }>("/api/scenarios").then((found) => keep(found.scenarios ?? found.rows ?? [])).catch(() => undefined); }, [at]);
  const tail = query({ scenario, language, worlds: how.worlds, seed: how.seed });
  return (
    <>
      <h1 tabIndex={-1}>{say("place.brief")}</h1>
      <p class="intro">{say("brief.intro", { title: about?.title || about?.name || "" })}</p>
      <RunForm kind="brief" options={{ ...(scenario ? { scenario } : {}), ...(language ? { language } : {}) }} last={last} done={done} words={say("brief.make")}>
        {list.length ? (
          <label>{say("brief.scenario")} <select value={scenario} onChange={(event) => choose(event.currentTarget.value)}>
            <option value="">{say("scenario.base")}</option>{list.map((one) => <option key={one.name} value={one.name}>{one.name}</option>)}
          </select></label>
        ) : null}
        <label>{say("brief.language")} <select value={language} onChange={(event) => speak(event.currentTarget.value)}>
          {offered().map((code) => <option key={code} value={code === "en" ? "" : code} lang={code}>{ownName(code)}</option>)}
        </select></label>
      </RunForm>
      <p class="open-brief"><a class={`as-button ${done && !stale(done) ? "main" : ""}`} href={`/brief${tail}`}>{say("brief.open")}</a></p>
      <h2>{say("brief.downloads")}</h2>
      <ul class="downloads">
        {KINDS.map((kind) => <li key={kind}><a href={`/brief.${kind}${tail}`} download={`${about?.name ?? "brief"}.${kind}`}><strong>{say(`brief.${kind}`)}</strong><span class="by">{say(`brief.${kind}.how`)}</span></a></li>)}
      </ul>
      <p class="how">{say("brief.cli")} <code>suzerain brief {about?.name}{scenario ? ` --scenario ${scenario}` : ""}{language ? ` --language ${language}` : ""} --worlds {how.worlds} --seed {how.seed} -o brief.html</code></p>
    </>
  );
};

/** The atlas. */
export const Atlas = () => (
  <>
    <h1 tabIndex={-1}>{say("place.atlas")}</h1>
    <p class="intro">{say("atlas.intro")}</p>
    <p class="open-brief"><a class="as-button main" href="/atlas">{say("atlas.open")}</a></p>
  </>
);
