"""The app's registration in Entra and its rights on the two sites, made by Graph."""
