"""What is on stage: slides and the way through them, clock, keys, the REPL's drawer."""
