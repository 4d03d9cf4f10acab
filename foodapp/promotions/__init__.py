"""Codes and automatic offers: what makes an order cheaper, how often, and who pays for it."""
