"""What proves who somebody is besides their password: a mailbox, a passkey, a second factor."""
