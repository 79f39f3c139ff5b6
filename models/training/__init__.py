"""Train the French-English models that ship in `models/`: data, training, export and measurement."""
