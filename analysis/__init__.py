"""From answers to tables, figures and terms; nothing here speaks to a browser."""
