"""Changes of the tables, oldest first; each is written by hand and compared with the tables by a test."""
