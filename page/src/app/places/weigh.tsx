// What is contested: hypotheses in rows, evidence in columns; and what may come, as fifty dots.
import { useCell } from "../cell";
import { around, number, percent } from "../figures";
import { useLatest } from "../jobs";
import { Num } from "../parts/number";
import { Dots } from "../parts/pictures";
import { RunForm } from "../parts/run";
import { route, to } from "../route";
import { called, say } from "../say";
import { summary } from "../store";
import type { Band } from "../types";
import { Wide } from "./solve";

interface Item {
  readonly claim: string; readonly claims: readonly string[]; readonly sort: string; readonly cluster: string; readonly absent: boolean;
  readonly likelihood_ratio: Band; readonly ratios: Readonly<Record<string, Band>>; readonly says?: string; readonly name?: string;
}
interface Hypothesis { readonly name: string; readonly rows: readonly string[]; readonly prior: Band; readonly posterior: Band; readonly label?: string }
interface Weighing {
  readonly question: string; readonly contest: string; readonly hypotheses: readonly Hypothesis[]; readonly sums: readonly Hypothesis[];
  readonly asks?: string; readonly evidence: readonly Item[]; readonly absences: readonly Item[]; readonly notes: readonly string[];
}
interface Forecast {
  readonly id: string; readonly question: string; readonly text: string; readonly by: string; readonly rule: string; readonly probability: Band;
  readonly without_patron?: Band | null; readonly word: string; readonly dots: readonly number[];
  readonly reasons: readonly { readonly name: string; readonly without: number; readonly change: number }[]; readonly notes: readonly string[];
}

/** How strongly a ratio speaks, for or against, in steps. */
const force = (ratio: number): string => {
  const size = Math.abs(Math.log(ratio));
  const step = size < 0.05 ? 0 : size < 0.25 ? 1 : size < 0.7 ? 2 : 3;
  return step === 0 ? "r0" : `${ratio > 1 ? "for" : "against"} r${step}`;
};

