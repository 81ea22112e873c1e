"""The inputs of one question, one module for each family of types."""
