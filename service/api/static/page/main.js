import { Problem, extract, issueLabels, sample } from "./api.js";
import { marksByArrows, renderArticle, textsOf } from "./article.js";
import { Compare } from "./compare.js";
import { byId, el } from "./dom.js";
import { downloadButtons, stemOf } from "./formats.js";
import { hideProblem, showProblem } from "./problems.js";
import { renderRecord } from "./record.js";
import { Selection } from "./selection.js";
import { KINDS, count } from "./words.js";
import { looksLikeHtml, readFile } from "./files.js";
import { meetingsOf, valuesOf } from "./values.js";
import { showView } from "./views.js";

const form = byId("form");
const text = byId("text");

/** What is sent: `bytes` are a file's own as long as its text was not edited. */
let source = { kind: "text", text: "", bytes: null, name: "" };
/** What was read: the source and hints sent, the answer's body, the record and its values. */
let shown = null;
let running = null;
let labels = null;
const issueNames = () => (labels ??= issueLabels());
const hidden = new Set();
const comparison = new Compare(issueNames);
const selection = new Selection(byId("article"), byId("record"), byId("inspector"));

// --- what is sent -------------------------------------------------------------------------------------------

function setSource(next) {
  source = { bytes: null, name: "", ...next };
  text.value = source.text;
  form.elements.kind.value = source.kind;
  byId("file-name").textContent = source.name;
}

text.addEventListener("input", (event) => {
  source = { ...source, text: text.value, bytes: null, name: "" };
  byId("file-name").textContent = "";
  if (event.inputType === "insertFromPaste") form.elements.kind.value = looksLikeHtml(text.value) ? "html" : "text";
});

async function open(files) {
  try {
    setSource(await readFile(files));
  } catch (error) {
    return report(error);
  }
  return read();
}

byId("open").addEventListener("click", () => byId("file").click());
byId("file").addEventListener("change", async ({ target }) => {
  await open(target.files);
  target.value = ""; // the same file may be chosen again
});

for (const type of ["dragenter", "dragover"]) {
  document.addEventListener(type, (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    document.body.classList.add("dropping");
  });
}
document.addEventListener("dragleave", (event) => event.relatedTarget ?? document.body.classList.remove("dropping"));
document.addEventListener("drop", (event) => {
  document.body.classList.remove("dropping");
  if (!event.dataTransfer.files.length) return;
  event.preventDefault();
  if (comparison.open) comparison.take([...event.dataTransfer.files]);
  else open(event.dataTransfer.files);
});

for (const button of document.querySelectorAll("[data-sample]")) {
  button.addEventListener("click", async () => {
    try {
      const content = await sample(button.dataset.sample);
      for (const name of ["published", "title", "url"]) form.elements[name].value = "";
      setSource({ kind: "text", text: content });
    } catch (error) {
      return report(error);
    }
    return read();
  });
}

// --- reading ------------------------------------------------------------------------------------------------

form.addEventListener("submit", (event) => {
  event.preventDefault();
  read();
});
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});

async function read() {
  running?.abort();
  const mine = (running = new AbortController());
  hideProblem();
  busy(true);
  const sent = { ...source, kind: form.elements.kind.value };
  const hints = hintsOf();
  try {
    const body = await extract(sent, hints, { signal: mine.signal });
    const answer = { sent, hints, body, record: JSON.parse(await body.text()), labels: await issueNames() };
    if (!mine.signal.aborted) show(answer);
  } catch (error) {
    if (error.name !== "AbortError") report(error);
  } finally {
    if (running === mine) busy(false);
  }
}

const hintsOf = () => Object.fromEntries(["title", "published", "url"].map((name) => [name, form.elements[name].value.trim()]));

function busy(on) {
  byId("read").textContent = on ? "Reading…" : "Read article";
  byId("main").setAttribute("aria-busy", String(on));
  if (on) byId("status").textContent = "Reading the article";
}

function report(error) {
  if (!(error instanceof Problem)) throw error;
  byId("status").textContent = "";
  showView("form");
  showProblem(error, form);
}

// --- what was read ------------------------------------------------------------------------------------------

function show(answer) {
  const { record, sent, hints } = answer;
  const values = valuesOf(record);
  const texts = textsOf(sent.text, hints.title, record.article.text, values.values());
  shown = { ...answer, values, texts, meetings: meetingsOf(record) };
  showView("result");
  selection.clear();
  draw();
  byId("article").scrollTop = 0;
  byId("record").scrollTop = 0;
  window.scrollTo(0, 0);
  byId("status").textContent = `Read: ${count(shown.meetings.length, "meeting")}, ${count(record.positions.length, "position")}`;
  byId("record-heading").focus({ preventScroll: true });
}

function draw() {
  const threshold = Number(byId("threshold").value) / 100;
  const passes = (id) => shown.values.get(id).confidence >= threshold;
  // what belongs to a meeting goes with it
  const isShown = (id) => passes(id) && passes(id.split(".")[0]);
  const visible = [...shown.values.values()].filter(({ id }) => isShown(id));
  const { sections, links } = renderRecord({ ...shown, shown: isShown });
  byId("record").replaceChildren(...sections, json());
  byId("jump").replaceChildren(...links);
  byId("article").replaceChildren(...renderArticle(shown.texts, visible.filter(({ kind }) => !hidden.has(kind))));
  byId("threshold-value").textContent = `${byId("threshold").value} %`;
  byId("shown").textContent = `${visible.length} of ${count(shown.values.size, "value")} shown`;
  selection.renew(new Map(visible.map((value) => [value.id, value])));
}

let jsonOpen = false;
function json() {
  const pre = el("pre", { tabindex: 0, role: "region", "aria-label": "The record as JSON" });
  const details = el("details.json", { id: "json", open: jsonOpen }, el("summary", {}, "The record as JSON"), pre);
  const write = () => (pre.textContent = details.open ? JSON.stringify(shown.record, null, 2) : "");
  details.addEventListener("toggle", () => {
    jsonOpen = details.open;
    write();
  });
  write();
  return details;
}

byId("threshold").addEventListener("input", draw);

byId("kinds").append(
  ...Object.entries(KINDS).map(([kind, label]) => {
    const box = el("input", { type: "checkbox", checked: true });
    box.addEventListener("change", () => {
      if (box.checked) hidden.delete(kind);
      else hidden.add(kind);
      draw();
    });
    return el(`label.k-${kind}`, {}, box, label);
  }),
);
byId("legend").open = matchMedia("(min-width: 60.01rem)").matches;

marksByArrows(byId("article"));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") selection.clear();
});

document.querySelector(".downloads").append(
  ...downloadButtons(
    async ({ name, rows }) => {
      hideProblem();
      return name === null ? shown.body : extract(shown.sent, shown.hints, { format: name, rows });
    },
    () => stemOf(shown.record.meeting?.title ?? shown.record.article.title ?? "record"),
    (problem) => showProblem(problem, form),
  ),
);

byId("edit").addEventListener("click", () => {
  showView("form");
  text.focus();
});

// --- several articles ---------------------------------------------------------------------------------------

const compareWith = (first, back) => {
  running?.abort();
  hideProblem();
  comparison.start(first, back);
};
byId("compare").addEventListener("click", () => compareWith({ ...shown.sent, hints: shown.hints }, "result"));
byId("compare-several").addEventListener("click", () => compareWith({ ...source, kind: form.elements.kind.value, hints: hintsOf() }, "form"));
byId("compare-sample").addEventListener("click", () => {
  running?.abort();
  comparison.sample(["cairo", "washington"]);
});
