"""Issues of an article: the categories at stake, with the article's own words for each."""
