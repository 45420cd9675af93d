"""Names the package to Django."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "concordat.directory"
