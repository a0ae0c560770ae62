// The review page: what is shown, what a key does, and what is sent.
import { fill, make, spoken } from "./card.js";
import * as form from "./form.js";

const byId = (id) => document.getElementById(id);
const SHOWN = 7000; // milliseconds for which a message stays
const POLL = 2500; // milliseconds between looks at what other tabs have decided
let state = null, current = null, listed = [], places = new Map(), paperShown = null, selected = null;
const mine = []; // ids of claims that this tab decided on, for undo

const claimOf = (id) => state.claims.find((claim) => claim.id === id);
const paperOf = (id) => state.documents.find((paper) => paper.id === id);
let hush = 0;
const say = (words) => {
  byId("said").textContent = words;
  clearTimeout(hush);
  hush = setTimeout(() => { byId("said").textContent = ""; }, SHOWN);
};

// ---- talking to the program
const ask = async (path, wish) => {
  const options = wish
    ? { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(wish) } : {};
  try {
    const answer = await fetch(path, options);
    const told = await answer.json();
    return { ...told, status: answer.status };
  } catch {
    return { error: "the program no longer answers; start `suzerain review` again", status: 0 };
  }
};

const load = async () => {
  const told = await ask("state");
  if (told.error) { warn([told.error]); return; }
  state = told;
  document.title = `Review: ${state.case}`;
  byId("case").textContent = state.case;
  warn(state.notices);
  choices();
  list();
};

const warn = (lines) => byId("notices").replaceChildren(...lines.map((words) => make("p", words, "notice")));

// ---- what is listed
const choices = () => {
  const offer = (id, all, pairs) => {
    const select = byId(id), old = select.value;
    select.replaceChildren(make("option", all), ...pairs.map(([value, words]) => {
      const made = make("option", words);
      made.value = value;
      return made;
    }));
    select.firstChild.value = "";
    select.value = pairs.some(([value]) => value === old) ? old : "";
  };
  offer("document", "all", state.documents.map((paper) => [paper.id, paper.name]));
  const names = [...new Set(state.claims.map((claim) => claim.relation))].sort();
  offer("relation", "all", names.map((name) => [name, name]));
};

const fits = (claim) => {
  const show = byId("show").value, paper = byId("document").value, relation = byId("relation").value;
  const decided = claim.status !== "unreviewed";
  return (show === "all" || (show === "unreviewed" && !decided) || (show === "decided" && decided)
      || (show === "flagged" && claim.flags.length > 0))
    && (!paper || claim.doc === paper) && (!relation || claim.relation === relation);
};

const list = () => {
  places = new Map(state.claims.map((claim, place) => [claim.id, place + 1]));
  listed = state.claims.filter(fits);
  if (byId("order").value === "doubt") listed.sort((a, b) => b.doubt - a.doubt);
  if (!listed.some((claim) => claim.id === current))
    current = (listed.find((claim) => claim.status === "unreviewed") ?? listed[0])?.id ?? null;
  byId("claims").replaceChildren(...listed.map((claim) => {
    const item = make("li");
    item.id = claim.id;
    return item;
  }));
  byId("none").hidden = listed.length > 0;
  listed.forEach(draw);
  progress();
  showPaper();
};

const draw = (claim) => {
  const item = byId(claim.id);
  if (!item) return;
  fill(item, claim, {
    number: places.get(claim.id), total: state.claims.length, current: claim.id === current,
    paper: paperOf(claim.doc), meaning: state.choices.relations[claim.relation],
    act: { choose: (id) => choose(id, true), accept: () => decide("accept"), reject: () => decide("reject"), edit, undo, jump },
  });
};

const progress = () => {
  const done = state.claims.filter((claim) => claim.status !== "unreviewed").length;
  byId("progress").max = Math.max(state.claims.length, 1);
  byId("progress").value = done;
  byId("progress-words").textContent = `${done} of ${state.claims.length} reviewed`;
};

