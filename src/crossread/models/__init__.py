"""The shipped weights, each in a folder with its model card."""
