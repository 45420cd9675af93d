"""More plans: header above each action, promises by agency, long cells, marks beside the number, keys far away."""
# ruff: noqa: E501 (a row of a table stands on one line, as it does in the paper)

from tests.plans.families.pieces import C, P, Paper, T, found

# --- the action across the table, its own small header below it ---
FIRTH = Paper(
    title="Firthside Crisis Care Concordat Action Plan",
    pieces=(
        P("Firthside Crisis Care Concordat Action Plan", heading=1),
        P("Objective A: Help in good time", heading=2),
        *(
            T(((C(f"{ref}: {action}", bold=True, across=4, fill="EDEDED"),), ("Lead", "Timescale", "Outcome", "RAG"), (who, when, outcome, mark)))
            for ref, action, who, when, outcome, mark in (
                ("Action A1", "Visit each guest house with the crisis card", "Firth Council", "May 2016", "Landladies know the number", "Green"),
                ("Action A2", "Sit with the harbour master's staff", "Firth Mind", "Aug 2016", "They know what to say", "Amber"),
            )
        ),
        P("RAG: Green = complete, Amber = under way, Red = not begun"),
    ),
    sections=(("Objective A: Help in good time", (
        found("A1", "Visit each guest house with the crisis card", "May 2016", "Firth Council", "Landladies know the number", None, "complete"),
        found("A2", "Sit with the harbour master's staff", "Aug 2016", "Firth Mind", "They know what to say", None, "ongoing"),
    )),),
    formats=("docx", "odt", "html"),
)  # fmt: skip

# --- several tables, each for an agency, whose name is the heading; who leads is the heading alone ---
_H2 = ("Pledge", "Timescale", "How we will know it has worked", "Update June 2016")
HAVEN = Paper(
    title="Haven Crisis Care Concordat – our pledges",
    pieces=(
        P("Haven Crisis Care Concordat – our pledges", heading=1),
        P("Haven Police", heading=2),
        T((_H2, ("Call before we detain", "In place", "Advice asked for in eight of ten", "Completed"), ("Train all sergeants", "Dec 2016", "All trained", "In progress: half trained")), heads=1),
        P("Haven Ambulance Service", heading=2),
        T((_H2, ("Come within thirty minutes", "March 2017", "Wait below thirty minutes", "Not started"), ("Keep a quiet ambulance", "TBC", "People feel calmer", "Delayed by the budget")), heads=1),
    ),
    sections=(
        ("Haven Police", (
            found(None, "Call before we detain", "In place", None, "Advice asked for in eight of ten", "Completed", "complete"),
            found(None, "Train all sergeants", "Dec 2016", None, "All trained", "In progress: half trained", "ongoing"),
        )),
        ("Haven Ambulance Service", (
            found(None, "Come within thirty minutes", "March 2017", None, "Wait below thirty minutes", "Not started", "not_started"),
            found(None, "Keep a quiet ambulance", "TBC", None, "People feel calmer", "Delayed by the budget", "any"),
        )),
    ),
)  # fmt: skip

# --- numbers and titles of sections in the first column, merged down; header words with brackets ---
ISLE = Paper(
    title="Isle and Sound: Mental Health Crisis Care Concordat Action Plan v7",
    pieces=(
        P("Isle and Sound: Mental Health Crisis Care Concordat Action Plan v7"),
        P("Updated 4 October 2016"),
        T(
            (
                ("Outcome (what we want)", "Ref", "Action (what we will do)", "Lead (name and agency)", "Timescale (by when)", "Progress (what has happened so far)", "Status (RAG)"),
                (C("People are safe", down=2), "1.1", "Make the shelter by the pier safe", "Jo Tern, Isle Council", "June '16", "Lights fitted", C("Complete", fill="00B050")),
                (C("", on=True), "1.2", "Ask the lifeboat crew to carry the card", "Isle Lifeboat", "End of Sept 2016", "Crew asked", C("On going", fill="FFC000")),
                (C("People are heard", down=2), "2.1", "Invite people to every meeting", "Concordat Group", "Ongoing", "Two came in July", C("On going", fill="FFC000")),
                (C("", on=True), "2.2", "Pay people for their time", "Isle CCG", "2016/17", "No policy", C("Not started", fill="FF0000")),
            ),
            heads=1,
        ),
    ),
    sections=(
        (None, (
            found("1.1", "Make the shelter by the pier safe", "June '16", "Jo Tern, Isle Council", "People are safe", "Lights fitted", "complete", leads=(("Isle Council", "Jo Tern", "lead"),)),
            found("1.2", "Ask the lifeboat crew to carry the card", "End of Sept 2016", "Isle Lifeboat", "People are safe", "Crew asked", "ongoing"),
            found("2.1", "Invite people to every meeting", "Ongoing", "Concordat Group", "People are heard", "Two came in July", "ongoing"),
            found("2.2", "Pay people for their time", "2016/17", "Isle CCG", "People are heard", "No policy", "not_started"),
        )),
    ),
)  # fmt: skip

