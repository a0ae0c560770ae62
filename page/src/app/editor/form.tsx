// A whole row as a form: for new rows, for long cells, and for narrow screens.
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { Dialog } from "../parts/dialog";
import { say } from "../say";
import type { Column, Row, Table, Value } from "../types";
import { FEW, Field } from "./field";
import { draft, NEW, undraft } from "./save";
import { acceptedWords, choicesOf, nameOf, taken, typed } from "./values";

interface Props {
  readonly table: Table;
  readonly row: Row | null;
  readonly waiting: Readonly<Record<string, Value>>;
  readonly start?: string | undefined;
  readonly close: () => void;
  readonly save: (changes: Readonly<Record<string, Value>>) => void;
}

/** The form of one row. */
export const RowForm = ({ table, row, waiting, start, close, save }: Props) => {
  const id = useId();
  const first = useRef<HTMLElement>(null);
  const whole: Readonly<Record<string, Value>> = { ...(row ?? {}), ...waiting };
  const before = (column: Column): string => typed(column, whole[column.name]);
  const [texts, type] = useState<Readonly<Record<string, string>>>(() => Object.fromEntries(table.columns.map((column) => [column.name, before(column)])));
  const [wrong, tellWrong] = useState<Readonly<Record<string, string>>>({});
  useEffect(() => { first.current?.focus(); }, []);
  const changed = (): Record<string, Value> => {
    const found: Record<string, Value> = {};
    for (const column of table.columns) {
      const text = texts[column.name] ?? "";
      if (row && text === typed(column, row[column.name])) continue;
      if (!row && text === "" && column.type !== "flag") continue;
      const { value } = taken(column, text);
      if (value !== undefined) found[column.name] = value;
    }
    return found;
  };
  const input = (column: Column, text: string): void => {
    const next = { ...texts, [column.name]: text };
    type(next);
    tellWrong({ ...wrong, [column.name]: "" });
    draft({ table: table.name, row: row?.id ?? NEW, base: row, changes: Object.fromEntries(Object.entries(next).filter(([name, value]) => value !== typed(table.columns.find((one) => one.name === name) as Column, row?.[name]))) });
  };
  const done = (): void => { undraft(table.name, row?.id ?? NEW); close(); };
  const submit = (event: Event): void => {
    event.preventDefault();
    const found: Record<string, string> = {};
    for (const column of table.columns) {
      const text = texts[column.name] ?? "";
      if (column.required && !text.trim()) found[column.name] = say("column.fill");
      const { wrong: why } = taken(column, text);
      if (why) found[column.name] = why;
    }
    tellWrong(found);
    const broken = Object.keys(found)[0];
    if (broken) { document.getElementById(`${id}-${broken}`)?.focus(); return; }
    const changes = changed();
    undraft(table.name, row?.id ?? NEW);
    if (!row || Object.keys(changes).length) save(changes);
    close();
  };
  const focused = start ?? table.columns[0]?.name;
  return (
    <Dialog title={row ? say("form.edit", { id: row.id }) : say("form.new", { table: table.label ?? table.name })} close={done} look="wide">
      <form onSubmit={submit} noValidate>
        {table.help ? <p class="how">{table.help}</p> : null}
        <div class="fields">
          {table.columns.map((column) => {
            const field = `${id}-${column.name}`;
            const few = choicesOf(column).length <= FEW;
            const beside = few ? "" : nameOf(column, texts[column.name] ?? "");
            const accepted = acceptedWords(column);
            return (
              <div key={column.name} class={`field ${column.type}`}>
                <label for={field}>{(column.label ?? column.name).replaceAll("_", " ")}{column.required ? <span class="must"> *</span> : null}{column.unit ? <span class="by"> ({column.unit})</span> : null}</label>
                <Field id={field} column={column} value={texts[column.name] ?? ""} change={(text) => input(column, text)} wrong={wrong[column.name]}
                  describedby={`${field}-help ${field}-wrong`} tall {...(column.name === focused ? { field: first } : {})} />
                <p class="hint" id={`${field}-help`}>
                  {beside ? <strong><bdi>{beside}</bdi>. </strong> : null}{(column.help ?? "").replaceAll("`", "")}
                  {accepted ? ` ${say("accepted")} ${accepted}` : column.type === "list" ? ` ${say("list.how")}` : !few ? ` ${say("choices.how")}` : ""}
                </p>
                <p class="wrong" id={`${field}-wrong`}>{wrong[column.name] ?? ""}</p>
              </div>
            );
          })}
        </div>
        <div class="line last">
          <button type="submit" class="main">{say("save")}</button>
          <button type="button" onClick={done}>{say("cancel")}</button>
        </div>
      </form>
    </Dialog>
  );
};
