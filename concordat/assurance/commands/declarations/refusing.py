"""Why a change to a declaration is refused, and the locks and looks that every change begins with."""

from concordat.assurance.models import Declaration, Signatory, SignatureRequest


class DeclarationEnded(Exception):
    """The declaration was dropped, replaced or withdrawn, or it is no draft any more; the message says which."""


class SigningEnded(Exception):
    """The link opens nothing any more: taken back, or its declaration ended."""


class AlreadySigned(Exception):
    """The organisation has signed these words."""


class NothingToSign(Exception):
    """The declaration has no words yet, or the signatory is not there; the message says what to do."""


class WordsChanged(Exception):
    """The words are no longer those that the signer had before them."""


class ReasonMissing(Exception):
    """Whoever takes something back says why."""


def lock_declaration(declaration_id: int) -> Declaration:
    """A declaration that is still a draft or stands, locked. Raises `DeclarationEnded`."""
    declaration = (
        Declaration.objects.select_for_update(of=("self",)).select_related("locality", "wording").get(pk=declaration_id)
    )
    if declaration.ended_at is not None:
        raise DeclarationEnded(f"Version {declaration.number}: {declaration.get_ending_display().lower()}.")
    return declaration


def lock_draft(declaration_id: int) -> Declaration:
    """A declaration that is not made yet, locked. Raises `DeclarationEnded`."""
    declaration = lock_declaration(declaration_id)
    if declaration.submitted_at is not None:
        raise DeclarationEnded(f"Version {declaration.number} is made: other words need a new version.")
    return declaration


def lock_signatory(signatory_id: int) -> Signatory:
    """Somebody who is to sign, with their declaration locked. Raises `DeclarationEnded` and `NothingToSign`."""
    declaration = lock_declaration(Signatory.objects.values_list("declaration", flat=True).get(pk=signatory_id))
    signatory = Signatory.objects.select_related("partner__organisation").get(pk=signatory_id)
    signatory.declaration = declaration
    if signatory.left_out_at is not None:
        raise NothingToSign(f"{signatory.partner} was left out. Name it again first.")
    return signatory


def lock_request(request_id: int) -> SignatureRequest:
    """What somebody is asked by link, with its declaration locked. Raises `SigningEnded`."""
    signatory_id = SignatureRequest.objects.values_list("signatory", flat=True).get(pk=request_id)
    try:
        signatory = lock_signatory(signatory_id)
    except (DeclarationEnded, NothingToSign) as reason:
        raise SigningEnded(str(reason)) from reason
    request = SignatureRequest.objects.get(pk=request_id)
    request.signatory = signatory
    if request.revoked_at is not None:
        raise SigningEnded("The link was taken back.")
    return request
