"""Reading what a client sent: lines, page debris, headline, dateline, page date, HTML."""
