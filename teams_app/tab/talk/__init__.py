"""Talk in the tab: the remarks on a thing, and the questions that wait for an answer."""
