// Comfort only: pages work without.
"use strict";
const find = (what, at = document) => at.querySelector(what);
const send = find("#send"), said = find("#said"), words = said.dataset;
const label = send.textContent;
const apart = ":checked[type=radio], :checked[data-alone], option:checked:not([value=''])";
let timer;

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
  left < 9 && say(note.textContent);
};

const busy = (is) => {
  send.disabled = is;
  send.textContent = is ? words.busy : label;
};

// Whether an option is chosen; `yes` chooses it.
const picked = (option, yes) => {
  const name = option.matches("option") ? "selected" : "checked";
  if (yes) option[name] = true;
  return option[name];
};

// What was chosen for one place cannot be chosen for another.
const rank = (group) => {
  const places = [...group.querySelectorAll("[data-rank]")];
  for (const place of places) {
    for (const option of place.options) {
      option.hidden = option.value && places.some((one) => one !== place && one.value === option.value);
    }
  }
};

onchange = ({ target }) => {
  const group = target.closest(".card, .question");
  if (!group || !target.closest(".row, select")) return;
  if ("rank" in target.dataset) rank(group);
  const alone = "alone" in target.dataset ? ":checked" : "[data-alone]:checked";
  target.checked && group.querySelectorAll(alone).forEach((box) => {
    if (box === target) return;
    box.checked = false;
    say(words.cleared);
  });
  const other = find("[data-other]", group), text = find(".other [type=text]", group);
  if (!text) return;
  text.disabled = !picked(other) && !!(text.value || find(apart, group));
  if (target === other && other.checked && !other.matches(":focus-visible")) text.focus();
};

oninput = ({ target }) => {
  if (target.dataset.limit) count(target);
  if (!target.closest(".other") || !target.value) return;
  const group = target.closest(".question");
  if (!find(apart, group)) picked(find("[data-other]", group), true);
};

onsubmit = (event) => {
  if (event.defaultPrevented) return;
  busy(true);
  setTimeout(busy, 15000, false); // may fail
};

onpageshow = () => {
  busy(false);
  document.querySelectorAll("textarea").forEach(count);
  document.querySelectorAll(".question").forEach(rank);
  const alert = find("[role=alert]");
  if (alert) alert.focus();
};
