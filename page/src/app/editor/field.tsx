// One input for one cell, of the kind its column asks for.
import type { RefObject } from "preact";
import { say } from "../say";
import type { Column } from "../types";
import { choicesOf } from "./values";

interface Props {
  readonly id: string;
  readonly column: Column;
  readonly value: string;
  readonly change: (text: string) => void;
  readonly wrong?: string | undefined;
  readonly label?: string | undefined;
  readonly describedby?: string | undefined;
  readonly field?: RefObject<HTMLElement | null>;
  readonly tall?: boolean;
}

/** So many choices are a list to open; more are typed. */
export const FEW = 12;
type Any = RefObject<never>;

/** An input, a list to choose from, or a box for long text. */
export const Field = ({ id, column, value, change, wrong, label, describedby, field, tall = false }: Props) => {
  const choices = choicesOf(column);
  const common = {
    id, "aria-label": label, "aria-invalid": wrong ? true : undefined, "aria-describedby": describedby,
    "aria-required": column.required ? true : undefined, spellcheck: false, autocomplete: "off",
  } as const;
  if (column.type === "flag") {
    return (
      <select {...common} ref={field as Any} value={value === "true" ? "true" : "false"} onChange={(event) => change(event.currentTarget.value)}>
        <option value="false">{say("no")}</option>
        <option value="true">{say("yes")}</option>
      </select>
    );
  }
  if (column.type === "choice" && choices.length && choices.length <= FEW) {
    const there = choices.some((one) => one.value === value);
    return (
      <select {...common} ref={field as Any} value={value} onChange={(event) => change(event.currentTarget.value)}>
        {there && column.required ? null : <option value={there ? "" : value}>{there ? "" : value}</option>}
        {choices.map((one) => <option key={one.value} value={one.value}>{one.name && one.name !== one.value ? `${one.name} (${one.value})` : one.value}</option>)}
      </select>
    );
  }
  if (tall && (column.type === "longtext" || column.type === "list" || column.type === "records")) {
    return <textarea {...common} ref={field as Any} rows={column.type === "longtext" ? 3 : 4} value={value} onInput={(event) => change(event.currentTarget.value)} />;
  }
  const list = choices.length ? `${id}-list` : undefined;
  return (
    <>
      <input {...common} ref={field as Any} type="text" inputMode={column.type === "number" || column.type === "integer" ? "decimal" : undefined}
        list={list} value={value} placeholder={column.type === "date" ? "YYYY-MM-DD" : undefined} onInput={(event) => change(event.currentTarget.value)} />
      {list ? <datalist id={list}>{choices.map((one) => <option key={one.value} value={one.value}>{one.name ?? ""}</option>)}</datalist> : null}
    </>
  );
};
