"""The document that is brought in."""

from concordat.plans.forms.documents import DocumentForm
from concordat.ui import fields


class UploadForm(DocumentForm):
    """The document to read."""

    if_too_large = (
        "A plan is rarely over 2 MB: pictures or a scan may make it large. Save it without them and choose it again."
    )

    document = fields.UploadField(label="The document", hint="A Word document, an Excel workbook, a PDF or a web page")
