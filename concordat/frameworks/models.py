"""National reference data, loaded from the reviewed files of this package so that keys can point at it."""

from typing import ClassVar

from django.db import models


class Framework(models.Model):
    """A set of themes and items that plans are held against, in one version."""

    key = models.SlugField(max_length=60)
    version = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    source = models.CharField(max_length=300)
    licence = models.CharField(max_length=200)
    note = models.TextField(blank=True)  # what is unchecked, in words
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    fingerprint = models.CharField(max_length=64, blank=True)  # SHA-256 of the file that it was loaded from

    class Meta:
        ordering: ClassVar = ["title", "version"]
        constraints: ClassVar = [models.UniqueConstraint("key", "version", name="framework_version_once")]

    def __str__(self) -> str:
        return self.title


class Theme(models.Model):
    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="themes")
    key = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [models.UniqueConstraint("framework", "key", name="theme_once_a_framework")]

    def __str__(self) -> str:
        return self.title


class Item(models.Model):
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="items")
    key = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=500)
    note = models.CharField(max_length=300, blank=True)
    links = models.JSONField(default=list)  # keys of items in other frameworks that it serves

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [models.UniqueConstraint("theme", "key", name="item_once_a_theme")]

    def __str__(self) -> str:
        return self.text
