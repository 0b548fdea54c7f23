"""Raw answers become figures that may be published. Nothing else in the project ever sees raw answers."""
