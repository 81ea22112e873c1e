"""What comes into the house: answers collected elsewhere, from the files of other tools."""
