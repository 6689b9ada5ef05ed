"""What a contributor proposes, as whole files: a new thing, or the end of one."""
