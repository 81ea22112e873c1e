// 会場の壁: asks for the state, draws it, and turns the views. What was shown last stays when the
// line is cut, and follows again when it is back.
"use strict";
{
  const EVERY = 800, SLOWEST = 5000, PATIENCE = 4000; // ms; the server counts once a second
  const TURN = 20000, IDLE = 3000;
  const root = document.documentElement, body = document.body;
  const find = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const main = find("main"), line = find(".line"), keys = find("#keys"), gone = find("#gone");
  const { state: address, edition, first } = body.dataset;
  // Kept over a reload of the page, and by this window alone.
  const kept = { view: "code", dark: false, turning: false, loaded: 0, ...history.state };
  let order = ["code"], tag, wait = EVERY, reached = new Date(), timer;

  const keep = () => history.replaceState(kept, "");
  const add = (to, name, text = "", style = "") => {
    const made = to.appendChild(document.createElement(name));
    made.textContent = text;
    if (style) made.className = style;
    return made;
  };
  const sizeOf = text => (text.length <= 30 ? 1 : text.length <= 60 ? 2 : 3);
  const button = name => find(`[data-do=${name}]`);

  // --- what is drawn

  const bars = (section, { rows, blank }) => {
    const list = add(section, "ol", "", rows.every(row => row.label.length < 6) ? "bars short" : "bars");
    for (const { label } of [...rows, blank]) {
      const row = add(list, "li");
      add(row, "span", label, "label");
      add(add(row, "span", "", "bar"), "i");
      add(row, "span", "", "said");
    }
    list.lastChild.className = "blank";
  };
  const terms = (section, { words, counts, most }) => {
    const list = add(section, "ul", "", "terms");
    words.forEach(({ term, said }, at) => {
      const one = add(list, "li");
      one.dataset.rank = counts[at] * 3 > most * 2 ? 1 : counts[at] * 3 > most ? 2 : 3;
      add(one, "b", term);
      add(one, "span", said);
    });
  };
  const build = (section, view) => {
    section.replaceChildren();
    const title = add(section, "h2", view.title ?? "いま届いているお答え");
    section.setAttribute("aria-labelledby", (title.id = `${section.id}-title`));
    if (view.kind === "count") {
      section.className = "view counting";
      const amount = add(section, "p");
      add(amount, "b", "", "number");
      amount.append(" 件");
      return;
    }
    section.className = "view result";
    title.dataset.size = sizeOf(view.title);
    if (view.waiting) return add(section, "p", "", "waiting");
    if (view.kind === "chart") bars(section, view);
    else terms(section, view);
    add(section, "p", "", "base");
  };
  const fill = (section, view) => {
    for (const name of ["waiting", "base"]) {
      const place = find(`.${name}`, section);
      if (place) place.textContent = view[name];
    }
    if (view.kind !== "chart" || view.waiting) return;
    const rows = [...view.rows, view.blank], most = Math.max(1, ...rows.map(row => row.count));
    all(".bars li", section).forEach((row, at) => {
      find(".said", row).textContent = rows[at].said;
      find("i", row).style.setProperty("--share", rows[at].count / most);
    });
  };
  const shapeOf = ({ kind, title, waiting, rows, words }) =>
    JSON.stringify([kind, title, !!waiting, rows?.map(row => row.label), words]);

  // As large as fits; what does not fit even in two columns can be scrolled.
  const fit = () => {
    const section = find(".view:not([hidden])");
    if (!section.classList.contains("result")) return;
    section.removeAttribute("tabindex");
    for (const size of ["roomy", "usual", "dense"]) {
      section.className = `view result ${size}`;
      if (section.scrollHeight <= section.clientHeight + 1) return;
    }
    section.tabIndex = 0;
  };

  const draw = state => {
    if (state.edition !== edition && Date.now() - kept.loaded > SLOWEST) {
      kept.loaded = Date.now();
      keep();
      location.reload();
      return;
    }
    order = ["code"];
    for (const view of state.views) {
      const id = ["v", view.kind, view.key].filter(Boolean).join("-");
      const section = document.getElementById(id) ?? add(main, "section");
      const shape = shapeOf(view);
      section.id = id;
      if (section.dataset.shape !== shape) build(section, view);
      section.dataset.shape = shape;
      fill(section, view);
      order.push(id);
    }
    for (const section of all(".view")) if (!order.includes(section.id)) section.remove();
    for (const place of all(".number")) place.textContent = state.count.toLocaleString("ja");
    find(".trial").hidden = !state.trial;
    for (const one of all(".open")) one.hidden = !!state.notice;
    const square = find(".square"), notice = find(".notice");
    if (square) square.hidden = !!state.notice;
    notice.hidden = !state.notice;
    notice.textContent = state.notice;
    show(order.includes(kept.view) ? kept.view : "code");
  };

  const show = id => {
    kept.view = id;
    keep();
    body.dataset.view = id;
    for (const section of all(".view")) section.hidden = section.id !== id;
    find(".turn").textContent = order.length > 1 ? `${order.indexOf(id) + 1} / ${order.length}` : "";
    fit();
  };

  // --- what people do

  const step = by => {
    show(order[(order.indexOf(kept.view) + by + order.length) % order.length]);
    turn();
  };
  const turn = () => {
    clearInterval(timer);
    timer = kept.turning ? setInterval(() => document.hidden || keys.open || step(1), TURN) : 0;
    button("turn").ariaPressed = kept.turning;
  };
  const darken = () => {
    root.toggleAttribute("data-dark", kept.dark);
    button("dark").ariaPressed = kept.dark;
  };
  const acts = {
    back: () => step(-1),
    next: () => step(1),
    turn: () => {
      kept.turning = !kept.turning;
      keep();
      turn();
    },
    full: () => {
      if (document.fullscreenElement) document.exitFullscreen();
      else root.requestFullscreen?.().catch(() => {}); // refused: the page stays as it is
    },
    dark: () => {
      kept.dark = !kept.dark;
      keep();
      darken();
    },
    keys: () => (keys.open ? keys.close() : keys.showModal()),
  };
  const ON_KEY = {
    ArrowRight: "next", " ": "next", ArrowLeft: "back", a: "turn", f: "full", d: "dark", h: "keys", "?": "keys",
  };
  addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || gone.open) return;
    const name = event.key.length > 1 ? event.key : event.key.toLowerCase();
    if (name === " " && event.target.closest("button")) return; // presses that button
    const act = ON_KEY[name], target = order[+name - 1];
    if (keys.open && act !== "keys") return;
    if (act) acts[act]();
    else if (/^[1-9]$/.test(name) && target) {
      show(target);
      turn();
    } else return;
    event.preventDefault();
  });
  for (const one of all("[data-do]")) one.addEventListener("click", acts[one.dataset.do]);

  let idling;
  const stir = () => {
    body.classList.remove("idle");
    clearTimeout(idling);
    idling = setTimeout(() => body.classList.add("idle"), IDLE);
  };
  for (const sign of ["pointermove", "pointerdown", "keydown"]) addEventListener(sign, stir);
  addEventListener("resize", fit);

  // --- the line

  const close = () => {
    keys.close();
    if (!gone.open) gone.showModal();
  };
  const ask = async () => {
    const headers = tag ? { "If-None-Match": tag } : {};
    const signal = AbortSignal.timeout(PATIENCE);
    const answer = await fetch(address, { headers, signal, cache: "no-store" });
    if (answer.status === 304) return;
    const said = await answer.json(); // anything else than ours fails here
    if (answer.status === 404 && said.closed) return close();
    if (!answer.ok) throw new Error(answer.status);
    tag = answer.headers.get("etag");
    gone.close();
    draw(said);
  };
  const follow = async () => {
    try {
      await ask();
      reached = new Date();
      line.textContent = "";
      wait = gone.open ? SLOWEST : EVERY;
    } catch {
      const at = reached.toLocaleTimeString("ja", { hour: "2-digit", minute: "2-digit" });
      line.textContent = `つながるのを待っています（最後の更新 ${at}）`;
      wait = Math.min(wait * 2, SLOWEST);
    }
    setTimeout(follow, wait);
  };

  // A projector's computer must not fall asleep in front of the hall.
  const wake = () => document.hidden || navigator.wakeLock?.request("screen").catch(() => {});
  document.addEventListener("visibilitychange", wake);

  gone.addEventListener("cancel", event => event.preventDefault());
  draw(JSON.parse(first));
  darken();
  turn();
  stir();
  wake();
  follow();
}
