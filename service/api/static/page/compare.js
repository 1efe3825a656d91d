import { Problem, compare, extract, sample } from "./api.js";
import { accountsOf, sectionsOf } from "./accounts.js";
import { marksByArrows, textsOf } from "./article.js";
import { AGREEMENTS, VERDICTS, renderSections, renderTold, renderVerdict } from "./comparison.js";
import { byId, el } from "./dom.js";
import { looksLikeHtml, readFile } from "./files.js";
import { offer } from "./formats.js";
import { hideProblem, showProblem } from "./problems.js";
import { Selection } from "./selection.js";
import { isShown, showView } from "./views.js";

const FEWEST = 2;
const MOST = 10;

/**
 * An article to compare.
 * @typedef {{kind: "text"|"html", text: string, bytes: Uint8Array|null, name: string, hints: Object<string, string>}} Entry
 */
const blank = () => ({ kind: "text", text: "", bytes: null, name: "", hints: { published: "" } });
const isBlank = ({ text }) => !text.trim();

/** Articles side by side: the form that takes them and the view of what came of them. */
export class Compare {
  #entries = [];
  /** The comparison shown: the answer's body and what it says, the articles' texts, the issues' names. */
  #shown = null;
  #running = null;
  #back = "form";
  #hidden = new Set();
  #labels;
  #selection = new Selection(byId("told"), byId("compared"), byId("compare-inspector"), "account");

