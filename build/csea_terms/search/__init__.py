"""Find a word among all labels in all languages, in the order in which a person would want the answers."""
