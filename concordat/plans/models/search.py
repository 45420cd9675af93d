"""What search looks through: one row for each action of the latest published edition of each plan."""

from typing import ClassVar

from django.db import models

from concordat.directory.models import Locality
from concordat.plans.domain.states import State
from concordat.plans.models.editions import EditionEntry


class SearchDocument(models.Model):
    """An action as the public may find it. Derived from its entry, and written anew with each published edition.

    The stems are what the index of the database is made of: on PostgreSQL two generated columns of this table, which
    also hold what an action is chosen by; on SQLite a table beside it, which keeps the stems instead. The squashed
    migration makes them.
    """

    # Derived rows go with what they were derived from.
    entry = models.OneToOneField(EditionEntry, on_delete=models.CASCADE, related_name="search_document")
    locality = models.ForeignKey(Locality, on_delete=models.CASCADE, related_name="search_documents")
    state = models.CharField(max_length=20, choices=[(s.value, s.words) for s in State])
    end_on = models.DateField(null=True)
    theme = models.CharField(max_length=200, blank=True)
    theme_key = models.CharField(max_length=60, blank=True)
    leads = models.TextField(blank=True)  # names of organisations, one a line
    lead_types = models.CharField(max_length=400, blank=True)  # "|police|local_authority|"
    has_withheld = models.BooleanField(default=True)  # its words hold what only members read
    words_stems = models.TextField(blank=True)  # of the action itself
    outcome_stems = models.TextField(blank=True)  # of its outcome, theme and heading
    leads_stems = models.TextField(blank=True)  # of its references, its organisations and its locality
    progress_stems = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["theme_key"], name="search_document_theme")]


class SearchedLocality(models.Model):
    """A locality whose plan was written for search; `names` tells whether its people are the same ever since."""

    locality = models.OneToOneField(Locality, on_delete=models.CASCADE, related_name="searched")
    names = models.CharField(max_length=64)  # SHA-256 of the names that were withheld


class SearchWord(models.Model):
    """A word that stands in a published plan of a locality, as it is spelt: what a misspelt one may have meant."""

    locality = models.ForeignKey(Locality, on_delete=models.CASCADE, related_name="search_words")
    word = models.CharField(max_length=40)
    stem = models.CharField(max_length=40)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint("locality", "word", name="search_word_once_a_locality")]
        indexes: ClassVar = [
            models.Index(fields=["word"], name="search_word_word"),
            models.Index(fields=["stem"], name="search_word_stem"),
        ]
