"""The tab's pages of meetings: plan, agenda with cover notes, hold, minutes, publish."""
