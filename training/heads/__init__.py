"""Training of the record-level heads: events, participants, positions, issues."""
