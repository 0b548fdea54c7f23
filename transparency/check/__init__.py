"""Decides what may be published; only this stage makes a `CheckedRegistry`."""
