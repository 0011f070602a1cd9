"""Text → Query: what a person typed, understood, repaired and told back."""
