"""全民闯关: the quiz rules, the question types, the scenes and the tools round them."""
