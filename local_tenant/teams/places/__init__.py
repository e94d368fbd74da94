"""Where the app can be: teams, tabs, packages, the activity feed."""
