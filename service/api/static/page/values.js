import { dateInWords, durationInWords, placeInWords, word } from "./words.js";

/**
 * A value of the record with its evidence.
 * @typedef {{id: string, kind: string, label: string, text: string, confidence: number, supported: boolean,
 *   spans: {start: number, end: number, field: string}[]}} Value
 * `supported`: false where the record has no confidence for the value itself; then it is the meeting's
 */

/** Fields of a meeting that have a value each, with their labels. */
export const FIELDS = { status: "Status", kind: "Kind", mode: "How", setting: "Setting", level: "Level", duration: "Lasts" };
/** Labels of the kinds of outcome. */
export const OUTCOMES = {
  agreement: "Agreement",
  joint_statement: "Joint statement",
  declaration: "Declaration",
  commitment: "Commitment",
  no_agreement: "No agreement",
};

/** The main meeting and the others in one shape, in the record's order: `m0` is the first. */
export function meetingsOf(record) {
  const { meeting, participants, location } = record;
  const all = [...(meeting ? [{ meeting, participants, location }] : []), ...record.other_meetings];
  return all.map((entry, index) => ({ ...entry, id: `m${index}`, main: index === 0 && meeting !== null }));
}

/**
 * All values of a record by id: `m0` and `m0.status` for meetings, `m0.s3` for who takes part, `s3`, `i1`, `p0`.
 * @returns {Map<string, Value>}
 */
export function valuesOf(record) {
  const found = new Map();
  const add = (id, kind, label, text, confidence, evidence) => {
    found.set(id, { id, kind, label, text, confidence, supported: evidence !== null, spans: evidence ?? [] });
  };
  for (const entry of meetingsOf(record)) addMeeting(entry, add);
  for (const actor of record.stakeholders) add(actor.id, "actor", "Actor", actor.name, actor.confidence, actor.mentions);
  for (const issue of record.issues) add(issue.id, "issue", "Issue", issue.label, issue.confidence, issue.mentions);
  record.positions.forEach((position, index) => {
    const about = position.issue ? `: ${position.issue.label}` : "";
    const text = `${position.stakeholder.name}, ${position.stance}${about}`;
    add(`p${index}`, "position", "Position", text, position.confidence, position.evidence);
  });
  return found;
}

function addMeeting({ id, meeting, participants, location }, add) {
  add(id, "meeting", "Meeting", meeting.title, meeting.confidence, meeting.evidence);
  for (const [field, label] of Object.entries(FIELDS)) {
    if (meeting[field] === null) continue;
    const { confidence, evidence } = meeting.fields[field] ?? { confidence: meeting.confidence, evidence: null };
    add(`${id}.${field}`, "meeting", label, fieldInWords(field, meeting[field]), confidence, evidence);
  }
  add(`${id}.date`, "where", "When", dateInWords(meeting.date), meeting.date.confidence, meeting.date.evidence);
  if (location) add(`${id}.place`, "where", "Where", placeInWords(location), location.confidence, location.evidence);
  const occasion = meeting.occasion;
  if (occasion) add(`${id}.occasion`, "meeting", "Occasion", occasion.name, occasion.confidence, occasion.evidence);
  meeting.outcomes.forEach((outcome, index) => {
    add(`${id}.outcome${index}`, "meeting", OUTCOMES[outcome.kind] ?? outcome.kind, outcome.text, outcome.confidence, outcome.evidence);
  });
  for (const actor of participants) {
    const text = `${actor.name}, ${actor.capacity}`;
    add(`${id}.${actor.id}`, "actor", "Takes part", text, actor.confidence, actor.evidence);
  }
}

/** A field's value as people say it. */
export const fieldInWords = (field, value) => (field === "duration" ? durationInWords(value) : word(field, value));
