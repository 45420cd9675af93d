"""Tables that stand in plans' papers and hold no actions, as partnerships head and fill them."""

from collections.abc import Sequence

from tests.plans.families.pieces import P, Piece, T

ASIDES: dict[str, Sequence[Sequence[str]]] = {
    "versions": (
        ("Version", "Date", "Author", "Comments", "Status"),
        ("0.1", "Jan 2015", "J. Whin", "First draft", "Draft"),
        ("1.0", "May 2016", "J. Whin", "Agreed by the group", "Final"),
    ),
    "versions2": (
        ("Version No.", "Date", "Changes made", "By whom"),
        ("0.1", "12/01/2015", "First draft", "J. Whin"),
        ("1.0", "03/05/2016", "Timescales changed", "J. Whin"),
    ),
    "training": (
        ("Course", "Date", "Lead", "Numbers trained", "Status"),
        ("Suicide first aid", "May 2016", "Moor Mind", "24", "Complete"),
        ("Section 136", "June 2016", "Moor Police", "60", "Planned"),
    ),
    "meetings": (
        ("Meeting", "Date", "Lead", "Comments"),
        ("Steering group", "12 May 2016", "J. Whin", "Town Hall"),
        ("Delivery group", "14 July 2016", "P. Ling", "Police HQ"),
    ),
    "engagement": (
        ("Date", "Event", "Who attended", "Comments", "Outcome"),
        ("12 May 2016", "Carers' tea", "24 carers", "They want one number", "Number on the card"),
        ("14 July 2016", "Market stall", "120 people", "Few knew the line", "More posters"),
    ),
    "kpi": (
        ("Measure", "Baseline", "Target", "Lead", "Progress"),
        ("Detentions in cells", "24", "0", "Moor Police", "2 so far this year"),
        ("Seen in one hour", "52%", "95%", "Moor Trust", "71% in May"),
    ),
    "risks": (
        ("Risk", "Owner", "RAG", "Mitigating action", "Review date"),
        ("The money ends in March", "Moor CCG", "Red", "Write a bid by June", "June 2016"),
        ("Nurses can't be found", "Moor Trust", "Amber", "Advertise together", "July 2016"),
    ),
    "risks2": (
        ("Ref", "Risk description", "Likelihood", "Impact", "RAG", "Mitigation", "Lead", "Date"),
        ("R1", "The money ends", "3", "4", "Red", "Write a bid", "Moor CCG", "June 2016"),
        ("R2", "Nurses can't be found", "4", "3", "Amber", "Advertise", "Moor Trust", "July 2016"),
    ),
    "issues": (
        ("No", "Issue", "Raised by", "Date raised", "Owner", "Status"),
        ("1", "Who pays for taxis", "Moor Trust", "12 May 2016", "J. Whin", "Open"),
        ("2", "Beds for young people", "Moor CCG", "12 May 2016", "S. Gorse", "Closed"),
    ),
    "decisions": (
        ("No", "Decision", "By whom", "Date"),
        ("1", "To meet every second month", "Steering group", "12 May 2016"),
        ("2", "To publish the plan", "Steering group", "14 July 2016"),
    ),
    "funding": (
        ("Scheme", "Lead", "Cost", "2015/16", "2016/17", "Status"),
        ("Street triage", "Moor Police", "£120,000", "£60,000", "£60,000", "Agreed"),
        ("Crisis house", "Moor Mind", "£90,000", "£30,000", "£60,000", "Bid made"),
    ),
    "services": (
        ("Service", "Provider", "Opening hours", "Telephone"),
        ("Crisis line", "Moor Trust", "24 hours", "01632 960111"),
        ("Safe room", "Moor Mind", "6pm to 2am", "01632 960112"),
    ),
    "contacts": (
        ("Name", "Role", "Organisation", "Lead for"),
        ("J. Whin", "Commissioning lead", "Moorland CCG", "Access"),
        ("P. Ling", "Inspector", "Moor Police", "Custody"),
    ),
    "attendance": (
        ("Organisation", "Name", "Jan", "Mar", "May"),
        ("Moor Police", "P. Ling", "✓", "✓", "x"),
        ("Moor CCG", "J. Whin", "✓", "x", "✓"),
    ),
    "survey": (
        ("Statement", "Agree", "Disagree", "Comments"),
        ("I was treated with respect", "52%", "31%", "Better than last year"),
        ("I knew whom to ring", "31%", "48%", "Card not known"),
    ),
    "glossary": (
        ("Abbreviation", "Meaning"),
        ("AMHP", "Approved mental health professional"),
        ("ED", "Emergency department"),
    ),
    "signatories": (
        ("Organisation", "Lead", "Signed", "Date"),
        ("Moor Police", "Chief Constable A. Hen", "Signed", "Dec 2014"),
        ("Moor CCG", "Dr B. Cock", "Signed", "Dec 2014"),
    ),
    "governance": (
        ("Group", "Chair", "Frequency", "Reports to", "Purpose"),
        ("Steering group", "J. Whin", "Monthly", "Health and Wellbeing Board", "Holds the plan"),
        ("Delivery group", "P. Ling", "Two-monthly", "Steering group", "Does the work"),
    ),
    "evidence": (
        ("Document", "Author", "Date", "Status"),
        ("Needs assessment", "Public Health", "May 2015", "Final"),
        ("Custody review", "Moor Police", "June 2015", "Draft"),
    ),
    "distribution": (
        ("Name", "Organisation", "Date sent", "Response"),
        ("J. Whin", "Moor CCG", "May 2016", "Agreed"),
        ("P. Ling", "Moor Police", "May 2016", "No comments"),
    ),
    "consultation": (
        ("Comment", "From", "Response", "Action taken"),
        ("Too many abbreviations", "Carers", "Agreed", "Glossary added"),
        ("Dates are late", "Police", "Noted", "Dates brought forward"),
    ),
    "currentpos": (
        ("Standard", "Current position", "Evidence", "RAG"),
        ("Help at any hour", "Line closes at ten", "Call log", "Amber"),
        ("Seen in an hour", "Two thirds are", "Audit", "Red"),
    ),
    "previous achievements": (
        ("What we said we would do", "What we did"),
        ("Open a crisis house", "Opened in May 2015 with six beds"),
        ("Train officers", "Two hundred trained"),
    ),
    "quarterly numbers": (
        ("Indicator", "Q1", "Q2", "Q3", "Q4", "Target"),
        ("Detentions", "44", "41", "39", "37", "30"),
        ("In cells", "3", "2", "0", "0", "0"),
    ),
    "legal": (
        ("Section", "Power", "Who", "Where", "Time"),
        ("136", "Detain", "Police", "Public place", "24 hours"),
        ("135", "Warrant", "AMHP", "Home", "24 hours"),
    ),
    "roles": (
        ("Organisation", "Role in the concordat", "Lead"),
        ("Moor Police", "First response", "P. Ling"),
        ("Moor CCG", "Buys the services", "J. Whin"),
    ),
}

PLAN = T(
    (
        ("Ref", "Action", "Timescale", "Led by", "Progress", "RAG"),
        ("1.1", "Open the line all night for callers", "May 2016", "Moor Trust", "Rota written", "A"),
        ("1.2", "Print a card for every police car", "June 2016", "Moor Police", "Printed", "G"),
    ),
    heads=1,
)


def with_aside(name: str, *, is_before: bool) -> tuple[Piece, ...]:
    """A plan of two actions with that table under its heading, before the actions or after them."""
    aside = (P(name.capitalize()), T(ASIDES[name], heads=1))
    plan = (P("Actions"), PLAN)
    return (
        P("Moor Crisis Care Concordat Action Plan", heading=1),
        *((*aside, *plan) if is_before else (*plan, *aside)),
    )
