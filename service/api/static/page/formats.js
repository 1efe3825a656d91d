import { el } from "./dom.js";
import { Problem } from "./api.js";

/**
 * What the download offers. `name` and `rows` are what `POST /v1/extract?format=NAME&rows=ROWS` calls it; a `name` of null is
 * the record as it was read, without asking again. `ending` goes behind the file's name.
 */
export const FORMATS = [
  { name: null, rows: null, label: "JSON", ending: ".json" },
  { name: "ndjson", rows: null, label: "NDJSON", ending: ".ndjson" },
  { name: "csv", rows: "positions", label: "CSV of positions", ending: "-positions.csv" },
  { name: "csv", rows: "participants", label: "CSV of participants", ending: "-participants.csv" },
  { name: "csv", rows: "meetings", label: "CSV of meetings", ending: "-meetings.csv" },
  { name: "plover", rows: null, label: "PLOVER", ending: ".plover.ndjson" },
  { name: "jsonld", rows: null, label: "JSON-LD", ending: ".jsonld" },
  { name: "parquet", rows: null, label: "Parquet", ending: ".parquet" },
];

/**
 * Buttons that save the record, one for each format.
 * @param {(format: {name: string|null, rows: string|null}) => Promise<Blob>} fetchBody
 * @param {() => string} stem name of the file without its ending
 * @param {(problem: Problem) => void} onProblem
 */
export function downloadButtons(fetchBody, stem, onProblem) {
  return FORMATS.map((format) => {
    const save = async () => {
      const name = `${stem()}${format.ending}`; // now: another article may be shown once the answer is there
      try {
        offer(await fetchBody(format), name);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        onProblem(error);
      }
    };
    return el("button", { type: "button", onclick: save }, format.label);
  });
}

/** Part of a file's name made of a title. */
export const stemOf = (title) => title.replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 80);

/** Saves a body under a name. */
export function offer(body, name) {
  const address = URL.createObjectURL(body);
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
