import { el } from "./dom.js";
import { badge, valueButton } from "./cards.js";
import { dayInWords, word } from "./words.js";

const DAY = 86_400_000;
const MARGIN = 0.06;
/** Steps between ticks: months. Below two months of span: days. */
const STEPS = [1, 2, 3, 6, 12, 24, 60, 120, 240];
const MAX_TICKS = 6;

/** Meetings by date on one scale, and those without a date; null where there is none of either. */
export function timeline(view) {
  const meetings = view.meetings.filter(({ id }) => view.shown(id));
  if (!meetings.length) return null;
  const dated = meetings.filter(({ id, meeting }) => meeting.date.start && view.shown(`${id}.date`));
  const undated = meetings.filter((entry) => !dated.includes(entry));
  const published = view.record.article.published;
  const rows = dated.map((entry) => ({ start: entry.meeting.date.start, end: entry.meeting.date.end ?? entry.meeting.date.start, entry }));
  if (published) rows.push({ start: published, end: published, entry: null });
  rows.sort((a, b) => a.start.localeCompare(b.start) || a.end.localeCompare(b.end));
  const scale = dated.length ? scaleOf(rows) : null;
  return el(
    "div.timeline",
    {},
    scale ? axis(scale) : null,
    scale ? el("ol", {}, rows.map((row) => bar(view, row, scale))) : null,
    undated.length
      ? el("div.undated", {}, el("p", {}, "Without a date that is known:"), el("ul", {}, undated.map(({ id, meeting }) => el("li", {}, valueButton(view, id, { sure: false }), badge(word("status", meeting.status), `status-${meeting.status}`)))))
      : null,
  );
}

const time = (iso) => Date.parse(`${iso}T00:00:00Z`);

function scaleOf(rows) {
  const first = Math.min(...rows.map(({ start }) => time(start)));
  const last = Math.max(...rows.map(({ end }) => time(end) + DAY));
  const margin = Math.max((last - first) * MARGIN, 2 * DAY);
  const [from, to] = [first - margin, last + margin];
  return { from, to, at: (moment) => (100 * (moment - from)) / (to - from) };
}

function* ticks({ from, to }) {
  const days = (to - from) / DAY;
  if (days < 62) {
    const step = [1, 2, 7, 14].find((size) => days / size <= MAX_TICKS) ?? 14;
    for (let moment = Math.ceil(from / DAY) * DAY; moment < to; moment += step * DAY) yield [moment, { day: "numeric", month: "short" }];
    return;
  }
  const step = STEPS.find((months) => days / (30.4 * months) <= MAX_TICKS) ?? STEPS.at(-1);
  const begin = new Date(from);
  let month = begin.getUTCFullYear() * 12 + begin.getUTCMonth() + 1;
  month = Math.ceil(month / step) * step;
  const shape = step % 12 ? { month: "short", year: "numeric" } : { year: "numeric" };
  for (; ; month += step) {
    const moment = Date.UTC(Math.floor(month / 12), month % 12, 1);
    if (moment >= to) return;
    yield [moment, shape];
  }
}

function axis(scale) {
  const marks = [...ticks(scale)].map(([moment, shape]) => {
    const tick = el("span.tick", {}, new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...shape }).format(moment));
    tick.style.left = `${scale.at(moment)}%`;
    return tick;
  });
  return el("div.axis", { "aria-hidden": "true" }, marks);
}

function bar(view, { start, end, entry }, scale) {
  const dot = el(`span.dot${entry ? `.status-${entry.meeting.status}.precision-${entry.meeting.date.precision}` : ".published"}`);
  dot.style.left = `${scale.at(time(start))}%`;
  dot.style.width = `${scale.at(time(end) + DAY) - scale.at(time(start))}%`;
  const what = entry
    ? [valueButton(view, `${entry.id}.date`, { sure: false }), badge(word("status", entry.meeting.status), `status-${entry.meeting.status}`), el("span", {}, namesOf(entry))]
    : [el("span.muted", {}, `${dayInWords(start)}: article published`)];
  return el("li", {}, el("div.what", {}, what), el("div.track", { "aria-hidden": "true" }, dot));
}

const namesOf = ({ participants, meeting }) => participants.map(({ name }) => name).join(" – ") || meeting.title;
