"""Writes what search looks through: the latest published edition of each plan, as the public may read it."""

from datetime import datetime
from itertools import islice

from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction

from concordat.directory.models import Locality
from concordat.plans.domain.leads import LeadRole
from concordat.plans.domain.searching import stems_of, theme_key, theme_of, tokens_of
from concordat.plans.domain.searching.words import LONGEST_WORD, MOST_STEMS
from concordat.plans.models import Edition, EditionEntry, SearchDocument, SearchedLocality, SearchWord
from concordat.plans.queries.plans import ActionSeen, PlanSeen, published_plan_from
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
    SearchDocument.objects.bulk_create(
        [_document(action, entries[action.pk], place) for action in plan.actions], batch_size=500
    )
    SearchWord.objects.bulk_create(
        [SearchWord(locality=place, word=word, stem=stem) for word, stem in _spelt(plan).items()], batch_size=2000
    )
    SearchedLocality.objects.create(locality=place, names=hash_of(people_of([locality])[locality]))
    _index(locality)
    return len(plan.actions)


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


def _document(action: ActionSeen, entry: int, place: Locality) -> SearchDocument:
    bodies = [lead for lead in action.leads if lead.organisation]
    theme = theme_of(action.theme, action.section)
    types = dict.fromkeys(lead.type.value for lead in bodies if lead.type and lead.role is LeadRole.LEAD)
    names = dict.fromkeys(name for lead in bodies for name in (lead.organisation, lead.short_name) if name)
    return SearchDocument(
        entry_id=entry,
        locality=place,
        state=action.state.value,
        end_on=action.timescale.end,
        theme=theme,
        theme_key=theme_key(theme),
        leads="\n".join(dict.fromkeys(lead.organisation for lead in bodies if lead.organisation)),
        lead_types=f"|{'|'.join(types)}|" if types else "",
        words_stems=stems_of(action.text),
        outcome_stems=stems_of(action.outcome, action.theme, action.section),
        leads_stems=stems_of(*action.references, *names, place.name),
        progress_stems=stems_of(action.progress, action.next_step),
    )


def _spelt(plan: PlanSeen) -> dict[str, str]:
    """The words that stand in a plan as it is published, each with its stem."""
    found: dict[str, str] = {}
    for action in plan.actions:
        names = (lead.organisation for lead in action.leads if lead.organisation)
        for text in (action.text, action.outcome, action.theme, action.section, action.progress, *names):
            for token in islice(tokens_of(text), MOST_STEMS):
                if SHORTEST_WORD <= len(token.folded) < LONGEST_WORD and token.folded.isalpha():
                    found[token.folded] = token.stem
    return found


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


def _index(locality: int) -> None:
    """On SQLite the index is a table of its own; on PostgreSQL it is generated from each row."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            # OR REPLACE: a key that was used before may have words left in the index, as after a flush.
            cursor.execute(
                "INSERT OR REPLACE INTO plans_search_index (rowid, words, outcome, leads, progress)"
                " SELECT id, words_stems, outcome_stems, leads_stems, progress_stems"
                " FROM plans_searchdocument WHERE locality_id = %s",
                [locality],
            )
