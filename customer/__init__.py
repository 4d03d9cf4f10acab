"""The storefront's screens."""
