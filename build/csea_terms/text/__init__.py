"""What can be said of any text in any language: folded, cut into sentences and phrases, compared, checked for faults."""
