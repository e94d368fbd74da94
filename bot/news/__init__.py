"""News: what people are told without having asked, kept until it is delivered."""
