"""Something was not right with a delivered dish: what is given back, by rule or by a person."""
