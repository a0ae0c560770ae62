// Scenarios by name: saved, loaded, deleted, two of them side by side.
import { useEffect, useState } from "preact/hooks";
import { NONE, same, settings, type Changes } from "./changes";
import type { Desk, View } from "./desk";
import { isName } from "./files";
import type { Keeper } from "./keeping";
import { differs } from "./paired";
import { pairs, Table } from "./results";
import { say } from "./say";

const NOW = "\u0000now", BASE = "base";

/** What is kept, drawn again whenever that changes. */
const useKept = (keeper: Keeper): ReadonlyMap<string, Changes> => {
  const [, again] = useState(0);
  useEffect(() => keeper.listen(() => again((n) => n + 1)), [keeper]);
  return keeper.all();
};

export const Scenarios = ({ desk, view, keeper }: { desk: Desk; view: View; keeper: Keeper }) => {
  const [typed, setTyped] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const name = typed ?? view.name ?? "";
  const kept = useKept(keeper);
  const failed = (error: unknown): void => setSaid(say("unsaved", { why: error instanceof Error ? error.message : String(error) }));
  const save = (event: Event): void => {
    event.preventDefault();
    if (!isName(name)) { setSaid(say("bad_name", { name })); return; }
    keeper.save(name, view.changes).then(() => {
      desk.call(name);
      setTyped(null);
      setSaid(say(keeper.shared ? "saved.case" : "saved", { name }));
    }, failed);
  };
  return (
    <section class="wi-box" aria-labelledby="wi-scenarios">
      <h3 id="wi-scenarios">{say("scenarios")}</h3>
      <form onSubmit={save} class="wi-typed">
        <label class="wi-field">{say("name")}
          <input
            type="text" value={name} spellcheck={false} autocomplete="off" title={say("name.help")} placeholder="squeeze"
            onInput={(event) => { setTyped(event.currentTarget.value); setSaid(""); }}
          />
        </label>
        <button type="submit" disabled={!view.changes.size}>{say("save")}</button>
      </form>
      <p class="wi-note" role="status">{said}</p>
      {keeper.shared && <p class="wi-note">{say("lasts.case")}</p>}
      {!keeper.lasts && <p class="wi-note">{say("lasts_not")}</p>}
      {kept.size === 0 && <p class="wi-note">{say("kept.none")}</p>}
      {kept.size > 0 && (
        <ul class="wi-kept">
          {[...kept].map(([one, changes]) => (
            <li key={one} class={same(changes, view.changes) ? "on" : ""}>
              <span><strong>{one}</strong> <code>{settings(changes).join("  ")}</code></span>
              <span class="wi-buttons">
                <button type="button" aria-label={say("load.long", { name: one })} onClick={() => { setTyped(null); desk.load(changes, one); }}>{say("load")}</button>
                <button type="button" aria-label={say("delete.long", { name: one })} onClick={() => { keeper.remove(one).then(() => { if (desk.view.name === one) desk.call(null); }, failed); }}>{say("delete")}</button>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};

/** Two scenarios side by side, the second less the first in the same worlds. */
export const Compared = ({ desk, view, keeper }: { desk: Desk; view: View; keeper: Keeper }) => {
  const kept = useKept(keeper);
  const [first, setFirst] = useState(BASE);
  const [second, setSecond] = useState(NOW);
  const [open, setOpen] = useState(false);
  const of = (name: string): Changes => name === NOW ? view.changes : kept.get(name) ?? NONE;
  const words = (name: string): string => name === NOW ? say("now") : name;
  const names = [BASE, NOW, ...kept.keys()];
  const choice = (label: string, chosen: string, choose: (name: string) => void) => (
    <select aria-label={label} value={chosen} onChange={(event) => choose(event.currentTarget.value)}>
      {names.map((name) => <option key={name} value={name}>{words(name)}</option>)}
    </select>
  );
  return (
    <details class="wi-compare" onToggle={(event) => setOpen((event.currentTarget as HTMLDetailsElement).open)}>
      <summary>{say("compare")}</summary>
      {open && (
        <>
          <p class="wi-typed">
            {choice(say("first"), first, setFirst)} <span>{say("with")}</span> {choice(say("with"), second, setSecond)}
          </p>
          <Beside desk={desk} first={of(first)} second={of(second)} words={[words(first), words(second)]} />
        </>
      )}
    </details>
  );
};

const Beside = ({ desk, first, second, words }: { desk: Desk; first: Changes; second: Changes; words: [string, string] }) => {
  let rows;
  try {
    rows = pairs(desk.answers(first), desk.answers(second), (id) => !id.endsWith(".level"));
  } catch (error) {
    return <p class="wi-wrong">{say("refused", { why: error instanceof Error ? error.message : String(error) })}</p>;
  }
  const moving = rows.filter(({ before, after }) => differs(before.values, after.values));
  if (!moving.length) return <p class="wi-note">{say("compare.same")}</p>;
  return (
    <>
      <Table rows={moving} caption={say("compare.reading")} heads={words} />
      <p class="wi-note">{say("compare.only", { same: rows.length - moving.length, n: rows.length })}</p>
    </>
  );
};
