"""Names the package to Django."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "concordat.indicators"
