"""Surveys, answers and the people who run them: the rules, and the rows they are stored in."""
