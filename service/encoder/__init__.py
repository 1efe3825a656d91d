"""The shipped encoder of syntax and names: words in, tags, trees, sentences and names out."""
