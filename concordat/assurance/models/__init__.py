"""Tables of declarations and checks."""

from concordat.assurance.models.declarations import (
    Declaration,
    DeclarationPaper,
    DeclarationWording,
    Signatory,
    Signature,
    SignatureRequest,
)

__all__ = [
    "Declaration",
    "DeclarationPaper",
    "DeclarationWording",
    "Signatory",
    "Signature",
    "SignatureRequest",
]
