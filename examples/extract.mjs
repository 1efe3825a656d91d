// Prints the meetings of a file with one JSON article a line, each as soon as its record is there.
//
//     node examples/extract.mjs examples/articles/wire.jsonl
//
// Node 18 or newer; needs no package. READOUT_URL is the service's address, READOUT_API_KEY its key where it wants one.

import { createReadStream } from "node:fs";
import { Readable } from "node:stream";

const service = process.env.READOUT_URL ?? "http://127.0.0.1:8000";
const key = process.env.READOUT_API_KEY;

// Only LF ends a line: records may hold U+2028, at which node:readline would cut.
async function* lines(stream) {
  let rest = "";
  for await (const chunk of stream.pipeThrough(new TextDecoderStream())) {
    const parts = (rest + chunk).split("\n");
    rest = parts.pop();
    yield* parts;
  }
  if (rest) yield rest;
}

const answer = await fetch(`${service}/v1/extract/batch`, {
  method: "POST",
  headers: { "Content-Type": "application/x-ndjson", ...(key && { Authorization: `Bearer ${key}` }) },
  body: Readable.toWeb(createReadStream(process.argv[2])),
  duplex: "half", // the file is sent as it is read
});
if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);

for await (const line of lines(answer.body)) {
  const record = JSON.parse(line);
  if (!record.schema_version) {
    console.error(`line ${record.line}: ${record.detail}`);
    process.exitCode = 1;
  } else if (record.meeting) {
    console.log(`${record.meeting.status}: ${record.meeting.title}`);
    // Offsets count code points, strings of JavaScript UTF-16 units: a span's words are in its own `text`.
    for (const { text } of record.meeting.evidence) console.log(`  told by “${text}”`);
  } else {
    console.log(`no meeting: ${record.article.title ?? record.article.sha256}`);
  }
}
