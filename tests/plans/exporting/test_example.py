from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command

from concordat.accounts.models import User
from concordat.documents import writers
from concordat.plans import commands, queries
from concordat.plans.domain.filtering import Wanted
from concordat.plans.presenters import exporting
from concordat.plans.presenters.exporting import ExportLayout
from concordat.ui.gateways import fonts_in
from tests.plans.exporting.comparing import of_plan_read, of_plan_seen, read_back
from tests.plans.exporting.test_round_trip import WAYS, there_and_back


@pytest.fixture
def example(db, settings, tmp_path):
    """The example locality and its coordinator."""
    settings.VAR = tmp_path  # where the example keeps its password
    call_command("load_reference_data", verbosity=0)
    locality = commands.load_example(at=datetime(2026, 11, 22, 9, tzinfo=UTC))
    assert locality is not None
    return locality, User.objects.get(email="wren.hawthorn@sedgeshire-icb.example")


def test_example_comes_back_as_it_left(example):
    locality, coordinator = example
    for viewer in (AnonymousUser(), coordinator):
        for edition in (1, 2, 3, None):
            plan = queries.plan_seen_by(viewer, locality.slug, edition)
            assert len(plan.actions) > 20
            for way in WAYS:
                came, left = of_plan_read(there_and_back(plan, way)), of_plan_seen(plan)
                if way == "separated":  # a table of actions and nothing else
                    came, left = {"sections": came["sections"]}, {"sections": left["sections"]}
                assert came == left, (way, edition)


@pytest.mark.one_database
def test_example_comes_back_from_its_pdf(example, settings):
    locality, coordinator = example
    fonts = fonts_in(settings.FRONT_END)
    if not any(fonts.glob("*.ttf")):
        pytest.skip("the font of PDF files has not been fetched: run bin/set-up")
    plan = queries.plan_seen_by(coordinator, locality.slug)
    export = exporting.present_export(plan, Wanted(), on=date(2026, 11, 22))
    content = writers.write_pdf(exporting.document_of(export, ExportLayout.PAGES), fonts=fonts)
    assert of_plan_read(read_back(content, "plan.pdf")) == of_plan_seen(plan)


def test_example_that_is_brought_in_again_changes_nothing(example):
    """Exported, imported and accepted: every action keeps its number, its words, its leads, its dates and its state."""
    locality, coordinator = example
    before = queries.plan_seen_by(coordinator, locality.slug)
    for way, day in (("word", 23), ("sheets", 24)):
        at = datetime(2026, 11, day, 9, tzinfo=UTC)
        name, layout, write = WAYS[way]
        export = exporting.present_export(before, Wanted(), on=date(2026, 11, 22))
        content = write(exporting.document_of(export, layout))
        number = commands.start_import(locality_id=locality.pk, name=name, content=content, by=coordinator, at=at)
        commands.decide_remaining_leads(import_id=number, by=coordinator, at=at)
        commands.accept_import(import_id=number, dated_on=at.date(), publish=False, by=coordinator, at=at)
        after = queries.plan_seen_by(coordinator, locality.slug)
        actions = tuple(
            replace(one, said_on=two.said_on) for one, two in zip(after.actions, before.actions, strict=True)
        )
        assert replace(after, actions=actions, editions=()) == replace(before, editions=()), way
