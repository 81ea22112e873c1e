"""Parts of the staff pages: what several pages draw, and the few rules that all of them obey."""
