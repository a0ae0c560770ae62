"use strict";
// Click a number: the panel shows the sentences and assumptions behind it.
(() => {
  const byId = (id) => document.getElementById(id);
  const steps = JSON.parse(byId("traces").textContent);
  const panel = byId("panel"), body = byId("panel-body"), said = byId("said");
  const wide = matchMedia("(min-width: 72rem)");
  const FEW = 4;
  let opener = null, shown = null;

  const make = (tag, words, look) => {
    const element = document.createElement(tag);
    if (words) element.textContent = words;
    if (look) element.className = look;
    return element;
  };

  // Steps of one kind below an id, nearest first.
  const nearest = (id, kind) => {
    const seen = new Set([id]), found = [];
    for (let layer = [id]; layer.length;) {
      const next = [];
      for (const key of layer) {
        if (steps[key].kind === kind) found.push(key);
        for (const parent of steps[key].parents ?? [])
          if (!seen.has(parent)) { seen.add(parent); next.push(parent); }
      }
      layer = next;
    }
    return found;
  };

  const marksOf = (root, claim) => [...root.querySelectorAll("mark")]
    .filter((mark) => mark.dataset.claims.split(" ").includes(claim));

  // The document with the sentence lit and in view, without leaving the page's place.
  const excerpt = (claim) => {
    const mark = marksOf(byId("sources"), claim)[0];
    if (!mark) return null;
    const copy = mark.closest(".text").cloneNode(true);
    copy.querySelectorAll("[id]").forEach((element) => element.removeAttribute("id"));
    copy.setAttribute("aria-label", "The sentence in its document");
    marksOf(copy, claim).forEach((own) => own.classList.add("on"));
    return copy;
  };

  const showInDocument = (claim) => {
    const old = body.querySelector(".text");
    const copy = excerpt(claim);
    if (!copy) return;
    if (old) old.replaceWith(copy);
    else body.append(make("h3", "In its document"), copy);
    const lit = copy.querySelector("mark.on");
    copy.scrollTop = lit.offsetTop - copy.offsetTop - copy.clientHeight / 3;
  };

  const quotation = (id) => {
    const step = steps[id], block = make("blockquote", "", "said");
    const foot = make("footer"), go = make("button", step.source, "linkish");
    go.type = "button";
    go.title = "Show in the document";
    go.onclick = () => showInDocument(id);
    foot.append(go);
    block.append(make("span", `“${step.quote}”`), foot);
    return block;
  };

  const assumption = (id) => {
    const step = steps[id], block = make("div", "", "assumed");
    block.append(make("p", `${step.label}: ${step.value ?? ""}`),
      make("p", `${step.reason ?? ""} (${step.citation ?? ""})`, "why"),
      make("code", id));
    return block;
  };

  const listed = (title, ids, draw) => {
    if (!ids.length) return;
    body.append(make("h3", title), ...ids.slice(0, FEW).map(draw));
    if (ids.length <= FEW) return;
    const rest = make("details"), more = make("summary", `${ids.length - FEW} more`);
    rest.append(more);
    rest.addEventListener("toggle", () => rest.append(...ids.slice(FEW).map(draw)), { once: true });
    body.append(rest);
  };

  const tree = (ids) => {
    const list = make("ul");
    for (const id of ids) {
      const item = make("li"), go = make("button", steps[id].label, "linkish");
      go.type = "button";
      go.onclick = () => show(id);
      item.append(go, make("span", steps[id].value ? ` ${steps[id].value}` : ""));
      list.append(item);
    }
    return list;
  };

  const show = (id, words) => {
    const step = steps[id];
    shown = id;
    byId("panel-kind").textContent = { result: "Reckoned", cell: "Input of the case", claim: "Stated by a source", assumption: "Assumed" }[step.kind];
    byId("panel-title").textContent = step.label;
    body.replaceChildren();
    said.textContent = "";
    const value = words ?? step.value;
    if (value) body.append(make("p", value, "panel-value"));
    const claims = nearest(id, "claim");
    listed(claims.length > 1 ? "Sentences behind it" : "The sentence behind it", claims, quotation);
    if (claims.length) showInDocument(claims[0]);
    if (step.parents?.length) {
      const inner = step.parents.filter((key) => ["result", "cell"].includes(steps[key].kind));
      if (inner.length) body.append(make("h3", "Steps"), tree(inner));
    }
    listed("Assumptions behind it", nearest(id, "assumption"), assumption);
    body.append(make("code", id));
    panel.scrollTop = 0;
    byId("panel-title").focus();
  };

  const open = (link) => {
    opener?.setAttribute("aria-expanded", "false");
    opener = link;
    link.setAttribute("aria-expanded", "true");
    if (!panel.open) {
      document.body.classList.add("asking");
      if (wide.matches) panel.show(); else panel.showModal();
    }
    show(link.dataset.ref ?? link.dataset.claim, link.dataset.ref ? link.textContent : null);
  };

  const close = () => { if (panel.open) panel.close(); };

  panel.addEventListener("close", () => {
    document.body.classList.remove("asking");
    opener?.setAttribute("aria-expanded", "false");
    opener?.focus();
    opener = null;
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.n[data-ref], a[data-claim]");
    if (!link || !steps[link.dataset.ref ?? link.dataset.claim]) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(link);
  });
  byId("close").onclick = close;

  const footnote = (id) => {
    const step = steps[id];
    const words = nearest(id, "claim").slice(0, FEW)
      .map((key) => `“${steps[key].quote}” (${steps[key].source}, characters ${steps[key].start}-${steps[key].end})`);
    const assumed = nearest(id, "assumption").slice(0, FEW)
      .map((key) => `${steps[key].label}: ${steps[key].value} (${steps[key].citation})`);
    return [`${step.label}${step.value ? `: ${step.value}` : ""} [${id}].`, ...words, ...assumed].join(" ");
  };
  byId("copy").onclick = async () => {
    const text = footnote(shown);
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = "Copied.";
    } catch {
      const area = make("textarea", text);
      area.setAttribute("aria-label", "Footnote");
      body.append(area);
      area.select();
      said.textContent = "Select and copy the footnote above.";
    }
  };

  // Without a script links lead into the list of steps, which then must be open.
  const unfold = () => {
    if (location.hash.startsWith("#why-")) byId("steps").open = true;
    byId(location.hash.slice(1))?.scrollIntoView();
  };
  addEventListener("hashchange", unfold);
  if (location.hash) unfold();

  const theme = byId("theme");
  const dark = () => {
    const set = document.documentElement.dataset.theme;
    return set ? set === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  };
  const named = () => {
    theme.textContent = dark() ? "Light" : "Dark";
    theme.setAttribute("aria-label", dark() ? "Light colours" : "Dark colours");
  };
  theme.hidden = false;
  theme.removeAttribute("aria-pressed");
  theme.onclick = () => {
    document.documentElement.dataset.theme = dark() ? "light" : "dark";
    named();
  };
  named();

  // Printing opens what is folded, and folds it again.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")].filter((d) => d.id !== "steps");
    folded.forEach((d) => { d.open = true; });
  });
  addEventListener("afterprint", () => folded.forEach((d) => { d.open = false; }));
})();
