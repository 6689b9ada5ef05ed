"""What a change does, in words that a reviewer of any profession understands: two vocabularies compared, not two texts."""
