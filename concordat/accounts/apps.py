"""Names the package to Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "concordat.accounts"
