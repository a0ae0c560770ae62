"use strict";
// One atlas: search a state, see whom it could hurt, and all states at once.
(async () => {
  const byId = (id) => document.getElementById(id);
  const told = JSON.parse(byId("numbers").textContent);
  const { states, spans, holds, words, unknown, unsure, years } = told;
  const UNSEEN = 255, NONE = -1, LARGEST = 8, LINES = 4, SOME = 11; // 11 is 0.1 %

  const make = (tag, text, look) => {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    if (look) element.className = look;
    return element;
  };
  const draw = (tag, marks = {}, text = "") => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(marks)) element.setAttribute(name, value);
    if (text) element.textContent = text;
    return element;
  };
  const name = (place) => (place === NONE ? "" : states[place][1]);

  // A byte is a percentage as it is shown; see atlas_data.py.
  const worth = (code) => code <= 1 ? 0 : code <= 10 ? (code - 1) / 100 : code < 110 ? (code - 10) / 10 : code - 100;
  const percent = (code) => code === 0 ? "0 %" : code === 1 ? "<0.01 %"
    : code <= 10 ? `0.0${code - 1} %` : code < 110 ? `${worth(code).toFixed(1)} %` : `${worth(code)} %`;
  const range = ([middle, low, high]) => `${percent(middle)} [${percent(low).replace(" %", "")}-${percent(high)}]`;

  if (!("DecompressionStream" in globalThis)) {
    byId("asked").textContent = "This browser cannot unpack the numbers of all years; what follows below needs none.";
    return;
  }

  // Matrices of all years, one byte a cell: medians, lows, highs, shares of purchases.
  const packed = Uint8Array.from(atob(told.cells), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  const cells = new Uint8Array(await new Response(stream).arrayBuffer());
  const plane = cells.length / 4;
  let start = 0;
  const layers = years.map(([year, here]) => {
    const spot = new Map(here.map((place, k) => [place, k]));
    const layer = { year, here, spot, start };
    start += here.length ** 2;
    return layer;
  });
  const cell = (layer, to, by) => {
    const row = layer.spot.get(to), column = layer.spot.get(by);
    if (row === undefined || column === undefined) return null;
    const at = layer.start + row * layer.here.length + column;
    return cells[at] === UNSEEN ? null : [cells[at], cells[at + plane], cells[at + 2 * plane], cells[at + 3 * plane]];
  };

  let now = layers.length - 1, chosen = NONE, partner = NONE;
  const layer = () => layers[now];
  const spanOf = (year) => spans.find(({ span }) => span[0] <= year && year <= span[1]) ?? spans.at(-1);
  const spanWords = ([first, last]) => (first === last ? `${first}` : `${first}-${last}`);

  // Bars ---------------------------------------------------------------------------
  const pickState = (place) => {
    const go = make("button", name(place), "linkish");
    go.type = "button";
    go.onclick = () => choose(place, NONE, true);
    return go;
  };
  const pickPair = (to, by, label) => {
    const go = make("button", label, "linkish");
    go.type = "button";
    go.title = "Show this pair through time";
    go.onclick = () => choose(to, by, true);
    return go;
  };
  const bars = (rows, most) => {
    if (!rows.length) return make("p", "Nothing of 0.1 % of welfare or more was observed.", "by");
    const list = make("ul", "", "bars"), head = make("li", "", "head");
    head.append(make("span", "state"), make("span"), make("span", "part of welfare"), make("span", "of purchases"));
    list.append(head);
    for (const { to, by, label, value } of rows) {
      const item = make("li"), picture = draw("svg", { "aria-hidden": "true" });
      const [middle, low, high] = value.slice(0, 3).map(worth).map((part) => `${(100 * part / most).toFixed(2)}%`);
      picture.append(draw("line", { class: "range a", x1: low, x2: high, y1: "50%", y2: "50%" }),
        draw("circle", { class: "mark a", cx: middle, cy: "50%", r: 5 }));
      picture.prepend(draw("line", { class: "track", x1: 0, x2: "100%", y1: "50%", y2: "50%" }));
      item.append(pickPair(to, by, label), picture, make("span", range(value), "number"), make("span", `${value[3]} %`, "number"));
      list.append(item);
    }
    return list;
  };
  const largest = (pairs) => pairs.filter(({ value }) => value && value[0] >= SOME)
    .sort((one, other) => other.value[0] - one.value[0]).slice(0, LARGEST);

  // Lines through time -------------------------------------------------------------
  const scaleTop = (most) => [1, 2, 3, 5, 8, 10, 15, 20, 30, 50, 75, 100].find((top) => top >= most) ?? 100;
  const MARKS = [
    (x, y) => draw("circle", { cx: x, cy: y, r: 4 }),
    (x, y) => draw("rect", { x: x - 3.6, y: y - 3.6, width: 7.2, height: 7.2 }),
    (x, y) => draw("path", { d: `M${x} ${y - 5} ${x + 5} ${y + 4} ${x - 5} ${y + 4}z` }),
    (x, y) => draw("path", { d: `M${x} ${y - 5.4} ${x + 5.4} ${y} ${x} ${y + 5.4} ${x - 5.4} ${y}z` }),
    (x, y) => draw("path", { d: `M${x - 5} ${y - 4} ${x + 5} ${y - 4} ${x} ${y + 5}z` }),
    (x, y) => draw("rect", { x: x - 2, y: y - 5, width: 4, height: 10 }),
  ];
  const BLUR = "Shaded: product unknown, so that how open the state was is a declared range; levels there do not compare with levels elsewhere.";
  const chart = (series, label, blurred = [], unit = "of welfare", blurNote = BLUR) => {
    const box = make("div");
    const wide = Math.max(320, Math.min(byId("page").clientWidth - 4, 1100)), tall = wide < 500 ? 240 : 300;
    const left = 52, right = 14, top = 12, bottom = 26;
    const all = series.flatMap(({ points }) => points);
    if (!all.length) return box;
    const first = Math.min(...all.map(([year]) => year)), last = Math.max(...all.map(([year]) => year));
    if (first === last) return box;
    const ceiling = scaleTop(Math.max(...all.map(([, , , high]) => Math.min(high, 100)), 0.5));
    const x = (year) => left + (wide - left - right) * (last === first ? 0.5 : (year - first) / (last - first));
    const y = (value) => tall - bottom - (tall - top - bottom) * Math.min(value, ceiling) / ceiling;
    const picture = draw("svg", { class: "lines", viewBox: `0 0 ${wide} ${tall}`, role: "img", "aria-label": label });
    const dim = blurred.map(([from, to]) => [Math.max(from, first), Math.min(to, last)]).filter(([from, to]) => from <= to);
    for (const [from, to] of dim)
      picture.append(draw("rect", { class: "blur", x: x(from), y: top, width: Math.max(3, x(to) - x(from)), height: tall - top - bottom }));
    for (let k = 0; k <= 4; k += 1) {
      const value = ceiling * k / 4;
      picture.append(draw("line", { class: "axis", x1: left, x2: wide - right, y1: y(value), y2: y(value) }),
        draw("text", { x: left - 6, y: y(value) + 4, "text-anchor": "end" }, `${+value.toFixed(2)} %`));
    }
    const gap = (last - first) / (wide / 90) > 10 ? 20 : (last - first) > 12 ? 10 : 1;
    for (let year = Math.ceil(first / gap) * gap; year <= last; year += gap)
      picture.append(draw("text", { x: x(year), y: tall - 8, "text-anchor": "middle" }, `${year}`));
    if (layer().year >= first && layer().year <= last) picture.append(draw("line", { class: "now", x1: x(layer().year), x2: x(layer().year), y1: top, y2: tall - bottom }));
    const keys = make("ul", "", "keys");
    series.forEach(({ points, title, banded }, k) => {
      const runs = [];
      for (const point of points) {
        const run = runs.at(-1);
        if (run && point[0] - run.at(-1)[0] === 1) run.push(point); else runs.push([point]);
      }
      for (const run of runs) {
        if (banded && run.length > 1)
          picture.append(draw("path", { class: `band s${k}`, d: `M${run.map(([year, , low]) => `${x(year)} ${y(low)}`).join(" ")} ${[...run].reverse().map(([year, , , high]) => `${x(year)} ${y(high)}`).join(" ")}z` }));
        if (run.length > 1)
          picture.append(draw("path", { class: `s${k}`, d: `M${run.map(([year, middle]) => `${x(year).toFixed(1)} ${y(middle).toFixed(1)}`).join(" ")}` }));
      }
      const every = Math.max(1, Math.ceil(points.length / 9));
      points.forEach(([year, middle], at) => {
        if (at % every && at !== points.length - 1) return;
        const mark = MARKS[k](x(year), y(middle));
        mark.setAttribute("class", `mark s${k}`);
        picture.append(mark);
      });
      const key = make("li"), sign = draw("svg", { viewBox: "-13 -7 26 14", "aria-hidden": "true" });
      const mark = MARKS[k](0, 0);
      mark.setAttribute("class", `mark s${k}`);
      sign.append(draw("line", { class: `s${k}`, x1: -13, x2: 13, y1: 0, y2: 0 }), mark);
      key.append(sign, ` ${title}`);
      keys.append(key);
    });
    box.append(keys, picture, under(series, label, unit));
    if (dim.length) box.append(make("p", blurNote, "by"));
    return box;
  };
  const table = (caption, heads, rows) => {
    const whole = make("table"), head = make("tr"), body = make("tbody"), top = make("thead");
    whole.append(make("caption", caption));
    heads.forEach((text) => { const one = make("th", text); one.scope = "col"; head.append(one); });
    top.append(head);
    for (const row of rows) {
      const line = make("tr");
      for (const part of row) { const one = make("td"); one.append(part); line.append(one); }
      body.append(line);
    }
    whole.append(top, body);
    const scroll = make("div", "", "scroll");
    scroll.tabIndex = 0;
    scroll.setAttribute("role", "region");
    scroll.setAttribute("aria-label", caption);
    scroll.append(whole);
    return scroll;
  };
  // The table behind a picture is made when it is opened: it may have 145 rows.
  const under = (series, label, unit) => {
    const more = make("details", "", "under");
    more.append(make("summary", "The same as a table"));
    more.addEventListener("toggle", () => {
      const found = new Map();
      series.forEach(({ points }, k) => points.forEach(([year, middle, low, high]) => {
        if (!found.has(year)) found.set(year, series.map(() => "not observed"));
        found.get(year)[k] = `${shown(middle)} [${shown(low)}-${shown(high)}] %`;
      }));
      const rows = [...found].sort(([one], [other]) => other - one).map(([year, row]) => [`${year}`, ...row]);
      more.append(table(`${label} (${unit})`, ["Year", ...series.map(({ title }) => title)], rows));
    }, { once: true });
    return more;
  };
  const shown = (value) => value >= 9.95 ? value.toFixed(0) : value >= 0.095 || value === 0 ? value.toFixed(1) : value.toFixed(2);
  const through = (to, by) => layers.flatMap((one) => {
    const value = cell(one, to, by);
    return value ? [[one.year, ...value.slice(0, 3).map(worth)]] : [];
  });

  // A state ------------------------------------------------------------------------
  const partners = (place) => {
    const found = new Map();
    for (const one of layers) for (const other of one.here) {
      const value = other === place ? null : cell(one, place, other);
      if (value) found.set(other, (found.get(other) ?? 0) + worth(value[0]));
    }
    return [...found].sort(([, one], [, other]) => other - one).slice(0, LINES).map(([other]) => other);
  };
  const sphereRows = (place) => spans.flatMap(({ span, spheres, arms }) => {
    const own = spheres.find(([client]) => client === place);
    if (!own && !layers.some(({ year, spot }) => span[0] <= year && year <= span[1] && spot.has(place))) return [];
    const supplier = arms[place] ? `${arms[place][0]} ${arms[place][1]} %` : "";
    if (!own) return [[spanWords(span), "too little observed", "", "", supplier, "0"]];
    const [, leader, isPatron, share, seen, loss, , silent] = own;
    const who = make("span");
    if (leader === NONE) who.append("nobody");
    else who.append(pickPair(place, leader, name(leader)), isPatron ? "" : " (no patron)");
    if (silent) who.append(" ", make("span", "⚑ doubtful", "doubtful"));
    const [low, middle, high] = loss;
    return [[spanWords(span), who, leader === NONE ? "" : `${share} %`, leader === NONE ? "" : make("span", range([middle, low, high]), "number"),
      supplier, `${seen}`]];
  });
  const clientRows = (place) => spans.map(({ span, spheres }) => {
    const own = spheres.filter(([, leader, isPatron]) => isPatron && leader === place)
      .sort((one, other) => other[5][1] - one[5][1]);
    const cellOf = make("span", "", "clients");
    own.forEach(([client], k) => cellOf.append(pickState(client), k < own.length - 1 ? ", " : ""));
    return [spanWords(span), `${own.length}`, cellOf];
  }).filter(([, count]) => count !== "0");

  const showState = () => {
    const box = byId("profile"), one = layer();
    box.replaceChildren();
    if (chosen === NONE) return;
    const title = make("h3", name(chosen), "who");
    title.id = "who";
    title.tabIndex = -1;
    box.append(title, ...words[chosen].map((line) => make("p", line, "told")));
    if (partner !== NONE) box.append(...pairOf(chosen, partner));
    const others = one.here.filter((other) => other !== chosen);
    const hurt = largest(others.map((other) => ({ to: chosen, by: other, label: name(other), value: cell(one, chosen, other) })));
    const held = largest(others.map((other) => ({ to: other, by: chosen, label: name(other), value: cell(one, other, chosen) })));
    const most = Math.max(1, ...[...hurt, ...held].map(({ value }) => worth(value[2])));
    const left = make("div"), right = make("div"), both = make("div", "", "two");
    left.append(make("h3", `Who could hurt ${name(chosen)}, ${one.year}`), bars(hurt, most));
    right.append(make("h3", `Whom ${name(chosen)} could hurt, ${one.year}`), bars(held, most));
    both.append(left, right);
    const top = partners(chosen);
    const series = top.map((other, k) => ({ points: through(chosen, other), title: name(other), banded: k === 0 }));
    box.append(both, make("h3", `What ${name(chosen)} would lose, through time`, "sub"),
      chart(series, `Part of ${name(chosen)}'s welfare lost if one state stopped trading with it`, unknown[chosen]));
    box.append(make("h3", `Patrons of ${name(chosen)} by decade`, "sub"),
      table(`The state with the most leverage over ${name(chosen)} by trade, and its main supplier of arms as named when the order was placed. No patron: the lead is too small or too seldom for the word. ⚑: no trade with the supplier of arms is on record`,
        ["Years", "Most leverage by trade", "Leads in", "Cost of its cut", "Main supplier of arms", "Years observed"], sphereRows(chosen)));
    const clients = clientRows(chosen);
    if (clients.length) box.append(make("h3", `Clients of ${name(chosen)} by decade`, "sub"),
      table(`States whose patron by trade is ${name(chosen)}`, ["Years", "Number", "States, most dependent first"], clients));
  };
  const pairOf = (one, other) => {
    const at = layer(), there = cell(at, one, other), back = cell(at, other, one);
    const line = (to, by, value) => value
      ? `In ${at.year} ${name(by)} supplied ${value[3]} % of what ${name(to)} bought abroad; its cut would cost ${name(to)} ${range(value)} of welfare.`
      : `What ${name(to)} buys from ${name(by)} was not observed in ${at.year}.`;
    const series = [
      { points: through(one, other), title: `${name(one)} on ${name(other)}`, banded: true },
      { points: through(other, one), title: `${name(other)} on ${name(one)}`, banded: true },
    ];
    return [make("h3", `${name(one)} and ${name(other)}`, "sub"), make("p", line(one, other, there), "told"),
      make("p", line(other, one, back), "told"), chart(series, `Dependence of ${name(one)} and ${name(other)} on each other`, unknown[one])];
  };

  // All states ---------------------------------------------------------------------
  const canvas = byId("map"), rows = byId("rows"), columns = byId("columns");
  const regions = [...new Set(states.map(([, , place]) => place))].sort();
  const BOUNDS = [0.1, 0.3, 1, 3, 10];
  const LABELS = ["below 0.1 %", "0.1-0.3 %", "0.3-1 %", "1-3 %", "3-10 %", "10 % and more"];
  const grade = (code) => BOUNDS.filter((bound) => worth(code) >= bound).length;
  LABELS.forEach((label, k) => {
    const item = make("li");
    item.append(make("span", "", `swatch w${k}`), label);
    byId("legend").append(item);
  });
  const gone = make("li");
  gone.append(make("span", "", "swatch wnone"), "not observed");
  byId("legend").append(gone);
  for (const [select, few] of [[rows, false], [columns, true]]) {
    for (const [value, label] of [["all", "All states"], ["top", "The 40 with most leverage"], ...regions.map((one) => [one, one])]) {
      const option = make("option", label);
      option.value = value;
      select.append(option);
    }
    select.value = few ? "top" : "all";
    select.onchange = () => { spot = null; showMap(); };
  }
  let view = null, spot = null;
  const order = () => {
    const ranked = spanOf(layer().year).holders.map(([place]) => place);
    const rank = new Map(ranked.map((place, k) => [place, k]));
    return [...layer().here].sort((one, other) => (rank.get(one) ?? 999) - (rank.get(other) ?? 999));
  };
  const choice = (select, sorted) => select.value === "all" ? sorted
    : select.value === "top" ? sorted.slice(0, 40) : sorted.filter((place) => states[place][2] === select.value);
  const showMap = () => {
    const sorted = order(), down = choice(rows, sorted), across = choice(columns, sorted);
    const wide = canvas.parentElement.clientWidth, ratio = devicePixelRatio || 1;
    const style = getComputedStyle(document.documentElement);
    const paint = [0, 1, 2, 3, 4, 5].map((k) => style.getPropertyValue(`--h${k}`));
    const none = style.getPropertyValue("--none"), ink = style.getPropertyValue("--ink"), mark = style.getPropertyValue("--b");
    const left = 40, top = 40;
    const width = Math.min((wide - left) / Math.max(across.length, 1), 34);
    const height = Math.min(Math.max(down.length > 90 ? 5 : 14, 4), 18);
    const tall = top + height * down.length;
    canvas.width = Math.round(wide * ratio);
    canvas.height = Math.round(tall * ratio);
    canvas.style.height = `${tall}px`;
    const pen = canvas.getContext("2d");
    pen.scale(ratio, ratio);
    pen.clearRect(0, 0, wide, tall);
    const one = layer();
    down.forEach((to, row) => across.forEach((by, column) => {
      const value = to === by ? null : cell(one, to, by);
      pen.fillStyle = value ? paint[grade(value[0])] : none;
      const x = left + column * width, y = top + row * height;
      pen.fillRect(x, y, width - (width > 6 ? 0.6 : 0), height - (height > 6 ? 0.6 : 0));
    }));
    pen.fillStyle = ink;
    pen.font = `11px ${style.getPropertyValue("--sans")}`;
    pen.textBaseline = "middle";
    const everyRow = Math.ceil(12 / height), everyColumn = Math.ceil(13 / width);
    down.forEach((to, row) => { if (row % everyRow === 0) pen.fillText(states[to][0], 4, top + (row + 0.5) * height); });
    across.forEach((by, column) => {
      if (column % everyColumn) return;
      pen.save();
      pen.translate(left + (column + 0.5) * width, top - 5);
      pen.rotate(-Math.PI / 2);
      pen.fillText(states[by][0], 0, 0);
      pen.restore();
    });
    view = { down, across, left, top, width, height };
    if (spot) {
      pen.strokeStyle = mark;
      pen.lineWidth = 2;
      pen.strokeRect(left + spot.column * width - 1, top + spot.row * height - 1, width + 2, height + 2);
      pen.globalAlpha = 0.5;
      pen.lineWidth = 1;
      pen.strokeRect(left, top + spot.row * height, width * across.length, height);
      pen.strokeRect(left + spot.column * width, top, width, height * down.length);
      pen.globalAlpha = 1;
    }
    showTable(down, across);
  };
  let tabled = "";
  const showTable = (down, across) => {
    const key = [now, rows.value, columns.value].join();
    if (key === tabled) return;
    tabled = key;
    const pairs = down.flatMap((to) => across.flatMap((by) => {
      const value = to === by ? null : cell(layer(), to, by);
      return value && value[0] > 1 ? [[to, by, value]] : [];
    })).sort(([, , one], [, , other]) => other[0] - one[0]).slice(0, 25);
    byId("map-caption").textContent = `The ${pairs.length} largest dependences among the states shown, ${layer().year}`;
    byId("map-table").replaceChildren(...pairs.map(([to, by, value]) => {
      const line = make("tr");
      for (const part of [pickPair(to, by, name(to)), name(by), make("span", range(value), "number")]) {
        const one = make("td");
        one.append(part);
        line.append(one);
      }
      return line;
    }));
  };
  const say = () => {
    const to = view.down[spot.row], by = view.across[spot.column];
    const value = to === by ? null : cell(layer(), to, by);
    byId("cell").textContent = to === by ? name(to)
      : value ? `A cut by ${name(by)} would cost ${name(to)} ${range(value)} of welfare; it supplied ${value[3]} % of purchases (${layer().year}).`
        : `${name(to)} and ${name(by)}: not observed in ${layer().year}.`;
  };
  const point = (event) => {
    const box = canvas.getBoundingClientRect();
    const column = Math.floor((event.clientX - box.left - view.left) / view.width);
    const row = Math.floor((event.clientY - box.top - view.top) / view.height);
    return row >= 0 && column >= 0 && row < view.down.length && column < view.across.length ? { row, column } : null;
  };
  const move = (next) => {
    if (!next || (spot && next.row === spot.row && next.column === spot.column)) return;
    spot = next;
    showMap();
    say();
  };
  canvas.addEventListener("pointermove", (event) => move(point(event)));
  canvas.addEventListener("click", (event) => {
    const found = point(event);
    if (found) choose(view.down[found.row], view.across[found.column], true);
  });
  const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  canvas.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && spot) choose(view.down[spot.row], view.across[spot.column], true);
    const step = STEPS[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const at = spot ?? { row: -step[0] || 0, column: -step[1] || 0 };
    move({
      row: Math.min(Math.max(at.row + step[0], 0), view.down.length - 1),
      column: Math.min(Math.max(at.column + step[1], 0), view.across.length - 1),
    });
  });

  // Ranking and spheres ------------------------------------------------------------
  const showHolders = () => {
    const { span, holders } = spanOf(layer().year);
    byId("holders-caption").textContent = spanWords(span);
    byId("holders").tBodies[0].replaceChildren(...holders.slice(0, 15).map(([place, hold, count], k) => {
      const line = make("tr");
      for (const part of [`${k + 1}`, pickState(place), make("span", hold, "number"), `${count}`]) {
        const one = make("td");
        one.append(part);
        line.append(one);
      }
      return line;
    }));
    const series = holds.map(({ state, points }, k) => ({
      points: points.map(([year, low, middle, high]) => [year, ...[middle, low, high].map((part) => Math.max(100 * part, 0))]),
      title: name(state), banded: k < 2,
    }));
    byId("holds").replaceChildren(chart(series, "Average leverage over another state", unsure, "of the other's welfare", "Shaded: most products unknown, so that openness is a declared range; levels there do not compare with levels elsewhere. Years in which few states were observed are left out."));
  };
  const showSpheres = () => {
    const { span, spheres } = spanOf(layer().year);
    const found = new Map(), free = [], single = [];
    for (const one of spheres) {
      if (!one[2]) { free.push(one); continue; }
      if (!found.has(one[1])) found.set(one[1], []);
      found.get(one[1]).push(one);
    }
    const note = byId("spheres-when");
    note.textContent = note.textContent.replace(/^[\d-]+/, spanWords(span));
    const parts = [...found].sort(([, one], [, other]) => other.length - one.length).flatMap(([patron, clients]) => {
      if (clients.length === 1) { single.push(clients[0]); return []; }
      const head = make("h3"), list = make("p", "", "clients");
      head.append(pickState(patron), " ", make("span", `${clients.length}`, "count"));
      clients.sort((one, other) => other[5][1] - one[5][1]).forEach(([client, , , , , loss, , silent], k) => {
        const entry = make("span");
        entry.append(pickPair(client, patron, name(client)), ` ${percent(loss[1])}${silent ? " ⚑" : ""}${k < clients.length - 1 ? "," : ""}`);
        list.append(entry, " ");
      });
      return [head, list];
    });
    if (single.length) {
      const alone = make("h3", "Patrons of one state each "), each = make("p", "", "clients");
      alone.append(make("span", `${single.length}`, "count"));
      single.forEach(([client, patron, , , , loss], k) => {
        const entry = make("span");
        entry.append(pickPair(client, patron, `${name(patron)} of ${name(client)}`), ` ${percent(loss[1])}${k < single.length - 1 ? "," : ""}`);
        each.append(entry, " ");
      });
      parts.push(alone, each);
    }
    const head = make("h3", "Nobody stands out "), list = make("p", "", "clients");
    head.append(make("span", `${free.length}`, "count"));
    free.forEach(([client], k) => list.append(pickState(client), k < free.length - 1 ? ", " : ""));
    byId("spheres-list").replaceChildren(...parts, head, list);
  };

  // What is chosen -----------------------------------------------------------------
  const place = (text) => {
    const wanted = text.trim().toLowerCase();
    if (!wanted) return NONE;
    const exact = states.findIndex(([code, full]) => code.toLowerCase() === wanted || full.toLowerCase() === wanted);
    if (exact !== NONE) return exact;
    const some = states.flatMap(([, full], k) => (full.toLowerCase().includes(wanted) ? [k] : []));
    return some.length === 1 ? some[0] : null;
  };
  const choose = (one, other, go) => {
    chosen = one;
    partner = other === one ? NONE : other;
    byId("state").value = name(chosen);
    byId("partner").value = name(partner);
    byId("asked").textContent = "";
    history.replaceState(null, "", `#${states[chosen][0]}${partner === NONE ? "" : `-${states[partner][0]}`}`);
    showState();
    if (go) {
      byId("look").scrollIntoView();
      byId("who").focus({ preventScroll: true });
    }
  };
  const ask = () => {
    const one = place(byId("state").value), other = place(byId("partner").value);
    if (one === null || other === null) {
      byId("asked").textContent = "No one state of that name is in this atlas.";
      return;
    }
    if (one !== NONE) choose(one, other, false);
  };
  for (const id of ["state", "partner"]) {
    byId(id).addEventListener("change", ask);
    byId(id).addEventListener("keydown", (event) => { if (event.key === "Enter") ask(); });
    byId(id).addEventListener("focus", (event) => event.target.select());
  }
  byId("states").append(...states.map(([code, full]) => {
    const option = make("option", code);
    option.value = full;
    return option;
  }));

  const slider = byId("year");
  slider.max = layers.length - 1;
  const turn = (next) => {
    const before = spanOf(layer().year);
    now = Math.min(Math.max(next, 0), layers.length - 1);
    slider.value = now;
    slider.setAttribute("aria-valuetext", `${layer().year}`);
    byId("year-said").textContent = layer().year;
    if (spot) spot = null;
    showState();
    showMap();
    showHolders();
    if (before !== spanOf(layer().year)) showSpheres();
  };
  let waiting = 0;
  slider.oninput = () => {
    byId("year-said").textContent = layers[slider.value].year;
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => turn(Number(slider.value)));
  };
  byId("back").onclick = () => turn(now - 1);
  byId("on").onclick = () => turn(now + 1);
  byId("controls").hidden = layers.length < 2;

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
    showMap();
  };
  named();

  const linked = () => {
    const [one, other] = location.hash.slice(1).split("-").map((code) => states.findIndex(([own]) => own === code));
    if (one === undefined || one === NONE) return false;
    choose(one, other ?? NONE, false);
    byId("look").scrollIntoView({ behavior: "instant" });
    return true;
  };
  const opened = location.hash;
  turn(layers.length - 1);
  showSpheres();
  if (!linked()) {
    choose(spans.at(-1).holders[0][0], NONE, false);
    history.replaceState(null, "", opened || location.pathname);
    if (opened) byId(opened.slice(1))?.scrollIntoView({ behavior: "instant" });
  }
  addEventListener("hashchange", linked);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { named(); showMap(); });
  let width = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth === width) return;
    width = innerWidth;
    turn(now);
  });
  document.documentElement.dataset.ready = "yes";
})();
