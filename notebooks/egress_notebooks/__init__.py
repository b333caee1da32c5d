"""What the notebooks share: the product's tables as data frames, the endpoint's scores, saving formulas, and charts."""