# --- no shading means not started; the action's cell is shaded; two languages in the header ---
LLAN = Paper(
    title="Llanwen Crisis Concordat Delivery Plan / Cynllun Cyflawni",
    pieces=(
        P("Llanwen Crisis Concordat Delivery Plan / Cynllun Cyflawni", heading=1),
        P("Shading: green = done, yellow = under way, no shading = not started"),
        T(
            (
                ("No / Rhif", "Action / Cam gweithredu", "Lead / Arweinydd", "Timescale / Amserlen", "Outcome / Canlyniad"),
                ("1", C("Answer in Welsh and in English", fill="92D050"), "Health Board", "Mar 2016", "People speak as they wish"),
                ("2", C("Print the card in both languages", fill="FFFF00"), "Council", "Sept 2016", "The card is used"),
                ("3", "Find a Welsh-speaking advocate", "Health Board / Advocacy Wen", "2017", "Someone explains"),
            ),
            heads=1,
        ),
    ),
    sections=(
        (None, (
            found("1", "Answer in Welsh and in English", "Mar 2016", "Health Board", "People speak as they wish", None, "complete"),
            found("2", "Print the card in both languages", "Sept 2016", "Council", "The card is used", None, "ongoing"),
            found("3", "Find a Welsh-speaking advocate", "2017", "Health Board / Advocacy Wen", "Someone explains", None, "not_started"),
        )),
    ),
    formats=("docx", "odt", "html"),
)  # fmt: skip

# --- section names beside the number in a row of their own, header repeated under each, totals and notes ---
_H4 = ("Action ref", "Key actions", "Accountable", "By", "Status / comments")
QUAY = Paper(
    title="Quayside and District Concordat Implementation Plan",
    pieces=(
        P("Quayside and District Concordat Implementation Plan", heading=1),
        T(
            (
                (C("1", bold=True), C("Commissioning", bold=True, across=4)),
                _H4,
                ("1.1", "Write down what the suite costs", "Quay CCG", "30-Jun-16", "Complete – paper went to the board"),
                ("1.2", "Buy a second van together", "Quay CCG / Quay Ambulance", "31-Dec-16", "On track – three bids in"),
                (C("2", bold=True), C("Access before crisis", bold=True, across=4)),
                _H4,
                ("2.1", "Keep the library open late on Fridays", "Quay Council", "Jan-17", "Not started – staff to be asked"),
                ("2.2", "Run a walk for men on Sundays", "Quay Mind", "Weekly", "Under way since May"),
                (C("Notes: actions 1.3 and 1.4 were closed last year.", across=5),),
            ),
        ),
    ),
    sections=(
        ("1 Commissioning", (
            found("1.1", "Write down what the suite costs", "30-Jun-16", "Quay CCG", None, "Complete – paper went to the board", "complete"),
            found("1.2", "Buy a second van together", "31-Dec-16", "Quay CCG / Quay Ambulance", None, "On track – three bids in", "ongoing"),
        )),
        ("2 Access before crisis", (
            found("2.1", "Keep the library open late on Fridays", "Jan-17", "Quay Council", None, "Not started – staff to be asked", "not_started"),
            found("2.2", "Run a walk for men on Sundays", "Weekly", "Quay Mind", None, "Under way since May", "ongoing"),
        )),
    ),
)  # fmt: skip