// ---- the text
const showPaper = () => {
  const id = claimOf(current)?.doc ?? (byId("document").value || state.documents[0]?.id);
  const paper = paperOf(id);
  if (!paper) return;
  if (paperShown !== paper) {
    paperShown = paper;
    byId("paper-title").textContent = paper.name;
    byId("paper-origin").textContent = [paper.publisher, paper.published, paper.file].filter(Boolean).join(", ");
    byId("text").replaceChildren(...paper.segments.map((piece) => {
      const element = make(piece.claims.length ? "mark" : "span", piece.text, `piece ${piece.kind}`);
      if (piece.claims.length) {
        element.dataset.claims = piece.claims.join(" ");
        element.onclick = () => touched(piece.claims);
      }
      return element;
    }));
    byId("text").scrollTop = 0;
  }
  const status = new Map(state.claims.map((claim) => [claim.id, claim.status]));
  for (const mark of byId("text").querySelectorAll("mark")) {
    const ids = mark.dataset.claims.split(" ");
    mark.classList.toggle("on", ids.includes(current));
    mark.classList.toggle("gone", ids.every((one) => status.get(one) === "rejected"));
  }
};

const touched = (ids) => {
  if (!getSelection().isCollapsed) return;
  const inside = ids.filter((id) => listed.some((claim) => claim.id === id));
  if (inside.length) choose(inside[(inside.indexOf(current) + 1) % inside.length], false);
};

const inView = () => {
  const mark = byId("text").querySelector("mark.on"), text = byId("text");
  if (!mark) return null;
  const top = mark.getBoundingClientRect().top - text.getBoundingClientRect().top;
  if (top < 0 || top > text.clientHeight - 60) text.scrollTop += top - text.clientHeight / 3;
  return mark;
};

const jump = () => {
  const mark = inView();
  if (!mark) return;
  mark.tabIndex = -1;
  mark.focus({ preventScroll: false });
  say(`Passage: ${claimOf(current).quote}`);
};

// ---- moving
const choose = (id, focus) => {
  const old = claimOf(current);
  current = id;
  if (old && byId(old.id)) draw(old);
  const claim = claimOf(id);
  if (!claim) { showPaper(); return; }
  draw(claim);
  showPaper();
  inView();
  const item = byId(id);
  if (!item) return;
  item.scrollIntoView({ block: "nearest" });
  if (focus) item.querySelector(".pick").focus({ preventScroll: true });
};

const move = (step) => {
  const place = listed.findIndex((claim) => claim.id === current);
  const next = listed[place + step];
  if (next) choose(next.id, true);
  else say(step > 0 ? "This is the last claim listed." : "This is the first claim listed.");
};

// ---- deciding
const taken = (told) => {
  state.version = told.version;
  if (!told.card) return;
  const place = state.claims.findIndex((claim) => claim.id === told.card.id);
  if (place >= 0) state.claims[place] = told.card;
  const row = listed.findIndex((claim) => claim.id === told.card.id);
  if (row >= 0) listed[row] = told.card;
  draw(told.card);
  progress();
  showPaper();
};

const DONE = { accept: "Accepted", reject: "Rejected", edit: "Saved", undo: "Taken back" };

const decide = async (action, fields) => {
  const claim = claimOf(current);
  if (!claim) return {};
  const told = await ask("decisions", { action, claim: claim.id, seen: claim.latest, fields });
  if (told.status === 409) {
    taken(told);
    say("Somebody else has decided on this claim meanwhile. It is shown as it is now; decide again.");
    return { error: "somebody else has decided on this claim meanwhile; close this and look at it again" };
  }
  if (told.wrong) return told;
  if (told.error) { say(`Not kept: ${told.error}`); return told; }
  if (action !== "undo") mine.push(claim.id);
  taken(told);
  const words = byId("progress-words").textContent;
  say(`${DONE[action]}: ${spoken(told.card ?? claim)}. ${words}.`);
  if (action !== "undo") {
    const place = listed.findIndex((one) => one.id === claim.id);
    if (listed[place + 1]) choose(listed[place + 1].id, true);
    else byId(claim.id)?.querySelector(".pick").focus();
  }
  return told;
};

