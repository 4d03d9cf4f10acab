"""Our payments, our payouts and our ledger against the gateway's own books, to the cent."""
