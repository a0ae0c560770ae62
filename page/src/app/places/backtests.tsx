// How well dependence foretold what came, study by study, in plain words.
import { useEffect, useState } from "preact/hooks";
import { ask, part } from "../api";
import { useCell } from "../cell";
import { around, number, percent, whole } from "../figures";
import { Told, Waiting } from "../parts/notice";
import { useLatest } from "../jobs";
import { Strip } from "../parts/pictures";
import { RunForm } from "../parts/run";
import { session } from "../store";
import { route, to } from "../route";
import { called, say } from "../say";
import type { Study } from "../types";
import { Wide } from "./solve";

interface Model {
  readonly name: string; readonly meaning: string; readonly kind: string; readonly auc: number | null; readonly brier: number; readonly skill: number; readonly top: number;
  readonly interval?: { readonly auc?: readonly number[] | null };
}
interface Result {
  readonly study: string; readonly outcome: string; readonly question: string; readonly rule: string; readonly origins: readonly number[]; readonly n: number; readonly units: number; readonly events: number;
  readonly models: readonly Model[];
}

const CHANCE = 0.5;
const nameOf = (one: Study): string => one.name ?? one.study ?? "";
const isResult = (value: unknown): value is Result => typeof value === "object" && value !== null && Array.isArray((value as Result).models);

const best = (models: readonly Model[]): Model | undefined => [...models].filter((one) => one.auc !== null).sort((a, b) => (b.auc ?? 0) - (a.auc ?? 0))[0];

/** The study in three sentences. */
const Plain = ({ made }: { made: Result }) => {
  const top = best(made.models), bases = best(made.models.filter((one) => one.kind === "published")), ours = best(made.models.filter((one) => one.kind === "ours"));
  return (
    <ul class="findings">
      <li>{say("backtest.asked", { n: whole(made.n), units: whole(made.units), from: made.origins[0] ?? "", to: made.origins[made.origins.length - 1] ?? "", events: whole(made.events), share: percent(made.n ? made.events / made.n : 0) })}</li>
      {top ? <li>{say("backtest.best", { who: top.meaning, auc: percent(top.auc ?? 0) })}</li> : null}
      {ours && bases ? <li>{say((ours.auc ?? 0) > (bases.auc ?? 0) ? "backtest.ours.ahead" : "backtest.ours.behind", { ours: percent(ours.auc ?? 0), theirs: percent(bases.auc ?? 0), who: bases.meaning })}</li> : null}
      {top ? <li>{say("backtest.top", { who: top.meaning, share: percent(top.top) })}</li> : null}
    </ul>
  );
};

const Report = ({ made }: { made: Result }) => {
  const sorted = [...made.models].sort((a, b) => (b.auc ?? 0) - (a.auc ?? 0));
  const values = sorted.flatMap((one) => [...(one.interval?.auc ?? []), one.auc ?? CHANCE]);
  const from = Math.min(CHANCE - 0.02, ...values), most = Math.max(CHANCE + 0.1, ...values);
  return (
    <section aria-label={made.question}>
      <h2><bdi>{made.question}</bdi></h2>
      <Plain made={made} />
      <figure>
        <h3>{say("backtest.picture")}</h3>
        <p class="reading">{say("backtest.reading")}</p>
        <div class="rows">
          {sorted.map((one) => (
            <div class="row" key={one.name}>
              <span><bdi>{one.meaning}</bdi> <span class="tag mild">{called("model", one.kind)}</span></span>
              <Strip band={{ low: one.interval?.auc?.[0] ?? one.auc ?? CHANCE, median: one.auc ?? CHANCE, high: one.interval?.auc?.[1] ?? one.auc ?? CHANCE }} from={from} to={most} base={CHANCE} label={one.auc === null ? "–" : percent(one.auc)} />
              <span class="figures">{one.auc === null ? "–" : one.interval?.auc ? around({ low: one.interval.auc[0] ?? one.auc, median: one.auc, high: one.interval.auc[1] ?? one.auc }) : percent(one.auc)}</span>
            </div>
          ))}
        </div>
        <details class="under"><summary>{say("same.table")}</summary>
          <Wide caption={say("backtest.table")} head={[say("backtest.model"), say("backtest.kind"), say("backtest.auc"), say("backtest.top.short"), say("backtest.brier"), say("backtest.skill")]}>
            {sorted.map((one) => <tr key={one.name}><th scope="row"><bdi>{one.meaning}</bdi></th><td>{called("model", one.kind)}</td><td>{one.auc === null ? "–" : percent(one.auc)}</td><td>{percent(one.top)}</td><td>{number(one.brier, 3)}</td><td>{percent(one.skill)}</td></tr>)}
          </Wide>
        </details>
      </figure>
      <p class="how">{made.rule}</p>
    </section>
  );
};

