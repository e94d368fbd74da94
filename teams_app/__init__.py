"""The roof: reads the settings, builds everything, decides nothing."""
