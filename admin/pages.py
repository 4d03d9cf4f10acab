"""Every admin page: importing this makes them exist."""
