"""spaCy components. Importing the package registers their factories."""
