// The frame of every place: header, messages, the place itself, the panel of a trace.
import { useEffect, useRef, useState } from "preact/hooks";
import { dark, setTheme } from "../shared/theme";
import { offered, ownName, setTongue } from "../shared/tongue";
import { language } from "../shared/words";
import { Lost, reach } from "./api";
import { useCell } from "./cell";
import { held, quiet, saving } from "./editor/save";
import { Told, Waiting } from "./parts/notice";
import { Dialog } from "./parts/dialog";
import { Trace } from "./parts/trace";
import { Assumptions } from "./places/assumptions";
import { BackTests } from "./places/backtests";
import { Atlas, Brief } from "./places/brief";
import { Documents } from "./places/documents";
import { Editor, turnBack } from "./places/editor";
import { Help, Keys, keys, LETTERS } from "./places/help";
import { Overview } from "./places/overview";
import { Scenarios } from "./places/scenarios";
import { Solve } from "./places/solve";
import { Start } from "./places/start";
import { Weigh } from "./places/weigh";
import { go, route, to } from "./route";
import { say } from "./say";
import { refresh, said, session, summary } from "./store";

const PLACES = {
  overview: Overview, documents: Documents, case: Editor, solve: Solve, weigh: Weigh, scenarios: Scenarios,
  assumptions: Assumptions, backtests: BackTests, atlas: Atlas, brief: Brief, help: Help, start: Start,
} as const;
type Place = keyof typeof PLACES;
const LISTED: readonly Place[] = ["overview", "documents", "case", "solve", "weigh", "scenarios", "assumptions", "backtests", "atlas", "brief", "help"];
const ANYWHERE: ReadonlySet<Place> = new Set(["start", "backtests", "atlas", "help"]);
const PATIENCE = 1200;

const known = (name: string): Place | null => (Object.keys(PLACES).includes(name) ? (name as Place) : null);

const Theme = () => {
  const [, again] = useState(0);
  useEffect(() => {
    const system = matchMedia("(prefers-color-scheme: dark)");
    const look = (): void => again((n) => n + 1);
    system.addEventListener("change", look);
    return () => system.removeEventListener("change", look);
  }, []);
  const on = dark();
  return <button type="button" id="theme" aria-label={say(on ? "theme.lighten" : "theme.darken")} onClick={() => { setTheme(on ? "light" : "dark"); again((n) => n + 1); }}>{say(on ? "theme.light" : "theme.dark")}</button>;
};

const Tongue = () => {
  const codes = offered();
  if (codes.length < 2) return null;
  return (
    <select id="tongue" aria-label={say("language")} value={language()} onChange={(event) => setTongue(event.currentTarget.value)}>
      {codes.map((code) => <option key={code} value={code} lang={code}>{ownName(code)}</option>)}
    </select>
  );
};

const Header = ({ place, help }: { place: Place; help: () => void }) => {
  const now = useCell(session);
  const about = useCell(summary);
  const state = useCell(saving);
  const waits = useCell(held).filter((one) => one.why !== "draft" || one.left).length;
  const [open, toggle] = useState(false);
  const list = useRef<HTMLElement>(null);
  useEffect(() => { toggle(false); list.current?.querySelector('[aria-current="page"]')?.scrollIntoView({ block: "nearest", inline: "nearest" }); }, [place]);
  const name = about?.title || now?.case?.title || now?.case?.name || "";
  return (
    <header class="top">
      <div class="line head-line">
        <a class="brand" href={now?.case ? to("overview") : to("start")}>Suzerain</a>
        {name ? <span class="case-name"><bdi>{name}</bdi></span> : <span class="case-name" />}
        {now?.case ? <a class={`save-state ${waits ? "unsaved" : state.state}`} href={to("case")}>{waits ? say("held.title", { n: waits }) : say(`saving.${state.state}`)}</a> : null}
        {now?.case ? <a class="as-button to-cases" href={to("start")} aria-current={place === "start" ? "page" : undefined}>{say("other")}</a> : null}
        <button type="button" class="to-keys" aria-keyshortcuts="?" onClick={help}>{say("help.keys")} <kbd>?</kbd></button>
        <Tongue />
        <Theme />
        {now?.case ? <button type="button" class="menu-button" aria-expanded={open} aria-controls="places" onClick={() => toggle(!open)}>{say("menu")}</button> : null}
      </div>
      {now?.case ? (
        <nav ref={list} id="places" class={open ? "open" : ""} aria-label={say("places")}>
          <ul>{LISTED.map((one) => <li key={one}><a href={to(one)} aria-current={one === place ? "page" : undefined} onClick={() => toggle(false)}>{say(`place.${one}`)}</a></li>)}</ul>
        </nav>
      ) : null}
    </header>
  );
};

