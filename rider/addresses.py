"""Where the rider's pages are: each address is said here alone."""

RIDE = "/rider"
EARNINGS = "/rider/earnings"
INBOX = "/rider/inbox"
SIGN_IN = "/rider/sign-in"
INVITATION = "/rider/accept-invitation"
