"""Releases: a clean checkout is built, checked, signed and published to a target; evidence packs, backup and rollback."""
