"""The channel: what Teams sends and takes, and the one file in which botbuilder is a guest."""
