from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from concordat.directory.domain import OrganisationType, Role
from concordat.plans import queries
from concordat.plans.domain.leads import LeadRole
from concordat.plans.domain.states import State
from concordat.plans.domain.timescales import TimescaleKind
from tests.factories.directory import LocalityFactory, OrganisationFactory, PersonFactory, RoleHeldFactory
from tests.factories.plan_rows import a_plan, an_action, an_edition, many_actions, reword, say

pytestmark = pytest.mark.django_db
PUBLIC = AnonymousUser()
LATER = datetime(2026, 5, 4, 9, tzinfo=UTC)
STILL_LATER = datetime(2026, 9, 7, 9, tzinfo=UTC)


def texts(plan):
    return [action.text for action in plan.actions]


def test_public_sees_the_latest_published_edition(locality):
    plan = a_plan(locality)
    action = an_action(plan, text="as in edition one")
    an_edition(plan, 1)
    reword(action, text="as in edition two")
    an_edition(plan, 2)
    reword(action, text="as in the draft edition")
    an_edition(plan, 3, published=False)
    reword(action, text="as in the live plan")

    seen = queries.plan_seen_by(PUBLIC, "fenmarsh")

    assert (seen.edition.number, texts(seen), seen.is_draft) == (2, ["as in edition two"], False)
    assert [edition.number for edition in seen.editions] == [2, 1]
    assert texts(queries.plan_seen_by(PUBLIC, "fenmarsh", 1)) == ["as in edition one"]


def test_member_sees_the_live_plan_and_may_choose_an_edition(locality, member):
    plan = a_plan(locality)
    action = an_action(plan, text="as in edition one")
    an_edition(plan, 1)
    reword(action, text="as in the draft edition")
    an_edition(plan, 2, published=False)
    reword(action, text="as in the live plan")

    live = queries.plan_seen_by(member, "fenmarsh")

    assert (live.edition, texts(live), live.is_draft) == (None, ["as in the live plan"], True)
    assert [edition.number for edition in live.editions] == [2, 1]
    draft = queries.plan_seen_by(member, "fenmarsh", 2)
    assert (texts(draft), draft.is_draft) == (["as in the draft edition"], True)
    assert not queries.plan_seen_by(member, "fenmarsh", 1).is_draft


def test_member_of_another_place_is_the_public_here(locality):
    plan = a_plan(locality)
    an_action(plan, text="live")
    stranger = RoleHeldFactory(role=Role.COORDINATOR).user
    assert texts(queries.plan_seen_by(stranger, "fenmarsh")) == []


def test_public_may_not_know_of_a_draft_edition(locality):
    plan = a_plan(locality)
    an_action(plan)
    an_edition(plan, 1, published=False)
    with pytest.raises(queries.NotSeen):
        queries.plan_seen_by(PUBLIC, "fenmarsh", 1)


def test_unknown_locality_and_edition_are_not_seen(locality, member):
    with pytest.raises(queries.NotSeen):
        queries.plan_seen_by(member, "nowhere")
    with pytest.raises(queries.NotSeen):
        queries.plan_seen_by(member, "fenmarsh", 7)


def test_locality_without_a_plan_has_an_empty_one(locality, member):
    for viewer in (PUBLIC, member):
        seen = queries.plan_seen_by(viewer, "fenmarsh")
        assert (seen.actions, seen.edition, seen.is_draft) == ((), None, False)


def test_action_comes_with_all_that_stands(locality):
    plan = a_plan(locality)
    police = OrganisationFactory(
        name="Fenmarsh Police", short_name="Police", slug="police", type=OrganisationType.POLICE
    )
    trust = OrganisationFactory(name="Fenmarsh Trust", slug="trust")
    an_action(
        plan,
        4,
        references=["2.4", "2.5"],
        theme="Urgent care",
        outcome="Fewer people wait",
        group="The board",
        led_by_text="Police; Trust",
        leads=[police, (trust, LeadRole.SUPPORT)],
        end=date(2026, 3, 31),
        when="March 2026",
        state=State.COMPLETE,
        progress="Done",
        said_on=date(2026, 2, 1),
    )
    an_edition(plan)

    action = queries.plan_seen_by(PUBLIC, "fenmarsh").actions[0]

    assert (action.number, action.references, action.section) == (4, ("2.4", "2.5"), "In crisis")
    assert (action.theme, action.outcome, action.group) == ("Urgent care", "Fewer people wait", "The board")
    assert [(lead.organisation, lead.short_name, lead.slug, lead.role) for lead in action.leads] == [
        ("Fenmarsh Police", "Police", "police", LeadRole.LEAD),
        ("Fenmarsh Trust", None, "trust", LeadRole.SUPPORT),
    ]
    assert action.leads[0].type is OrganisationType.POLICE
    assert (action.timescale.text, action.timescale.end) == ("March 2026", date(2026, 3, 31))
    assert (action.state, action.progress, action.said_on) == (State.COMPLETE, "Done", date(2026, 2, 1))


