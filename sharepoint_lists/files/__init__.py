"""Files in the open site's document library: read, sent in pieces, removed, through Graph's drives."""
