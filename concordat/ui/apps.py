"""Names the package to Django."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "concordat.ui"
