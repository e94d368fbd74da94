"""The pages of the method: workshops where cards are placed together."""
