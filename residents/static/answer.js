// Comfort only: pages work without.
"use strict";
const find = (what, at = document) => at.querySelector(what);
const all = (what, at = document) => [...at.querySelectorAll(what)];
const form = find("#answers"), send = find("#send"), said = find("#said"), words = said.dataset;
const preview = find("#preview"), label = [...send.childNodes];
const apart = ":checked[type=radio], :checked[data-alone], option:checked:not([value=''])";
const applies = (at) => !at.closest("[data-if]:disabled");
let timer, follow = () => {}; // what paths.js does, where a survey needs it

const say = (text) => {
  clearTimeout(timer);
  said.textContent = "";
  timer = setTimeout(() => { said.textContent = text; }, 500);
};

const count = (area) => {
  const left = area.dataset.limit - [...area.value.trim()].length;
  const note = find(".count", area.parentNode);
  note.textContent = words[left < 0 ? "over" : "left"].replace("#", Math.abs(left).toLocaleString());
  note.classList.toggle("over", left < 0);
  return left < 9 && note.textContent;
};

const busy = (is) => {
  send.disabled = is;
  send.replaceChildren(...(is ? [words.busy] : label));
};

// Whether an option is chosen; `yes` chooses it.
const picked = (option, yes) => {
  const name = option.matches("option") ? "selected" : "checked";
  if (yes) option[name] = true;
  return option[name];
};

// What was chosen for one place cannot be chosen for another.
const rank = (group) => {
  const places = all("[data-rank]", group);
  for (const place of places) {
    for (const option of place.options) {
      option.hidden = option.value && places.some((one) => one !== place && one.value === option.value);
    }
  }
};

// The text beside その他 is put away while something else is chosen.
const other = (group) => {
  const text = find(".other [type=text]", group);
  if (text) text.disabled = !picked(find("[data-other]", group)) && !!(text.value || find(apart, group));
  return text;
};

// After many answers have changed at once.
const settle = () => {
  all("textarea").forEach(count);
  for (const group of all(".question")) {
    rank(group);
    if (find(apart, group)) other(group);
  }
};

onchange = ({ target }) => {
  const group = target.closest(".card, .question");
  if (!group || !target.closest(".row, select")) return;
  if ("rank" in target.dataset) rank(group);
  const alone = "alone" in target.dataset ? ":checked" : "[data-alone]:checked";
  target.checked && all(alone, group).forEach((box) => {
    if (box === target) return;
    box.checked = false;
    say(words.cleared);
  });
  const text = other(group);
  const opened = text && "other" in target.dataset && target.checked;
  if (opened && !target.matches(":focus-visible")) text.focus();
};

oninput = ({ target }) => {
  const near = target.dataset.limit && count(target);
  if (near) say(near);
  if (!target.closest(".other") || !target.value) return;
  const group = target.closest(".question");
  if (!find(apart, group)) picked(find("[data-other]", group), true);
};

onsubmit = ({ target, defaultPrevented }) => {
  if (defaultPrevented || target !== form) return;
  busy(true);
  setTimeout(busy, 15000, false); // may fail
};

onpageshow = () => {
  busy(false);
  settle();
  const alert = find(".alert");
  if (alert) alert.focus();
};
