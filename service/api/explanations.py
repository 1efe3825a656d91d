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
    "deadline-exceeded": """\
Reading the article took longer than the deadline, 10 seconds unless the operator chose otherwise. The
service goes on with the next request. Long articles on a busy machine are the usual cause.

Wait for as long as Retry-After says and send the article again, or send it in parts. Where it happens
often the operator can add machines or raise READOUT_DEADLINE.""",
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
