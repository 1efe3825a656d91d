"""Record-level heads: what is learnt about meetings, positions and issues of a whole article."""
