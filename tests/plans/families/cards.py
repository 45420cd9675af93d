"""Plans of one card an action: labels beside, above or in the same cell as what they name."""
# ruff: noqa: E501 (a row of a table stands on one line, as it does in the paper)

from tests.plans.families.pieces import C, P, Paper, T, found


def _card(*pairs: tuple[str, str]) -> T:
    return T(tuple(pairs))


# --- two columns, one table an action, other labels ---
BRAE = Paper(
    title="Braeside Crisis Concordat – Action Cards",
    pieces=(
        P("Braeside Crisis Concordat – Action Cards", heading=1),
        P("RAG key: Green – done, Amber – in hand, Red – stuck or late"),
        P("Theme 1: Early help", heading=2),
        _card(("Action Point", "1.1"), ("What we will do", "Open the allotment to anybody who is low"), ("Who", "Braeside Mind (A. Sorrel)"),
              ("Deadline", "June 2016"), ("Desired outcome", "People have company"), ("Position at Sept", "Open twice a week"), ("R/A/G", "Green")),
        P(""),
        _card(("Action Point", "1.2"), ("What we will do", "Ask the water board to leave a card"), ("Who", "County Council"),
              ("Deadline", "Dec 2016"), ("Desired outcome", "Debt is spoken of early"), ("Position at Sept", "Waiting for a reply"), ("R/A/G", "Amber")),
        P("Theme 2: In a crisis", heading=2),
        _card(("Action Point", "2.1"), ("What we will do", "Send a nurse in the police car at weekends"), ("Who", "Brae Police / Brae Trust"),
              ("Deadline", "Q3 2016/17"), ("Desired outcome", "Half as many detentions"), ("Position at Sept", "No nurse can be found"), ("R/A/G", "Red")),
    ),
    sections=(
        ("Theme 1: Early help", (
            found("1.1", "Open the allotment to anybody who is low", "June 2016", "Braeside Mind (A. Sorrel)", "People have company", "Open twice a week", "complete"),
            found("1.2", "Ask the water board to leave a card", "Dec 2016", "County Council", "Debt is spoken of early", "Waiting for a reply", "ongoing"),
        )),
        ("Theme 2: In a crisis", (
            found("2.1", "Send a nurse in the police car at weekends", "Q3 2016/17", "Brae Police / Brae Trust", "Half as many detentions", "No nurse can be found", "overdue"),
        )),
    ),
)  # fmt: skip

# --- a title row across each card, four columns of labels and words ---
GLEN = Paper(
    title="Glen and Strath Crisis Care Action Plan",
    pieces=(
        P("Glen and Strath Crisis Care Action Plan", heading=1),
        *(
            T(((C(title, bold=True, fill="DDEBF7", across=4),),
               ("Action:", C(action, across=3)),
               ("Lead:", who, "By when:", when),
               ("Outcome:", outcome, "Status:", status),
               ("Update:", C(update, across=3))))
            for title, action, who, when, outcome, status, update in (
                ("Action 1 – Night line", "Keep the line open past midnight", "Glen Health Board", "31/12/2016", "Somebody always answers", "In progress", "Open until one o'clock"),
                ("Action 2 – Vets", "Train vets to speak with farmers", "Strath Farmers' Union", "May 2017", "Farmers ask sooner", "Not started", "Trainer chosen"),
                ("Action 3 – Custody", "Move the nurse's room beside the cells", "Strath Police", "Mar 2016", "Seen within the hour", "Completed", "Room moved in February"),
            )
        ),
    ),
    sections=(
        (None, (
            found("1", "Keep the line open past midnight", "31/12/2016", "Glen Health Board", "Somebody always answers", "Open until one o'clock", "ongoing"),
            found("2", "Train vets to speak with farmers", "May 2017", "Strath Farmers' Union", "Farmers ask sooner", "Trainer chosen", "not_started"),
            found("3", "Move the nurse's room beside the cells", "Mar 2016", "Strath Police", "Seen within the hour", "Room moved in February", "complete"),
        )),
    ),
    formats=("docx", "odt", "html", "xlsx"),
)  # fmt: skip

# --- one table, cards below one another, label and words in two columns, numbers in the label ---
_PAIRS = (
    ("Action 1", "Tell schools whom to ring"), ("Lead", "Shire Council"), ("When", "Sept 2016"), ("Result", "Schools ring the right team"), ("Progress", "Letter sent. Complete"),
    ("Action 2", "Hold a meeting with taxi firms"), ("Lead", "Shire Police"), ("When", "Nov 2016"), ("Result", "Drivers know what to do"), ("Progress", "Not yet started"),
    ("Action 3", "Move the drop-in nearer the station"), ("Lead", "Shire Mind"), ("When", "Jan 2017"), ("Result", "People find it"), ("Progress", "Work is under way"),
)  # fmt: skip
SHIRE = Paper(
    pieces=(P("Shire Crisis Care Concordat Action Plan", heading=1), T(_PAIRS)),
    sections=(
        (None, (
            found("1", "Tell schools whom to ring", "Sept 2016", "Shire Council", "Schools ring the right team", "Letter sent. Complete", "complete"),
            found("2", "Hold a meeting with taxi firms", "Nov 2016", "Shire Police", "Drivers know what to do", "Not yet started", "not_started"),
            found("3", "Move the drop-in nearer the station", "Jan 2017", "Shire Mind", "People find it", "Work is under way", "ongoing"),
        )),
    ),
)  # fmt: skip

# --- the action as the card's title row, labels below ---
CAIRN = Paper(
    pieces=(
        P("Cairnmoor crisis concordat: our promises", heading=1),
        *(
            T(((C(f"{ref}  {action}", bold=True, fill="E2EFDA", across=2),), ("Owner", who), ("Target", when), ("Success measure", outcome), ("Comments", note), ("BRAG", mark)))
            for ref, action, who, when, outcome, note, mark in (
                ("C1", "Give every family a named worker", "Cairn Trust", "Oct 2016", "Families know whom to ask", "Half have one", "Amber"),
                ("C2", "Print the plan in large type", "Cairn Voices", "June 2016", "Everyone can read it", "Printed in May", "Blue"),
                ("C3", "Record the wait in the emergency department", "Cairn Hospital", "Apr 2017", "Waits are known", "Nobody to do it", "Red"),
            )
        ),
        P("Blue: complete. Green: on track. Amber: some delay. Red: not on track."),
    ),
    sections=(
        (None, (
            found("C1", "Give every family a named worker", "Oct 2016", "Cairn Trust", "Families know whom to ask", "Half have one", "at_risk"),
            found("C2", "Print the plan in large type", "June 2016", "Cairn Voices", "Everyone can read it", "Printed in May", "complete"),
            found("C3", "Record the wait in the emergency department", "Apr 2017", "Cairn Hospital", "Waits are known", "Nobody to do it", "overdue"),
        )),
    ),
    formats=("docx", "odt", "html"),
)  # fmt: skip

PAPERS = {"brae": BRAE, "glen": GLEN, "shire": SHIRE, "cairn": CAIRN}
