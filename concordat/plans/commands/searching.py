"""Writes what search looks through: the latest published edition of each plan, as the public may read it."""

from datetime import datetime
from itertools import chain, islice

from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction

from concordat.directory.models import Locality
from concordat.plans.domain.leads import LeadRole
from concordat.plans.domain.searching import joined_stems, theme_key, theme_of, tokens_of
from concordat.plans.domain.searching.words import LONGEST_WORD, MOST_STEMS
from concordat.plans.domain.withholding import has_withheld
from concordat.plans.models import Edition, EditionEntry, SearchDocument, SearchedLocality, SearchWord
from concordat.plans.queries.plans import ActionSeen, published_plan_from
from concordat.plans.queries.searching.people import hash_of, people_of
from concordat.plans.queries.standpoints import standpoint_of

SHORTEST_WORD = 4  # of a shorter word nobody can say what it was meant to be


@transaction.atomic
def write_search(*, locality: int) -> int:
    """Make the latest published edition of a locality (its key), and nothing else of it, what search finds.

    Called by every command that publishes, in its transaction; gives the number of actions. Nobody is named as the
    actor and nothing is audited: it only says again what was published.
    """
    # Two editions published at once would otherwise both write their rows.
    place = Locality.objects.select_for_update().get(pk=locality)
    _forget(locality)
    standpoint = standpoint_of(AnonymousUser(), place.slug)
    latest = standpoint.latest_published()
    if latest is None:
        return 0
    plan = published_plan_from(standpoint)
    entries = dict(EditionEntry.objects.filter(edition=latest[0]).values_list("action", "pk"))
    spelt: dict[str, str] = {}
    documents = [_document(action, entries[action.pk], place, spelt) for action in plan.actions]
    _write(documents)
    SearchWord.objects.bulk_create(
        [SearchWord(locality=place, word=word, stem=stem) for word, stem in spelt.items()], batch_size=2000
    )
    SearchedLocality.objects.create(locality=place, names=hash_of(people_of([locality])[locality]))
    return len(documents)


def rebuild_search() -> int:
    """Write search anew for every locality; gives the number of actions that can be found."""
    return sum(write_search(locality=pk) for pk in Locality.objects.order_by("pk").values_list("pk", flat=True))


def refresh_search(*, at: datetime) -> int:
    """Write search anew where a locality's people have changed since, or where it was never written.

    Whoever came to be known as a person must not be found by name in words that were published before. Gives the
    number of localities; `at` is when the clock called, and nothing depends on it.
    """
    written = dict(SearchedLocality.objects.values_list("locality", "names"))
    published = list(
        Edition.objects.filter(published_at__isnull=False)
        .order_by("plan__locality")
        .values_list("plan__locality", flat=True)
        .distinct()
    )
    names = people_of(published)
    stale = [pk for pk in published if written.get(pk) != hash_of(names[pk])]
    for pk in stale:
        write_search(locality=pk)
    return len(stale)


def _document(action: ActionSeen, entry: int, place: Locality, spelt: dict[str, str]) -> SearchDocument:
    """The row of an action; the words that stand in it go into `spelt` with their stems."""
    bodies = [lead for lead in action.leads if lead.organisation]
    theme = theme_of(action.theme, action.section)
    types = dict.fromkeys(lead.type.value for lead in bodies if lead.type and lead.role is LeadRole.LEAD)
    names = dict.fromkeys(name for lead in bodies for name in (lead.organisation, lead.short_name) if name)
    said = (action.text, action.theme, action.outcome, action.progress, action.next_step)

    def stems(*texts: str) -> str:
        tokens = [list(islice(tokens_of(text), MOST_STEMS)) for text in texts]
        for token in chain.from_iterable(tokens):
            if SHORTEST_WORD <= len(token.folded) < LONGEST_WORD and token.folded.isalpha():
                spelt[token.folded] = token.stem
        return joined_stems(tokens)

    return SearchDocument(
        entry_id=entry,
        locality=place,
        state=action.state.value,
        end_on=action.timescale.end,
        theme=theme,
        theme_key=theme_key(theme),
        leads="\n".join(dict.fromkeys(lead.organisation for lead in bodies if lead.organisation)),
        lead_types=f"|{'|'.join(types)}|" if types else "",
        has_withheld=any(has_withheld(text) for text in (*said, action.timescale.text)),
        words_stems=stems(action.text),
        outcome_stems=stems(action.outcome, action.theme, action.section),
        leads_stems=stems(*action.references, *names, place.name),
        progress_stems=stems(action.progress, action.next_step),
    )


def _forget(locality: int) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                "DELETE FROM plans_search_index WHERE rowid IN"
                " (SELECT id FROM plans_searchdocument WHERE locality_id = %s)",
                [locality],
            )
    for model in (SearchDocument, SearchWord, SearchedLocality):
        model._default_manager.filter(locality=locality).delete()


STEMS = ("words_stems", "outcome_stems", "leads_stems", "progress_stems")


def _write(documents: list[SearchDocument]) -> None:
    """Write rows and what the index is made of: on SQLite its own table, which alone then keeps the stems."""
    if connection.vendor != "sqlite":
        SearchDocument.objects.bulk_create(documents, batch_size=500)
        return
    stems = [[getattr(document, name) for name in STEMS] for document in documents]
    for document in documents:
        for name in STEMS:
            setattr(document, name, "")
    written = SearchDocument.objects.bulk_create(documents, batch_size=500)
    with connection.cursor() as cursor:
        # OR REPLACE: a key that was used before may have words left in the index, as after a flush.
        cursor.executemany(
            "INSERT OR REPLACE INTO plans_search_index (rowid, words, outcome, leads, progress)"
            " VALUES (%s, %s, %s, %s, %s)",
            [(document.pk, *texts) for document, texts in zip(written, stems, strict=True)],
        )
