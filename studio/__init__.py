"""One module a family; a dish is a function, or a few parameters of one."""
