"""What finds the answers in the passages found: by a trained network, or by rule."""
