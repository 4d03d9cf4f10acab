"""What restaurants and riders are owed, paid out once: payouts, statements, commission invoices."""