def test_parts_of_a_timescale_are_read(locality):
    plan = a_plan(locality)
    parts = [
        {"label": "i", "text": "March 2026", "kind": "month", "start": "2026-03-01", "end": "2026-03-31"},
        {"text": "ongoing", "kind": "ongoing"},
    ]
    an_action(plan, end=date(2026, 3, 31), timescale_kind=TimescaleKind.MULTIPLE, parts=parts)
    an_edition(plan)
    first, second = queries.plan_seen_by(PUBLIC, "fenmarsh").actions[0].timescale.parts
    assert (first.label, first.text, first.kind, first.end) == (
        "i",
        "March 2026",
        TimescaleKind.MONTH,
        date(2026, 3, 31),
    )
    assert (second.label, second.kind, second.end) == ("", TimescaleKind.ONGOING, None)


def test_sections_and_actions_come_in_the_order_of_the_plan(locality):
    plan = a_plan(locality)
    an_action(plan, 1, text="first", section="Before")
    an_action(plan, 2, text="second", section="After")
    an_action(plan, 3, text="third", section="Before")
    an_edition(plan)
    seen = queries.plan_seen_by(PUBLIC, "fenmarsh")
    assert seen.sections == ("Before", "After")
    assert texts(seen) == ["first", "third", "second"]


def test_people_are_named_to_members_only(locality, member):
    plan = a_plan(
        locality, front_matter={"contact": "Winifred Askew-Tarrant", "purposes": ["Winifred Askew-Tarrant asks"]}
    )
    trust = OrganisationFactory(name="Fenmarsh Trust", slug="trust")
    winifred = PersonFactory(locality=locality, name="Winifred Askew-Tarrant", organisation=trust)
    nobody_knows = PersonFactory(locality=locality, name="Ambrose Pell")
    an_action(
        plan,
        text="Winifred Askew-Tarrant meets the police",
        progress="See w.askew@trust.example.org",
        when="ask Ambrose Pell",
        led_by_text="W Askew-Tarrant",
        leads=[winifred, nobody_knows],
    )
    an_edition(plan)

    public = queries.plan_seen_by(PUBLIC, "fenmarsh")
    members = queries.plan_seen_by(member, "fenmarsh", 1)

    assert "Askew" not in repr(public)
    assert "Pell" not in repr(public)
    assert "@" not in repr(public)
    assert [lead.organisation for lead in public.actions[0].leads] == ["Fenmarsh Trust", None]
    assert [lead.person for lead in members.actions[0].leads] == ["Winifred Askew-Tarrant", "Ambrose Pell"]
    assert members.actions[0].led_by_text == "W Askew-Tarrant"
    assert members.front_matter.contact == "Winifred Askew-Tarrant"
    assert public.front_matter.purposes == ("[name withheld] asks",)


def test_person_and_their_organisation_are_one_lead_in_public(locality):
    plan = a_plan(locality)
    trust = OrganisationFactory(name="Fenmarsh Trust", slug="trust")
    person = PersonFactory(locality=locality, organisation=trust)
    an_action(plan, leads=[trust, person])
    an_edition(plan)
    assert [lead.organisation for lead in queries.plan_seen_by(PUBLIC, "fenmarsh").actions[0].leads] == [
        "Fenmarsh Trust"
    ]


def test_slips_count_for_the_public_as_published(locality, member):
    """A date that stood in a draft only shows neither as a slip nor as the day first promised."""
    plan = a_plan(locality)
    action = an_action(plan, end=date(2026, 1, 31))
    say(action, end=date(2026, 3, 31), at=LATER)
    an_edition(plan, 1)
    say(action, end=date(2026, 6, 30), at=STILL_LATER)
    an_edition(plan, 2, published=False)
    say(action, end=date(2026, 9, 30), at=datetime(2026, 10, 1, tzinfo=UTC))
    an_edition(plan, 3)

    public = queries.plan_seen_by(PUBLIC, "fenmarsh").actions[0].timescale
    members = queries.plan_seen_by(member, "fenmarsh").actions[0].timescale

    assert (public.slips, public.first_end, public.end) == (1, date(2026, 3, 31), date(2026, 9, 30))
    assert (members.slips, members.first_end) == (3, date(2026, 1, 31))


