// What is written stays on this device until it is sent, a day at most; never on a shared one.
const DAY = 864e5, UNTOUCHED = 3e5; // ms
const draft = { on: false, body: undefined, text: undefined };
{
  const [number, issued, version, lang] = ["submission_id", "issued", "version", "lang"]
    .map((name) => find(`[name=${name}]`, form));
  const { of } = form.dataset;
  const place = `koebako:${form.getAttribute("action").split("?")[0]}:`, kept = find("#kept");
  const controls = parts.flatMap((part) => all("input, select, textarea", part));
  const chooses = (box) => /radio|checkbox/.test(box.type);
  let wait, release, touched = false;

  const store = (key, text) => {
    try {
      localStorage.setItem(key, text);
      return true;
    } catch (refused) {
      return false; // a private window, or no room
    }
  };

  // Also of questions that do not apply now: they may again.
  draft.fields = () => controls.flatMap((box) => chooses(box) && !box.checked ? [] : [[box.name, box.value]]);
  // As browsers send a form: line breaks are CR LF.
  draft.urlencoded = () => String(new URLSearchParams(new FormData(form)))
    .replace(/(%0D)?%0A/g, "%0D%0A");

  draft.save = (more) => {
    clearTimeout(wait);
    Object.assign(draft, more);
    if (!draft.on) return;
    touched = true;
    draft.on = store(place + number.value, JSON.stringify({
      of, at: Date.now(), id: number.value, issued: issued.value, version: version.value, lang: lang.value,
      page: current.id, fields: draft.fields(), body: draft.body, text: draft.text,
    }));
  };

  draft.wipe = () => {
    clearTimeout(wait);
    touched = false;
    draft.body = draft.text = undefined;
    if (draft.on) localStorage.removeItem(place + number.value);
  };

  // Whether this tab has the draft alone; `sure`: the tab had it before, on the page it just left.
  const hold = ({ id, at }, sure) => new Promise((done) => {
    if (!navigator.locks) return done(sure || Date.now() - at > UNTOUCHED);
    const stop = new AbortController();
    if (sure) setTimeout(() => stop.abort(), 1000);
    navigator.locks.request(place + id, sure ? { signal: stop.signal } : { ifAvailable: true }, (lock) => {
      done(!!lock);
      return lock && new Promise((free) => { release = free; });
    }).catch(() => done(false));
  });

  // The drafts of this page, newest first; old ones of any page go. Of another survey, which the
  // code led to before, only what is to be sent still.
  const drafts = () => Object.keys(localStorage).filter((key) => key.startsWith("koebako:")).flatMap((key) => {
    const found = JSON.parse(localStorage[key]);
    if (Date.now() - found.at < DAY) return key.startsWith(place) && (found.of === of || found.body) ? [found] : [];
    localStorage.removeItem(key);
    return [];
  }).sort((one, two) => two.at - one.at);

  const put = (fields) => {
    const left = {};
    for (const [name, value] of fields) (left[name] = left[name] || []).push(value);
    for (const box of controls) {
      const values = left[box.name] || [];
      if (chooses(box)) {
        box.checked = !box.disabled && values.includes(box.value);
        continue;
      }
      const value = values.shift() || "";
      const option = box.options && [...box.options].find((one) => one.value === value && !one.disabled);
      if (!box.options || option) box.value = value;
    }
  };

  const adopt = ({ of: survey, id, fields, page, lang: spoken, body, text }) => {
    number.value = id;
    Object.assign(draft, { body, text });
    touched = true;
    if (survey !== of) return queue.resume();
    put(fields);
    settle();
    refresh();
    if (body) queue.resume();
    kept.hidden = spoken !== lang.value || !fields.some(([, value]) => value);
    if (!kept.hidden) say(kept.firstChild.textContent);
    const found = document.getElementById(opened || page);
    if (!live().includes(found)) return;
    current = found;
    if (found !== live()[0]) history.replaceState(null, "", `#${found.id}`);
    show();
  };

  // Takes up what this tab, or one that is gone, has left.
  const start = async () => {
    localStorage.removeItem("koebako");
    const mine = sessionStorage.getItem(place);
    sessionStorage.removeItem(place);
    const found = "sent" in form.dataset ? [] : drafts();
    for (const one of found.sort((a, b) => (b.id === mine) - (a.id === mine))) {
      if (await hold(one, one.id === mine)) {
        // Something written meanwhile is newer.
        if (!touched) return adopt(one);
        if (release) release();
      }
    }
    hold({ id: number.value }, true);
  };

  addEventListener("input", () => {
    touched = true;
    clearTimeout(wait);
    wait = setTimeout(draft.save, 300);
  });
  addEventListener("hashchange", () => touched && draft.save());
  document.addEventListener("visibilitychange", () => touched && draft.save());
  addEventListener("pagehide", () => {
    if (touched) draft.save();
    if (draft.on) sessionStorage.setItem(place, number.value);
    if (release) release();
  });
  addEventListener("pageshow", ({ persisted }) => persisted && draft.on && location.reload());

  for (const button of all("button[name=_language]")) {
    button.onclick = (event) => {
      draft.save();
      if (!draft.on) return; // the server shows the answers again
      event.preventDefault();
      location.href = `?lang=${button.value}#${current.id}`;
    };
  }

  if (kept) {
    find("button", kept).onclick = ({ target }) => {
      if (!confirm(target.dataset.sure)) return;
      draft.wipe();
      if (release) release();
      const drawn = String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16)));
      number.value = btoa(drawn).replace(/\+/g, "-").split("/").join("_").slice(0, 22);
      hold({ id: number.value }, true);
      form.reset();
      settle();
      seen.clear();
      kept.hidden = true;
      refresh();
      current = first;
      if (location.hash) location.hash = "";
      else arrive();
    };
  }

  draft.on = !!kept && store("koebako", "");
  if (draft.on) {
    // The browser's own memory would bring back, under a new number, what was sent already.
    form.autocomplete = "off";
    start();
  }
}
