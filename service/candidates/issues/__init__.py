"""Terms of the issue lexicon in a text, and what they say of each category."""
