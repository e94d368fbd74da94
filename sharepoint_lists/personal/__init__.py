"""Personal data: where a person stands in the lists, what is told of it, and how it is taken out again."""
