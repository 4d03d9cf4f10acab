"""E-mails: how they look, what their headers say, how they are handed to a mail server."""
