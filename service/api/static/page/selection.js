import { el } from "./dom.js";
import { count, percent } from "./words.js";

/** What is chosen: a value, whose passages light up, or a passage, whose values do. */
export class Selection {
  #article;
  #record;
  #inspector;
  #values = new Map();
  #noun;
  /** `{ids, mark}`: `mark` is the text and place of the passage chosen, null where values were. */
  #chosen = null;

  /**
   * @param {Element} article what has marks; parts with `data-box` are articles of their own and scroll by themselves
   * @param {Element} record what has values
   * @param {Element} inspector where is said what is chosen
   * @param {string} noun what several values chosen at once are
   */
  constructor(article, record, inspector, noun = "position") {
    this.#noun = noun;
    this.#article = article;
    this.#record = record;
    this.#inspector = inspector;
    article.addEventListener("click", ({ target }) => this.#choosePassage(target.closest("mark[data-ids]")));
    record.addEventListener("click", ({ target }) => this.#chooseValue(target.closest("[data-ids]")));
    for (const [part, other] of [[article, record], [record, article]]) {
      part.addEventListener("pointerover", ({ target }) => hint(other, idsOf(target.closest("[data-ids]"))));
      part.addEventListener("pointerleave", () => hint(other, []));
    }
  }

  /** After the page was drawn anew: the same choice, as far as it is still there. */
  renew(values) {
    this.#values = values;
    const ids = this.#chosen?.ids.filter((id) => values.has(id)) ?? [];
    if (!ids.length || this.#chosen.passage) return this.clear();
    this.#chosen = { ids, passage: null };
    return this.#paint(false);
  }

  /** Nothing chosen. */
  clear() {
    this.#chosen = null;
    this.#paint(false);
  }

  #chooseValue(element) {
    if (!element) return;
    const ids = idsOf(element);
    const again = this.#chosen?.passage === null && this.#chosen.ids.join() === ids.join();
    this.#chosen = again ? null : { ids, passage: null };
    this.#paint(true);
  }

  #choosePassage(mark) {
    if (!mark) return;
    this.#chosen = this.#chosen?.passage === mark ? null : { ids: idsOf(mark), passage: mark };
    this.#paint(true);
  }

  #paint(scroll) {
    const ids = new Set(this.#chosen?.ids);
    const passage = this.#chosen?.passage ?? null;
    const [first] = ids;
    const kind = passage ? passage.className.match(/\bk-(\w+)/)[1] : this.#values.get(first)?.kind;
    this.#article.className = this.#article.className.replace(/ ?\blit-\w+/, "") + (kind ? ` lit-${kind}` : "");
    for (const mark of marks(this.#article)) {
      press(mark, passage ? mark === passage : idsOf(mark).some((id) => ids.has(id)));
    }
    for (const element of this.#record.querySelectorAll("[data-ids]")) {
      press(element, idsOf(element).some((id) => ids.has(id)));
    }
    this.#inspector.replaceChildren(...(this.#chosen ? this.#inspect() : []));
    if (!scroll || !this.#chosen) return;
    if (passage) {
      this.#record.querySelector(".on")?.scrollIntoView({ block: "center", behavior: calm() });
      return;
    }
    const boxes = boxesOf(this.#article);
    // backwards: where boxes share a scroller, the first of them is left in sight
    for (const box of boxes.reverse()) {
      const mark = box.querySelector("mark.on");
      if (mark) reveal(mark, boxes.length > 1 ? "auto" : calm());
    }
  }

  #inspect() {
    const { ids, passage } = this.#chosen;
    const clear = el("button", { type: "button", onclick: () => this.clear() }, "Clear");
    if (passage) {
      const values = ids.map((id) => this.#values.get(id));
      return [
        el("p", {}, el("q", {}, passage.textContent), ` is evidence for ${count(values.length, "value")}: `),
        el("ul", {}, values.map((value) => el("li", {}, this.#link(value)))),
        clear,
      ];
    }
    const places = boxesOf(this.#article).map((box) => ({ name: box.dataset.box ?? null, passages: runs(box) })).filter(({ passages }) => passages.length);
    const number = places.reduce((sum, { passages }) => sum + passages.length, 0);
    const values = ids.map((id) => this.#values.get(id));
    const texts = [...new Set(values.map(({ text }) => text))].join(" / ");
    const found = number ? `${count(number, "passage")} highlighted` : "its highlights are switched off";
    return [
      el("p", {}, el("strong", {}, values[0].label), ` ${texts}: ${found}`, ids.length > 1 ? `, for ${count(ids.length, this.#noun)}` : ""),
      el("div.steps", {}, number > 1 ? places.map(steps) : null, clear),
    ];
  }

  #link(value) {
    const follow = () => {
      this.#chosen = { ids: [value.id], passage: null };
      this.#paint(true);
      const id = CSS.escape(value.id);
      const target = this.#record.querySelector(`[data-ids="${id}"]`) ?? this.#record.querySelector(`[data-ids~="${id}"]`);
      target?.scrollIntoView({ block: "center", behavior: calm() });
      target?.focus({ preventScroll: true });
    };
    return el(`button.k-${value.kind}`, { type: "button", onclick: follow }, el("strong", {}, value.label), ` ${value.text} `, el("span.conf", {}, percent(value.confidence)));
  }
}

const idsOf = (element) => element?.dataset.ids.split(" ") ?? [];
const marks = (article) => [...article.querySelectorAll("mark")];
const calm = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");

function press(element, on) {
  element.classList.toggle("on", on);
  if (element.hasAttribute("aria-pressed")) element.setAttribute("aria-pressed", String(on));
}

function hint(part, ids) {
  for (const element of part.querySelectorAll("[data-ids]")) {
    element.classList.toggle("hint", ids.length > 0 && idsOf(element).some((id) => ids.includes(id)));
  }
}

/** The articles within: boxes, or else the whole. */
function boxesOf(article) {
  const boxes = [...article.querySelectorAll("[data-box]")];
  return boxes.length ? boxes : [article];
}

/** A button for each passage, after its article's name where there are several articles. */
function steps({ name, passages }) {
  return [
    name && el("span", {}, name),
    passages.map((first, index) => {
      const label = `${name ? `${name}, passage` : "Passage"} ${index + 1}: ${first.textContent}`;
      return el("button", { type: "button", "aria-label": label, onclick: () => go(first) }, index + 1);
    }),
  ];
}

/** The first mark of each unbroken run of marks that are on: evidence cut by other evidence is one passage. */
function runs(article) {
  return marks(article).filter((mark) => mark.classList.contains("on") && !follows(mark));
}

function follows(mark) {
  const before = mark.previousSibling;
  return before instanceof Element && before.classList.contains("on");
}

/**
 * Brings a passage into the middle of whatever scrolls it. The page itself moves only where the passage would else be out of sight, so
 * that what was pressed stays where it is.
 */
function reveal(mark, behavior) {
  let target = mark;
  for (let node = mark.parentElement; node !== document.body; node = node.parentElement) {
    if (node.scrollHeight <= node.clientHeight || getComputedStyle(node).overflowY !== "auto") continue;
    const [outer, inner] = [node.getBoundingClientRect(), target.getBoundingClientRect()];
    node.scrollTo({ top: node.scrollTop + inner.top - outer.top - (node.clientHeight - inner.height) / 2, behavior });
    target = node;
  }
  const { top, bottom } = target.getBoundingClientRect();
  if (bottom <= 0 || top >= innerHeight) target.scrollIntoView({ block: "center", behavior });
}

function go(mark) {
  reveal(mark, calm());
  mark.focus({ preventScroll: true });
}
