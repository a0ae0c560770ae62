// A long list of which only the rows in sight are drawn.
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

interface Props {
  readonly total: number;
  readonly height: number;
  readonly row: (index: number) => ComponentChildren;
  readonly label: string;
  /** The row that must be in sight. */
  readonly shown?: number | null | undefined;
  /** Told which rows are in sight, so that they can be fetched. */
  readonly seen?: (first: number, last: number) => void;
  readonly role?: "list" | "listbox";
  readonly look?: string;
}

const BEYOND = 8;

/** Rows of one height, within a box that scrolls. */
export const Virtual = ({ total, height, row, label, shown, seen, role = "list", look = "" }: Props) => {
  const box = useRef<HTMLDivElement>(null);
  const [top, move] = useState(0);
  const [room, measure] = useState(600);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const look = (): void => measure(element.clientHeight || 600);
    look();
    const watching = new ResizeObserver(look);
    watching.observe(element);
    return () => watching.disconnect();
  }, []);
  const first = Math.max(0, Math.floor(top / height) - BEYOND);
  const last = Math.min(total, Math.ceil((top + room) / height) + BEYOND);
  useEffect(() => { seen?.(first, last); }, [first, last, total]);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element || shown === null || shown === undefined || shown < 0) return;
    const above = shown * height, below = above + height;
    if (above < element.scrollTop) element.scrollTop = above;
    else if (below > element.scrollTop + element.clientHeight) element.scrollTop = below - element.clientHeight;
  }, [shown, total]);
  const rows: ComponentChildren[] = [];
  for (let k = first; k < last; k += 1) {
    rows.push(
      <div key={k} class="v-row" role={role === "list" ? "listitem" : "none"} aria-setsize={role === "list" ? total : undefined}
        aria-posinset={role === "list" ? k + 1 : undefined} style={{ top: `${k * height}px`, height: `${height}px` }}>{row(k)}</div>,
    );
  }
  return (
    <div ref={box} class={`v-box ${look}`} tabIndex={0} role="region" aria-label={label} onScroll={(event) => move(event.currentTarget.scrollTop)}>
      <div class="v-all" role={total ? role : "none"} aria-label={total ? label : undefined} style={{ height: `${total * height}px` }}>{rows}</div>
    </div>
  );
};
