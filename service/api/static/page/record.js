import { el } from "./dom.js";
import { issueCards, meetingCards, otherActorCards, participantCards, positionCards } from "./cards.js";
import { map } from "./map.js";
import { matrix } from "./matrix.js";
import { timeline } from "./timeline.js";
import { count, dayInWords } from "./words.js";

/**
 * The parts of the record as sections, and links to them with the number of entries in each.
 * @param {import("./cards.js").View} view
 * @returns {{sections: Node[], links: Node[]}}
 */
export function renderRecord(view) {
  const { record } = view;
  const parts = [
    cards("meetings", "Meetings", meetingCards(view), record.meeting || record.other_meetings.length ? null : "The article tells of no meeting."),
    cards("participants", "Participants", participantCards(view), record.participants.length ? null : "Nobody is known to take part in a main meeting."),
    cards("issues", "Issues", issueCards(view), record.issues.length ? null : "No issue was found."),
    cards("positions", "Positions", positionCards(view), record.positions.length ? null : "No position was found."),
    single("matrix", "Matrix", matrix(view), "No position to show."),
    single("timeline", "Timeline", timeline(view), "No meeting to show."),
    single("map", "Map", map(view), "No meeting’s place to show."),
    cards("others", "Other actors", otherActorCards(view), null),
    notes(record),
  ].filter(Boolean);
  return {
    sections: parts.map(({ section }) => section),
    links: parts.map(({ id, title, number }) => el("a", { href: `#${id}` }, title, number === null ? null : el("span.number", {}, ` ${number}`))),
  };
}

const HIDDEN = "All of them lie below the confidence asked for.";

function cards(id, title, found, none) {
  if (id === "others" && !found.length) return null;
  return part(id, title, found.length, found.length ? el(`div.cards.${id}`, {}, found) : el("p.muted", {}, none ?? HIDDEN));
}

const single = (id, title, node, none) => part(id, title, null, node ?? el("p.muted", {}, none));

function part(id, title, number, ...content) {
  const heading = el("h3", { id: `${id}-heading` }, title, number === null ? null : el("span.number", {}, ` ${number}`));
  return { id, title, number, section: el("section", { id, "aria-labelledby": `${id}-heading` }, heading, content) };
}

function notes({ warnings, article, engine }) {
  const facts = [
    ["Title", article.title],
    ["Published", article.published && dayInWords(article.published)],
    ["Address", article.url],
    ["Language", article.language],
    ["Length", count(article.length, "character")],
    ["Read by", `${engine.name} ${engine.version}, ${engine.model}`],
  ].filter(([, value]) => value);
  return part(
    "notes",
    "Notes",
    warnings.length || null,
    warnings.length ? el("ul.warnings", {}, warnings.map(({ message, pointer }) => el("li", {}, message, pointer ? el("code", {}, ` ${pointer}`) : null))) : null,
    el("dl.facts", {}, facts.map(([label, value]) => el("div", {}, el("dt", {}, label), el("dd", {}, value)))),
  );
}
