"""A brief as a document for the office: Word and PDF, from one outline."""
