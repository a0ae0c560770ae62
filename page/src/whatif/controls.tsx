// What may be moved: sliders, what outside powers do, what is exchanged, all other inputs.
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { PowerToggle, TermToggle } from "../engine/index";
import { placeOf } from "../brief/chain";
import { capOf, readSetting, UnreadableChange, withCap, withChange, type Changes } from "./changes";
import type { Desk } from "./desk";
import { percent } from "./figures";
import { say } from "./say";
import { place, STEPS, valueAt } from "./scale";
import type { Basis, Slider } from "./sliders";

const slug = (id: string): string => `wi-${id.replace(/[^\w-]/g, "-")}`;

/** A declared range that leads to its source in the trace panel. */
export const Source = ({ basis }: { basis: Basis }) => (
  <a class="n" data-ref={basis.id} href={`#${placeOf(basis.id)}`}>{basis.words}</a>
);

const Track = ({ slider }: { slider: Slider }) => {
  const [low, middle, high] = slider.zone.map((value) => place(slider.scale, value)) as [number, number, number];
  return (
    <svg class="wi-range" viewBox={`0 0 ${STEPS} 10`} preserveAspectRatio="none" aria-hidden="true">
      {high > low && <rect class="wi-zone" x={low} width={high - low} y="3" height="4" />}
      <rect class="wi-median" x={middle - 0.5} width="1" y="0" height="10" />
    </svg>
  );
};

export const SliderRow = ({ slider, changes, desk }: { slider: Slider; changes: Changes; desk: Desk }) => {
  const value = slider.value(changes);
  const at = place(slider.scale, value ?? slider.zone[1]);
  const id = slug(slider.id);
  const declared = slider.basis.map((one) => one.words).join(", ");
  const words = slider.words(changes);
  // The browser moves the hand of a slider that is held; only others are set from here.
  const hand = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (hand.current && Number(hand.current.value) !== at) hand.current.value = String(at);
  }, [at]);
  const drag = (event: Event): void => {
    const spot = Number((event.currentTarget as HTMLInputElement).value);
    desk.move(slider.with(changesNow(desk), valueAt(slider.scale, spot)), event.timeStamp);
  };
  return (
    <div class={value === null ? "wi-slider" : "wi-slider moved"}>
      <label for={id}>{slider.label}</label>
      <output for={id} class="wi-value">{words}</output>
      <div class="wi-track">
        <Track slider={slider} />
        <input
          id={id} ref={hand} type="range" min={0} max={STEPS} step={1}
          aria-valuetext={`${words}; ${say("declared", { range: declared })}`}
          onInput={drag} onChange={() => desk.settle()}
        />
      </div>
      <p class="wi-under">
        <span>{slider.ends[0]}</span>
        <span class="wi-basis">
          {slider.note && `${slider.note} `}
          {slider.basis.map((one, k) => <>{k > 0 && ", "}<Source basis={one} /></>)}
          {value !== null && (
            <button
              type="button" class="wi-back" aria-label={say("back", { label: slider.label })}
              title={say("back", { label: slider.label })}
              onClick={() => desk.put(slider.with(desk.view.changes, null))}
            >↺</button>
          )}
        </span>
        <span>{slider.ends[1]}</span>
      </p>
    </div>
  );
};

// A drag goes on from what was last asked for, not from what was last drawn.
const changesNow = (desk: Desk): Changes => desk.view.changes;

interface Choice { readonly value: string; readonly words: string; readonly long: string }

const Segments = ({ name, label, chosen, choices, choose }: {
  name: string; label: string; chosen: string; choices: readonly Choice[];
  choose: (value: string, begun: number) => void;
}) => (
  <fieldset class={chosen === choices[0]!.value ? "wi-choice" : "wi-choice moved"}>
    <legend>{label}</legend>
    <div class="wi-segments">
      {choices.map((one) => (
        <label key={one.value} title={one.long}>
          <input
            type="radio" name={slug(name)} value={one.value} checked={one.value === chosen} aria-label={one.long}
            onChange={(event) => choose(one.value, event.timeStamp)}
          />
          <span>{one.words}</span>
        </label>
      ))}
    </div>
  </fieldset>
);

