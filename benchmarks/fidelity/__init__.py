"""What arrives of quotations, names, numbers and terms, counted on news with and without the stages."""
