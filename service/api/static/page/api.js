/** What went wrong: the members of problem details (RFC 9457), or what stands in for them. */
export class Problem extends Error {
  /** @param {{title: string, detail?: string, status?: number, instance?: string, errors?: {pointer: string, detail: string}[]}} members */
  constructor({ title, detail = "", status = 0, instance = "", errors = [] }) {
    super(title);
    Object.assign(this, { title, detail, status, instance, errors });
  }
}

/**
 * Sends an article to be read.
 * @param {{kind: "text"|"html", text: string, bytes: Uint8Array|null}} source `bytes`: a file's own, sent in place of `text`
 * @param {Object<string, string>} hints title, published, url; those without a value are left out
 * @param {{format?: string|null, rows?: string|null, signal?: AbortSignal}} options `rows`: which table, of formats that have several
 * @returns {Promise<Blob>} the answer's body, byte for byte: not every format is text
 * @throws {Problem}
 */
export async function extract(source, hints, { format = null, rows = null, signal } = {}) {
  const given = Object.entries(hints).filter(([, value]) => value);
  const query = new URLSearchParams(source.kind === "html" ? given : []);
  if (format) query.set("format", format);
  if (rows) query.set("rows", rows);
  const html = source.kind === "html";
  const answer = await ask(`v1/extract?${query}`, {
    method: "POST",
    headers: { "Content-Type": html ? "text/html" : "application/json" },
    body: html ? (source.bytes ?? source.text) : JSON.stringify({ text: source.text, ...Object.fromEntries(given) }),
    signal,
  });
  return bodyOf(answer);
}

/**
 * Has articles compared.
 * @param {Object[]} articles texts with their hints, or records
 * @param {AbortSignal} signal
 * @returns {Promise<Blob>} the comparison as JSON
 * @throws {Problem}
 */
export async function compare(articles, signal) {
  const answer = await ask("v1/compare", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ articles }),
    signal,
  });
  return bodyOf(answer);
}

/** The issue taxonomy's labels by id; empty where it can't be had, since ids say enough. */
export async function issueLabels() {
  try {
    const answer = await ask("v1/issues", {});
    return new Map((await answer.json()).issues.map((issue) => [issue.id, issue.label]));
  } catch {
    return new Map();
  }
}

/** One of the samples' text. */
export async function sample(name) {
  return (await ask(`page/samples/${name}.txt`, {})).text();
}

async function ask(place, options) {
  let answer;
  try {
    answer = await fetch(new URL(place, document.baseURI), options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem({ title: "The service can’t be reached", detail: "Is it still running? The article is kept here." });
  }
  if (!answer.ok) throw await problemOf(answer);
  return answer;
}

const bodyOf = async (answer) => new Blob([await answer.arrayBuffer()], { type: answer.headers.get("Content-Type") ?? "" });

async function problemOf(answer) {
  if ((answer.headers.get("Content-Type") ?? "").startsWith("application/problem+json")) {
    try {
      return new Problem(await answer.json());
    } catch {
      // cut short on its way: the status is all that is left
    }
  }
  return new Problem({
    title: `The service answered with status ${answer.status}`,
    detail: answer.statusText || "It gave no reason.",
    status: answer.status,
  });
}
