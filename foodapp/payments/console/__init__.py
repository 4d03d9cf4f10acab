"""Money as the console shows it: of one order, refunds, the ledger, reconciliation."""
