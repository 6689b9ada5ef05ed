"""Publish a release: what the files say of it, and what is handed out: the site as it was, notes, checksums."""
