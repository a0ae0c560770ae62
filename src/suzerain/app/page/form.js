// The form in which a claim is mended or added.
import { fieldName, make } from "./card.js";

const byId = (id) => document.getElementById(id);
const ORDER = ["subject", "relation", "object", "good", "low", "high", "value", "unit",
  "polarity", "certainty", "kind", "attributed_to", "time", "place"];
const HINTS = {
  subject: "a code; several joined with +", low: "0.8 or 80%; empty when open",
  high: "empty when open", value: "when one number is stated", time: "YYYY, YYYY-MM or YYYY-MM-DD",
  attributed_to: "empty for the author",
};
const BLANK = { polarity: "positive", certainty: "asserted", kind: "" };

const option = (value, words) => {
  const made = make("option", words);
  made.value = value;
  return made;
};

const control = (name, value, choices) => {
  if (["relation", "good", "polarity", "certainty", "kind"].includes(name)) {
    const select = make("select");
    if (name === "good") select.append(option("", "none"));
    if (name === "relation" && !value) select.append(option("", "choose one"));
    if (name === "kind" && !value) select.append(option("", "as the relation says"));
    const table = { relation: choices.relations, good: choices.goods }[name];
    const known = table ? Object.entries(table) : choices[name].map((one) => [one, ""]);
    if (value && !known.some(([code]) => code === value)) known.unshift([value, ""]);
    for (const [code, words] of known)
      select.append(option(code, name === "good" ? words || code : words ? `${code}: ${words}` : code));
    select.value = value ?? "";
    return select;
  }
  const input = make("input");
  input.type = "text";
  input.autocomplete = "off";
  input.spellcheck = false;
  if (["subject", "object", "attributed_to"].includes(name)) input.setAttribute("list", "actors");
  if (["value", "low", "high"].includes(name)) input.inputMode = "decimal";
  input.value = value ?? "";
  return input;
};

const actors = (choices) => {
  const list = make("datalist");
  list.id = "actors";
  for (const [code, name] of Object.entries(choices.actors)) {
    const made = option(code, name);
    if (name) made.label = name;
    list.append(made);
  }
  return list;
};

let save = null;

export const open = (title, quote, claim, choices, onSave) => {
  const dialog = byId("form"), fields = byId("form-fields");
  byId("form-title").textContent = title;
  byId("form-quote").hidden = !claim;
  byId("form-quote").textContent = quote;
  byId("form-adding").hidden = Boolean(claim);
  byId("form-words").value = quote;
  note("quote", byId("form-words"), "");
  byId("form-wrong").textContent = "";
  fields.replaceChildren(actors(choices));
  for (const name of ORDER) {
    const row = make("div", null, `field ${name}`);
    const label = make("label", fieldName(name));
    const element = control(name, claim ? claim[name] : BLANK[name], choices);
    element.id = `field-${name}`;
    element.name = name;
    label.htmlFor = element.id;
    const hint = make("p", HINTS[name] ?? "", "hint");
    hint.id = `hint-${name}`;
    const wrong = make("p", "", "wrong");
    wrong.id = `wrong-${name}`;
    element.setAttribute("aria-describedby", `${hint.id} ${wrong.id}`);
    row.append(label, element, hint, wrong);
    fields.append(row);
  }
  save = onSave;
  dialog.showModal();
  (claim || quote ? byId("field-subject") : byId("form-words")).focus();
};

const note = (name, element, words) => {
  byId(`wrong-${name}`).textContent = words ?? "";
  if (words) element.setAttribute("aria-invalid", "true");
  else element.removeAttribute("aria-invalid");
};

const told = (wrong) => {
  for (const name of ORDER) note(name, byId(`field-${name}`), wrong[name]);
  note("quote", byId("form-words"), wrong.quote);
  const names = Object.keys(wrong);
  byId("form-wrong").textContent = names.length
    ? `Not saved: ${names.map((name) => `${fieldName(name)}: ${wrong[name]}`).join("; ")}` : "";
  if (wrong.quote) byId("form-words").focus();
  else byId(`field-${ORDER.find((name) => wrong[name])}`)?.focus();
};

export const prepare = () => {
  const dialog = byId("form");
  byId("form-cancel").onclick = () => dialog.close();
  dialog.querySelector("form").onsubmit = async (event) => {
    event.preventDefault();
    const values = {};
    for (const name of ORDER) {
      const value = byId(`field-${name}`).value;
      if (name !== "kind" || value) values[name] = value;
    }
    const answer = await save(values, byId("form-words").value);
    if (answer.wrong) told(answer.wrong);
    else if (answer.error) byId("form-wrong").textContent = `Not saved: ${answer.error}`;
    else dialog.close();
  };
};
