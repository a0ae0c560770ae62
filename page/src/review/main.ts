// The review page: what is shown, what a key does, and what is sent.
import { byId, make, maybe } from "../shared/dom";
import { themeSwitch } from "../shared/theme";
import { fill } from "./card";
import { say, spoken, type Claim, type Paper, type State, type Told } from "./claim";
import * as form from "./form";

const SHOWN = 7000; // milliseconds for which a message stays
const POLL = 2500; // milliseconds between looks at what other tabs have decided
const MANY = 200; // more cards than this are drawn when they come into view

interface Place { readonly doc: string; readonly start: number; readonly end: number }
interface Selected extends Place { readonly quote: string }
type Action = "accept" | "edit" | "reject" | "undo";

let state: State | null = null;
let current: string | null = null;
let listed: Claim[] = [];
let places = new Map<string, number>();
let paperShown: Paper | null = null;
let selected: Selected | null = null;
const mine: string[] = []; // ids of claims that this tab decided on, for undo

const claimOf = (id: string | null): Claim | undefined =>
  id === null ? undefined : state?.claims.find((claim) => claim.id === id);
const paperOf = (id: string | undefined): Paper | undefined => state?.documents.find((paper) => paper.id === id);
const chosen = (id: string): string => byId<HTMLSelectElement>(id).value;
let hush: ReturnType<typeof setTimeout> | undefined;
const tell = (words: string): void => {
  byId("said").textContent = words;
  clearTimeout(hush);
  hush = setTimeout(() => { byId("said").textContent = ""; }, SHOWN);
};

// ---- talking to the program
const ask = async <T extends object = Told>(path: string, wish?: object): Promise<T & { status: number; error?: string }> => {
  const options: RequestInit = wish
    ? { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(wish) } : {};
  try {
    const answer = await fetch(path, options);
    return { ...(await answer.json()) as T, status: answer.status };
  } catch {
    return { error: say("silent"), status: 0 } as T & { status: number; error?: string };
  }
};

const load = async (): Promise<void> => {
  const told = await ask<State>("state");
  if (told.error) { warn([told.error]); return; }
  state = told;
  document.title = say("title", { name: state.case });
  byId("case").textContent = state.case;
  warn(state.notices);
  choices(state);
  list();
};

const warn = (lines: readonly string[]): void =>
  byId("notices").replaceChildren(...lines.map((words) => make("p", words, "notice")));

// ---- what is listed
const choices = (now: State): void => {
  const offer = (id: string, pairs: [string, string][]): void => {
    const select = byId<HTMLSelectElement>(id);
    const old = select.value;
    const all = make("option", say("all"));
    all.value = "";
    select.replaceChildren(all, ...pairs.map(([value, words]) => {
      const made = make("option", words);
      made.value = value;
      return made;
    }));
    select.value = pairs.some(([value]) => value === old) ? old : "";
  };
  offer("document", now.documents.map((paper) => [paper.id, paper.name]));
  const names = [...new Set(now.claims.map((claim) => String(claim.relation)))].sort();
  offer("relation", names.map((name) => [name, name]));
};

const fits = (claim: Claim): boolean => {
  const show = chosen("show"), paper = chosen("document"), relation = chosen("relation");
  const decided = claim.status !== "unreviewed";
  return (show === "all" || (show === "unreviewed" && !decided) || (show === "decided" && decided)
      || (show === "flagged" && claim.flags.length > 0))
    && (!paper || claim.doc === paper) && (!relation || claim.relation === relation);
};

// Of very many cards those are drawn that come near the window.
const near = new IntersectionObserver((seen) => {
  for (const { isIntersecting, target } of seen) {
    if (!isIntersecting) continue;
    near.unobserve(target);
    const claim = claimOf(target.id);
    if (claim) draw(claim);
  }
}, { rootMargin: "600px" });

const list = (): void => {
  if (!state) return;
  places = new Map(state.claims.map((claim, place) => [claim.id, place + 1]));
  listed = state.claims.filter(fits);
  if (chosen("order") === "doubt") listed.sort((one, other) => other.doubt - one.doubt);
  if (!listed.some((claim) => claim.id === current))
    current = (listed.find((claim) => claim.status === "unreviewed") ?? listed[0])?.id ?? null;
  near.disconnect();
  const items = listed.map((claim) => {
    const item = make("li", null, "card");
    item.id = claim.id;
    return item;
  });
  byId("claims").replaceChildren(...items);
  byId("none").hidden = listed.length > 0;
  if (listed.length <= MANY) listed.forEach(draw);
  else {
    items.forEach((item) => near.observe(item));
    const claim = claimOf(current);
    if (claim) draw(claim);
  }
  progress();
  showPaper();
};

