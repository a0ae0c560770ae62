// A figure that leads to what it rests on.
import type { ComponentChildren } from "preact";
import { here } from "../route";

/** A figure; a click shows its trace. */
export const Num = ({ of, children }: { of: string; children: ComponentChildren }) => (
  <a class="n" href={here({ why: of })} data-why={of}>{children}</a>
);
