"""Payment gateways: one protocol, and a folder for each that speaks it."""
