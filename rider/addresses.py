"""Where the rider's pages are: each address is said here alone."""

RIDE = "/rider"
EARNINGS = "/rider/earnings"
INBOX = "/rider/inbox"
ACCOUNT = "/rider/account"
SIGN_IN = "/rider/sign-in"
SIGN_IN_STEP = "/rider/sign-in/[step]"  # around signing in: foodapp.ui.sign_in.steps
INVITATION = "/rider/accept-invitation"
