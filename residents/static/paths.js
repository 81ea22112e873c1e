// Which questions apply, and earlier answers that later ones quote; only in surveys with such.
const steps = all("[data-if],[data-read]").map((at) => ({
  at,
  rule: at.dataset.if && JSON.parse(at.dataset.if),
  read: at.dataset.read && JSON.parse(at.dataset.read),
}));

// The text as models.questions.base.clean leaves it.
const clean = (text) => text.replace(/[\0-\x08\x0b-\x1f\x7f-\x9f]/g, "").replace(/^[^\S\ufeff]+|[^\S\ufeff]+$/g, "");

const sent = (at) => {
  const found = {};
  for (const box of all("input, select, textarea", at)) {
    if (box.matches(":disabled") || (/radio|checkbox/.test(box.type) && !box.checked)) continue;
    found[box.name] = [...(found[box.name] || []), box.value];
  }
  return found;
};

const amount = (read, raw) => {
  let text = clean(raw).normalize("NFKC").replace(/[−‐‑–—ー]/g, "-").replace(/[^\S\ufeff]/g, "");
  for (const unit of read.units) if (unit && text.endsWith(unit)) text = text.slice(0, -unit.length);
  if (!text) return null;
  if (!/^-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/.test(text)) return;
  text = text.replace(/,/g, "");
  if ((text.split(".")[1] || "").length > read.decimals || +text < read.least || +text > read.most) return;
  return +text;
};

// What the server will store; nothing of a question that it will not take.
const parse = (read, fields) => {
  const { key, kind, least, most, alone } = read;
  const several = (name) => (fields[name] || []).filter((value) => value);
  const lonely = (chosen) => alone.some((value) => chosen.includes(value));
  const raw = (fields[key] || [""])[0];
  const other = read.other ? clean((fields[key + ".other"] || [""])[0]) : "";
  let value = raw || null;
  if ([...other].length > read.most_other) return {};
  if (kind === "one") {
    if (!value && other) value = read.other;
    if (other && value !== read.other) return {};
  } else if (kind === "any") {
    const chosen = new Set(several(key));
    if (other) chosen.add(read.other);
    const [count, single] = [chosen.size, lonely([...chosen])];
    if (single ? count > 1 : count && (count < least || count > most)) return {};
    value = count ? [...chosen] : null;
  } else if (kind === "grid") {
    const answers = {};
    for (const row of read.rows) {
      const chosen = several(row);
      if ((read.whole && !chosen.length) || (chosen.length > 1 && lonely(chosen))) return {};
      answers[row] = chosen.length ? (read.many ? chosen : chosen[0]) : null;
    }
    return answers;
  } else if (kind === "ranked") {
    value = fields[key] || [];
    while (value.length && !value[value.length - 1]) value.pop();
    if (value.length < least || value.includes("") || new Set(value).size < value.length) return {};
    if (!value.length) value = null;
  } else if (kind === "number") {
    value = amount(read, raw);
    if (value === undefined) return {};
  } else if (kind === "date") {
    if (raw && (!/^\d{4}-\d\d-\d\d$/.test(raw) || raw < least || raw > most)) return {};
  } else {
    value = clean(raw) || null;
    if ([...(value || "")].length > most) return {};
  }
  return other ? { [key]: value, [key + ".other"]: other } : { [key]: value };
};

const stored = (answers, key) => answers[key] === undefined ? null : answers[key];

// The rules of models.questions.conditions.
const number = (value) => typeof value === "number" ? value
  : typeof value === "string" && /^[0-9]+$/.test(value) ? +value : null;
const holds = ({ match, rules }, answers) => rules[match === "all" ? "every" : "some"](({ key, op, value }) => {
  const found = stored(answers, key);
  if (found === null || op === "unanswered") return found === null && op === "unanswered";
  const chosen = [].concat(found).map(String), wanted = String(value);
  const same = chosen.length === 1 && chosen[0] === wanted, among = chosen.includes(wanted);
  const [here, limit] = [number(found), number(value)];
  const compared = here !== null && limit !== null;
  return {
    answered: true, equals: same, differs: !same, includes: among, excludes: !among,
    greater: compared && here > limit, less: compared && here < limit,
  }[op];
});

// An answer in words, as each question's `display` has it.
const quote = (read, answers) => {
  const { key, kind, words: pairs } = read;
  const value = stored(answers, key), other = answers[key + ".other"];
  const word = ([code, label]) => label + (other && code === read.other ? `(${other})` : "");
  const list = (codes) => pairs.filter(([code]) => codes.includes(code)).map(word).join(read.join);
  if (kind === "grid") {
    return read.rows.map((row, n) => answers[row] && `${read.heads[n]}: ${list([].concat(answers[row]))}`)
      .filter((said) => said).join(" / ");
  }
  if (value === null) return "";
  if (kind === "ranked") return value.map((code, n) => read.place.replace("#", n + 1) + list([code])).join(" ");
  if (kind === "number") return value.toLocaleString("en", { maximumFractionDigits: 4 }) + read.unit;
  if (kind === "date") return value.replace(/0*(\d+)-0?(\d+)-0?(\d+)/, read.date);
  return pairs ? list([].concat(value)) : value;
};

follow = () => {
  const answers = {};
  for (const { at, rule, read } of steps) {
    if (rule) at.disabled = !("shown" in at.dataset) && !holds(rule, answers);
    if (read && applies(at)) Object.assign(answers, parse(read, sent(at)));
    for (const place of read ? all(`[data-quote=${read.key}]`) : []) {
      place.textContent = quote(read, answers) || place.dataset.blank;
    }
  }
};
