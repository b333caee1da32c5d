"""Turns raw flow logs and bills into the tables of the product, on any Spark: Glue's own wrappers are not needed."""
