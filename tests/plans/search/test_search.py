"""The search over published actions, on whichever database the tests run."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concordat.directory.domain import OrganisationType
from concordat.plans import commands
from concordat.plans.domain.searching import Filters, read_question
from concordat.plans.domain.states import State
from concordat.plans.models import SearchDocument, SearchWord
from concordat.plans.queries.searching import search, suggestion_for
from tests.factories.directory import LocalityFactory, OrganisationFactory, PersonFactory
from tests.factories.plan_rows import a_plan, an_action, an_edition, reword, say
from tests.plans.search.stems import stems_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)
NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)


def found(typed: str, page: int = 1, **filters) -> list[str]:
    """The words of the actions that are found, in order."""
    seen = search(read_question(typed), Filters(**filters), page=page, on=TODAY)
    assert seen.counts is not None
    assert seen.counts.whole == seen.whole
    return [hit.text for hit in seen.hits]


def published(*texts: str, name: str = "Fenmarsh", **given):
    """A locality whose plan is these actions, published."""
    locality = LocalityFactory(name=name, slug=name.lower(), **given)
    plan = a_plan(locality)
    for text in texts:
        an_action(plan, text=text)
    an_edition(plan)
    commands.write_search(locality=locality.pk)
    return locality


def test_action_is_found_by_other_forms_of_its_words():
    published("Review the detention of people at night", "Paint the town hall")
    for typed in ("detained", "DETENTIONS", "detain person", "reviewing", "nights"):
        assert found(typed) == ["Review the detention of people at night"], typed


@pytest.mark.parametrize("typed", ["s136", "S.136", "section 136", "Section136", "s 136", "136", "sections 136"])
@pytest.mark.parametrize("written", ["s136", "S.136", "Section 136", "sec. 136", "136"])
def test_section_is_found_however_it_is_written(typed, written):
    published(f"Fewer uses of {written} in cells", "Section 2 of the report")
    assert found(typed) == [f"Fewer uses of {written} in cells"]


def test_accents_and_apostrophes_do_not_matter():
    published("A night café for people’s friends")
    for typed in ("cafe", "CAFÉ", "peoples friends", "people's"):
        assert found(typed) == ["A night café for people’s friends"], typed


def test_words_of_the_action_come_before_what_was_said_of_it():
    locality = LocalityFactory()
    plan = a_plan(locality)
    an_action(plan, text="Open a line", progress="The harbour, the harbour and once more the harbour")
    an_action(plan, text="Ask the harbour what it needs", progress="Nothing yet")
    an_action(plan, text="Open a door", outcome="People of the harbour are safe")
    an_edition(plan)
    commands.write_search(locality=locality.pk)
    assert found("harbour") == ["Ask the harbour what it needs", "Open a door", "Open a line"]


def test_phrase_comes_before_scattered_words():
    published(
        "Triage every call, and clean the street",
        "Street by street, ask about triage",
        "Begin a street triage team in the two towns and see that it goes on for at least a year",
    )
    assert found("street triage")[0].startswith("Begin a street triage")
    assert len(found("street triage")) == 3
    assert found('"street triage"') == [
        "Begin a street triage team in the two towns and see that it goes on for at least a year"
    ]


def test_phrase_does_not_reach_from_one_field_into_the_next():
    locality = LocalityFactory()
    plan = a_plan(locality)
    an_action(plan, text="Open a line", outcome="Fewer calls from the harbour", theme="Master plan")
    an_edition(plan)
    commands.write_search(locality=locality.pk)
    assert found('"harbour master"') == []
    assert found('"master plan"') == ["Open a line"]


def test_action_is_found_by_who_leads_it_and_where_it_is():
    locality = LocalityFactory(name="Saltby")
    plan = a_plan(locality)
    an_action(plan, text="Open a line", leads=[OrganisationFactory(name="Harbour Mind", short_name="HM")])
    an_edition(plan)
    commands.write_search(locality=locality.pk)
    for typed in ("harbour mind", "HM", "saltby line"):
        assert found(typed) == ["Open a line"], typed


def test_draft_is_never_found():
    locality = LocalityFactory()
    plan = a_plan(locality)
    action = an_action(plan, text="Open a quokka house")
    an_edition(plan, published=False)
    commands.write_search(locality=locality.pk)
    assert found("quokka") == []
    an_edition(plan, 2)
    reword(action, text="Open a wombat house")
    an_action(plan, text="Another wombat")
    commands.write_search(locality=locality.pk)
    assert (found("quokka"), found("wombat")) == (["Open a quokka house"], [])
    assert not SearchWord.objects.filter(word="wombat").exists()


def test_newer_edition_takes_the_place_of_the_older():
    locality = LocalityFactory()
    plan = a_plan(locality)
    action = an_action(plan, text="Open a quokka house")
    commands.freeze_edition(
        locality=locality.slug, dated_on=date(2026, 5, 1), title="Plan", publish=True, by=None, at=NOW
    )
    assert found("quokka") == ["Open a quokka house"]
    reword(action, text="Open a wombat house")
    commands.freeze_edition(
        locality=locality.slug, dated_on=date(2026, 5, 2), title="Plan", publish=False, by=None, at=NOW
    )
    assert (found("quokka"), found("wombat")) == (["Open a quokka house"], [])
    commands.publish_edition(edition_id=plan.editions.first().pk, by=None, at=NOW)
    assert (found("quokka"), found("wombat")) == ([], ["Open a wombat house"])


def test_publishing_an_older_draft_does_not_bring_it_back():
    locality = LocalityFactory()
    plan = a_plan(locality)
    action = an_action(plan, text="Open a quokka house")
    draft = an_edition(plan, published=False)
    reword(action, text="Open a wombat house")
    an_edition(plan, 2)
    commands.publish_edition(edition_id=draft.pk, by=None, at=NOW)
    assert (found("quokka"), found("wombat")) == ([], ["Open a wombat house"])


def test_what_is_withdrawn_from_the_public_is_found_no_more():
    locality = published("Open a quokka house")
    locality.plan.editions.update(published_at=None)
    commands.rebuild_search()
    assert found("quokka") == []
    assert not SearchDocument.objects.exists()


def test_staff_are_not_found_by_name():
    locality = LocalityFactory()
    PersonFactory(locality=locality, name="Winifred Tarrant")
    plan = a_plan(locality)
    an_action(plan, text="Open a line", progress="Winifred Tarrant has rung, w.tarrant@tarn.example, 07700 900123")
    an_edition(plan)
    commands.write_search(locality=locality.pk)
    for typed in ("Tarrant", "Winifred Tarrant", "w.tarrant@tarn.example", "900123"):
        assert found(typed) == [], typed


def test_staff_who_came_to_be_known_later_are_not_found_by_name():
    locality = published("Ring Winifred Tarrant")
    assert found("tarrant") == ["Ring Winifred Tarrant"]
    PersonFactory(locality=locality, name="Winifred Tarrant")
    assert found("tarrant") == []
    assert found("ring") == ["Ring [name withheld]"]
    assert suggestion_for(read_question("tarant")) == {}
    assert commands.refresh_search(at=NOW) == 1
    assert not SearchWord.objects.filter(word="tarrant").exists()
    assert commands.refresh_search(at=NOW) == 0


def test_filters_leave_what_fits_them_and_count_what_each_would_leave():
    police = OrganisationFactory(name="Fen Police", type=OrganisationType.POLICE)
    council = OrganisationFactory(name="Fen Council", type=OrganisationType.LOCAL_AUTHORITY)
    here, there = LocalityFactory(slug="here"), LocalityFactory(slug="there")
    for locality in (here, there):
        plan = a_plan(locality)
        an_action(plan, text="A line", leads=[police], theme="1. At night", end=date(2026, 1, 31))
        an_action(plan, text="A door", leads=[council, police], state=State.COMPLETE, end=date(2026, 1, 31))
        an_edition(plan)
    assert commands.rebuild_search() == 4
    assert found("line", locality="here") == ["A line"]
    assert found("", region=there.region_id, state="complete") == ["A door"]
    assert found("", is_overdue=True) == ["A line", "A line"]
    assert found("", theme="at-night", locality="there") == ["A line"]
    assert len(found("", lead_type="police")) == 4
    assert found("", lead_type="local_authority", locality="here") == ["A door"]
    counts = search(read_question(""), Filters(locality="here", state="complete"), page=1, on=TODAY).counts
    assert dict(counts.localities) == {"here": 1, "there": 1}
    assert dict(counts.states) == {"complete": 1, "in_progress": 1}
    assert dict(counts.lead_types) == {"police": 1, "local_authority": 1}
    assert counts.overdue == 0


def test_some_of_the_words_are_enough_where_nothing_has_them_all():
    published("Open a line", "Open a door", "Paint a wall")
    seen = search(read_question("door umbrella"), Filters(), page=1, on=TODAY)
    assert [hit.text for hit in seen.hits] == ["Open a door"]
    assert seen.has_any


def test_misspelt_word_is_told():
    published("Begin street triage", "Open a sanctuary")
    assert suggestion_for(read_question("street traige")) == {"traige": "triage"}
    assert suggestion_for(read_question("sanctary")) == {"sanctary": "sanctuary"}
    assert suggestion_for(read_question("street xylophone")) == {}


def test_pages_hold_every_action_once():
    published(*(f"Open line number {n}" for n in range(45)))
    pages = [found("line", page=page) for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [20, 20, 5]
    assert len({text for page in pages for text in page}) == 45
    assert found("line", page=99) == pages[2]


TYPED = st.one_of(
    st.text(max_size=300),
    st.lists(
        st.sampled_from(
            ["line", '"', "“", "AND", "OR", "NOT", "NEAR(", "NEAR/2", ")", "(", "*", "^", ":", "words:", "-", "+", "|",
             "&", "!", "<->", "'", "\\", "%", "_", "\x00", "😀", "s136", "the", "{words}", "--", ";", "zzz0", "é", "ß"]
        ),
        max_size=15,
    ).map(" ".join),
)  # fmt: skip


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=TYPED, state=st.text(max_size=10), page=st.integers(-5, 10**6))
def test_whatever_is_typed_gives_an_answer(typed, state, page):
    if not SearchDocument.objects.exists():
        published("Open a line", "Agree who drives at night under s136")
    search(read_question(typed), Filters(), page=page, on=TODAY)
    suggestion_for(read_question(typed))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(st.text("abdeginst é'136.", min_size=1, max_size=30).filter(str.strip), min_size=1, max_size=4),
    chosen=st.data(),
)
def test_action_is_found_by_any_of_its_own_words(texts, chosen):
    """Against a slow second search: the stems of each text, looked through in Python."""
    SearchDocument.objects.all().delete()
    locality = LocalityFactory()
    plan = a_plan(locality)
    for text in texts:
        an_action(plan, text=text, references=[])
    an_edition(plan)
    commands.write_search(locality=locality.pk)
    asked = read_question(chosen.draw(st.sampled_from(texts)).replace('"', ""))
    if asked.is_nothing:
        return
    around = set(stems_of(f"{locality.name} In crisis").split())
    wanted = [t for t in texts if all(set(part) <= set(stems_of(t).split()) | around for part in asked.parts)]
    seen = search(asked, Filters(locality=locality.slug), page=1, on=TODAY)
    assert sorted(hit.text for hit in seen.hits) == sorted(wanted)


def test_what_the_index_of_sqlite_held_under_an_old_key_is_replaced():
    """A key comes back after a table was emptied, as tests of a live server do."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL makes its index from each row")
    published("Open a quokka house")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM plans_searchdocument")
        cursor.execute("UPDATE sqlite_sequence SET seq = 0 WHERE name = 'plans_searchdocument'")
    published("Open a wombat house", name="Saltby")
    assert (found("quokka"), found("wombat")) == ([], ["Open a wombat house"])


def test_next_step_is_found():
    locality = LocalityFactory()
    plan = a_plan(locality)
    action = an_action(plan, text="Open a line")
    say(action, progress="", next_step="Ask the lighthouse")
    an_edition(plan)
    commands.write_search(locality=locality.pk)
    assert found("lighthouse") == ["Open a line"]
