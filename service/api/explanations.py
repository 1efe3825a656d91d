"""What each kind of problem means and what to do about it: the pages at which `type` points."""

from __future__ import annotations

from typing import Final

EXPLANATIONS: Final = {
    "malformed-json": """\
The body, or a line of a batch, is not JSON, or is JSON that two parsers could read differently: invalid
UTF-8, a key given twice in one object, NaN or Infinity, half of a surrogate pair, over 100 levels of
nesting, a number of over 100 digits. `detail` names line and column, or the byte, where one is known.

Send JSON as a standard library writes it, in UTF-8. In a batch every article is one line: line breaks of
the text are written as \\n.""",
    "invalid-field": """\
A field of the JSON object, or a parameter of the query, is missing, unknown or has a value that is not
taken. `errors` names each by JSON pointer, twenty at most; `detail` says how many more there are. A text
that holds a stretch of more than 10,000 characters without white space is refused here as well.

Correct the fields that are named. The OpenAPI document at /openapi.yaml says what each may hold:
`published` is a day as YYYY-MM-DD, `url` begins with http:// or https://, `language` is a BCP 47 tag.""",
    "text-too-long": """\
The article has more characters than are read, 100,000 unless the operator chose otherwise, or the line
of a batch more bytes. `detail` has both numbers. Nothing of the article was read.

Send the article alone, without comments and other articles, or in parts. The limits are the operator's:
READOUT_MAX_CHARACTERS and READOUT_MAX_BODY.""",
    "unreadable-text": """\
There is nothing to read: the text holds no letter and no digit, its bytes are not in the charset
declared, the HTML has no main text, or it has more elements, attributes, children or levels than are
read. `detail` says which.

Send the article's text as text/plain, or as JSON, where it can't be found in the page or the page is too
large. Declare the charset in Content-Type where it is not UTF-8.""",
    "unknown-charset": """\
The charset of Content-Type is not one of those taken: UTF-8, US-ASCII, ISO 8859-1 and Windows-1252.

Send the text in UTF-8, which holds every character.""",
    "unknown-format": """\
Records are not written in the format that `format` or `Accept` asks for. `detail` has the list.

Ask for one of the list. Parquet is on it where pyarrow is installed.""",
    "broken-body": """\
The body ended before it had the bytes that Content-Length announced, or its chunks are not framed as
HTTP/1.1 wants them. Nothing was read of it.

Send the request again, whole. A proxy or a client that breaks connections off is the usual cause.""",
    "client-timeout": """\
The client kept the service waiting for longer than it may, 30 seconds unless the operator chose otherwise:
nothing more of the body came. A batch ends with this line; its `line` is the one to go on with.

Send the body without long pauses. The limit is the operator's: READOUT_CLIENT_TIMEOUT.""",
    "deadline-exceeded": """\
Reading the article takes longer than the deadline, 10 seconds unless the operator chose otherwise. The
same text will take as long again, so there is no Retry-After. The service goes on with the next request.

Send the article in parts, or without what is no article. Where it happens often to ordinary articles the
machine is too busy: the operator can add processors or raise READOUT_DEADLINE.""",
    "overloaded": """\
More articles wait than may, or as many requests or batches are being read as can be. Nothing was read.

Send the request again after the time in Retry-After. Where it happens often the operator can add
processors or instances; READOUT_QUEUE is how many may wait for each process.""",
    "stopping": """\
The service is about to end. A batch ends with this line; its `line` is the one to go on with.

Send the request again after the time in Retry-After: another instance, or the next one, will answer.""",
    "worker-lost": """\
The process that read the article ended over it, and so did a second one: a crash, or killed by the system
for the memory it took. Other articles are not touched.

Don't send the same article again and again; report it. The operator finds both ends in the log and in
readout_reader_restarts_total.""",
    "model-unavailable": """\
The model that reads articles can't be loaded, or gave no valid record for the self-test. No request is
at fault.

Try again after the time in Retry-After. The operator finds the cause in the log; where READOUT_MODEL
names another model, it must be there and whole.""",
    "internal": """\
The service made a mistake: the record that it made breaks its own schema. The log has the place in the
code and the request's id, which is also `instance` of the problem, but nothing of the article.

Report it with that id. The same article will fail again, others won't.""",
}
"""By the last part of a problem's `type`."""
