import { el } from "./dom.js";
import { unitOffsets } from "./codepoints.js";

/**
 * A text cut where evidence begins or ends.
 * @param {string} text
 * @param {import("./values.js").Value[]} values
 * @param {string} field whose spans count here: "text" or "title"
 * @returns {{text: string, values: import("./values.js").Value[]}[]} in order; the shortest evidence's value first in each
 */
export function segments(text, values, field) {
  const unit = unitOffsets(text);
  const spans = values.flatMap((value) =>
    value.spans.filter((span) => span.field === field).map(({ start, end }) => ({ value, start: unit(start), end: unit(end) })),
  );
  spans.sort((a, b) => a.start - b.start);
  const cuts = [...new Set([0, text.length, ...spans.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  const found = [];
  let open = [];
  let next = 0;
  for (let index = 0; index + 1 < cuts.length; index++) {
    const [start, end] = [cuts[index], cuts[index + 1]];
    open = open.filter((span) => span.end > start);
    while (next < spans.length && spans[next].start <= start) open.push(spans[next++]);
    const shortest = [...open].sort((a, b) => a.end - a.start - (b.end - b.start));
    found.push({ text: text.slice(start, end), values: [...new Set(shortest.map(({ value }) => value))] });
  }
  return found;
}

/** The article as nodes: a `mark` that can be pressed for each stretch that is evidence, text for the rest. */
export function renderArticle(texts, values) {
  const nodes = [];
  if (texts.title !== null) nodes.push(el("p.article-title", {}, segments(texts.title, values, "title").map(node)));
  nodes.push(el("div.article-text", {}, segments(texts.text, values, "text").map(node)));
  const first = nodes.map((part) => part.querySelector("mark[role]")).find(Boolean);
  if (first) first.tabIndex = 0;
  return nodes;
}

function node({ text, values }) {
  if (!values.length) return text;
  const [{ kind }] = values;
  const ids = values.map(({ id }) => id).join(" ");
  const mark = el(`mark.k-${kind}`, { "data-ids": ids }, text);
  mark.classList.toggle("stated", values.some((value) => value.kind === "position"));
  // blanks between two pieces of evidence have no name to read out
  if (text.trim()) Object.assign(mark, { tabIndex: -1, role: "button", ariaPressed: "false" });
  return mark;
}

/** Arrow keys within the article: one stop for Tab, all passages by arrows. */
function moveFocus(article, key) {
  const marks = [...article.querySelectorAll("mark[role]")];
  const at = marks.indexOf(document.activeElement);
  const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: marks.length - 1 }[key];
  if (to === undefined || at < 0 || !marks[to]) return false;
  marks[at].tabIndex = -1;
  marks[to].tabIndex = 0;
  marks[to].focus();
  return true;
}

/** Has arrow keys, Enter and Space work on the marks within a node. */
export function marksByArrows(node) {
  node.addEventListener("keydown", (event) => {
    if (event.target.tagName !== "MARK") return;
    if (event.key === "Enter" || event.key === " ") event.target.click();
    else if (!moveFocus(event.target.closest(".article"), event.key)) return;
    event.preventDefault();
  });
}

/**
 * What is shown of an article.
 * @param {string} text what was sent
 * @param {string|undefined} title the title sent with it
 * @param {string|null} made the text that the service made of a page, which begins with the title; null where text was sent
 * @param {Iterable<import("./values.js").Value>} values
 * @returns {{text: string, title: string|null}} the title apart where evidence counts in it, or where the text does not have it
 */
export function textsOf(text, title, made, values) {
  if (made !== null) return { text: made, title: null };
  const counts = [...values].some(({ spans }) => spans.some(({ field }) => field === "title"));
  return { text, title: title && (counts || !text.includes(title)) ? title : null };
}
