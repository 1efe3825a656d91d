import { el } from "./dom.js";
import { Problem } from "./api.js";

/**
 * What the download offers. `name` is what `POST /v1/extract?format=NAME` calls it; null: the record as it was read,
 * without asking again.
 */
export const FORMATS = [{ name: null, label: "JSON", extension: "json", type: "application/json" }];

/**
 * Buttons that save the record.
 * @param {(format: string|null) => Promise<string>} fetchBody
 * @param {() => string} stem name of the file without extension
 * @param {(problem: Problem) => void} onProblem
 */
export function downloadButtons(fetchBody, stem, onProblem) {
  return FORMATS.map(({ name, label, extension, type }) => {
    const save = async () => {
      try {
        offer(new Blob([await fetchBody(name)], { type }), `${stem()}.${extension}`);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        onProblem(error);
      }
    };
    return el("button", { type: "button", onclick: save }, label);
  });
}

function offer(blob, file) {
  const address = URL.createObjectURL(blob);
  el("a", { href: address, download: file }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
