import { el } from "./dom.js";
import { POLARITY, count, percent, word } from "./words.js";

/**
 * What a view is made from.
 * @typedef {{record: Object, meetings: Object[], values: Map<string, import("./values.js").Value>,
 *   shown: (id: string) => boolean, labels: Map<string, string>}} View
 * `shown`: whether a value's confidence passes the filter; `labels`: the issues' names by id
 */

/** How sure, as number and bar. */
export function confidence(probability) {
  const bar = el("span.bar", { "aria-hidden": "true" }, el("span"));
  bar.firstChild.style.width = `${probability * 100}%`;
  return el("span.conf", {}, el("span.vh", {}, "confidence "), percent(probability), bar);
}

/** A value that shows its evidence when pressed; plain text where it has none. */
export function valueButton(view, id, { text = null, sure = true, name = "value" } = {}) {
  const value = view.values.get(id);
  const content = [el("span", {}, text ?? value.text), sure && value.supported ? confidence(value.confidence) : null];
  if (!value.spans.length) return el(`span.${name}.no-evidence`, {}, content);
  return el(`button.${name}.k-${value.kind}`, { type: "button", "data-ids": id, "aria-pressed": "false" }, content);
}

export const badge = (text, name = "") => el(`span.badge${name && `.${name}`}`, {}, text);

/** One card for each meeting: the main one first. */
export function meetingCards(view) {
  return view.meetings.filter(({ id }) => view.shown(id)).map((entry) => meetingCard(view, entry));
}

function meetingCard(view, { id, meeting, participants, main }) {
  const rows = (fields) => fields
    .map((field) => `${id}.${field}`)
    .filter((key) => view.values.has(key) && view.shown(key))
    .map((key) => row(view.values.get(key).label, valueButton(view, key)));
  const outcomes = meeting.outcomes.map((_, index) => `${id}.outcome${index}`).filter(view.shown);
  const actors = participants.map((actor) => `${id}.${actor.id}`).filter(view.shown);
  return el(
    `article.card.meeting${main ? ".main" : ""}`,
    {},
    el("header", {}, el("h4", {}, valueButton(view, id)), badge(word("status", meeting.status), `status-${meeting.status}`), main ? badge("main meeting") : null),
    el(
      "dl",
      {},
      rows(["date", "place"]),
      actors.length ? wideRow("Who", actors.map((key) => valueButton(view, key))) : null,
      rows(["occasion"]),
      outcomes.map((key) => wideRow(view.values.get(key).label, valueButton(view, key))),
      rows(["status", "kind", "mode", "setting", "level", "duration"]),
    ),
  );
}

const row = (label, content, name = "div") => el(name, {}, el("dt", {}, label), el("dd", {}, content));
const wideRow = (label, content) => row(label, content, "div.wide");

/** Who takes part in the main meeting. */
export function participantCards(view) {
  const main = view.meetings.find((entry) => entry.main);
  if (!main || !view.shown(main.id)) return [];
  return main.participants
    .filter((actor) => view.shown(`${main.id}.${actor.id}`))
    .map((actor) => actorCard(view, actor, valueButton(view, `${main.id}.${actor.id}`, { text: actor.capacity })));
}

/** Every actor that does not take part in the main meeting. */
export function otherActorCards(view) {
  const main = view.meetings.find((entry) => entry.main);
  const takes = new Set(main && view.shown(main.id) ? main.participants.map((actor) => actor.id) : []);
  return view.record.stakeholders
    .filter((actor) => !takes.has(actor.id) && view.shown(actor.id))
    .map((actor) => actorCard(view, actor, null));
}

function actorCard(view, actor, part) {
  const country = actor.country && actor.country.name !== actor.name ? `${actor.country.name} (${actor.country.alpha3})` : actor.country?.alpha3;
  const lines = [[actor.role, actor.organization].filter(Boolean).join(", "), country].filter(Boolean);
  return el(
    "article.card.actor",
    {},
    el("h4", {}, valueButton(view, actor.id, { sure: !part })),
    part ? el("p", {}, part) : null,
    lines.map((line) => el("p", {}, line)),
    el("p.muted", {}, `${word("kind", actor.kind)}, ${count(actor.mentions.length, "mention")}`),
    actor.aliases.length ? el("p.muted", {}, "Also called ", actor.aliases.map((alias) => `“${alias}”`).join(", ")) : null,
  );
}

/** What is at stake, in the record's order. */
export function issueCards(view) {
  return view.record.issues.filter(({ id }) => view.shown(id)).map((issue) => {
    const weight = el("meter", { min: 0, max: 1, value: issue.salience, "aria-label": `Weight of ${issue.label} in the article` });
    return el(
      "article.card.issue",
      {},
      el("h4", {}, valueButton(view, issue.id)),
      el("p", {}, view.labels.get(issue.category) ?? issue.category, " ", badge(issue.on_agenda ? "on the agenda" : "background", issue.on_agenda ? "agenda" : "")),
      el("p.muted.weight", {}, el("span", {}, "Weight "), weight, ` ${percent(issue.salience)}`, `, ${count(issue.mentions.length, "mention")}`),
    );
  });
}

/** Stance with its sign, so that it can be told without colour. */
export function stanceBadge({ stance, polarity }) {
  const { sign, word: side, name } = POLARITY[polarity];
  return el(`span.stance.${name}`, {}, el("span", { "aria-hidden": "true" }, sign), " ", stance, el("span.vh", {}, ` (${side})`));
}

/** Who holds what stance on what. */
export function positionCards(view) {
  return view.record.positions
    .map((position, index) => [position, `p${index}`])
    .filter(([, id]) => view.shown(id))
    .map(([position, id]) => positionCard(view, position, id));
}

function positionCard(view, position, id) {
  const { stakeholder, source, issue, target, statement, quote, cue, negated, hedged } = position;
  const facts = [
    target && `towards ${target.name}`,
    source && `reported by ${source.name}`,
    word("quote", quote),
    cue && `“${cue}”`,
    negated && "negated",
    hedged && "hedged",
  ].filter(Boolean);
  return el(
    "article.card.position",
    {},
    el("h4", {}, valueButton(view, id, { text: stakeholder.name }), stanceBadge(position)),
    el("p", {}, issue ? issue.label : el("span.muted", {}, "none of the listed issues")),
    el("blockquote", {}, statement),
    el("p.muted", {}, facts.join(" · ")),
  );
}
