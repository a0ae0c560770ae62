// The change as a command line, as a link, and as files of the case folder.
import { useRef, useState } from "preact/hooks";
import type { Engine, Input } from "../engine/index";
import { ordered, settings } from "./changes";
import type { Context, Part } from "./context";
import type { View } from "./desk";
import { COLUMNS, commandLine, csv, isName, scenarioFile, type Row } from "./files";
import { toHash } from "./keeping";
import { say } from "./say";

/** The name that a scenario bears in commands and files. */
const UNNAMED = "what-if";

export const Taking = ({ view, engine, context }: { view: View; engine: Engine; context: Context }) => {
  const [folder, setFolder] = useState(context.case);
  const [said, setSaid] = useState("");
  const line = useRef<HTMLElement>(null);
  const name = view.name !== null && isName(view.name) ? view.name : UNNAMED;
  const command = commandLine({ ...context, case: folder || context.case }, view.changes, name);
  const copy = async (text: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid(say("copied"));
    } catch {
      setSaid(say("copy.by_hand"));
      if (line.current) getSelection()?.selectAllChildren(line.current);
    }
  };
  const { rows, left, fresh } = assumptionRows(view, engine, context, name);
  const nothing = !view.changes.size;
  return (
    <section class="wi-box" aria-labelledby="wi-export">
      <h3 id="wi-export">{say("export")}</h3>
      <label class="wi-field">{say("case")}
        <input type="text" value={folder} spellcheck={false} autocomplete="off" onInput={(event) => setFolder(event.currentTarget.value)} />
      </label>
      <p class="wi-note" id="wi-command-head">{say("command")}</p>
      <pre class="wi-command" tabIndex={0} role="region" aria-labelledby="wi-command-head"><code ref={line}>{command}</code></pre>
      <p class="wi-buttons">
        <button type="button" disabled={nothing} onClick={() => void copy(command)}>{say("copy.command")}</button>
        <button type="button" disabled={nothing} onClick={() => void copy(address(toHash(view.changes, view.name)))}>{say("copy.link")}</button>
        <button type="button" disabled={nothing} onClick={() => download(`${name}.toml`, scenarioFile(view.changes, name))}>{say("file.scenario")}</button>
        <button type="button" disabled={!fresh} onClick={() => download("assumptions.csv", csv([COLUMNS, ...rows]))}>{say("file.case")}</button>
      </p>
      <p class="wi-note" role="status">{said}</p>
      <p class="wi-note">{say("file.scenario.help", { name })}</p>
      <p class="wi-note">
        {say("file.case.help")} {left.length > 0 && fresh > 0 && say("file.case.left", { what: left.join(", ") })}
      </p>
    </section>
  );
};

const address = (hash: string): string => location.href.split("#")[0] + hash;

const download = (name: string, text: string): void => {
  const link = document.createElement("a");
  const url = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 0);
};

/** Rows of the case's assumptions with the changes in them, and what no row can hold. */
const assumptionRows = (
  view: View, engine: Engine, context: Context, name: string,
): { rows: Row[]; left: string[]; fresh: number } => {
  const known = new Map<string, Input | Part>([
    ...engine.inputs.filter((one) => one.group === "assumption").map((one) => [one.id, one] as const),
    ...context.joint.flatMap((joint) => joint.parts.map((part) => [part.id, part] as const)),
  ]);
  const rows = new Map(context.overruled.map((row) => [row[0]!, row]));
  const left: string[] = [];
  let fresh = 0;
  for (const [key, value] of ordered(view.changes)) {
    const one = known.get(key);
    if (!one) { left.push(...settings(new Map([[key, value]]))); continue; }
    fresh++;
    rows.set(key, changedRow(one, value, name));
  }
  return { rows: [...rows.values()], left, fresh };
};

const changedRow = (one: Input | Part, value: string, name: string): Row => {
  const why = `what-if ${name}: instead of ${one.low} to ${one.high}. ${one.reason}`;
  const rest = [one.unit, why, one.citation];
  if (value.startsWith("*")) {
    const by = Number(value.slice(1));
    const mode = one.mode === null ? "" : String(one.mode * by);
    return [one.id, String(one.low * by), mode, String(one.high * by), by === 0 ? "point" : one.shape, ...rest];
  }
  const [low, high] = value.split("..").map((part) => part.trim());
  return high === undefined
    ? [one.id, low!, "", low!, "point", ...rest]
    : [one.id, low!, "", high, "uniform", ...rest];
};
