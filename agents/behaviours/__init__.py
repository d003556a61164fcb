"""One behaviour, one file: parameters, the rule, everyone, one member."""
