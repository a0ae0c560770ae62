// The sliders of a case: which keys each moves, and how its place is read off the changes.
import type { Engine, Input } from "../engine/index";
import { withChange, written, type Changes } from "./changes";
import type { Context, Joint, Part } from "./context";
import { amount, capital, factor, range } from "./figures";
import { say } from "./say";
import { centre, type Scale } from "./scale";

/** What a slider rests on: an id that the trace panel knows, and the words for it. */
export interface Basis {
  readonly id: string;
  readonly words: string;
  readonly reason: string;
  readonly citation: string;
}

export interface Slider {
  readonly id: string;
  readonly label: string;
  /** What it sets. */
  readonly keys: readonly string[];
  readonly scale: Scale;
  /** Where the middle four fifths of its worlds lie, and their median. */
  readonly zone: readonly [number, number, number];
  readonly ends: readonly [string, string];
  readonly basis: readonly Basis[];
  readonly note: string;
  /** The value that is set; null where nothing is changed. */
  value(changes: Changes): number | null;
  /** Its present state in words. */
  words(changes: Changes): string;
  with(changes: Changes, value: number | null): Changes;
}

/** How many inputs stand outside "More". */
export const FEW = 4;

/** The sliders that show at once, then all the others. */
export const slidersOf = (engine: Engine, context: Context): { first: Slider[]; rest: Slider[] } => {
  const moved = new Set(context.joint.flatMap((joint) => joint.parts.map((part) => part.id)));
  const single = engine.inputs.map(inputSlider);
  const telling = single.filter((slider) => !moved.has(slider.id));
  return {
    first: [...context.joint.map(jointSlider), ...telling.slice(0, FEW)],
    rest: single.filter((slider) => !telling.slice(0, FEW).includes(slider)),
  };
};

const quantile = (spread: Input | Part, chance: number): number => {
  const { low, high, shape, mode } = spread, span = high - low;
  if (shape === "loguniform") return low * (high / low) ** chance;
  if (shape !== "triangular" || mode === null || span === 0) return low + chance * span;
  const left = (mode - low) / span;
  return chance < left
    ? low + span * Math.sqrt(chance * left)
    : high - span * Math.sqrt((1 - chance) * (1 - left));
};

/** The value that a change gives to a number whose declared range is known. */
const given = (value: string | undefined, spread: Input | Part): number | null => {
  if (value === undefined) return null;
  if (value.startsWith("*")) return centre(spread) * Number(value.slice(1));
  const [low, high] = value.split("..").map(Number);
  return high === undefined ? low! : (low! + high) / 2;
};

/** A changed value in words. */
const valueWords = (value: string, spread: { low: number; high: number; unit: string }): string => {
  if (value.startsWith("*")) return say("times", { factor: factor(Number(value.slice(1))) });
  const [low, high] = value.split("..").map(Number);
  return high === undefined ? amount(low!, spread.unit) : range(low!, high, spread.unit);
};

const inputSlider = (input: Input): Slider => {
  // What another holds of a good may be anything from nothing to all of it.
  const wide = input.group === "tie" && input.most === 1 && (input.least ?? 0) === 0;
  const low = wide ? 0 : input.low;
  const high = wide ? 1 : input.high > input.low ? input.high : input.low + (Math.abs(input.low) || 1);
  const scale = { low, high, log: !wide && input.shape === "loguniform" && input.low > 0 };
  return {
    id: input.id,
    label: capital(input.label),
    keys: [input.id],
    scale,
    zone: [quantile(input, 0.1), centre(input), quantile(input, 0.9)],
    ends: [amount(low, input.unit), amount(high, input.unit)],
    basis: [{
      id: input.id, words: range(input.low, input.high, input.unit),
      reason: input.reason, citation: input.citation,
    }],
    note: "",
    value: (changes) => given(changes.get(input.id), input),
    words: (changes) => {
      const value = changes.get(input.id);
      return value === undefined ? say("drawn") : valueWords(value, input);
    },
    with: (changes, value) => withChange(changes, input.id, value === null ? null : written(value)),
  };
};

const jointSlider = (joint: Joint): Slider => {
  const read = (changes: Changes): number | null => {
    const values = joint.parts.map((part) => changes.get(part.id));
    const first = values[0];
    if (first === undefined || !first.startsWith("*") || values.some((one) => one !== first)) return null;
    return Number(first.slice(1));
  };
  return {
    id: joint.id,
    label: capital(joint.label),
    keys: joint.parts.map((part) => part.id),
    scale: { low: joint.low, high: joint.high, log: true },
    zone: [1, 1, 1],
    ends: [factor(joint.low), factor(joint.high)],
    basis: joint.parts.map((part) => ({
      id: part.id, words: part.label,
      reason: part.reason, citation: part.citation,
    })),
    note: say("joint"),
    value: read,
    words: (changes) => {
      const value = read(changes);
      return value === null ? say("drawn") : say("times", { factor: factor(value) });
    },
    with: (changes, value) => joint.parts.reduce(
      (next, part) => withChange(next, part.id, value === null ? null : `*${written(value)}`), changes),
  };
};
