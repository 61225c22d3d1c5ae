"""Numbers with what makes them sums, shares, measures, ages or durations."""