# --- review of last year: what we said, what we did; then the new plan; appendix with the old table's words ---
RIDGE = Paper(
    title="Ridgeway Crisis Care Concordat: Review 2015 and Action Plan 2016",
    pieces=(
        P("Ridgeway Crisis Care Concordat: Review 2015 and Action Plan 2016", heading=1),
        P("What we achieved in 2015", heading=2),
        T((("What we said we would do", "What we did"), ("Open a crisis house", "Opened in May 2015 with six beds"), ("Train officers", "Two hundred trained")), heads=1),
        P("Where we still fall short", heading=2),
        T((("Standard", "Current position", "Evidence", "RAG"), ("Help at any hour", "Line closes at ten", "Call log", "Amber"), ("Seen in an hour", "Two thirds are", "Audit", "Red")), heads=1),
        P("Action plan 2016", heading=2),
        T((("Priority", "Ref", "Action", "Who", "When", "Success looks like"),
           ("High", "R1", "Open the line until two", "Ridge Trust", "May 2016", "Calls answered at one in the morning"),
           ("Medium", "R2", "Look at every wait above an hour", "Ridge Hospital", "July 2016", "Waits fall"),
           ("Low", "R3", "Repaint the interview room", "Ridge Police", "Dec 2016", "People say that it is calmer")), heads=1),
        P("Money", heading=2),
        T((("Scheme", "Lead", "Cost", "2015/16", "2016/17", "Status"), ("Street triage", "Ridge Police", "£120,000", "£60,000", "£60,000", "Agreed"), ("Crisis house", "Ridge Mind", "£90,000", "£30,000", "£60,000", "Bid made")), heads=1),
        P("How we are governed", heading=2),
        T((("Group", "Chair", "Frequency", "Reports to", "Purpose"), ("Steering group", "J. Whin", "Monthly", "Health and Wellbeing Board", "Holds the plan")), heads=1),
        P("Questions people asked", heading=2),
        T((("Question", "Answer"), ("Will the line be free to ring?", "Yes, from every telephone"), ("Who pays for the taxi?", "The trust does, after ten at night")), heads=1),
    ),
    sections=(
        ("any", (
            found("R1", "Open the line until two", "May 2016", "Ridge Trust", "Calls answered at one in the morning", None, "unknown"),
            found("R2", "Look at every wait above an hour", "July 2016", "Ridge Hospital", "Waits fall", None, "unknown"),
            found("R3", "Repaint the interview room", "Dec 2016", "Ridge Police", "People say that it is calmer", None, "unknown"),
        )),
    ),
    never=("£", "Opened in May"),
)  # fmt: skip

# --- milestones inside the action's cell, letters for the parts of a date, updates by month in columns ---
STRAND = Paper(
    title="Strand and Marsh Mental Health Crisis Care Action Plan 2016 – 2018",
    pieces=(
        P("Strand and Marsh Mental Health Crisis Care Action Plan 2016 – 2018", heading=1),
        P("Key B – blue: closed; G – green: on course; A – amber: may be late; R – red: late"),
        T(
            (
                ("Priority", "Action", "Lead organisation", "Supporting organisations", "Milestones and dates", "Progress Jan 2016", "Progress Apr 2016", "RAG"),
                (C("1: Prevention", across=8, bold=True, fill="C6E0B4"),),
                ("1a", "Run mental health first aid for farmers", "Marsh CCG", "Farmers' Union, Mind", "Course bought: Jan 2016\nFirst course: May 2016", "Course bought", "Date fixed", C("G", fill="92D050")),
                ("1b", "Write to everyone who missed an appointment", "Marsh Trust", "", "April 2016", "Letter written", "Letter in use", C("B", fill="00B0F0")),
                (C("2: Response", across=8, bold=True, fill="C6E0B4"),),
                ("2a", "Put a doctor on the night rota", "Marsh Trust", "Marsh CCG", "Sept 2016", "", "Advertised twice", C("R", fill="FF0000")),
            ),
            heads=1,
        ),
    ),
    sections=(
        ("1: Prevention", (
            found("1a", "Run mental health first aid for farmers", "Course bought: Jan 2016 First course: May 2016", "Marsh CCG", None, "Jan 2016: Course bought\nApr 2016: Date fixed", "ongoing"),
            found("1b", "Write to everyone who missed an appointment", "April 2016", "Marsh Trust", None, "Jan 2016: Letter written\nApr 2016: Letter in use", "complete"),
        )),
        ("2: Response", (
            found("2a", "Put a doctor on the night rota", "Sept 2016", "Marsh Trust", None, "Apr 2016: Advertised twice", "overdue", leads=(("Marsh Trust", None, "lead"), ("Marsh CCG", None, "support"))),
        )),
    ),
    formats=("docx", "odt", "html", "xlsx"),
)  # fmt: skip

PAPERS = {"firth": FIRTH, "haven": HAVEN, "isle": ISLE, "llan": LLAN, "quay": QUAY, "ridge": RIDGE, "strand": STRAND}
