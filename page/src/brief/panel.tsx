// The panel beside the brief: one step of the chain, what it rests on, and what rests on it.
import { render } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Chain, type Kind, type Spread, type Step } from "./chain";
import { footnote, type Brief, type Form } from "./footnote";
import { figures } from "../shared/figures";
import { say } from "./words";

const FEW = 4;
const FORMS: readonly Form[] = ["plain", "bibtex", "csl"];

/** One entry of the way that was gone: the step, and the figure as it stood in the text. */
export interface Stop { readonly key: string; readonly words: string }

interface Props {
  readonly chain: Chain;
  readonly brief: Brief;
  readonly trail: readonly Stop[];
  readonly go: (key: string) => void;
  readonly cut: (length: number) => void;
  readonly close: () => void;
}

const short = (words: string): string => (words.length > 42 ? `${words.slice(0, 40).replace(/\s+\S*$/, "")}…` : words);

const Link = ({ to, chain, go }: { to: string; chain: Chain; go: (key: string) => void }) => {
  const step = chain.step(to);
  return step && <button type="button" class="linkish" onClick={() => go(to)}>
    {step.kind === "claim" ? <bdi>{step.label}</bdi> : step.label}
  </button>;
};

type Draw = (key: string) => preact.ComponentChild;

/** The first few of a list, the rest when it is asked for; `wrap` makes a list of list items. */
const Few = ({ keys, draw, wrap }: { keys: readonly string[]; draw: Draw; wrap?: boolean }) => {
  const [open, setOpen] = useState(false);
  const list = (some: readonly string[]) => (wrap ? <ul>{some.map(draw)}</ul> : <>{some.map(draw)}</>);
  if (keys.length <= FEW) return list(keys);
  return <>
    {list(keys.slice(0, FEW))}
    <details onToggle={(event) => { if (event.currentTarget.open) setOpen(true); }}>
      <summary>{say("more", { n: keys.length - FEW })}</summary>
      {open && list(keys.slice(FEW))}
    </details>
  </>;
};

const number = (value: number): string => figures(String(+value.toPrecision(3)));

/** The range of an assumption, drawn. */
const Range = ({ spread: { low, middle, high, shape } }: { spread: Spread }) => {
  if (!(low < high)) return null;
  const log = shape === "loguniform";
  const scale = (value: number): number => (log ? Math.log(value) : value);
  const place = 6 + 228 * (scale(middle) - scale(low)) / (scale(high) - scale(low));
  const words = { low: number(low), middle: number(middle), high: number(high) };
  const label = shape === "uniform" ? say("range.uniform", words) : log ? say("range.loguniform", words)
    : shape === "triangular" ? say("range.triangular", words) : say("range", words);
  const apart = place > 52 && place < 188;
  return <svg class="spread" viewBox="0 0 240 34" role="img" aria-label={label}>
    <line class="track" x1="6" x2="234" y1="10" y2="10" />
    <path class="tick" d="M6 4v12M234 4v12" />
    {shape === "triangular" && <path class="belief" d={`M6 10 ${place} 1 234 10z`} />}
    <circle class="mark a" cx={place} cy="10" r="5" />
    <text x="2" y="31">{words.low}</text>
    {apart && <text x={place} y="31" text-anchor="middle">{words.middle}</text>}
    <text x="238" y="31" text-anchor="end">{words.high}{log ? ` · ${say("logarithmic")}` : ""}</text>
  </svg>;
};

const Assumed = ({ step, name }: { step: Step; name?: preact.ComponentChild }) => <div class="assumed">
  {name ? <p>{name}: <bdi>{step.value}</bdi></p> : null}
  {step.spread && <Range spread={step.spread} />}
  <p class="why">{step.reason}{step.citation ? ` (${step.citation})` : ""}</p>
</div>;

const Data = ({ step, name }: { step: Step; name?: preact.ComponentChild }) => <div class="assumed">
  {name ? <p>{name}: <bdi>{step.value}</bdi></p> : null}
  <p class="why"><bdi>{step.source}</bdi>{step.citation ? `. ${step.citation}` : ""}</p>
