"""Who holds what stance on what: from the segments that the heads find to positions of the record."""
