"""What an installation is made of: the Azure templates, the image, the administrator's steps."""
