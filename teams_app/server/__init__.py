"""The server: requests let in with checked tokens, files read safely, health, logs and telemetry."""