export const Powers = ({ powers, thirds, changes, desk }: {
  powers: readonly PowerToggle[]; thirds: readonly string[]; changes: Changes; desk: Desk;
}) => {
  const near = powers.filter(({ code }) => thirds.includes(code));
  const far = powers.filter(({ code }) => !thirds.includes(code));
  return (
    <>
      <PowerRows powers={near} changes={changes} desk={desk} />
      {far.length > 0 && (
        <details class="wi-far">
          <summary>{say("powers.others")}</summary>
          <PowerRows powers={far} changes={changes} desk={desk} />
        </details>
      )}
    </>
  );
};

const PowerRows = ({ powers, changes, desk }: { powers: readonly PowerToggle[]; changes: Changes; desk: Desk }) => (
  <>
    {powers.map(({ code, name }) => (
      <Segments
        key={code} name={`power-${code}`} label={name} chosen={changes.get(`consent.${code}`) ?? ""}
        choices={(["judges", "refuse", "absent"] as const).map((does) => ({
          value: does === "judges" ? "" : does,
          words: say(`power.${does}`), long: say(`power.${does}.long`, { name }),
        }))}
        choose={(value, begun) => desk.put(withChange(desk.view.changes, `consent.${code}`, value || null), begun)}
      />
    ))}
  </>
);

export const Terms = ({ terms, changes, desk }: { terms: readonly TermToggle[]; changes: Changes; desk: Desk }) => (
  <>
    {terms.map((term) => {
      const cap = capOf(changes, term);
      const choices = ([["in", 1], ["half", 0.5], ["out", 0]] as const).map(([part, most]) => ({
        value: String(most), words: say(`term.${part}`), long: `${term.label}: ${say(`term.${part}.long`)}`,
      }));
      const known = choices.some((one) => one.value === String(cap));
      const other = { value: String(cap), words: percent(cap), long: say("term.part", { part: percent(cap) }) };
      return (
        <Segments
          key={term.id} name={term.id} label={term.label} chosen={String(cap)}
          choices={known ? choices : [choices[0]!, other, ...choices.slice(1)]}
          choose={(value, begun) => desk.put(withCap(desk.view.changes, term, Number(value)), begun)}
        />
      );
    })}
  </>
);

const MOST_FOUND = 12;

export const More = ({ sliders, changes, desk }: { sliders: readonly Slider[]; changes: Changes; desk: Desk }) => {
  const [wanted, setWanted] = useState("");
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState("");
  const [open, setOpen] = useState(false);
  const index = useMemo(() => sliders.map((one) => `${one.label} ${one.id}`.toLowerCase()), [sliders]);
  const terms = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  const found = sliders.filter((_, k) => terms.every((term) => index[k]!.includes(term)));
  const shown = found.slice(0, MOST_FOUND);
  const add = (event: Event): void => {
    event.preventDefault();
    try {
      const [key, value] = readSetting(typed);
      desk.put(withChange(desk.view.changes, key, value));
      setWrong("");
      if (desk.view.refused === null) setTyped("");
    } catch (error) {
      if (!(error instanceof UnreadableChange)) throw error;
      setWrong(say("unreadable", { text: error.message }));
    }
  };
  return (
    <details class="wi-more" onToggle={(event) => setOpen((event.currentTarget as HTMLDetailsElement).open)}>
      <summary>{say("more")}</summary>
      {open && (
        <>
          <label class="wi-field">{say("search", { n: sliders.length })}
            <input type="search" value={wanted} onInput={(event) => setWanted(event.currentTarget.value)} />
          </label>
          <p class="wi-note" role="status">
            {found.length ? say("found", { shown: shown.length, n: found.length }) : say("none_found")}
          </p>
          {shown.map((slider) => <SliderRow key={slider.id} slider={slider} changes={changes} desk={desk} />)}
          <form onSubmit={add} class="wi-typed">
            <label class="wi-field">{say("typed")}
              <input
                type="text" value={typed} spellcheck={false} autocomplete="off" aria-describedby="wi-typed-help"
                onInput={(event) => setTyped(event.currentTarget.value)}
              />
            </label>
            <button type="submit">{say("typed.add")}</button>
          </form>
          <p class="wi-note" id="wi-typed-help">{say("typed.help")}</p>
          {wrong && <p class="wi-wrong" role="alert">{wrong}</p>}
        </>
      )}
    </details>
  );
};
