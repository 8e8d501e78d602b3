"""Measuring: invented content of any size, and what its site costs to build."""
