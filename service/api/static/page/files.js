import { Problem } from "./api.js";

const HTML_NAME = /\.(?:x?html?|xht)$/i;
const HTML_TYPES = new Set(["text/html", "application/xhtml+xml"]);

/** Whether a text is a web page's source. */
export const looksLikeHtml = (text) => /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)?<(?:!doctype\s+html|html|head|body|article)\b/i.test(text);

/**
 * The article of a file chosen or dropped.
 * @param {FileList} files
 * @returns {Promise<{kind: string, text: string, bytes: Uint8Array|null, name: string}>} a page's bytes are sent as they are,
 *   since it says itself in which characters it is; `text` is then for reading only
 * @throws {Problem}
 */
export async function readFile(files) {
  if (files.length !== 1) throw new Problem({ title: "One article at a time", detail: `${files.length} files were given; none was taken.` });
  const [file] = files;
  const html = HTML_NAME.test(file.name) || HTML_TYPES.has(file.type);
  if (!html && file.type && !file.type.startsWith("text/")) {
    throw new Problem({ title: "Only text and HTML are read", detail: `${file.name} is ${file.type}.` });
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  const text = decode(bytes, "utf-8") ?? (html ? decode(bytes, "windows-1252") : null);
  if (text === null) {
    throw new Problem({ title: "The file is not text in UTF-8", detail: `Save ${file.name} as UTF-8, or send it to the API with its charset.` });
  }
  return html ? { kind: "html", text, bytes, name: file.name } : { kind: "text", text, bytes: null, name: file.name };
}

function decode(bytes, charset) {
  try {
    return new TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