  /** @param {() => Promise<Map<string, string>>} labels the issues' names by id */
  constructor(labels) {
    this.#labels = labels;
    const form = byId("compare-form");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#run();
    });
    byId("compare-add").addEventListener("click", () => this.#add());
    byId("compare-back").addEventListener("click", () => this.#leave());
    byId("compare-change").addEventListener("click", () => this.#edit(0));
    byId("compare-json").addEventListener("click", () => offer(this.#shown.body, "comparison.json"));
    marksByArrows(byId("told"));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.#selection.clear();
    });
  }

  /** Whether one of its views is what the page shows. */
  get open() {
    return isShown("compare-form") || isShown("comparison");
  }

  /**
   * Opens the form with an article as the first; others that were entered before stay.
   * @param {Entry} first
   * @param {string} back the view to go back to
   */
  start(first, back) {
    this.#back = back;
    this.#entries = [first, ...this.#entries.slice(1).filter((entry) => !isBlank(entry))];
    const free = isBlank(first) ? 0 : 1;
    this.#edit(free);
  }

  /** Compares samples. */
  async sample(names) {
    this.#back = "form";
    try {
      const texts = await Promise.all(names.map(sample));
      this.#entries = texts.map((text) => ({ ...blank(), text }));
    } catch (error) {
      return this.#report(error);
    }
    this.#edit(0);
    return this.#run();
  }

  /** Takes files into empty places, then into new ones. */
  async take(files) {
    hideProblem();
    let last = 0;
    try {
      for (const file of files) {
        const read = await readFile([file]);
        last = this.#place();
        this.#entries[last] = { ...this.#entries[last], ...read };
      }
    } catch (error) {
      this.#edit(last);
      return this.#report(error);
    }
    return this.#edit(last);
  }

  #place() {
    const free = this.#entries.findIndex(isBlank);
    if (free >= 0) return free;
    if (this.#entries.length === MOST) throw new Problem({ title: `No more than ${MOST} articles are compared`, detail: "Remove one first." });
    return this.#entries.push(blank()) - 1;
  }

  // --- the form ---------------------------------------------------------------------------------------------

  #edit(focus) {
    while (this.#entries.length < FEWEST) this.#entries.push(blank());
    byId("compare-entries").replaceChildren(...this.#entries.map((entry, at) => this.#entryNode(entry, at)));
    byId("compare-add").disabled = this.#entries.length >= MOST;
    showView("compare-form");
    byId(`compare-text-${Math.min(focus, this.#entries.length - 1)}`).focus();
  }

  #add() {
    this.#entries.push(blank());
    this.#edit(this.#entries.length - 1);
  }

  #remove(at) {
    this.#entries.splice(at, 1);
    this.#edit(at);
  }

  #leave() {
    this.#running?.abort();
    hideProblem();
    showView(this.#back);
    byId(this.#back === "form" ? "text" : "record-heading").focus();
  }

  /** Names of fields are JSON pointers into the request, so that a problem marks the one it is about. */
  #entryNode(entry, at) {
    const name = el("span.muted", {}, entry.name);
    const text = el("textarea", { id: `compare-text-${at}`, name: `articles/${at}/text`, rows: 10, spellcheck: "false" });
    text.value = entry.text;
    const kinds = { text: "Text", html: "HTML page" };
    const radios = Object.keys(kinds).map((kind) => el("input", { type: "radio", name: `kind-${at}`, value: kind, checked: entry.kind === kind }));
    for (const radio of radios) radio.addEventListener("change", () => (entry.kind = radio.value));
    text.addEventListener("input", (event) => {
      Object.assign(entry, { text: text.value, bytes: null, name: "" });
      name.textContent = "";
      if (event.inputType === "insertFromPaste") entry.kind = looksLikeHtml(text.value) ? "html" : "text";
      for (const radio of radios) radio.checked = radio.value === entry.kind;
    });
    const published = el("input", { id: `compare-published-${at}`, name: `articles/${at}/published`, type: "date", value: entry.hints.published });
    published.addEventListener("input", () => (entry.hints = { ...entry.hints, published: published.value }));
    return el(
      "div.entry-form",
      { role: "group", "aria-label": `Article ${at + 1}` },
      el("div.field", {}, el("div.label-row", {}, el("label", { for: text.id }, `Article ${at + 1}`), name), text),
      el("div.field", {}, el("label", { for: published.id }, "Published on"), published),
      el("fieldset.field.kind", {}, el("legend", {}, "Read it as"), radios.map((radio) => el("label", {}, radio, ` ${kinds[radio.value]}`))),
      el("div.actions", {}, this.#opener(at), el("button", { type: "button", onclick: () => this.#remove(at) }, "Remove", el("span.vh", {}, ` article ${at + 1}`))),
    );
  }

  #opener(at) {
    const file = el("input", { type: "file", accept: byId("file").accept, hidden: true });
    file.addEventListener("change", async () => {
      hideProblem();
      try {
        this.#entries[at] = { ...this.#entries[at], ...(await readFile(file.files)) };
      } catch (error) {
        return this.#report(error);
      }
      return this.#edit(at);
    });
    return [el("button", { type: "button", onclick: () => file.click() }, "Open a file…", el("span.vh", {}, ` as article ${at + 1}`)), file];
  }

  // --- comparing --------------------------------------------------------------------------------------------

  async #run() {
    this.#running?.abort();
    const mine = (this.#running = new AbortController());
    hideProblem();
    busy(true);
    try {
      const sent = this.#entries.map((entry) => ({ ...entry }));
      const items = [];
      for (const [at, entry] of sent.entries()) items.push(await itemOf(entry, at, mine.signal));
      const body = await compare(items, mine.signal);
      const labels = await this.#labels();
      const comparison = JSON.parse(await body.text());
      if (!mine.signal.aborted) this.#show({ body, comparison, labels, sent, items });
    } catch (error) {
      if (error.name !== "AbortError") this.#report(error);
    } finally {
      if (this.#running === mine) busy(false);
    }
  }

  #report(error) {
    if (!(error instanceof Problem)) throw error;
    byId("status").textContent = "";
    showProblem(error, byId("compare-form"));
  }

  // --- what came of it --------------------------------------------------------------------------------------

  #show({ body, comparison, labels, sent, items }) {
    const sections = sectionsOf(comparison, labels);
    const accounts = [...accountsOf(sections.flatMap(({ entries }) => entries)).values()];
    const texts = sent.map((entry, at) => {
      const made = entry.kind === "html" ? items[at].article.text : null;
      return textsOf(entry.text, entry.hints.title, made, accounts.filter(({ article }) => article === at));
    });
    this.#shown = { body, comparison, sections, texts };
    this.#hidden.clear();
    byId("verdict").replaceChildren(renderVerdict(comparison));
    byId("agreements").replaceChildren(...this.#filter(sections));
    showView("comparison");
    this.#selection.clear();
    this.#draw();
    byId("compared").scrollTop = 0;
    window.scrollTo(0, 0);
    byId("status").textContent = `Compared: ${VERDICTS[comparison.meeting.verdict]}. ${comparison.meeting.message}`;
    byId("compare-heading").focus({ preventScroll: true });
  }

  #filter(sections) {
    const entries = sections.flatMap((section) => section.entries);
    return Object.entries(AGREEMENTS).map(([agreement, { sign, label }]) => {
      const box = el("input", { type: "checkbox", checked: true });
      box.addEventListener("change", () => {
        if (box.checked) this.#hidden.delete(agreement);
        else this.#hidden.add(agreement);
        this.#draw();
      });
      const number = entries.filter((entry) => entry.agreement === agreement).length;
      return el("label", {}, box, el("span", { "aria-hidden": "true" }, sign), ` ${label} `, el("span.number", {}, number));
    });
  }

  #draw() {
    const { comparison, sections, texts } = this.#shown;
    const visible = sections
      .map((section) => ({ ...section, entries: section.entries.filter(({ agreement }) => !this.#hidden.has(agreement)) }))
      .filter(({ entries }) => entries.length);
    const accounts = accountsOf(visible.flatMap(({ entries }) => entries));
    const found = renderSections(visible);
    byId("compared").replaceChildren(...(found.length ? found : [el("p.muted", {}, sections.length ? "Nothing of what is chosen above." : "There is nothing to compare.")]));
    byId("told").replaceChildren(...renderTold(comparison.articles, texts, [...accounts.values()]));
    this.#selection.renew(accounts);
  }
}

/** What is sent of an entry: the text with its hints; of a page its record, since only `/v1/extract` reads pages. */
async function itemOf(entry, at, signal) {
  const hints = Object.fromEntries(Object.entries(entry.hints).filter(([, value]) => value));
  if (entry.kind === "text") return { text: entry.text, ...hints };
  try {
    return JSON.parse(await (await extract(entry, hints, { signal })).text());
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const errors = error.errors.map(({ pointer, detail }) => ({ pointer: `/articles/${at}${pointer}`, detail }));
    throw new Problem({ ...error, title: error.title, detail: `Article ${at + 1}: ${error.detail}`, errors });
  }
}

function busy(on) {
  byId("compare-run").textContent = on ? "Comparing…" : "Compare";
  byId("main").setAttribute("aria-busy", String(on));
  if (on) byId("status").textContent = "Comparing the articles";
}
