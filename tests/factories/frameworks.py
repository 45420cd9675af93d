"""Frameworks, themes and items."""

import factory

from concordat.frameworks.models import Framework, Item, Theme


class FrameworkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Framework

    key = factory.Sequence(lambda number: f"framework-{number}")
    version = "2026"
    title = factory.Sequence(lambda number: f"Framework {number}")
    source = "made up"
    licence = "MIT"


class ThemeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Theme

    framework = factory.SubFactory(FrameworkFactory)
    key = factory.Sequence(lambda number: f"T{number}")
    position = factory.Sequence(lambda number: number + 1)
    title = factory.Sequence(lambda number: f"Theme {number}")


class ItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Item

    theme = factory.SubFactory(ThemeFactory)
    key = factory.Sequence(lambda number: f"I{number}")
    position = factory.Sequence(lambda number: number + 1)
    text = factory.Sequence(lambda number: f"Item {number}")
