"""Plans as a viewer may see them, generated: words of every kind that people write, and those that mislead readers."""

from datetime import date

from hypothesis import strategies as st

from concordat.directory.domain import OrganisationType
from concordat.plans.domain import timescales
from concordat.plans.domain.front_matter import FrontMatter
from concordat.plans.domain.leads import LeadRole
from concordat.plans.domain.reading.wording import tidy
from concordat.plans.domain.readings import Passage, ReadTheme
from concordat.plans.domain.states import Confidence, State
from concordat.plans.domain.timescales import TimescaleKind
from concordat.plans.queries.plans import ActionSeen, LeadSeen, PlanSeen, TimescaleSeen
from concordat.plans.queries.standpoints import EditionSeen

MISLEADING = (
    "complete", "Not started", "red", "Green", "Action:", "Ref", "State", "Outcome: better", "1. Recovery", "SECTION 2",
    "• a bullet", "- dash", "· dot", "a) first", "=1+1", "+44", "-5", "@home", "'quoted", "'=x", "12/03/2026", "24/7",
    "and/or", "Q1 2026", "n/a", "TBC", "Red: not started. Amber: in progress. Green: done", "continued", "Purposes",
    "What the states mean", "withdrawn", "merged with 2.1", "✓", "○ Not started", "99%", "1.1", "_x000D_", "<b>&amp;",
    "Übergang", "naïve café", "見守り", "🟢", "(understood as a joke)", "Support: nobody", "lower case", "Total",
)  # fmt: skip
_LETTERS = st.characters(
    blacklist_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp", "Zs"),
    blacklist_characters="\u2010\u2011\ufffe\uffff",
)  # fmt: skip
_WORD = st.one_of(
    st.sampled_from(MISLEADING),
    st.sampled_from(("open", "a", "crisis", "café", "by", "night", "The", "police", "We", "will", "staff", "7", "x")),
    st.text(_LETTERS, min_size=1, max_size=8),
)
LINES = st.lists(_WORD, min_size=1, max_size=6).map(lambda words: tidy(" ".join(words))).filter(bool)
TEXTS = st.lists(LINES, min_size=1, max_size=4).map("\n".join)
MAYBE = st.one_of(st.just(""), TEXTS)
TITLES = LINES.map(lambda line: line[:150].strip()).filter(bool)
WHENS = st.one_of(
    st.sampled_from(
        ("March 2026", "Q1 2026/27", "31/03/2026", "Ongoing", "TBC", "", "By 31 March 2026\nthen yearly", "2026",
         "Spring", "June - September 2026", "1 May 2026 (was March)", "Every month", "Mar-27", "Jan 2026; May 2026")
    ),
    TEXTS,
)  # fmt: skip
BODIES = ("Ambridge Police", "Borchester and Felpersham NHS Foundation Trust", "Mind (Borsetshire)", "The Elms, Ltd")
REFERENCES = st.lists(
    st.sampled_from(("1", "1.1", "2.10", "3.7(1)", "a", "Priority 3", "B2", "4a", "0.1", "12")), max_size=2, unique=True
).map(tuple)


@st.composite
def timescale(draw) -> TimescaleSeen:
    """Mostly what the words say; at times what a person made of them."""
    text = draw(WHENS)
    read = timescales.parse_timescale(text)
    kind, start, end = read.kind, read.start, read.end
    if kind is not TimescaleKind.MULTIPLE and draw(st.integers(0, 4)) == 0:
        start = draw(st.dates(date(2010, 1, 1), date(2040, 1, 1)))
        kind, end = TimescaleKind.DAY, start
        if draw(st.booleans()):
            kind, start, end = TimescaleKind.ONGOING, None, None
    return TimescaleSeen(text, kind, start, end, read.recurrence or "", (), 0, end)


@st.composite
def action(draw, number: int, section: str, is_public: bool) -> ActionSeen:
    led_by = draw(st.sampled_from(("", *BODIES, "Police and Council\nsupported by Mind", "J. Bird (Police)", "=TBC")))
    leads = [
        LeadSeen(role, name, None, name[:4].lower(), OrganisationType.POLICE, None, None)
        for name, role in draw(
            st.dictionaries(st.sampled_from(BODIES), st.sampled_from(LeadRole), max_size=3).map(dict.items)
        )
    ]
    return ActionSeen(
        pk=number,
        number=number,
        references=draw(REFERENCES),
        section=section,
        text=draw(TEXTS),
        theme=draw(st.one_of(st.just(""), TITLES)),
        outcome=draw(MAYBE),
        group=draw(st.one_of(st.just(""), TITLES)),
        led_by_text=None if is_public else led_by,
        has_lead_words=bool(led_by),
        leads=tuple(leads),
        timescale=draw(timescale()),
        state=draw(st.sampled_from(State)),
        confidence=draw(st.sampled_from(Confidence)),
        progress=draw(MAYBE),
        next_step=draw(st.one_of(st.just(""), LINES)),
        said_on=date(2026, 5, 4),
    )


@st.composite
def plan(draw) -> PlanSeen:
    """A plan of one to four sections, in an edition or live."""
    is_public = draw(st.booleans())
    titles = draw(st.lists(TITLES, min_size=1, max_size=4, unique=True))
    actions = []
    for title in titles:
        for _ in range(draw(st.integers(1, 3))):
            actions.append(draw(action(len(actions) + 1, title, is_public)))
    edition = EditionSeen(3, date(2026, 9, 12), "", date(2026, 9, 13))
    signs = draw(st.lists(st.sampled_from(("Red", "Amber", "Green", "B", "Done")), max_size=4, unique=True))
    return PlanSeen(
        locality_slug="ambridge",
        locality_name="Ambridge",
        title=draw(TITLES),
        edition=edition if is_public else None,
        is_draft=not is_public,
        may_see_draft=not is_public,
        editions=(edition,),
        front_matter=FrontMatter(
            status_key=tuple((sign, draw(LINES)) for sign in signs),
            purposes=tuple(draw(st.lists(LINES, max_size=3))),
            themes=tuple(
                ReadTheme(number, draw(TITLES), tuple(draw(st.lists(LINES, max_size=2))))
                for number in range(1, draw(st.integers(0, 2)) + 1)
            ),
            contact=draw(st.one_of(st.none(), LINES)),
            last_updated=draw(st.sampled_from((None, "2026-03", "2026-03-31"))),
            boards=(Passage("The board", draw(TEXTS)),) if draw(st.booleans()) else (),
        ),
        sections=tuple(titles),
        actions=tuple(actions),
    )