const draw = (claim: Claim): void => {
  const item = maybe(claim.id);
  if (!item || !state) return;
  near.unobserve(item);
  fill(item, claim, {
    number: places.get(claim.id) ?? 0, total: state.claims.length, current: claim.id === current,
    paper: paperOf(claim.doc), meaning: state.choices.relations[String(claim.relation)],
    act: {
      choose: (id) => choose(id, true), accept: () => void decide("accept"),
      reject: () => void decide("reject"), edit, undo: () => void undo(), jump,
    },
  });
};

const progress = (): void => {
  const total = state?.claims.length ?? 0;
  const done = state?.claims.filter((claim) => claim.status !== "unreviewed").length ?? 0;
  const bar = byId<HTMLProgressElement>("progress");
  bar.max = Math.max(total, 1);
  bar.value = done;
  byId("progress-words").textContent = say("reviewed", { done, total });
};

// ---- the text
const showPaper = (): void => {
  const id = claimOf(current)?.doc ?? (chosen("document") || state?.documents[0]?.id);
  const paper = paperOf(id);
  if (!paper || !state) return;
  const text = byId("text");
  if (paperShown !== paper) {
    paperShown = paper;
    byId("paper-title").textContent = paper.name;
    byId("paper-origin").textContent = [paper.publisher, paper.published, paper.file].filter(Boolean).join(", ");
    text.replaceChildren(...paper.segments.map((piece) => {
      const element = make(piece.claims.length ? "mark" : "span", piece.text, `piece ${piece.kind}`);
      if (piece.claims.length) {
        element.dataset["claims"] = piece.claims.join(" ");
        element.onclick = () => touched(piece.claims);
      }
      return element;
    }));
    text.scrollTop = 0;
  }
  const status = new Map(state.claims.map((claim) => [claim.id, claim.status]));
  for (const mark of text.querySelectorAll("mark")) {
    const ids = (mark.dataset["claims"] ?? "").split(" ");
    mark.classList.toggle("on", current !== null && ids.includes(current));
    mark.classList.toggle("gone", ids.every((one) => status.get(one) === "rejected"));
  }
};

const touched = (ids: readonly string[]): void => {
  if (!getSelection()?.isCollapsed) return;
  const inside = ids.filter((id) => listed.some((claim) => claim.id === id));
  const next = inside[(inside.indexOf(current ?? "") + 1) % inside.length];
  if (next) choose(next, false);
};

const inView = (): HTMLElement | null => {
  const text = byId("text");
  const mark = text.querySelector<HTMLElement>("mark.on");
  if (!mark) return null;
  const top = mark.getBoundingClientRect().top - text.getBoundingClientRect().top;
  if (top < 0 || top > text.clientHeight - 60) text.scrollTop += top - text.clientHeight / 3;
  return mark;
};

const jump = (): void => {
  const mark = inView();
  if (!mark) return;
  mark.tabIndex = -1;
  mark.focus({ preventScroll: false });
  tell(say("passage-said", { quote: claimOf(current)?.quote ?? "" }));
};

// ---- moving
const choose = (id: string, focus: boolean): void => {
  const old = claimOf(current);
  current = id;
  if (old && maybe(old.id)) draw(old);
  const claim = claimOf(id);
  if (!claim) { showPaper(); return; }
  draw(claim);
  showPaper();
  inView();
  const item = maybe(id);
  if (!item) return;
  item.scrollIntoView({ block: "nearest" });
  if (focus) item.querySelector<HTMLElement>(".pick")?.focus({ preventScroll: true });
};

const move = (step: number): void => {
  const next = listed[listed.findIndex((claim) => claim.id === current) + step];
  if (next) choose(next.id, true);
  else tell(say(step > 0 ? "last" : "first"));
};

// ---- deciding
const taken = (told: Told): void => {
  if (!state) return;
  if (told.version) state.version = told.version;
  const card = told.card;
  if (!card) return;
  const place = state.claims.findIndex((claim) => claim.id === card.id);
  if (place >= 0) state.claims[place] = card;
  const row = listed.findIndex((claim) => claim.id === card.id);
  if (row >= 0) listed[row] = card;
  draw(card);
  progress();
  showPaper();
};

const decide = async (action: Action, fields?: object): Promise<Told> => {
  const claim = claimOf(current);
  if (!claim) return {};
  const told = await ask("decisions", { action, claim: claim.id, seen: claim.latest, fields });
  if (told.status === 409) {
    taken(told);
    tell(say("meanwhile"));
    return { error: say("meanwhile-form") };
  }
  if (told.wrong) return told;
  if (told.error) { tell(say("not-kept", { error: told.error })); return told; }
  if (action !== "undo") mine.push(claim.id);
  taken(told);
  const words = byId("progress-words").textContent ?? "";
  tell(say("done", { done: say(`done.${action}`), words: spoken(told.card ?? claim), progress: words }));
  if (action !== "undo") {
    const next = listed[listed.findIndex((one) => one.id === claim.id) + 1];
    if (next) choose(next.id, true);
    else maybe(claim.id)?.querySelector<HTMLElement>(".pick")?.focus();
  }
  return told;
};

