"""A telephone network to test against: speaks Twilio's HTTP, and shows every message on a page."""