const undo = async () => {
  const id = mine.pop() ?? current;
  if (!claimOf(id)?.standing) { say("There is nothing to undo here."); return; }
  if (!listed.some((claim) => claim.id === id)) { byId("show").value = "all"; list(); }
  choose(id, true);
  const told = await decide("undo");
  if (told.status === 200 && !told.card) await load(); // an added claim is gone
};

const edit = () => {
  const claim = claimOf(current);
  if (claim) form.open("Edit the claim", claim.quote, claim, state.choices, (values) => decide("edit", values));
};

// ---- adding: offsets count code points, so the text before the selection is counted
const points = (words) => [...words].length;

document.addEventListener("selectionchange", () => {
  const chosen = getSelection(), text = byId("text");
  if (!chosen.rangeCount || chosen.isCollapsed) return;
  const range = chosen.getRangeAt(0);
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return;
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const start = points(before.toString()), quote = range.toString();
  selected = { doc: paperShown.id, start, end: start + points(quote), quote };
});

// Where words stand: as selected, or where they are first found in the document shown.
const placeOf = (words) => {
  if (selected && words === selected.quote) return selected;
  const text = byId("text").textContent, at = words.trim() ? text.indexOf(words.trim()) : -1;
  const start = points(text.slice(0, Math.max(at, 0)));
  return at < 0 ? null : { doc: paperShown.id, start, end: start + points(words.trim()) };
};

const add = () => {
  form.open("Add a claim", selected?.quote ?? "", null, state.choices, async (fields, words) => {
    const place = placeOf(words);
    if (!place) return { wrong: { quote: "these words do not stand so in the text shown" } };
    const told = await ask("decisions", { action: "add", ...place, fields });
    if (told.wrong || told.error) return told;
    selected = null;
    mine.push(told.claim);
    current = told.claim;
    byId("show").value = "all";
    paperShown = null;
    await load();
    choose(told.claim, true);
    say(`Added: ${spoken(claimOf(told.claim))}.`);
    return told;
  });
};

// ---- keys, filters, colours
const KEYS = {
  a: () => decide("accept"), x: () => decide("reject"), e: edit, u: undo, j: jump, m: add,
  n: () => move(1), p: () => move(-1), ArrowDown: () => move(1), ArrowUp: () => move(-1),
  "?": () => byId("help").showModal(),
};
let busy = false;
document.addEventListener("keydown", async (event) => {
  const run = KEYS[event.key];
  if (!run || event.ctrlKey || event.metaKey || event.altKey || !state || busy || event.repeat) return;
  if (document.querySelector("dialog[open]") || event.target.closest("input, select, textarea")) return;
  const arrow = event.key.startsWith("Arrow");
  if (arrow && event.target.closest("#text")) return;
  if (!arrow && !byId("keys").checked) return;
  event.preventDefault();
  busy = true;
  try { await run(); } finally { busy = false; }
});
for (const id of ["show", "document", "relation", "order"]) byId(id).onchange = list;
byId("add").onclick = add;
byId("help-open").onclick = () => byId("help").showModal();
byId("help-close").onclick = () => byId("help").close();
form.prepare();

const theme = byId("theme");
const dark = () => {
  const set = document.documentElement.dataset.theme;
  return set ? set === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
};
const named = () => {
  theme.textContent = dark() ? "Light" : "Dark";
  theme.setAttribute("aria-label", dark() ? "Light colours" : "Dark colours");
};
theme.onclick = () => {
  document.documentElement.dataset.theme = dark() ? "light" : "dark";
  named();
};
named();

// What another tab or the terminal has decided is taken in, unless a form is open.
setInterval(async () => {
  if (!state || document.hidden || busy || document.querySelector("dialog[open]")) return;
  const told = await ask("version");
  if (!told.version || told.version === state.version || busy) return;
  const inside = byId("claims").contains(document.activeElement);
  await load();
  if (inside && current) choose(current, true);
}, POLL);

await load();
if (current && current !== listed[0].id) choose(current, false); // where it was left
