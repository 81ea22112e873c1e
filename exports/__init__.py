"""What leaves the house: files of answers and tables, each with the words to read it by."""
