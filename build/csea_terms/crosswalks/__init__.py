"""From our concepts to other organisations' codes, from one scheme to another, and what that makes of partners' data."""
