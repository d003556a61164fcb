"""Fitting: a community founded from its export, and the few rates that the data can tell."""