def test_earlier_dates_of_the_same_cell_are_published_with_it(locality):
    from concordat.plans.models import ActionTimescale
    from tests.factories.plan_rows import a_timescale

    plan = a_plan(locality)
    action = an_action(plan, end=date(2026, 6, 30))
    struck_out = a_timescale(action, end=date(2026, 3, 31))
    ActionTimescale.objects.filter(pk=action.update.timescale_id).update(
        replaces=struck_out, slips=1, first_end_on=date(2026, 3, 31)
    )
    an_edition(plan)
    timescale = queries.plan_seen_by(PUBLIC, "fenmarsh").actions[0].timescale
    assert (timescale.slips, timescale.first_end) == (1, date(2026, 3, 31))


def test_superseded_edition_says_so(locality):
    plan = a_plan(locality)
    an_action(plan)
    an_edition(plan, 1)
    an_edition(plan, 2)
    assert queries.plan_seen_by(PUBLIC, "fenmarsh", 1).is_superseded
    assert not queries.plan_seen_by(PUBLIC, "fenmarsh").is_superseded


@pytest.mark.parametrize("who", ["public", "member"])
def test_plan_runs_the_same_queries_whatever_its_length(who, locality, member):
    plan = a_plan(locality)
    bodies = [OrganisationFactory() for _ in range(4)]
    counts = []
    for first, number in ((1, 2), (3, 98)):
        many_actions(plan, number, bodies, first=first)
        an_edition(plan, number)
        viewer = PUBLIC if who == "public" else type(member).objects.get(pk=member.pk)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            seen = queries.plan_seen_by(viewer, "fenmarsh")
        counts.append((len(seen.actions), len(captured)))
    assert [length for length, _ in counts] == [2, 100]
    assert counts[0][1] == counts[1][1]
    assert counts[0][1] <= 9


def test_progress_of_every_plan_agrees_with_reading_each(locality):
    from concordat.plans.presenters.plans import tracking_of

    on = date(2026, 6, 1)
    other = LocalityFactory(slug="saltby")
    for place in (locality, other):
        plan = a_plan(place)
        many_actions(plan, 24, [OrganisationFactory()])
        an_edition(plan, 1)
        an_edition(plan, 2)
    an_edition(plan, 3, published=False, actions=[])

    found = queries.published_progress(on=on)

    assert sorted(found) == ["fenmarsh", "saltby"]
    for slug, progress in found.items():
        seen = queries.plan_seen_by(PUBLIC, slug)
        assert progress.edition == seen.edition.number == 2
        assert progress.actions == len(seen.actions) == 24
        assert progress.complete == sum(action.state.is_complete for action in seen.actions)
        assert progress.open == sum(action.state.is_open for action in seen.actions)
        assert progress.overdue == sum(tracking_of(action, on).is_overdue for action in seen.actions)


def test_progress_of_an_empty_edition_is_nothing(locality):
    an_edition(a_plan(locality), 1)
    assert queries.published_progress(on=date(2026, 6, 1), localities=["fenmarsh"])["fenmarsh"].actions == 0


def test_changes_are_between_the_last_two_published_editions(locality):
    plan = a_plan(locality)
    done, gone = an_action(plan, 1, text="is done"), an_action(plan, 2, text="goes away")
    an_edition(plan, 1)
    say(done, state=State.COMPLETE, at=LATER)
    an_edition(plan, 2, published=False)
    an_edition(plan, 3, actions=[done])
    say(done, state=State.WITHDRAWN, at=STILL_LATER)
    standpoint = queries.standpoint_of(PUBLIC, "fenmarsh")

    found = queries.changes_since_edition_before(standpoint, queries.published_plan_from(standpoint))

    assert found.since.number == 1
    assert [(each.change.kind.value, each.text) for each in found.changes] == [
        ("completed", "is done"),
        ("removed", "goes away"),
    ]
    assert gone.number == found.changes[1].change.number


def test_first_edition_has_nothing_to_compare_with(locality):
    plan = a_plan(locality)
    an_action(plan)
    an_edition(plan)
    standpoint = queries.standpoint_of(PUBLIC, "fenmarsh")
    assert queries.changes_since_edition_before(standpoint, queries.published_plan_from(standpoint)) is None
