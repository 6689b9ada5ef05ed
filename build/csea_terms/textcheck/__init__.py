"""Check somebody's text for words to avoid: read it, tell its languages, find the words, say what to write instead."""
