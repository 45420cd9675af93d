"""Names the wiring to Django, so that its commands are found."""

from django.apps import AppConfig


class WiringConfig(AppConfig):
    name = "concordat.config"
    label = "config"
