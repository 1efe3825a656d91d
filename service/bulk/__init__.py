"""Many articles: files and folders in, part files of records and the rejects out, resumable at any moment."""
