"""A system and the policy vocabulary, described in words."""
