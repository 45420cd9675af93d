"""Keeps what is uploaded in memory, within a bound: a temporary file on a disk could hold rows about people."""

import io
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

View = Callable[..., HttpResponse]


class MemoryUpload(FileUploadHandler):
    """Takes a file of up to so many bytes into memory; of a longer one nothing is kept but that it was too long.

    Django's own handler writes what is over 2.5 MB to a temporary file.
    """

    def __init__(self, request: HttpRequest, most_bytes: int) -> None:
        super().__init__(request)
        self._most = most_bytes
        self._content = io.BytesIO()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._content = io.BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > self._most:
            self._content = io.BytesIO()
            self.request.has_too_large_file = True  # type: ignore[union-attr]
            raise SkipFile
        self._content.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self._content.seek(0)
        return InMemoryUploadedFile(
            self._content,
            self.field_name,
            self.file_name,
            self.content_type or "",
            file_size,
            self.charset,
            self.content_type_extra,
        )


def in_memory(*, most_megabytes: int) -> Callable[[View], View]:
    """A view whose files are held in memory; of a file that is longer, `has_too_large_file(request)` tells.

    It stands under what says who may see the view. Nothing that was sent is part of an error report.
    """

    def decorate(view: View) -> View:
        # The check for forged requests reads the upload: it has to come after the handlers are chosen.
        checked = csrf_protect(sensitive_post_parameters()(sensitive_variables()(view)))

        @csrf_exempt
        @wraps(view)
        def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            request.upload_handlers = [MemoryUpload(request, most_megabytes * 1024 * 1024)]
            try:
                _ = request.POST
            except RequestDataTooBig:
                return render(request, "indicators/loading/too_large.jinja", status=413)
            return checked(request, *args, **kwargs)

        return kept

    return decorate


def has_too_large_file(request: HttpRequest) -> bool:
    """Whether a file was longer than the view takes."""
    return getattr(request, "has_too_large_file", False)
