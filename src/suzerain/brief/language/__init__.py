"""A brief in another language: catalogues, and how sentences are put into them."""
