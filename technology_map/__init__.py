"""What the things are, what may happen to them, and what can be done: no I/O, no other folder of ours."""
