// The keys, and where to read on.
import { cell, useCell } from "../cell";
import { say } from "../say";
import { session } from "../store";

const KEY = "suzerain.keys";
const remembered = (): boolean => { try { return localStorage.getItem(KEY) !== "off"; } catch { return true; } };

/** Whether single letters work as keys. */
export const keys = cell<boolean>(remembered());
keys.watch((on) => { try { localStorage.setItem(KEY, on ? "on" : "off"); } catch { /* not kept */ } });

/** Places and the letter after `g` that leads there. */
export const LETTERS = { o: "overview", d: "documents", c: "case", s: "solve", w: "weigh", n: "scenarios", a: "assumptions", t: "backtests", m: "atlas", b: "brief", h: "help" } as const;

/** The list of keys. */
export const Keys = () => {
  const on = useCell(keys);
  return (
    <>
      <dl class="keys">
        {Object.entries(LETTERS).map(([letter, place]) => <div key={letter}><dt><kbd>g</kbd> <kbd>{letter}</kbd></dt><dd>{say(`place.${place}`)}</dd></div>)}
        <div><dt><kbd>/</kbd></dt><dd>{say("keys.search")}</dd></div>
        <div><dt><kbd>?</kbd></dt><dd>{say("keys.help")}</dd></div>
        <div><dt><kbd>Ctrl Z</kbd></dt><dd>{say("keys.undo")}</dd></div>
        <div><dt><kbd>Ctrl Shift Z</kbd></dt><dd>{say("keys.redo")}</dd></div>
        <div><dt><kbd>← ↑ → ↓</kbd></dt><dd>{say("keys.arrows")}</dd></div>
        <div><dt><kbd>Enter</kbd></dt><dd>{say("keys.enter")}</dd></div>
        <div><dt><kbd>Esc</kbd></dt><dd>{say("keys.escape")}</dd></div>
        <div><dt><kbd>Tab</kbd></dt><dd>{say("keys.tab")}</dd></div>
      </dl>
      <p><label class="check"><input type="checkbox" checked={on} onChange={(event) => keys.set(event.currentTarget.checked)} /> {say("keys.on")}</label></p>
    </>
  );
};

/** Help. */
export const Help = () => {
  const about = useCell(session);
  return (
    <>
      <h1 tabIndex={-1}>{say("place.help")}</h1>
      <p class="intro">{say("help.intro")}</p>
      <h2>{say("help.keys")}</h2>
      <Keys />
      <h2>{say("help.words")}</h2>
      <dl class="run">
        {(["world", "share", "range", "trace", "assumption", "consent"] as const).map((one) => <div key={one}><dt>{say(`word.${one}`)}</dt><dd>{say(`word.${one}.means`)}</dd></div>)}
      </dl>
      <h2>{say("help.more")}</h2>
      <ul class="gaps">
        <li><a href="/api">{say("help.api")}</a></li>
        <li><a href="/openapi.json">{say("help.openapi")}</a></li>
        <li>{say("help.cli")} <code>suzerain --help</code></li>
        {about?.case?.folder ? <li>{say("help.folder")} <code>{about.case.folder}</code></li> : null}
        {about?.product_version ? <li>{say("help.version", { version: about.product_version })}</li> : null}
      </ul>
    </>
  );
};