</div>;

const Quoted = ({ step, lit, light }: { step: Step; lit: boolean; light: (key: string) => void }) =>
  <blockquote class="said">
    <span dir="auto">“{step.quote}”</span>
    <footer>
      <button type="button" class="linkish" aria-pressed={lit} title={say("show")} onClick={() => light(step.key)}>
        <bdi>{step.source}</bdi></button>
      <span class="where">{[step.paper?.publisher, step.paper?.published,
        step.start >= 0 ? say("characters", { start: step.start, end: step.end }) : ""].filter(Boolean).join(", ")}</span>
    </footer>
  </blockquote>;

/** The document with its sentence lit and in view, without leaving the page's place. */
const Excerpt = ({ chain, claim }: { chain: Chain; claim: string }) => {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const copy = chain.excerpt(claim, say("the-sentence"));
    if (!copy) return;
    box.current?.replaceChildren(copy);
    const lit = copy.querySelector<HTMLElement>("mark.on");
    if (lit) copy.scrollTop = lit.offsetTop - copy.offsetTop - copy.clientHeight / 3;
  }, [claim]);
  return <><h3>{say("in-document")}</h3><div ref={box} /></>;
};

const Cite = ({ chain, step, brief }: { chain: Chain; step: Step; brief: Brief }) => {
  const [told, setTold] = useState(""), [text, setText] = useState("");
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => { area.current?.select(); }, [text]);
  const copy = async (form: Form): Promise<void> => {
    const words = footnote(form, chain, step, brief);
    try {
      await navigator.clipboard.writeText(words);
      setText("");
      setTold(say(`copied.${form}`));
    } catch {
      setText(words);
      setTold(say("select"));
    }
  };
  return <div class="panel-foot">
    {text && <textarea ref={area} readOnly rows={6} aria-label={say("cite")} value={text} />}
    <div role="group" aria-label={say("copy-as")} class="cite">
      <span aria-hidden="true">{say("copy-as")}</span>
      {FORMS.map((form) => <button type="button" key={form} id={form === "plain" ? "copy" : `copy-${form}`}
        onClick={() => void copy(form)}>{say(`copy.${form}`)}</button>)}
    </div>
    <p id="said" role="status" aria-live="polite">{told}</p>
  </div>;
};

const KINDS: Readonly<Record<Kind, string>> = {
  result: say("kind.result"), cell: say("kind.cell"), claim: say("kind.claim"),
  assumption: say("kind.assumption"), data: say("kind.data"),
};

const Way = ({ chain, trail, cut }: Pick<Props, "chain" | "trail" | "cut">) => trail.length > 1
  ? <nav class="way" aria-label={say("path")}>
    <button type="button" id="back" aria-keyshortcuts="Backspace Alt+ArrowLeft" onClick={() => cut(trail.length - 1)}>
      <span aria-hidden="true">←</span> {say("back")}</button>
    <ol>{trail.slice(0, -1).map(({ key }, k) => <li key={k}>
      <button type="button" class="linkish" onClick={() => cut(k + 1)}>{short(chain.step(key)?.label ?? key)}</button></li>)}
    </ol>
  </nav> : null;

/** Claims that read the same words are shown once: the first of them, with all its readings. */
const byPassage = (chain: Chain, claims: readonly string[]): Map<string, string[]> => {
  const first = new Map<string, string>(), found = new Map<string, string[]>();
  for (const key of claims) {
    const step = chain.step(key), place = step ? `${step.paper?.id ?? step.source} ${step.start} ${step.end}` : key;
    const one = first.get(place) ?? key;
    first.set(place, one);
    found.set(one, [...(found.get(one) ?? []), key]);
  }
  return found;
};

