"""The method that people go through together: workshops where cards are placed."""
