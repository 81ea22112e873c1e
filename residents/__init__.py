"""The residents' pages: plain HTML that works without script, cookies or a new phone."""
