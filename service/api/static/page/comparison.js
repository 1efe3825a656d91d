import { renderArticle } from "./article.js";
import { confidence, stanceBadge } from "./cards.js";
import { el } from "./dom.js";
import { dayInWords } from "./words.js";

/** How articles stand to each other, in the order of the filter. */
export const AGREEMENTS = {
  all: { sign: "=", label: "All report it" },
  some: { sign: "·", label: "Some leave it out" },
  differ: { sign: "≠", label: "They differ" },
};

/** What is said of each verdict, before the service's own words. */
export const VERDICTS = {
  same: "One meeting",
  likely: "Probably one meeting",
  different: "Different meetings",
  unknown: "Not known whether it is one meeting",
};

/** An article's number as people count, from 1. */
export const chip = (article) => el("span.chip", {}, el("span.vh", {}, "Article "), article + 1);

/** Whether the articles tell of one meeting, and of which each of them tells. */
export function renderVerdict({ meeting, articles }) {
  return el(
    `div.verdict.verdict-${meeting.verdict}`,
    {},
    el("h3", {}, VERDICTS[meeting.verdict]),
    el("p", {}, meeting.message),
    el("ol", {}, articles.map(({ article, meeting: told }) => el("li", {}, chip(article), " ", told ? told.title : el("span.muted", {}, "tells of no meeting")))),
  );
}

/**
 * The articles, each in a box of its own, with their evidence marked.
 * @param {Object[]} articles as in the comparison
 * @param {{text: string, title: string|null}[]} texts
 * @param {import("./accounts.js").Account[]} accounts
 */
export function renderTold(articles, texts, accounts) {
  return articles.map(({ article, title, published }) => {
    const id = `told-${article}`;
    return el(
      "section.told",
      { "data-box": `Article ${article + 1}`, "aria-labelledby": id },
      el("h3", { id }, chip(article), " ", el("span", {}, title ?? "Without a title", published ? el("span.muted", {}, ` ${dayInWords(published)}`) : null)),
      el(
        "div.article",
        { role: "region", "aria-label": `Text of article ${article + 1}`, "aria-describedby": "article-hint", tabindex: 0 },
        renderArticle(texts[article], accounts.filter((account) => account.article === article)),
      ),
    );
  });
}

/** Sections of a comparison; entries of agreements that are not shown are left out, and then empty sections. */
export function renderSections(sections) {
  return sections.map(({ id, title, entries }) =>
    el("section", { "aria-labelledby": id }, el("h3", { id }, title, el("span.number", {}, ` ${entries.length}`)), el("ul.entries", {}, entries.map(entryNode))),
  );
}

function entryNode(entry) {
  const backed = entry.accounts.filter(({ spans }) => spans.length);
  const text = el("span", {}, entry.alike || !entry.label ? entry.text : entry.label);
  const [{ kind }] = entry.accounts;
  const headline = backed.length
    ? el(`button.value.k-${kind}`, { type: "button", "data-ids": backed.map(({ id }) => id).join(" "), "aria-pressed": "false" }, text)
    : el("span.value.no-evidence", {}, text);
  return el(
    `li.entry.${entry.agreement}`,
    {},
    el("div.agreement", {}, agreementBadge(entry)),
    el(
      `div${entry.alike ? ".alike" : ""}`,
      {},
      el("h4", {}, entry.alike && entry.label ? el("span.label", {}, entry.label) : null, headline),
      el("ul.accounts", {}, entry.accounts.map((account) => accountNode(account, entry.alike))),
    ),
  );
}

function agreementBadge({ agreement, leftOut }) {
  const missing = leftOut.length ? `not in ${leftOut.map((article) => article + 1).join(", ")}` : null;
  const said = { all: "all", some: missing ?? "some", differ: ["differ", missing].filter(Boolean).join(", ") }[agreement];
  return el(`span.badge.agree-${agreement}`, {}, el("span", { "aria-hidden": "true" }, AGREEMENTS[agreement].sign), ` ${said}`);
}

function accountNode(account, alike) {
  // blanks keep the parts apart for those who hear them
  const content = [chip(account.article), " ", el(alike ? "span.vh" : "span", {}, account.text), " ", confidence(account.confidence)];
  const value = account.spans.length
    ? el(`button.value.k-${account.kind}`, { type: "button", "data-ids": account.id, "aria-pressed": "false" }, content)
    : el("span.value.no-evidence", {}, content);
  return el("li", {}, value, account.position ? stance(account.position) : null);
}

function stance(position) {
  const facts = [position.target && `towards ${position.target}`, position.negated && "negated", position.hedged && "hedged"].filter(Boolean);
  return [stanceBadge(position), facts.length ? el("span.muted", {}, facts.join(" · ")) : null];
}
