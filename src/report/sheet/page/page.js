"use strict";
(() => {
  const page = JSON.parse(document.getElementById("data").textContent);
  const select = document.getElementById("thing");
  const color = (index) => getComputedStyle(document.documentElement).getPropertyValue(`--c${index % 8}`).trim();
  const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const charts = new Map();

  // Points in time as clocks show them in the zone that was asked for.
  const clock = (() => {
    const parts = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" };
    try {
      return new Intl.DateTimeFormat("sv-SE", { ...parts, timeZone: page.zone });
    } catch {
      return new Intl.DateTimeFormat("sv-SE", { ...parts, timeZone: "UTC" });
    }
  })();
  const time = (seconds) => clock.format(new Date(seconds * 1000)).replace(" 00:00", "");
  const whole = [1, 2, 5].flatMap((one) => Array.from({ length: 12 }, (_, zeros) => one * 10 ** zeros)).sort((one, other) => one - other);

  // Several things as one: their points in time together, their values added up.
  function together(things, series) {
    const times = [...new Set(things.flatMap((thing) => thing.times))].sort((one, other) => one - other);
    const at = new Map(times.map((time, index) => [time, index]));
    const lines = new Map();
    for (const thing of things) {
      for (const [name, values] of series(thing)) {
        if (!lines.has(name)) lines.set(name, times.map(() => null));
        const line = lines.get(name);
        values.forEach((value, index) => {
          if (value !== null) line[at.get(thing.times[index])] = (line[at.get(thing.times[index])] ?? 0) + value;
        });
      }
    }
    return { times, lines: [...lines].filter(([, values]) => values.some((value) => value !== null)) };
  }

  // Marks at points in time that were counted, as many as there is room for.
  const days = (times) => (chart) => {
    const step = Math.max(1, Math.ceil(times.length / Math.max(1, Math.floor(chart.width / 120))));
    return times.filter((_, index) => index % step === 0);
  };

  function draw(id, { times, lines }) {
    const home = document.getElementById(id);
    charts.get(id)?.destroy();
    home.replaceChildren();
    if (lines.length === 0) {
      const empty = document.createElement("p");
      empty.className = "empty";
      empty.textContent = "Nothing was counted.";
      home.append(empty);
      home.dataset.drawn = "[]";
      return;
    }
    const axis = { stroke: ink("--faint"), grid: { stroke: ink("--line"), width: 1 }, ticks: { stroke: ink("--line") } };
    const options = {
      width: home.clientWidth,
      height: 300,
      padding: [null, 48, null, null],
      scales: { y: { range: (_, __, most) => [0, Math.max(1, most * 1.08)] } },
      axes: [{ ...axis, space: 110, splits: days(times), values: (_, splits) => splits.map(time) }, { ...axis, size: 64, incrs: whole }],
      series: [{ label: "time", value: (_, seconds) => (seconds === null ? "–" : time(seconds)) }, ...lines.map(([name], index) => ({
        label: name, stroke: color(index), width: 2, spanGaps: false, points: { show: times.length < 60 },
      }))],
      // What was really drawn, for whoever reads the page with a program.
      hooks: { draw: [(chart) => {
        home.dataset.drawn = JSON.stringify(chart.series.slice(1).map((one, index) => [one.label, chart.data[index + 1]]));
      }] },
    };
    charts.set(id, new uPlot(options, [times, ...lines.map(([, values]) => values)], home));
  }

  function show() {
    const things = select.value === "" ? page.things : [page.things[Number(select.value)]];
    draw("measures", together(things, (thing) => page.measures.map((name, index) => [name, thing.values[index]])));
    const parts = together(things, (thing) => thing.parts);
    const sum = ([, values]) => values.reduce((all, value) => all + (value ?? 0), 0);
    parts.lines.sort((one, other) => sum(other) - sum(one));
    const has = page.things.some((thing) => thing.parts.length > 0);
    document.getElementById("parts").hidden = document.getElementById("parts-title").hidden = !has;
    if (has) draw("parts", { times: parts.times, lines: parts.lines.slice(0, 8) });
  }

  const shown = (cell) => {
    if (cell === null) return "–";
    if (typeof cell === "string") return cell;
    return Number.isInteger(cell) ? String(cell) : `${(cell * 100).toFixed(1)} %`;
  };

  function table(element, columns, rows, shares) {
    const compare = (index, sign) => ([one], [other]) => {
      const [a, b] = [one[index], other[index]];
      if (a === null || b === null) return (a === null) - (b === null);
      return sign * (typeof a === "string" ? a.localeCompare(b) : a - b);
    };
    const head = document.createElement("thead").appendChild(document.createElement("tr"));
    const body = document.createElement("tbody");
    const isNumber = (index) => rows.some((row) => typeof row[index] === "number");
    const fill = (ordered) => body.replaceChildren(...ordered.map(([row]) => {
      const line = document.createElement("tr");
      row.forEach((cell, index) => {
        const place = line.appendChild(document.createElement("td"));
        place.textContent = shares.has(index) && typeof cell === "number" ? `${(cell * 100).toFixed(1)} %` : shown(cell);
        if (isNumber(index)) place.className = "number";
      });
      return line;
    }));
    const all = rows.map((row) => [row]);
    columns.forEach((column, index) => {
      const place = head.appendChild(document.createElement("th"));
      if (isNumber(index)) place.className = "number";
      const button = place.appendChild(document.createElement("button"));
      button.type = "button";
      button.textContent = column.title;
      button.addEventListener("click", () => {
        const descending = place.getAttribute("aria-sort") !== "descending";
        for (const other of head.children) other.removeAttribute("aria-sort");
        place.setAttribute("aria-sort", descending ? "descending" : "ascending");
        fill([...all].sort(compare(index, descending ? -1 : 1)));
      });
    });
    fill(all);
    element.replaceChildren(head.parentElement, body);
  }

  const shares = (columns) => new Set(columns.flatMap((column, index) => (column.title.endsWith("rate") ? [index] : [])));
  select.append(new Option(page.things.length > 1 ? `all ${page.things.length} together` : "all", ""));
  page.things.forEach((thing, index) => select.append(new Option(thing.name, String(index))));
  select.addEventListener("change", show);
  table(document.getElementById("table"), page.columns, page.things.map((thing) => thing.cells), shares(page.columns));
  if (page.comparison) {
    const home = document.getElementById("comparison");
    const title = home.appendChild(document.createElement("h2"));
    title.textContent = "Compared";
    const wide = home.appendChild(document.createElement("div"));
    wide.className = "wide";
    table(wide.appendChild(document.createElement("table")), page.comparison.columns, page.comparison.rows, shares(page.comparison.columns));
  }
  show();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
  let waiting;
  addEventListener("resize", () => { clearTimeout(waiting); waiting = setTimeout(show, 100); });
})();
