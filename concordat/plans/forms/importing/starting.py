"""The document that is brought in."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from concordat.ui import fields


class UploadForm(forms.Form):
    """The document to read."""

    document = fields.UploadField(label="The document", hint="A Word document, an Excel workbook, a PDF or a web page")

    @property
    def limit(self) -> int:
        """The largest file, in megabytes."""
        limit: int = settings.UPLOAD_LIMIT_MB
        return limit

    def clean_document(self) -> UploadedFile:
        document: UploadedFile = self.cleaned_data["document"]
        if document.size and document.size > self.limit * 1024 * 1024:
            raise ValidationError(
                f"{document.name} is larger than {self.limit} MB. A plan is rarely over 2 MB: "
                "pictures or a scan may make it large. Save it without them and choose it again."
            )
        return document
