"""Names the package to Django."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "concordat.reporting"
