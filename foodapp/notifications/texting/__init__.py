"""Text messages (SMS): what one costs, who may be sent one, and Twilio's HTTP that carries it."""
