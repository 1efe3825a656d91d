"""Entity coreference: every mention of an actor, one key per actor."""
