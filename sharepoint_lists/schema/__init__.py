"""The schema: sites, lists, columns and views as data, made and examined in the tenant."""
