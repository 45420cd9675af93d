"""Names the package to Django."""

from django.apps import AppConfig


class AssuranceConfig(AppConfig):
    name = "concordat.assurance"
