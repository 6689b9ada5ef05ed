"""Aselo, the crisis-counselling platform of many child helplines: its category definitions and its contacts' choices.

A definition has two levels and no codes: labels are its only identifiers. A notation of ours is the JSON pointer
``/Category/Subcategory`` of the tidied labels (RFC 6901).
"""
