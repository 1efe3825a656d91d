"""What a record can be made of: entities, dates, places and issue terms of a Doc, found by rules."""
