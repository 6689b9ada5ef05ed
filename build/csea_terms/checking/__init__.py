"""Every problem of a vocabulary in one run: rules about files and words (lint) and about meaning (shapes)."""
