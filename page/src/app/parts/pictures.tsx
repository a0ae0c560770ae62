// Small pictures: a range on a track, bars of shares, fifty dots, curves over months.
import { language } from "../../shared/words";
import type { Band } from "../types";

const W = 220, H = 22;

/** A median with its range, on a track that all rows share. */
export const Strip = ({ band, from, to, base, label }: { band: Band; from: number; to: number; base?: number; label: string }) => {
  const at = (value: number): number => 6 + ((Math.max(from, Math.min(to, value)) - from) / (to - from || 1)) * (W - 12);
  return (
    <svg class="strip" viewBox={`0 0 ${W} ${H}`} width={W} height={H} role="img" aria-label={label}>
      <line class="track" x1={6} x2={W - 6} y1={H / 2} y2={H / 2} />
      {base !== undefined ? <line class="base" x1={at(base)} x2={at(base)} y1={2} y2={H - 2} /> : null}
      <line class="range a" x1={at(band.low)} x2={at(band.high)} y1={H / 2} y2={H / 2} />
      <circle class="mark a" cx={at(band.median)} cy={H / 2} r={5} />
    </svg>
  );
};

/** A share from 0 to 1 as a bar; `ring` marks another share to hold it against. */
export const Bar = ({ share, look = "a", label, ring }: { share: number; look?: "a" | "b" | "c"; label: string; ring?: number }) => (
  <svg class="strip bar-strip" viewBox={`0 0 ${W} ${H}`} width={W} height={H} role="img" aria-label={label}>
    <line class="track" x1={0} x2={W} y1={H / 2} y2={H / 2} />
    <rect class={`bar ${look}`} x={0} y={5} width={Math.max(0, Math.min(1, share)) * W} height={H - 10} rx={2} />
    {ring !== undefined ? <circle class="mark ring c" cx={Math.max(5, Math.min(W - 5, ring * W))} cy={H / 2} r={5} /> : null}
  </svg>
);

export interface Part { readonly name: string; readonly share: number; readonly look: string }

/** Shares that add up to one, side by side. */
export const Stack = ({ parts, label }: { parts: readonly Part[]; label: string }) => {
  let from = 0;
  const total = parts.reduce((sum, part) => sum + part.share, 0) || 1;
  return (
    <svg class="stack" viewBox="0 0 400 26" role="img" aria-label={label} preserveAspectRatio="none">
      {parts.map((part) => {
        const x = (from / total) * 400, width = (part.share / total) * 400;
        from += part.share;
        return <rect key={part.name} class={`stack-part ${part.look}`} x={x} y={0} width={Math.max(0, width - 1.5)} height={26} />;
      })}
    </svg>
  );
};

const BINS = 20;

/** Fifty dots, each two chances in a hundred, stacked where the forecast may lie. */
export const Dots = ({ dots, median, label }: { dots: readonly number[]; median: number; label: string }) => {
  const stacks = new Map<number, number>();
  const R = 7, wide = 520, left = 14, step = (wide - 2 * left) / BINS;
  const placed = [...dots].sort((a, b) => a - b).map((value) => {
    const bin = Math.max(0, Math.min(BINS - 1, Math.floor(value * BINS)));
    const level = stacks.get(bin) ?? 0;
    stacks.set(bin, level + 1);
    return { bin, level, value };
  });
  const tall = Math.max(4, ...stacks.values());
  const base = tall * 2 * R + 10;
  const at = (share: number): number => left + share * (wide - 2 * left);
  return (
    <svg class="dots" viewBox={`0 0 ${wide} ${base + 26}`} role="img" aria-label={label}>
      <line class="base" x1={at(median)} x2={at(median)} y1={2} y2={base} />
      {placed.map((dot, k) => <circle key={k} class="mark a" cx={left + (dot.bin + 0.5) * step} cy={base - R - 1 - dot.level * 2 * R} r={R - 0.8} />)}
      <line class="axis" x1={left} x2={wide - left} y1={base} y2={base} />
      {[0, 0.25, 0.5, 0.75, 1].map((tick) => (
        <g key={tick}><line class="axis" x1={at(tick)} x2={at(tick)} y1={base} y2={base + 5} /><text x={at(tick)} y={base + 20} text-anchor={tick === 0 ? "start" : tick === 1 ? "end" : "middle"}>{Math.round(tick * 100)} %</text></g>
      ))}
    </svg>
  );
};

export interface Curve { readonly name: string; readonly look: string; readonly values: readonly number[] }

/** Shares over months. */
export const Curves = ({ curves, label }: { curves: readonly Curve[]; label: string }) => {
  const wide = 640, tall = 240, left = 46, foot = 30, top = 10, right = 12;
  const months = Math.max(1, ...curves.map((curve) => curve.values.length - 1));
  const x = (month: number): number => left + (month / months) * (wide - left - right);
  const y = (share: number): number => top + (1 - share) * (tall - top - foot);
  const ticks = Array.from({ length: Math.floor(months / 12) + 1 }, (_, k) => k * 12);
  const named = new Intl.NumberFormat(language(), { style: "percent" });
  return (
    <svg class="curves" viewBox={`0 0 ${wide} ${tall}`} role="img" aria-label={label}>
      {[0, 0.25, 0.5, 0.75, 1].map((tick) => <g key={tick}><line class="grid" x1={left} x2={wide - right} y1={y(tick)} y2={y(tick)} /><text x={left - 6} y={y(tick) + 4} text-anchor="end">{named.format(tick)}</text></g>)}
      {ticks.map((tick) => <text key={tick} x={x(tick)} y={tall - 10} text-anchor="middle">{tick}</text>)}
      {curves.map((curve) => <path key={curve.name} class={`line ${curve.look}`} d={curve.values.map((value, k) => `${k ? "L" : "M"}${x(k).toFixed(1)} ${y(value).toFixed(1)}`).join("")} />)}
    </svg>
  );
};
