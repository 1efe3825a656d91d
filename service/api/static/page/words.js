/** Kinds of values, in the legend's order: what highlights are coloured by. */
export const KINDS = {
  meeting: "Meeting",
  where: "When, where",
  actor: "Actors",
  issue: "Issues",
  position: "Positions",
};

/** Signs and words for `polarity`; colour alone would not do. */
export const POLARITY = {
  1: { sign: "+", word: "for", name: "plus" },
  0: { sign: "○", word: "neither", name: "zero" },
  "-1": { sign: "−", word: "against", name: "minus" },
};

const SETTINGS = { visit: "one side hosts", third_party: "a third party hosts", multilateral: "at a multilateral gathering" };
const MODES = { in_person: "in person", phone: "by phone", video: "by video", unknown: "not stated" };
const QUOTES = { direct: "direct quotation", indirect: "reported speech", mixed: "partly quoted", none: "by deed or description" };

/** An enumeration's value as people say it. */
export function word(field, value) {
  const table = { setting: SETTINGS, mode: MODES, quote: QUOTES }[field] ?? {};
  return table[value] ?? value.replaceAll("_", " ");
}

/** A probability as a percentage, rounded down so that "100 %" is said of certainty only; 0.29 * 100 is below 29. */
export const percent = (probability) => `${Math.floor(probability * 100 + 1e-6)} %`;

/** "3 values", "1 value". */
export const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

const asDay = (iso) => new Date(`${iso}T00:00:00Z`);
const format = (options) => new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...options });
const DAY = format({ day: "numeric", month: "long", year: "numeric" });
const BY_PRECISION = { day: DAY, month: format({ month: "long", year: "numeric" }), year: format({ year: "numeric" }) };

/** A day in words, from ISO 8601. */
export const dayInWords = (iso) => DAY.format(asDay(iso));

/** A meeting's date in words: as exact as it is known, the article's own phrase where it can't be resolved. */
export function dateInWords({ start, end, precision, text }) {
  if (!start) return text ? `“${text}”` : "not stated";
  const shape = BY_PRECISION[precision] ?? DAY;
  return shape.formatRange(asDay(start), asDay(end ?? start));
}

/** `PT1H50M` as "1 h 50 min"; as it is where it has another shape. */
export function durationInWords(iso) {
  const parts = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(iso);
  if (!parts) return iso;
  const [weeks, days, hours, minutes] = parts.slice(1);
  const said = [weeks && count(+weeks, "week"), days && count(+days, "day"), hours && `${hours} h`, minutes && `${minutes} min`];
  return said.filter(Boolean).join(" ");
}

/** A place's name with venue and country, as far as they are known. */
export function placeInWords(location) {
  const country = location.country?.name;
  const parts = [location.venue, location.name, country === location.name ? null : country];
  return parts.filter(Boolean).join(", ") || location.text;
}
