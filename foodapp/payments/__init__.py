"""Money from the customer: authorised, captured, given back."""
