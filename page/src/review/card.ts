// One claim as a card. Whatever comes from a document is set as text, never as markup.
import { foreign, make } from "../shared/dom";
import { say, spoken, type Claim, type Paper, type Status, type Value } from "./claim";

const SIGN: Record<Status, string> = { unreviewed: "○", accepted: "✓", edited: "✎", rejected: "✕", added: "+" };

type Key = Parameters<typeof say>[0];
const FIELDS = new Set(["subject", "relation", "object", "good", "polarity", "certainty", "kind",
  "value", "low", "high", "unit", "quote", "attributed_to", "time", "place"]);
export const fieldName = (name: string): string => (FIELDS.has(name) ? say(`field.${name}` as Key) : name);

const VALUES = new Set(["positive", "negative", "asserted", "hedged", "reported", "denied", "conditional",
  "event", "tie", "quantity", "stance", "denial", "forecast", "hypothesis", "evidence", "history"]);
/** A code of sign, certainty or kind in words; the code itself where there are none. */
export const valueName = (code: string): string => (VALUES.has(code) ? say(`value.${code}` as Key) : code);

export interface Acts {
  choose(id: string): void;
  accept(): void;
  reject(): void;
  edit(): void;
  undo(): void;
  jump(): void;
}

export interface Shown {
  readonly number: number;
  readonly total: number;
  readonly current: boolean;
  readonly paper: Paper | undefined;
  readonly meaning: string | undefined;
  readonly act: Acts;
}

const actor = (code: Value, name: string): HTMLElement => {
  const part = make("span", null, "actor");
  part.append(foreign(name || String(code ?? "") || say("nobody")));
  if (code && name !== code) part.append(" ", make("code", code));
  return part;
};

const sentence = (claim: Claim): HTMLElement => {
  const { words } = claim;
  const line = make("span", null, "statement");
  const arrow = (): HTMLElement => {
    const sign = make("span", "→", "arrow");
    sign.setAttribute("aria-hidden", "true");
    return sign;
  };
  const relation = claim.polarity === "negative" ? say("not-colon", { words: words.relation }) : words.relation;
  line.append(actor(claim.subject, words.subject), " ", arrow(), " ", make("span", relation, "relation"));
  if (claim.good) line.append(" ", make("span", `(${words.good})`, "goods"));
  if (claim.object) line.append(" ", arrow(), " ", actor(claim.object, words.object));
  return line;
};

const detail = (list: HTMLElement, head: string, words: Value | undefined, look?: string): void => {
  if (!words) return;
  const row = make("div", null, look ?? null);
  const value = make("dd");
  value.append(foreign(String(words)));
  row.append(make("dt", head), value);
  list.append(row);
};

const shown = (value: Value): string => (value === null || value === "" ? say("nothing") : String(value));

const keyed = (words: string, key: string, run: () => void, look?: string): HTMLButtonElement => {
  const made = make("button", words, look ?? null);
  made.type = "button";
  made.setAttribute("aria-keyshortcuts", key);
  const hint = make("kbd", key);
  hint.setAttribute("aria-hidden", "true");
  made.append(" ", hint);
  made.onclick = (event) => { event.stopPropagation(); run(); };
  return made;
};

const details = (claim: Claim, paper: Paper | undefined, meaning: string | undefined): HTMLElement => {
  const list = make("dl", null, "details");
  detail(list, say("means"), meaning);
  detail(list, say("amount"), claim.words.amount);
  detail(list, say("field.polarity"), valueName(String(claim.polarity ?? "")));
  detail(list, say("field.certainty"), valueName(String(claim.certainty ?? "")));
  detail(list, say("field.attributed_to"),
    claim.attributed_to && `${claim.words.attributed_to} (${claim.attributed_to})`);
  detail(list, say("field.kind"), valueName(String(claim.kind ?? "")));
  detail(list, say("field.time"), claim.time);
  detail(list, say("field.place"), claim.place);
  detail(list, say("source"), paper && [paper.publisher || paper.file, paper.published].filter(Boolean).join(", "));
  detail(list, say("grade"), claim.grade || say("no-grade"));
  detail(list, say("read-by"), claim.extractor || say("unknown"));
  for (const [name, old] of Object.entries(claim.was))
    detail(list, say("was", { field: fieldName(name) }), shown(old), "was");
  return list;
};

/** Fill a list item with one claim; the current one shows everything and its buttons. */
export const fill = (item: HTMLElement, claim: Claim, { number, total, current, paper, meaning, act }: Shown): void => {
  item.replaceChildren();
  item.className = `card ${claim.status}`;
  if (current) item.setAttribute("aria-current", "true");
  else item.removeAttribute("aria-current");
  const status = say(`status.${claim.status}`);
  const head = make("p", null, "card-head");
  const badge = make("span", null, "badge");
  const mark = make("span", SIGN[claim.status], "sign");
  mark.setAttribute("aria-hidden", "true");
  badge.append(mark, ` ${status}`);
  head.append(make("span", say("of", { number, total }), "count"), badge);
  const title = make("h3");
  const pick = make("button", null, "pick");
  pick.type = "button";
  pick.append(sentence(claim));
  pick.setAttribute("aria-label", say("claim-of", { number, total, words: spoken(claim), status }));
  pick.onclick = () => act.choose(claim.id);
  title.append(pick);
  item.append(head, title);
  if (!current && claim.words.amount) item.append(make("p", claim.words.amount, "amount"));
  if (claim.flags.length) {
    const flags = make("ul", null, "flags");
    flags.setAttribute("aria-label", say("look-twice"));
    for (const words of claim.flags) {
      const flag = make("li");
      flag.append(foreign(words));
      flags.append(flag);
    }
    item.append(flags);
  }
  if (!current) return;
  const said = make("blockquote", null, "quote");
  said.append(foreign(claim.quote));
  const buttons = make("div", null, "line buttons");
  buttons.append(
    keyed(say("accept"), "a", act.accept, "main"), keyed(say("edit"), "e", act.edit),
    keyed(say("reject"), "x", act.reject), keyed(say("undo"), "u", act.undo),
    keyed(say("passage"), "j", act.jump));
  item.append(said, buttons, details(claim, paper, meaning));
};
