import { el } from "./dom.js";
import { POLARITY, count } from "./words.js";

const NO_ISSUE = "none";

/** Holders by issues: each cell has the stances, with sign and word, coloured by polarity. Null without positions. */
export function matrix(view) {
  const positions = view.record.positions.map((position, index) => ({ ...position, id: `p${index}` })).filter(({ id }) => view.shown(id));
  if (!positions.length) return null;
  const holders = unique(positions.map(({ stakeholder }) => [stakeholder.id, stakeholder.name]));
  const issues = unique(positions.map(({ issue }) => (issue ? [issue.id, issue.label] : [NO_ISSUE, "none of the listed issues"])));
  const cells = grouped(positions, ({ stakeholder, issue }) => `${stakeholder.id} ${issue?.id ?? NO_ISSUE}`);
  return el(
    "div.scroller",
    { role: "region", "aria-label": "Matrix of positions", tabindex: 0 },
    el(
      "table.matrix",
      {},
      el("caption", {}, legend()),
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Holder"), issues.map(([, label]) => el("th", { scope: "col" }, label)))),
      el(
        "tbody",
        {},
        holders.map(([holder, name]) =>
          el("tr", {}, el("th", { scope: "row" }, name), issues.map(([issue]) => cell(cells.get(`${holder} ${issue}`) ?? []))),
        ),
      ),
    ),
  );
}

const unique = (pairs) => [...new Map(pairs)];

function grouped(items, keyOf) {
  const found = new Map();
  for (const item of items) {
    const key = keyOf(item);
    if (!found.has(key)) found.set(key, []);
    found.get(key).push(item);
  }
  return found;
}

function legend() {
  return ["1", "0", "-1"].map((polarity) => {
    const { sign, word, name } = POLARITY[polarity];
    return el(`span.stance.${name}`, {}, `${sign} ${word}`);
  });
}

function cell(positions) {
  const sides = new Set(positions.map(({ polarity }) => POLARITY[polarity].name));
  const name = sides.size === 1 ? `.${[...sides][0]}` : sides.size ? ".mixed" : "";
  const stances = grouped(positions, ({ stance }) => stance);
  return el(
    `td${name}`,
    {},
    [...stances.values()].map((same) => {
      const [{ stance, polarity }] = same;
      const { sign, word, name: side } = POLARITY[polarity];
      const times = same.length > 1 ? ` × ${same.length}` : "";
      return el(
        `button.stance.${side}`,
        { type: "button", "data-ids": same.map(({ id }) => id).join(" "), "aria-pressed": "false", "aria-label": `${stance} (${word}), ${count(same.length, "position")}` },
        `${sign} ${stance}${times}`,
      );
    }),
  );
}
