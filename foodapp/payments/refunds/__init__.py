"""Money given back: asked for, limited, sent, and what goes wrong with it."""
