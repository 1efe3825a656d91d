"""What is at stake: issues of an article over the taxonomy of `data/issues.csv`."""

from service.extract.issues.finder import IssueFinder, IssueMention

__all__ = ["IssueFinder", "IssueMention"]
