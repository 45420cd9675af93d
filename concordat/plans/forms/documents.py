"""A form that takes one document, up to the largest that this service reads."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile


class DocumentForm(forms.Form):
    """Its field is `document`; `if_too_large` says how a file of its kind is made smaller."""

    if_too_large = ""

    @property
    def limit(self) -> int:
        """The largest file, in megabytes."""
        limit: int = settings.UPLOAD_LIMIT_MB
        return limit

    def clean_document(self) -> UploadedFile:
        document: UploadedFile = self.cleaned_data["document"]
        if document.size and document.size > self.limit * 1024 * 1024:
            raise ValidationError(f"{document.name} is larger than {self.limit} MB. {self.if_too_large}")
        return document
