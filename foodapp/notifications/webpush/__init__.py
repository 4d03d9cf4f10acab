"""Web push: what wakes a phone whose page is closed (RFC 8030), encrypted for one browser
(RFC 8291) and signed by us (VAPID, RFC 8292)."""
