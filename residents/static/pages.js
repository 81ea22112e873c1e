// One page at a time, each with an address, so that the browser's back button leads to the last.
const parts = all(".part"), intro = find("#intro"), next = find("#next"), forth = [...next.childNodes];
const live = () => [...parts.filter((part) => all(".question, .statement", part).some(applies)), check];
const wrong = parts.filter((part) => find(".wrong", part));
// Where something is to be mended, the pages between need not be turned again.
const seen = new Set(wrong.length ? [check, ...parts.filter((part) => !wrong.includes(part))] : []);
const opened = location.hash.slice(1);
let first, current;

const onward = () => {
  const rest = live().slice(live().indexOf(current) + 1);
  return seen.has(check) ? rest.find((page) => !seen.has(page)) || check : rest[0];
};

const show = () => {
  first = first || wrong[0] || live()[0];
  current = current || first;
  const pages = live(), at = pages.indexOf(current), last = current === check;
  for (const page of [...parts, check]) page.hidden = page !== current;
  const number = find(":scope > h2 .number", current);
  if (number) number.textContent = words.page.replace("##", pages.length).replace("#", at + 1);
  if (intro) intro.hidden = at > 0;
  seen.add(current);
  next.hidden = last;
  next.replaceChildren(...(onward() === check ? [next.dataset.check] : forth));
  find("#last").hidden = !last;
  find("#back").hidden = at < 1;
  if (last) list();
};

const refresh = () => {
  follow();
  show();
};

const turn = (page) => {
  location.hash = page.id;
};

const arrive = () => {
  const target = location.hash ? document.getElementById(location.hash.replace(/^#(at-)?/, "")) : first;
  if (!target) return;
  if (preview) {
    // Staff see the question that they edit, whoever it is for.
    for (let at = target; (at = at.closest("[data-if]")); at = at.parentNode) at.dataset.shown = "";
    refresh();
  }
  const page = target.closest(".part, #check");
  if (!page || !live().includes(page)) return;
  current = page;
  show();
  const goal = page === target ? find(":scope > h2", page) || find("h1") : target;
  if (preview) return scrollTo(0, goal.offsetTop - 16); // the editor around stays in place
  goal.scrollIntoView({ behavior: "instant" });
  goal.focus({ preventScroll: true });
};

addEventListener("input", refresh);
addEventListener("change", refresh);
refresh();
all("h1, .part > h2, #check > h2").forEach((heading) => { heading.tabIndex = -1; });
all("[type=text]", form).forEach((box) => { box.enterKeyHint = "next"; });
next.onclick = () => turn(onward());
find("#back").onclick = () => turn(live()[live().indexOf(current) - 1]);
form.addEventListener("submit", (event) => {
  const language = (event.submitter || {}).name;
  if (!language && current === check) return;
  event.stopImmediatePropagation();
  if (language) return;
  event.preventDefault(); // the Enter key
  turn(onward());
});
// A page in the middle opens only with the answers before it: see draft.js.
if (/^(part|check)/.test(opened)) history.replaceState(null, "", location.pathname + location.search);
addEventListener("hashchange", arrive);
if (/^(at-)?q/.test(opened)) arrive();
find("html").dataset.enhanced = "";
