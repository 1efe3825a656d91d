"""Reading what a client sent: a cleaned view, lines, page debris, headline, dateline, page dates, HTML."""
