"""What only the demo and the tests need: the test gateway, the sample town, the simulation."""
