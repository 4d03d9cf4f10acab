"""Every restaurant page: importing this makes them exist."""
