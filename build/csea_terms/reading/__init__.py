"""From the files of a checkout to the frozen model: where each file stands, what it says, what is wrong with how it says it."""
