"""The tab's pages of assessing: a member's queue, one proposal a screen, the spread, the criteria."""
