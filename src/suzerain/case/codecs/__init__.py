"""Records of a case as rows and tables of text, and back."""
