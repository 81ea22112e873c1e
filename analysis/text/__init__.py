"""よむ: what people wrote in their own words, counted and shown in context; never rewritten."""
