"""Meetings: which there are, who takes part, what state they are in, when and where."""
