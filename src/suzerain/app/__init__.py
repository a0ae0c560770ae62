"""The brief as a web page one can question, and the page on which claims are judged."""
