"""Every rider page: importing this makes them exist."""