const undo = async (): Promise<void> => {
  const id = mine.pop() ?? current;
  if (id === null || !claimOf(id)?.standing) { tell(say("no-undo")); return; }
  if (!listed.some((claim) => claim.id === id)) { byId<HTMLSelectElement>("show").value = "all"; list(); }
  choose(id, true);
  const told = await decide("undo");
  if (told.status === 200 && !told.card) await load(); // an added claim is gone
};

const edit = (): void => {
  const claim = claimOf(current);
  if (claim && state)
    form.open(say("edit-title"), claim.quote, claim, state.choices, (values) => decide("edit", values));
};

// ---- adding: offsets count code points, so the text before the selection is counted
const points = (words: string): number => [...words].length;

document.addEventListener("selectionchange", () => {
  const picked = getSelection(), text = byId("text");
  if (!picked?.rangeCount || picked.isCollapsed || !paperShown) return;
  const range = picked.getRangeAt(0);
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return;
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const start = points(before.toString()), quote = range.toString();
  selected = { doc: paperShown.id, start, end: start + points(quote), quote };
});

// Where words stand: as selected, or where they are first found in the document shown.
const placeOf = (words: string): Place | null => {
  if (selected && words === selected.quote) return selected;
  const text = byId("text").textContent ?? "";
  const at = words.trim() ? text.indexOf(words.trim()) : -1;
  if (at < 0 || !paperShown) return null;
  const start = points(text.slice(0, at));
  return { doc: paperShown.id, start, end: start + points(words.trim()) };
};

const add = (): void => {
  if (!state) return;
  form.open(say("add-title"), selected?.quote ?? "", null, state.choices, async (fields, words) => {
    const place = placeOf(words);
    if (!place) return { wrong: { quote: say("not-there") } };
    const { doc, start, end } = place;
    const told = await ask("decisions", { action: "add", doc, start, end, fields });
    if (told.wrong || told.error || !told.claim) return told;
    selected = null;
    mine.push(told.claim);
    current = told.claim;
    byId<HTMLSelectElement>("show").value = "all";
    paperShown = null;
    await load();
    choose(told.claim, true);
    const claim = claimOf(told.claim);
    if (claim) tell(say("added", { words: spoken(claim) }));
    return told;
  });
};

// ---- keys, filters, colours
const help = (): void => byId<HTMLDialogElement>("help").showModal();
const KEYS: Readonly<Record<string, () => unknown>> = {
  a: () => decide("accept"), x: () => decide("reject"), e: edit, u: undo, j: jump, m: add,
  n: () => move(1), p: () => move(-1), ArrowDown: () => move(1), ArrowUp: () => move(-1), "?": help,
};
let busy = false;
const typing = (event: KeyboardEvent, where: string): boolean =>
  event.target instanceof Element && event.target.closest(where) !== null;
document.addEventListener("keydown", async (event) => {
  const run = KEYS[event.key];
  if (!run || event.ctrlKey || event.metaKey || event.altKey || !state || busy || event.repeat) return;
  if (document.querySelector("dialog[open]") || typing(event, "input, select, textarea")) return;
  const arrow = event.key.startsWith("Arrow");
  if (arrow && typing(event, "#text")) return;
  if (!arrow && !byId<HTMLInputElement>("keys").checked) return;
  event.preventDefault();
  busy = true;
  try { await run(); } finally { busy = false; }
});
for (const id of ["show", "document", "relation", "order"]) byId(id).onchange = list;
byId("add").onclick = add;
byId("help-open").onclick = help;
byId("help-close").onclick = () => byId<HTMLDialogElement>("help").close();
form.prepare();
themeSwitch(byId("theme"));

// Within `suzerain serve`, the page leads back; alone it has nowhere to go.
if (location.pathname === "/review/") {
  const back = make("a", say("back"));
  back.href = "/#/overview";
  byId("help-open").before(back);
}

// What another tab or the terminal has decided is taken in, unless a form is open.
setInterval(async () => {
  if (!state || document.hidden || busy || document.querySelector("dialog[open]")) return;
  const told = await ask("version");
  if (!told.version || told.version === state.version || busy) return;
  const inside = byId("claims").contains(document.activeElement);
  await load();
  if (inside && current) choose(current, true);
}, POLL);

void (async () => {
  await load();
  if (current && current !== listed[0]?.id) choose(current, false); // where it was left
})();
