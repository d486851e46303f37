"""The speaker's side of a talk: the window of their own, and what only they see."""
