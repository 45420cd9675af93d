"""Names the package to Django."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "concordat.plans"