const Contest = ({ made }: { made: Weighing }) => {
  const items = [...made.evidence, ...made.absences].map((item, k) => ({ ...item, id: `weigh.${made.contest}.item${k + 1}` }));
  const sorted = [...items].sort((a, b) => Math.abs(Math.log(b.likelihood_ratio.median)) - Math.abs(Math.log(a.likelihood_ratio.median)));
  const docOf = (claim: string): string => { const found = /^c-([0-9a-f]+)-/.exec(claim); return found ? `doc-${found[1]}` : ""; };
  return (
    <section aria-label={made.question}>
      <h2><bdi>{made.question}</bdi></h2>
      <Wide caption={say("weigh.rows")} head={[say("weigh.hypothesis"), say("weigh.before"), say("weigh.after")]}>
        {[...made.hypotheses, ...made.sums].map((one) => (
          <tr key={one.name} class={made.sums.includes(one) ? "sum" : ""}>
            <th scope="row">{one.label ?? called("hypothesis", one.name)}</th>
            <td><Num of={`weigh.${made.contest}.${one.name}`}>{around(one.prior)}</Num></td>
            <td><Num of={`weigh.${made.contest}.${one.name}`}>{around(one.posterior)}</Num></td>
          </tr>
        ))}
      </Wide>
      <h3>{say("weigh.grid")}</h3>
      <p class="reading">{say("weigh.grid.how")}</p>
      <div class="scroll" tabIndex={0} role="region" aria-label={say("weigh.grid")}>
        <table class="matrix grid-of-evidence">
          <caption class="unseen">{say("weigh.grid")}</caption>
          <thead><tr><th scope="col">{say("weigh.hypothesis")}</th>{sorted.map((item, k) => (
            <th key={k} scope="col"><span class="item-n">{k + 1}</span> {item.says ?? called("sort", item.sort)}{item.absent ? ` (${say("weigh.absent")})` : ""}</th>
          ))}</tr></thead>
          <tbody>
            {made.hypotheses.map((one) => (
              <tr key={one.name}>
                <th scope="row">{one.label ?? called("hypothesis", one.name)}</th>
                {sorted.map((item, k) => {
                  const ratio = item.ratios[one.name];
                  if (!ratio) return <td key={k}>–</td>;
                  return <td key={k} class={`ratio ${force(ratio.median)}`}><span class="sign" aria-hidden="true">{ratio.median > 1.05 ? "▲" : ratio.median < 0.95 ? "▼" : "·"}</span> {number(ratio.median, 2)}</td>;
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <details class="under"><summary>{say("weigh.items")}</summary>
        <Wide caption={say("weigh.items.caption", { asked: called("hypothesis", made.asks ?? "knew") })} head={["", say("weigh.item"), say("weigh.ratio"), say("weigh.from"), say("trace.passages")]}>
          {sorted.map((item, k) => (
            <tr key={k}>
              <td>{k + 1}</td><th scope="row">{item.says ?? called("sort", item.sort)}{item.absent ? ` (${say("weigh.absent")})` : ""}</th>
              <td><Num of={item.id}>{number(item.likelihood_ratio.median, 2)} ({number(item.likelihood_ratio.low, 2)}–{number(item.likelihood_ratio.high, 2)})</Num></td>
              <td><bdi>{item.cluster}</bdi></td>
              <td>{item.claims.map((claim, n) => <a key={claim} class="cite" href={to("documents", [docOf(claim), claim])} aria-label={say("weigh.passage", { n: n + 1, item: k + 1 })}>[{n + 1}]</a>)}</td>
            </tr>
          ))}
        </Wide>
      </details>
      {made.notes.map((note, k) => <p key={k} class="how"><bdi>{note}</bdi></p>)}
    </section>
  );
};

const Ahead = ({ made }: { made: Forecast }) => (
  <figure>
    <h2 class="as-h3"><bdi>{made.text}</bdi></h2>
    <p class="reading"><strong class="word">{made.word}</strong> · <Num of={`forecast.${made.question}`}>{around(made.probability)}</Num>{made.without_patron ? ` · ${say("forecast.without", { share: around(made.without_patron) })}` : ""}</p>
    <Dots dots={made.dots} median={made.probability.median} label={say("forecast.dots", { median: percent(made.probability.median), low: percent(made.probability.low), high: percent(made.probability.high) })} />
    <p class="how">{say("forecast.how")}</p>
    <details class="under"><summary>{say("forecast.reasons")}</summary>
      <Wide caption={say("forecast.reasons.caption")} head={[say("forecast.reason"), say("forecast.moves"), say("forecast.otherwise")]}>
        {made.reasons.map((one) => <tr key={one.name}><th scope="row"><bdi>{one.name}</bdi></th><td>{one.change > 0 ? "+" : "−"}{percent(Math.abs(one.change))}</td><td>{percent(one.without)}</td></tr>)}
      </Wide>
      <p class="how"><bdi>{made.rule}</bdi></p>
      {made.notes.map((note, k) => <p key={k} class="how"><bdi>{note}</bdi></p>)}
    </details>
  </figure>
);

const Weighings = () => {
  const { last, done } = useLatest("weigh");
  const found = Array.isArray(done?.result) ? (done.result as readonly Weighing[]) : [];
  return (
    <>
      <p class="intro">{say("weigh.intro")}</p>
      <RunForm kind="weigh" last={last} done={done} words={say("weigh.run")} />
      {done && !found.length ? <p class="empty">{say("weigh.none")}</p> : null}
      {found.map((made) => <Contest key={made.contest} made={made} />)}
    </>
  );
};

const Forecasts = () => {
  const { last, done } = useLatest("forecast");
  const found = Array.isArray(done?.result) ? (done.result as readonly Forecast[]) : [];
  return (
    <>
      <p class="intro">{say("forecast.intro")}</p>
      <RunForm kind="forecast" last={last} done={done} words={say("forecast.run")} />
      {done && !found.length ? <p class="empty">{say("forecast.none")}</p> : null}
      <div class="pair">{found.map((made) => <Ahead key={made.id} made={made} />)}</div>
    </>
  );
};

/** Weigh and forecast. */
export const Weigh = () => {
  const now = useCell(route);
  useCell(summary);
  const ahead = now.path[0] === "forecast";
  return (
    <>
      <h1 tabIndex={-1}>{say("place.weigh")}</h1>
      <nav class="tabs" aria-label={say("place.weigh")}><ul>
        <li><a href={to("weigh")} aria-current={ahead ? undefined : "page"}>{say("tab.weigh")}</a></li>
        <li><a href={to("weigh", ["forecast"])} aria-current={ahead ? "page" : undefined}>{say("tab.forecast")}</a></li>
      </ul></nav>
      {ahead ? <Forecasts /> : <Weighings />}
    </>
  );
};
