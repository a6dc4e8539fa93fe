"""Text to figures: numerals, measures, places, sources, periods, events and the relations between figures."""
