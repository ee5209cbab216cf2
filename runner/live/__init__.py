"""A page while its author edits it: what of it has run, what has to run next, the kernel that runs it."""
