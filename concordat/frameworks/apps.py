"""Names the package to Django."""

from django.apps import AppConfig


class FrameworksConfig(AppConfig):
    name = "concordat.frameworks"