const Body = ({ chain, step, words, go }: { chain: Chain; step: Step; words: string; go: (key: string) => void }) => {
  const claims = step.kind === "claim" ? [step.key] : chain.nearest(step.key, "claim");
  const passages = byPassage(chain, claims);
  const [lit, setLit] = useState(claims[0] ?? "");
  const top = useRef<HTMLHeadingElement>(null);
  const light = (key: string): void => {
    setLit(key);
    top.current?.scrollIntoView({ block: "center" });
  };
  const below = step.parents.filter((key) => ["result", "cell"].includes(chain.step(key)?.kind ?? ""));
  const data = step.kind === "data" ? [] : chain.nearest(step.key, "data");
  const assumptions = step.kind === "assumption" ? [] : chain.nearest(step.key, "assumption");
  const above = chain.behind(step.key);
  const shown = words || step.value;
  const value = (key: string): string => { const told = chain.step(key)?.value; return told ?? ""; };
  const named = (key: string) => <Link to={key} chain={chain} go={go} />;
  const said = (key: string) => {
    const claim = chain.step(key), readings = passages.get(key) ?? [];
    return claim && <div key={key}><Quoted step={claim} lit={key === lit} light={light} />
      {readings.filter((one) => one !== step.key).map((one) => <p class="reads" key={one}>{named(one)}</p>)}</div>;
  };
  const listed = (key: string) => <li key={key}>{named(key)} <bdi>{value(key)}</bdi></li>;
  return <div id="panel-body">
    {shown && <p class="panel-value"><bdi>{shown}</bdi></p>}
    {step.kind === "assumption" && <Assumed step={step} />}
    {step.kind === "data" && <Data step={step} />}
    {step.all && <p class="why">{say("counted")}</p>}
    {lit && <section>
      <h3 ref={top}>{step.kind === "claim" ? say("own-sentence") : say("sentence", { n: passages.size })}</h3>
      {said(lit)}
      <Excerpt chain={chain} claim={lit} />
      {passages.size > 1 && <><h3>{say("others")}</h3>
        <Few keys={[...passages.keys()].filter((key) => key !== lit)} draw={said} /></>}
    </section>}
    {below.length > 0 && <section><h3>{say("steps")}</h3><Few keys={below} draw={listed} wrap /></section>}
    {data.length > 0 && <section><h3>{say("data")}</h3><Few keys={data} draw={(key) => {
      const one = chain.step(key);
      return one && <Data key={key} step={one} name={named(key)} />;
    }} /></section>}
    {assumptions.length > 0 && <section><h3>{say("assumptions")}</h3><Few keys={assumptions} draw={(key) => {
      const one = chain.step(key);
      return one && <Assumed key={key} step={one} name={named(key)} />;
    }} /></section>}
    {above.length > 0 && <section class="also"><h3>{say("also")}</h3><Few keys={above} draw={listed} wrap /></section>}
    {above.length === 0 && step.kind !== "result" && <p class="why">{say("also-none")}</p>}
    <p><code>{step.key}</code></p>
  </div>;
};

const Panel = ({ chain, brief, trail, go, cut, close }: Props) => {
  const title = useRef<HTMLHeadingElement>(null);
  const stop = trail[trail.length - 1];
  const step = stop && chain.step(stop.key);
  useEffect(() => {
    const panel = title.current?.closest("dialog");
    if (panel) panel.scrollTop = 0;
    title.current?.focus({ preventScroll: true });
  }, [trail]);
  if (!stop || !step) return null;
  return <>
    <div class="panel-head">
      <Way chain={chain} trail={trail} cut={cut} />
      <p class="kicker" id="panel-kind">{KINDS[step.kind]}</p>
      <h2 id="panel-title" tabIndex={-1} ref={title}>{step.kind === "claim" ? <bdi>{step.label}</bdi> : step.label}</h2>
      <button type="button" id="close" aria-label={say("close")} onClick={close}>×</button>
    </div>
    <Body key={`${trail.length} ${step.key}`} chain={chain} step={step} words={stop.words} go={go} />
    <Cite key={`cite ${trail.length} ${step.key}`} chain={chain} step={step} brief={brief} />
  </>;
};

/** Draw the panel's inside. */
export const drawPanel = (place: HTMLElement, props: Props): void => render(<Panel {...props} />, place);
