import { FIELDS, OUTCOMES, fieldInWords } from "./values.js";
import { dateInWords, placeInWords, word } from "./words.js";

/**
 * What one article says of something: a value that also knows its article and what stands beside it.
 * @typedef {import("./values.js").Value & {article: number, position: Object|null}} Account
 * `article` counts from 0; `position`: the account itself where it is one of a position
 *
 * One line of a comparison.
 * @typedef {{id: string, label: string|null, text: string, agreement: "all"|"some"|"differ", leftOut: number[], accounts: Account[],
 *   alike: boolean}} Entry
 * `alike`: all accounts read the same, and `text` is what they say
 */

/**
 * A comparison as sections of entries, in its own order.
 * @param {Object} comparison the answer of `POST /v1/compare`
 * @param {Map<string, string>} labels the issues' names by id
 * @returns {{id: string, title: string, entries: Entry[]}[]} sections that have entries
 */
export function sectionsOf(comparison, labels) {
  const issue = (category) => (category ? (labels.get(category) ?? category) : "none of the listed issues");
  const names = countryNames(comparison);
  return [
    { id: "c-meeting", title: "Meeting", entries: meetingEntries(comparison) },
    {
      id: "c-sides",
      title: "Sides",
      entries: comparison.sides.map((entry, at) => {
        const name = names.get(entry.side) ?? entry.side;
        return entryOf(entry, `side${at}`, "actor", null, "Side", name, () => name);
      }),
    },
    {
      id: "c-participants",
      title: "Participants",
      entries: comparison.participants.map((entry, at) => {
        const country = entry.country && entry.kind !== "state" ? ` (${entry.country.name})` : "";
        const said = ({ name, role, capacity }) => [name, role, capacity].filter(Boolean).join(", ");
        return entryOf(entry, `participant${at}`, "actor", null, "Takes part", `${entry.name}${country}`, said);
      }),
    },
    {
      id: "c-issues",
      title: "Issues",
      entries: comparison.issues.map((entry, at) => {
        const said = ({ label, on_agenda: agenda }) => `${label}, ${agenda ? "on the agenda" : "background"}`;
        return entryOf(entry, `issue${at}`, "issue", null, "Issue", issue(entry.category), said);
      }),
    },
    {
      id: "c-positions",
      title: "Positions",
      entries: comparison.positions.map((entry, at) => {
        const text = `${entry.stakeholder.name}: ${issue(entry.category)}`;
        return entryOf(entry, `position${at}`, "position", null, "Position", text, ({ statement }) => statement);
      }),
    },
    {
      id: "c-outcomes",
      title: "Outcomes",
      entries: comparison.outcomes.map((entry, at) => {
        const kind = OUTCOMES[entry.kind] ?? word("outcome", entry.kind);
        return entryOf(entry, `outcome${at}`, "meeting", null, "Outcome", kind, ({ text }) => text);
      }),
    },
  ].filter(({ entries }) => entries.length);
}

/** The accounts of entries by id: what a selection needs. */
export const accountsOf = (entries) => new Map(entries.flatMap(({ accounts }) => accounts.map((account) => [account.id, account])));

function meetingEntries(comparison) {
  const rows = [
    ["date", "where", "When", dateInWords],
    ["place", "where", "Where", placeInWords],
    ...Object.entries(FIELDS).map(([field, label]) => [field, "meeting", label, ({ value }) => fieldInWords(field, value)]),
    ["occasion", "meeting", "Occasion", ({ value }) => value],
  ];
  return rows
    .filter(([field]) => comparison[field])
    .map(([field, kind, label, said]) => {
      const accounts = comparison[field].accounts.map(said);
      return entryOf(comparison[field], field, kind, label, label, [...new Set(accounts)].join(" / "), said);
    });
}

function entryOf(entry, id, kind, label, name, text, said) {
  const accounts = entry.accounts.map((account, at) => ({
    id: `${id}.${at}`,
    kind,
    label: name,
    text: said(account),
    confidence: account.confidence,
    supported: true,
    spans: account.evidence,
    article: account.article,
    position: account.stance ? account : null,
  }));
  const alike = accounts.every((account) => account.text === text && !account.position);
  return { id, label, text, agreement: entry.agreement, leftOut: entry.left_out_by, accounts, alike };
}

function countryNames({ participants, positions, place }) {
  const countries = [
    ...participants.map(({ country }) => country),
    ...positions.map(({ stakeholder }) => stakeholder.country),
    ...(place?.accounts ?? []).map(({ country }) => country),
  ];
  return new Map(countries.filter(Boolean).map(({ alpha3, name }) => [alpha3, name]));
}
