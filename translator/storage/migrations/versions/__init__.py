"""One module for each change; its name begins with its number."""
