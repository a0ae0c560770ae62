// The form in which a claim is mended or added.
import { byId, make, maybe } from "../shared/dom";
import { fieldName, valueName } from "./card";
import { say, type Choices, type Claim, type Field, type Told, type Value } from "./claim";

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
type Fields = Partial<Record<Field, string>>;
type Save = (fields: Fields, words: string) => Promise<Told>;

const ORDER: readonly Field[] = ["subject", "relation", "object", "good", "low", "high", "value", "unit",
  "polarity", "certainty", "kind", "attributed_to", "time", "place"];
const CHOSEN: readonly Field[] = ["relation", "good", "polarity", "certainty", "kind"];
const ACTORS: readonly Field[] = ["subject", "object", "attributed_to"];
const NUMBERS: readonly Field[] = ["value", "low", "high"];
const HINTS: readonly Field[] = ["subject", "low", "high", "value", "time", "attributed_to"];
const BLANK: Partial<Record<Field, string>> = { polarity: "positive", certainty: "asserted", kind: "" };

const option = (value: string, words: string): HTMLOptionElement => {
  const made = make("option", words);
  made.value = value;
  return made;
};

const known = (name: Field, choices: Choices): [string, string][] => {
  if (name === "relation") return Object.entries(choices.relations);
  if (name === "good") return Object.entries(choices.goods);
  return choices[name as "polarity" | "certainty" | "kind"].map((one) => [one, ""]);
};

const control = (name: Field, value: Value, choices: Choices): Control => {
  if (CHOSEN.includes(name)) {
    const select = make("select");
    if (name === "good") select.append(option("", say("none")));
    if (name === "relation" && !value) select.append(option("", say("choose")));
    if (name === "kind" && !value) select.append(option("", say("as-relation")));
    const pairs = known(name, choices);
    if (value && !pairs.some(([code]) => code === value)) pairs.unshift([String(value), ""]);
    for (const [code, words] of pairs)
      select.append(option(code, name === "good" ? words || code : words ? `${code}: ${words}` : valueName(code)));
    select.value = String(value ?? "");
    return select;
  }
  const input = make("input");
  input.type = "text";
  input.autocomplete = "off";
  input.spellcheck = false;
  if (ACTORS.includes(name)) input.setAttribute("list", "actors");
  if (NUMBERS.includes(name)) input.inputMode = "decimal";
  input.value = String(value ?? "");
  return input;
};

const actors = (choices: Choices): HTMLElement => {
  const list = make("datalist");
  list.id = "actors";
  for (const [code, name] of Object.entries(choices.actors)) {
    const made = option(code, name);
    if (name) made.label = name;
    list.append(made);
  }
  return list;
};

let save: Save | null = null;

/** Open the form: with a claim it is mended, without one a claim is added. */
export const open = (title: string, quote: string, claim: Claim | null, choices: Choices, onSave: Save): void => {
  const dialog = byId<HTMLDialogElement>("form");
  const fields = byId("form-fields");
  const words = byId<HTMLTextAreaElement>("form-words");
  byId("form-title").textContent = title;
  byId("form-quote").hidden = !claim;
  byId("form-quote").textContent = quote;
  byId("form-adding").hidden = Boolean(claim);
  words.value = quote;
  note("quote", words, "");
  byId("form-wrong").textContent = "";
  fields.replaceChildren(actors(choices));
  for (const name of ORDER) {
    const row = make("div", null, `field ${name}`);
    const label = make("label", fieldName(name));
    const element = control(name, claim ? claim[name] : BLANK[name] ?? null, choices);
    element.id = `field-${name}`;
    element.name = name;
    label.htmlFor = element.id;
    const hint = make("p", HINTS.includes(name) ? say(`hint.${name}` as Parameters<typeof say>[0]) : "", "hint");
    hint.id = `hint-${name}`;
    const wrong = make("p", "", "wrong");
    wrong.id = `wrong-${name}`;
    element.setAttribute("aria-describedby", `${hint.id} ${wrong.id}`);
    row.append(label, element, hint, wrong);
    fields.append(row);
  }
  save = onSave;
  dialog.showModal();
  (claim || quote ? byId("field-subject") : words).focus();
};

const note = (name: string, element: HTMLElement, words: string | undefined): void => {
  byId(`wrong-${name}`).textContent = words ?? "";
  if (words) element.setAttribute("aria-invalid", "true");
  else element.removeAttribute("aria-invalid");
};

const told = (wrong: Readonly<Record<string, string>>): void => {
  for (const name of ORDER) note(name, byId(`field-${name}`), wrong[name]);
  note("quote", byId("form-words"), wrong["quote"]);
  const faults = Object.entries(wrong).map(([name, words]) => `${fieldName(name)}: ${words}`).join("; ");
  byId("form-wrong").textContent = faults ? say("not-saved", { error: faults }) : "";
  if (wrong["quote"]) byId("form-words").focus();
  else maybe(`field-${ORDER.find((name) => wrong[name]) ?? ""}`)?.focus();
};

/** Make the form's buttons work; once. */
export const prepare = (): void => {
  const dialog = byId<HTMLDialogElement>("form");
  byId("form-cancel").onclick = () => dialog.close();
  const form = dialog.querySelector("form");
  if (form) form.onsubmit = async (event) => {
    event.preventDefault();
    if (!save) return;
    const values: Fields = {};
    for (const name of ORDER) {
      const { value } = byId<HTMLInputElement>(`field-${name}`);
      if (name !== "kind" || value) values[name] = value;
    }
    const answer = await save(values, byId<HTMLTextAreaElement>("form-words").value);
    if (answer.wrong) told(answer.wrong);
    else if (answer.error) byId("form-wrong").textContent = say("not-saved", { error: answer.error });
    else dialog.close();
  };
};