/** One study: what it found here, or how to run it. */
const StudyPage = ({ study }: { study: Study }) => {
  const name = nameOf(study);
  const open = useCell(session)?.case;
  const { last, done } = useLatest("backtest", (job) => job.options?.["study"] === name);
  const [kept, keep] = useState<Result | null>(null);
  useEffect(() => {
    keep(null);
    const stop = new AbortController();
    ask<Record<string, unknown>>(`/api/backtests/${part(name)}`, { signal: stop.signal })
      .then((found) => { const value = isResult(found) ? found : found["result"]; if (isResult(value)) keep(value); }).catch(() => undefined);
    return () => stop.abort();
  }, [name, done?.id]);
  const made = kept ?? (isResult(done?.result) ? done.result : null);
  return (
    <>
      {made ? <Report made={made} /> : <h2><bdi>{study.question}</bdi></h2>}
      {study.ready === false ? <p class="empty">{say("backtest.add", { what: (study.lacking ?? []).join(", ") })} <code>suzerain data list</code></p>
        : !open ? <p class="empty">{say("backtest.case")}</p>
        : <><RunForm kind="backtest" options={{ study: name }} last={last} done={done} words={say("backtest.run")} plain />{made ? null : <p class="how">{say("backtest.long")}</p>}</>}
    </>
  );
};

const mark = (told: boolean | null | undefined): string => (told === true ? `✓ ${say("yes.cap")}` : told === false ? `✗ ${say("no.cap")}` : "–");

/** Studies, and the one that was chosen. */
export const BackTests = () => {
  const now = useCell(route);
  const [studies, keep] = useState<readonly Study[] | null>(null);
  const [error, tellError] = useState<unknown>(null);
  const load = (): void => { ask<{ studies?: readonly Study[]; rows?: readonly Study[] }>("/api/backtests").then((found) => { keep(found.studies ?? found.rows ?? []); tellError(null); }).catch(tellError); };
  useEffect(load, []);
  const chosen = studies?.find((one) => nameOf(one) === now.path[0]);
  const judged = (studies ?? []).filter((one) => one.tells !== undefined && one.tells !== null);
  return (
    <>
      <h1 tabIndex={-1}>{say("place.backtests")}</h1>
      <p class="intro">{say("backtests.intro")}</p>
      {error ? <Told error={error} again={load} /> : null}
      {studies === null && !error ? <Waiting /> : null}
      {chosen ? <p><a href={to("backtests")}>← {say("place.backtests")}</a></p> : null}
      {chosen ? <StudyPage key={nameOf(chosen)} study={chosen} /> : studies ? (
        <>
          {judged.length ? <p class="finding-line">{say("backtests.verdict", { n: judged.length, tells: judged.filter((one) => one.tells).length, adds: judged.filter((one) => one.adds).length })}</p> : null}
          <Wide caption={say("backtests.summary")} head={[say("backtests.question"), say("backtests.tells"), say("backtests.adds"), say("backtests.runnable")]}>
            {studies.map((one) => (
              <tr key={nameOf(one)}>
                <th scope="row"><a href={to("backtests", [nameOf(one)])}><bdi>{one.question ?? nameOf(one)}</bdi></a> <span class="by"><bdi>{one.outcome}</bdi></span></th>
                <td class={`verdict ${one.tells ? "good-one" : ""}`}>{mark(one.tells)}</td><td class={`verdict ${one.adds ? "good-one" : ""}`}>{mark(one.adds)}</td>
                <td class="by">{one.ready ? say("backtests.ready") : say("backtests.lacking", { what: (one.lacking ?? []).join(", ") })}</td>
              </tr>
            ))}
          </Wide>
        </>
      ) : null}
    </>
  );
};