const LostBanner = () => {
  const there = useCell(reach);
  const waits = useCell(held).length > 0 || !quiet();
  const [told, show] = useState(false);
  useEffect(() => {
    if (there) { show(false); return undefined; }
    const timer = setTimeout(() => show(true), PATIENCE);
    return () => clearTimeout(timer);
  }, [there]);
  return <div role="alert">{told ? <p class="notice">{say("lost")} {waits ? say("lost.kept") : ""}</p> : null}</div>;
};

const writes = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));

/** Keys that work everywhere. */
const useKeys = (help: () => void): void => {
  useEffect(() => {
    let after = "";
    let timer = 0;
    const pressed = (event: KeyboardEvent): void => {
      const command = event.ctrlKey || event.metaKey;
      if (command && event.key.toLowerCase() === "z" && !event.altKey) {
        if (writes(event.target) || !session.get()?.case || document.querySelector("dialog[open]")) return;
        event.preventDefault();
        void turnBack(event.shiftKey ? "redo" : "undo");
        return;
      }
      if (command || event.altKey || !keys.get() || writes(event.target) || document.querySelector("dialog[open]")) return;
      if (after === "g") {
        after = "";
        const place = LETTERS[event.key as keyof typeof LETTERS];
        if (place) { event.preventDefault(); event.stopPropagation(); go(to(place)); return; }
      }
      if (event.target instanceof HTMLElement && event.target.closest('[role="grid"]') && event.key !== "?") return;
      if (event.key === "g") { after = "g"; clearTimeout(timer); timer = setTimeout(() => { after = ""; }, 1500) as unknown as number; }
      else if (event.key === "?") { event.preventDefault(); help(); }
      else if (event.key === "/") {
        const search = document.querySelector<HTMLElement>("[data-search]");
        if (search) { event.preventDefault(); search.focus(); }
      }
    };
    addEventListener("keydown", pressed, true);
    return () => removeEventListener("keydown", pressed, true);
  }, []);
};

/** The whole page. */
export const Shell = () => {
  const now = useCell(session);
  const where = useCell(route);
  const there = useCell(reach);
  const [error, tellError] = useState<unknown>(null);
  const [help, showHelp] = useState(false);
  const words = useCell(said);
  const main = useRef<HTMLElement>(null);
  const before = useRef("");
  const about = useCell(summary);
  useKeys(() => showHelp(true));
  useEffect(() => { refresh().then(() => tellError(null), tellError); }, []);
  useEffect(() => { if (there && error) refresh().then(() => tellError(null), tellError); }, [there]);
  useEffect(() => {
    const stop = (event: BeforeUnloadEvent): void => { if (!quiet()) event.preventDefault(); };
    addEventListener("beforeunload", stop);
    return () => removeEventListener("beforeunload", stop);
  }, []);
  const asked = known(where.place);
  const place: Place = !now?.case ? (asked && ANYWHERE.has(asked) ? asked : "start") : asked ?? "overview";
  useEffect(() => {
    const title = about?.title || now?.case?.name;
    document.title = [say(`place.${place}`), title, "Suzerain"].filter(Boolean).join(" · ");
  }, [place, about, now]);
  // A new place begins at its top, and its heading takes the focus.
  useEffect(() => {
    const key = `${place}/${place === "documents" || place === "case" ? "" : where.path.join("/")}`;
    if (!now || before.current === key) return;
    const first = before.current === "";
    before.current = key;
    if (first) return;
    scrollTo(0, 0);
    const seek = (turns: number): void => {
      const heading = main.current?.querySelector<HTMLElement>("h1");
      if (heading) heading.focus({ preventScroll: true });
      else if (turns) setTimeout(() => seek(turns - 1), 50);
    };
    if (!document.querySelector("dialog[open]")) seek(20);
  });
  const Here = PLACES[place];
  return (
    <>
      <a class="skip" href="#main" onClick={(event) => { event.preventDefault(); main.current?.focus(); }}>{say("skip")}</a>
      <Header place={place} help={() => showHelp(true)} />
      <LostBanner />
      <main ref={main} id="main" tabIndex={-1} class={`place-${place}`}>
        {now ? <Here /> : error ? <Told error={error instanceof Lost ? error : error} again={() => void refresh().then(() => tellError(null), tellError)} /> : <><h1 class="unseen">Suzerain</h1><Waiting /></>}
      </main>
      <Trace />
      {help ? <Dialog title={say("help.keys")} close={() => showHelp(false)}><Keys /></Dialog> : null}
      <p id="passing" class="passing" role="status">{words}</p>
    </>
  );
};
