"""Cards that a customer keeps at the gateway, to pay in one tap. We never see a number."""
