"""The administrator's installation, against a tenant where nothing has been installed."""
