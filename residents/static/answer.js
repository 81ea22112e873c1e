// Comfort only: pages work without.
"use strict";
const find = (what, at = document) => at.querySelector(what);
const send = find("#send"), said = find("#said"), words = said.dataset;
const label = send.textContent;
const apart = ":checked[type=radio], :checked[data-alone]";
let timer;
find("html").dataset.enhanced = "";

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

onchange = ({ target }) => {
  if (!target.closest(".row")) return;
  const group = target.closest("fieldset");
  const alone = "alone" in target.dataset ? ":checked" : "[data-alone]:checked";
  target.checked && group.querySelectorAll(alone).forEach((box) => {
    if (box === target) return;
    box.checked = false;
    say(words.cleared);
  });
  const other = find("[data-other]", group), text = find("[type=text]", group);
  if (!other) return;
  text.disabled = !other.checked && !!(text.value || find(apart, group));
  if (target === other && other.checked && !other.matches(":focus-visible")) text.focus();
};

oninput = ({ target }) => {
  if (target.dataset.limit) count(target);
  if (!target.closest(".other") || !target.value) return;
  const group = target.closest("fieldset");
  if (!find(apart, group)) find("[data-other]", group).checked = true;
};

onsubmit = () => {
  busy(true);
  setTimeout(busy, 15000, false); // may fail
};

onpageshow = () => {
  busy(false);
  document.querySelectorAll("textarea").forEach(count);
  const alert = find("[role=alert]");
  if (alert) alert.focus();
};
