// The answers as they stand, each with the way back to its question.
const check = find("#check");

const make = (name, className, ...inside) => {
  const made = document.createElement(name);
  made.className = className;
  made.append(...inside);
  return made;
};

// The words of a label, also with readings, without what only stands beside them.
const wording = (at) => {
  const copy = at.cloneNode(true);
  all("small, .tag", copy).forEach((beside) => beside.remove());
  return [...copy.childNodes];
};

// What is chosen or written in a group of controls, a line for each.
const lines = (group) => all("input, select, textarea", group).flatMap((box) => {
  const chooses = /radio|checkbox/.test(box.type);
  if (box.disabled || !box.value.trim() || (chooses && !box.checked)) return [];
  if (chooses) return [make("p", "", ...wording(box.nextSibling))];
  if (box.options) return [make("p", "", box.selectedOptions[0].text)];
  if (box.type === "date") {
    const day = { dateStyle: "long", timeZone: "UTC" };
    return [make("p", "", box.valueAsDate.toLocaleDateString(find("html").lang, day))];
  }
  const unit = find("[id$=-unit]", box.parentNode), said = box.value.trim();
  return [make("p", "", said, ...(unit && !said.endsWith(unit.textContent) ? [" ", ...wording(unit)] : []))];
});

// A question's answer, row by row where it has rows; and whether something is still needed.
const answered = (at) => {
  const rows = all(".card, .rank", at);
  const found = (rows.length ? rows : [at]).map((row) => [row, lines(row)]);
  const open = !!find(".tag", at) && found.some(([, said]) => !said.length);
  const none = () => make("p", "none", check.dataset.none);
  const shown = found.some(([, said]) => said.length) && rows.length
    ? found.flatMap(([row, said]) => [
      make("p", "quiet", ...wording(find("legend, label", row))),
      ...(said.length ? said : [none()]),
    ])
    : found.flatMap(([, said]) => said);
  return { open, shown: shown.length ? shown : [none()] };
};

const lead = find("p", check), leading = [...lead.childNodes];
const list = () => {
  let missing = 0;
  find("dl", check).replaceChildren(...all(".question").filter(applies).map((at) => {
    const { open, shown } = answered(at), number = find(".number", at);
    missing += open;
    if (open) shown.push(make("p", "error", check.dataset.missing));
    const change = make("a", "", check.dataset.change, make("span", "vh", " ", ...wording(number)));
    change.href = `#${find("[id$='-1']", at).id}`;
    return make("div", open ? "wrong" : "",
      make("dt", "", make("span", "number", ...wording(number)), ...wording(find(".ask", at))),
      make("dd", "", ...shown), make("dd", "change", change));
  }));
  lead.className = missing ? "error" : "";
  lead.replaceChildren(...(missing ? [check.dataset.some.replace("#", missing)] : leading));
};
