"""CPU of a plan that leaves, 100 actions to Word, Excel and PDF, beside each library writing the same cells plainly."""

import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import openpyxl
import typst

from tests.bench.timing import best_in_turn

ROOT = Path(__file__).resolve().parents[2]
ACTIONS, SECTIONS = 100, 5
WORDS = (
    "Agree who answers the line at night and at weekends, and write down what happens when nobody does; tell every "
    "desk in the county by letter and by e-mail, and ask them each quarter whether it still holds."
)


def a_plan():
    """A plan as its public page sees it, about nobody."""
    from concordat.plans.domain.front_matter import FrontMatter
    from concordat.plans.domain.leads import LeadRole
    from concordat.plans.domain.states import Confidence, State
    from concordat.plans.domain.timescales import TimescaleKind
    from concordat.plans.queries import EditionSeen, PlanSeen
    from concordat.plans.queries.plans import ActionSeen, LeadSeen, TimescaleSeen

    states = list(State)
    day = date(2031, 3, 31)
    leads = tuple(
        LeadSeen(role, name, None, name.casefold(), None, None, None)
        for name, role in (("Benchshire Police", LeadRole.LEAD), ("Benchshire Council", LeadRole.SUPPORT))
    )
    sections = tuple(f"{number}. The part with the number {number}" for number in range(1, SECTIONS + 1))
    actions = tuple(
        ActionSeen(
            pk=n, number=n, references=(f"{n % SECTIONS + 1}.{n // SECTIONS + 1}",), section=sections[n % SECTIONS],
            text=f"{n}. {WORDS}", theme="Help at night", outcome=WORDS[:90], group="", led_by_text=None,
            has_lead_words=True, leads=leads,
            timescale=TimescaleSeen("31 March 2031", TimescaleKind.DAY, day, day, "", (), 0, day),
            state=states[n % len(states)], confidence=Confidence.NONE, progress=f"{WORDS}\n{WORDS[:60]} ({n})",
            next_step="", said_on=day,
        )
        for n in range(ACTIONS)
    )  # fmt: skip
    actions = tuple(sorted(actions, key=lambda action: action.section))
    edition = EditionSeen(1, day, "", day)
    front = FrontMatter(status_key=(("Red", "not started"), ("Amber", "under way"), ("Green", "finished")))
    return PlanSeen(
        "benchshire", "Benchshire", "Benchshire crisis care plan", edition, False, False, (edition,), front, sections,
        actions,
    )  # fmt: skip


def plainly(document) -> dict[str, Callable[[], object]]:
    """Each library with the words of the same cells and nothing else: no shades, sizes, widths or marks."""
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]

    def word() -> None:
        made = docx.Document()
        for rows in tables:
            table = made.add_table(len(rows), len(rows[0]))
            cells = iter(table._cells)  # python-docx looks for all of them again at each `table.cell`
            for row in rows:
                for text in row:
                    next(cells).text = text
        made.save(io.BytesIO())

    def excel() -> None:
        made = openpyxl.Workbook()
        for rows in tables:
            sheet = made.create_sheet()
            for row in rows:
                sheet.append(row)
        made.save(io.BytesIO())

    def pdf() -> None:
        template = "#set page(width: 297mm, height: 210mm)\n" + "\n".join(
            f'#table(columns: {len(rows[0])}, ..json(bytes(sys.inputs.at("t{number}"))))'
            for number, rows in enumerate(tables)
        )
        cells = {f"t{n}": json.dumps([text for row in rows for text in row]) for n, rows in enumerate(tables)}
        typst.compile(template.encode(), format="pdf", sys_inputs=cells)

    return {"Word": word, "Excel": excel, "PDF": pdf}


def measure() -> None:
    """In a process of its own: other measures want settings of their own."""
    subprocess.run(
        [sys.executable, "-m", "tests.bench.exporting"],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "concordat.config.settings"},
        check=True,
    )


def measure_here(fonts: Path) -> None:
    from concordat.documents import writers
    from concordat.plans.domain.filtering import Wanted
    from concordat.plans.presenters import exporting
    from concordat.plans.presenters.exporting import ExportLayout

    plan = a_plan()

    def document(layout: ExportLayout):
        return exporting.document_of(exporting.present_export(plan, Wanted(), on=date(2031, 4, 1)), layout)

    ours: dict[str, Callable[[], object]] = {
        "Word": lambda: writers.write_word(document(ExportLayout.PAGES)),
        "Excel": lambda: writers.write_workbook(document(ExportLayout.SHEETS)),
        "PDF": lambda: writers.write_pdf(document(ExportLayout.PAGES), fonts=fonts),
    }
    floors = plainly(document(ExportLayout.PAGES))
    peers = {"Word": "python-docx", "Excel": "openpyxl", "PDF": "typst"}
    print(f"exporting {ACTIONS} actions    s CPU   the library plainly   times that")
    for name, work in ours.items():
        mine, floor = best_in_turn(work, floors[name], rounds=5)
        print(f"{name:<20} {mine:>10.2f} {floor:>10.2f} ({peers[name]:<11}) {mine / floor:>8.1f}")


if __name__ == "__main__":
    import django

    django.setup()
    from concordat.ui import gateways

    with tempfile.TemporaryDirectory() as kept:
        gateways.keep_fonts(ROOT / "node_modules" / gateways.FONT_PACKAGE, Path(kept))
        measure_here(Path(kept))
