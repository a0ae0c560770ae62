// One claim as a card. Whatever comes from a document is set as text, never as markup.

export const make = (tag, words, look) => {
  const element = document.createElement(tag);
  if (words !== undefined && words !== null) element.textContent = words;
  if (look) element.className = look;
  return element;
};

const STATUS = {
  unreviewed: ["○", "unreviewed"],
  accepted: ["✓", "accepted"],
  edited: ["✎", "edited"],
  rejected: ["✕", "rejected"],
  added: ["+", "added"],
};

const FIELDS = {
  subject: "Subject", relation: "Relation", object: "Object", good: "Good", polarity: "Polarity",
  certainty: "Certainty", kind: "Kind", value: "Value", low: "Lower bound", high: "Upper bound",
  unit: "Unit", quote: "Words", attributed_to: "Said by", time: "Time", place: "Place",
};
export const fieldName = (name) => FIELDS[name] ?? name;

const foreign = (words, look) => make("bdi", words, look);

const actor = (code, name) => {
  const part = make("span", null, "actor");
  part.append(foreign(name || code || "nobody named"));
  if (code && name !== code) part.append(" ", make("code", code));
  return part;
};

export const sentence = (claim) => {
  const { words } = claim;
  const line = make("span", null, "statement");
  const arrow = () => {
    const sign = make("span", "→", "arrow");
    sign.setAttribute("aria-hidden", "true");
    return sign;
  };
  line.append(actor(claim.subject, words.subject), " ", arrow(), " ",
    make("span", (claim.polarity === "negative" ? "not: " : "") + words.relation, "relation"));
  if (claim.good) line.append(" ", make("span", `(${words.good})`, "goods"));
  if (claim.object) line.append(" ", arrow(), " ", actor(claim.object, words.object));
  return line;
};

export const spoken = (claim) => [
  claim.words.subject || "nobody named", claim.polarity === "negative" ? "not" : "",
  claim.words.relation, claim.good && claim.words.good, claim.words.object,
].filter(Boolean).join(" ");

const detail = (list, head, words, look) => {
  if (!words) return;
  const row = make("div", null, look);
  const value = make("dd");
  value.append(foreign(words));
  row.append(make("dt", head), value);
  list.append(row);
};

const shown = (value) => (value === null || value === "" ? "nothing" : String(value));

const button = (words, key, run, look) => {
  const made = make("button", words, look);
  made.type = "button";
  made.setAttribute("aria-keyshortcuts", key);
  const hint = make("kbd", key);
  hint.setAttribute("aria-hidden", "true");
  made.append(" ", hint);
  made.onclick = (event) => { event.stopPropagation(); run(); };
  return made;
};

const details = (claim, paper, meaning) => {
  const list = make("dl", null, "details");
  detail(list, "Means", meaning);
  detail(list, "Amount", claim.words.amount);
  detail(list, "Polarity", claim.polarity);
  detail(list, "Certainty", claim.certainty);
  detail(list, "Said by", claim.attributed_to && `${claim.words.attributed_to} (${claim.attributed_to})`);
  detail(list, "Kind", claim.kind);
  detail(list, "Time", claim.time);
  detail(list, "Place", claim.place);
  detail(list, "Source", [paper.publisher || paper.file, paper.published].filter(Boolean).join(", "));
  detail(list, "Grade", claim.grade || "none given");
  detail(list, "Read by", claim.extractor || "unknown");
  for (const [name, old] of Object.entries(claim.was))
    detail(list, `${fieldName(name)} was`, shown(old), "was");
  return list;
};

export const fill = (item, claim, { number, total, current, paper, meaning, act }) => {
  item.replaceChildren();
  item.className = `card ${claim.status}`;
  if (current) item.setAttribute("aria-current", "true");
  else item.removeAttribute("aria-current");
  const [sign, status] = STATUS[claim.status];
  const head = make("p", null, "card-head");
  const badge = make("span", null, "badge");
  const mark = make("span", sign, "sign");
  mark.setAttribute("aria-hidden", "true");
  badge.append(mark, ` ${status}`);
  head.append(make("span", `${number} of ${total}`, "count"), badge);
  const title = make("h3"), pick = make("button", null, "pick");
  pick.type = "button";
  pick.append(sentence(claim));
  pick.setAttribute("aria-label", `Claim ${number} of ${total}: ${spoken(claim)}, ${status}`);
  pick.onclick = () => act.choose(claim.id);
  title.append(pick);
  item.append(head, title);
  if (!current && claim.words.amount) item.append(make("p", claim.words.amount, "amount"));
  if (claim.flags.length) {
    const flags = make("ul", null, "flags");
    flags.setAttribute("aria-label", "Look twice");
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
    button("Accept", "a", act.accept, "main"), button("Edit", "e", act.edit),
    button("Reject", "x", act.reject), button("Undo", "u", act.undo),
    button("Passage", "j", act.jump));
  item.append(said, buttons, details(claim, paper, meaning));
};
