"""Survey pipeline: turns raw answers into figures that may be published. No other package reads raw answers."""
