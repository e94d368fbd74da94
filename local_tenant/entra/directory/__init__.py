"""Entra's directory as Graph shows it: applications, service principals, and what they are granted."""

from local_tenant.entra.directory.directory import Directory
from local_tenant.entra.directory.refusals import DirectoryRefusal

__all__ = ["Directory", "DirectoryRefusal"]
