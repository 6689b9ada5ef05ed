"""The spreadsheet that a translator works in: written here, read back here."""
