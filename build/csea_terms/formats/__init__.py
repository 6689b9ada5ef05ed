"""The written forms that files have, read and written: canonical Turtle, SSSOM tables, CSV and Excel, scripts, locators."""
