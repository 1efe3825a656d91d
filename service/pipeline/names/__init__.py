"""Names: what the encoder marks, matched with the gazetteers, bounded and told apart by context."""
