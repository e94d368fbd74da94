"""The tab's pages about oneself: how one wants to be told."""
