"""The door to the staff side: where a request goes, who may come in, and what staff may print."""
