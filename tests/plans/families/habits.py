"""Plans with the habits of their authors: updates below each action, headings in the header, two facts in a column."""
# ruff: noqa: E501 (a row of a table stands on one line, as it does in the paper)

from tests.plans.families.pieces import C, P, Paper, T, found

# --- the update stands in a row of its own below each action ---
PEAK = Paper(
    title="High Tor Crisis Care Concordat Action Plan",
    pieces=(
        P("High Tor Crisis Care Concordat Action Plan", heading=1),
        P("1. Early help", heading=2),
        T(
            (
                ("Ref", "Action", "Lead", "Timescale", "RAG"),
                ("1.1", "Ask climbers' huts to show the card", "Tor Council", "May 2016", C("G", fill="00B050")),
                (C("Update: forty huts have it", across=5),),
                ("1.2", "Open the surgery on bank holidays", "Tor CCG", "Dec 2016", C("A", fill="FFC000")),
                (C("Update September 2016: two of five surgeries agreed", across=5),),
                ("1.3", "Talk with the quarry's own nurse", "Tor Trust", "2017", C("R", fill="FF0000")),
                (C("Progress: none yet", across=5),),
            ),
            heads=1,
        ),
        P("G: complete. A: in progress. R: not started."),
    ),
    sections=(("1. Early help", (
        found("1.1", "Ask climbers' huts to show the card", "May 2016", "Tor Council", None, "forty huts have it", "complete"),
        found("1.2", "Open the surgery on bank holidays", "Dec 2016", "Tor CCG", None, "Update September 2016: two of five surgeries agreed", "ongoing"),
        found("1.3", "Talk with the quarry's own nurse", "2017", "Tor Trust", None, "none yet", "not_started"),
    )),),
)  # fmt: skip

# --- the section's title stands in the header, above its actions ---
SPIT = Paper(
    title="Spithead Crisis Care Concordat: action plan",
    pieces=(
        P("Spithead Crisis Care Concordat: action plan", heading=1),
        T(
            (
                ("Ref", "1. Commissioning for earlier help", "Lead", "By when", "Progress"),
                ("1.1", "Find out who uses the emergency department most", "Spit CCG", "May 2016", "Complete"),
                ("1.2", "Offer each of them a plan", "Spit Trust", "Oct 2016", "On-going"),
            ),
            heads=1,
        ),
        T(
            (
                ("Ref", "2. Urgent and emergency access", "Lead", "By when", "Progress"),
                ("2.1", "Keep the assessment room free", "Spit Hospital", "June 2016", "Not started"),
                ("2.2", "Tell the police when it is not", "Spit Hospital", "June 2016", "On-going"),
            ),
            heads=1,
        ),
    ),
    sections=(
        ("1. Commissioning for earlier help", (
            found("1.1", "Find out who uses the emergency department most", "May 2016", "Spit CCG", None, "Complete", "complete"),
            found("1.2", "Offer each of them a plan", "Oct 2016", "Spit Trust", None, "On-going", "ongoing"),
        )),
        ("2. Urgent and emergency access", (
            found("2.1", "Keep the assessment room free", "June 2016", "Spit Hospital", None, "Not started", "not_started"),
            found("2.2", "Tell the police when it is not", "June 2016", "Spit Hospital", None, "On-going", "ongoing"),
        )),
    ),
    formats=("docx", "odt", "html"),
)  # fmt: skip

# --- who and when in one column ---
GILL = Paper(
    title="Gillwater Concordat Plan",
    pieces=(
        P("Gillwater Concordat Plan", heading=1),
        P("Section 1 – Prevention"),
        T(
            (
                ("Action", "Lead and timescale", "Outcome", "Update"),
                ("Give out the card at the food bank", "Gill Council\nby June 2016", "People know the number", "Completed"),
                ("Meet with the jobcentre", "Gill Mind\nDec 2016", "Fewer sanctions", "In progress"),
                ("Set up a peer group", "Gill Trust, supported by Gill Mind\nOngoing", "People meet", "Not started"),
            ),
            heads=1,
        ),
    ),
    sections=(("Section 1 – Prevention", (
        found(None, "Give out the card at the food bank", "by June 2016", "Gill Council", "People know the number", "Completed", "complete", time=("month", "2016-06-30")),
        found(None, "Meet with the jobcentre", "Dec 2016", "Gill Mind", "Fewer sanctions", "In progress", "ongoing", time=("month", "2016-12-31")),
        found(None, "Set up a peer group", "Ongoing", "Gill Trust, supported by Gill Mind", "People meet", "Not started", "not_started"),
    )),),
)  # fmt: skip

# --- milestones with dates of their own under an action merged down ---
TEIGN = Paper(
    title="Teignhead Crisis Care Concordat Delivery Plan",
    pieces=(
        P("Teignhead Crisis Care Concordat Delivery Plan", heading=1),
        T(
            (
                ("No.", "Action", "Milestones", "Date", "Lead", "RAG"),
                (C("1", down=3), C("Open a safe haven", down=3), "Find a house", "May 2016", C("Teign Mind", down=3), C("G", down=3)),
                (C("", on=True), C("", on=True), "Find the staff", "July 2016", C("", on=True), C("", on=True)),
                (C("", on=True), C("", on=True), "Open the door", "Oct 2016", C("", on=True), C("", on=True)),
                (C("2", down=2), C("Share care plans with the ambulance service", down=2), "Agree the form", "June 2016", C("Teign Trust", down=2), C("A", down=2)),
                (C("", on=True), C("", on=True), "Send the first hundred", "Dec 2016", C("", on=True), C("", on=True)),
            ),
            heads=1,
        ),
        P("G – complete; A – in progress; R – not started"),
    ),
    sections=((None, (
        found("1", "Open a safe haven", "May 2016 July 2016 Oct 2016", "Teign Mind", None, None, "complete"),
        found("2", "Share care plans with the ambulance service", "June 2016 Dec 2016", "Teign Trust", None, None, "ongoing"),
    )),),
    formats=("docx", "odt", "html", "xlsx"),
)  # fmt: skip

# --- a heading, sentences and a lead's name before each table; status in brackets before the action ---
CROFT = Paper(
    title="Croft and Bield Mental Health Crisis Care Concordat Action Plan",
    pieces=(
        P("Croft and Bield Mental Health Crisis Care Concordat Action Plan", heading=1),
        P("Introduction", heading=2),
        P("Partners met four times to write this plan. It replaces the plan of 2014."),
        P("Priority 1 – Listening to people in crisis", heading=2),
        P("Priority lead: R. Heather, Croft Council"),
        P("People told us that they had to tell their story again and again. We want this to stop."),
        T((("Action", "Lead", "Milestone / timescale", "Measure"),
           ("Write one passport for each person who wants it", "Croft Trust", "100 passports by April 2017", "People say that they were asked once"),
           ("Read the passport in the emergency department", "Croft Hospital", "June 2017", "Audit of fifty visits"))),
        P("Priority 2 – A calm place to go", heading=2),
        P("Priority lead: T. Bracken, Croft Police"),
        T((("Action", "Lead", "Milestone / timescale", "Measure"),
           ("Furnish the room beside the front desk", "Croft Police", "Sept 2016", "Room in use"),)),
        P("Next steps", heading=2),
        P("The plan will be looked at every three months by the board."),
    ),
    sections=(
        ("Priority 1 – Listening to people in crisis", (
            found(None, "Write one passport for each person who wants it", "100 passports by April 2017", "Croft Trust", "People say that they were asked once", None, "unknown", time=("month", "2017-04-30")),
            found(None, "Read the passport in the emergency department", "June 2017", "Croft Hospital", "Audit of fifty visits", None, "unknown"),
        )),
        ("Priority 2 – A calm place to go", (
            found(None, "Furnish the room beside the front desk", "Sept 2016", "Croft Police", "Room in use", None, "unknown"),
        )),
    ),
    formats=("docx", "odt", "html"),
)  # fmt: skip

# --- only a done column with a tick, and the date of it ---
FOSS = Paper(
    title="Foss and Wold action plan – crisis concordat",
    pieces=(
        P("Foss and Wold action plan – crisis concordat", heading=1),
        T(
            (
                ("#", "Task", "Assigned to", "Due", "Done", "Notes"),
                ("1", "Book the hall for the carers' day", "K. Plover", "3/5/16", "✔", "Booked for 9 June"),
                ("2", "Invite the ambulance crews", "Foss Ambulance", "10/5/16", "", "Two said yes"),
                ("3", "Print the leaflet", "Wold Council", "17/5/16", "✔", ""),
            ),
            heads=1,
        ),
    ),
    sections=((None, (
        found("1", "Book the hall for the carers' day", "3/5/16", "K. Plover", None, "Booked for 9 June", "complete"),
        found("2", "Invite the ambulance crews", "10/5/16", "Foss Ambulance", None, "Two said yes", "any"),
        found("3", "Print the leaflet", "17/5/16", "Wold Council", None, None, "complete"),
    )),),
)  # fmt: skip

# --- capital headers over three lines, refs glued to the words, "Objective:" rows, responsible persons by initials ---
WHARF = Paper(
    title="WHARFEDALE NORTH CRISIS CARE CONCORDAT ACTION PLAN",
    pieces=(
        P("WHARFEDALE NORTH CRISIS CARE CONCORDAT ACTION PLAN", bold=True),
        T(
            (
                ("WHAT WILL\nWE DO?", "WHO WILL\nDO IT?", "BY\nWHEN?", "HOW WILL WE\nKNOW IT\nHAS WORKED?", "HOW ARE\nWE DOING?"),
                (C("Objective: Nobody waits alone", across=5, fill="DEEAF6"),),
                ("1.1 Ask volunteers to sit with people in the emergency department", "HT / BL", "Autumn 2016", "Volunteers on six nights", "On track"),
                ("1.2 Put a kettle in the waiting room", "Wharf Hospital", "Done", "Tea is drunk", "Complete"),
                (C("Objective: Nobody is sent away", across=5, fill="DEEAF6"),),
                ("2.1 Ring the next day if somebody leaves before they are seen", "Wharf Trust (AJ)", "ASAP", "Calls made", "Behind schedule"),
            ),
            heads=1,
        ),
    ),
    sections=(
        ("Objective: Nobody waits alone", (
            found("1.1", "Ask volunteers to sit with people in the emergency department", "Autumn 2016", "HT / BL", "Volunteers on six nights", None, "ongoing"),
            found("1.2", "Put a kettle in the waiting room", "Done", "Wharf Hospital", "Tea is drunk", None, "complete"),
        )),
        ("Objective: Nobody is sent away", (
            found("2.1", "Ring the next day if somebody leaves before they are seen", "ASAP", "Wharf Trust (AJ)", "Calls made", None, "overdue"),
        )),
    ),
)  # fmt: skip

# --- no table at all: labelled lines under headings ---
MOSS = Paper(
    title="Mossdale Crisis Care Concordat Action Plan",
    pieces=(
        P("Mossdale Crisis Care Concordat Action Plan", heading=1),
        P("This plan was agreed in May."),
        P("1. Prevention", heading=2),
        P("Action 1.1: Hold an open morning in the chapel"),
        P("Lead: Moss Mind"),
        P("Timescale: May 2016"),
        P("Outcome: People know one another"),
        P("Status: Complete"),
        P("Action 1.2: Teach the postmen what to do"),
        P("Lead: Moss Trust, supported by Moss Mind"),
        P("Timescale: Q3 2016/17"),
        P("Outcome: Worries are passed on"),
        P("Status: In progress"),
        P("2. Response", heading=2),
        P("Action 2.1: Answer the police within ten minutes"),
        P("Lead: Moss Trust"),
        P("Timescale: TBC"),
        P("Outcome: Fewer detentions"),
        P("Status: Not started"),
    ),
    sections=(
        ("1. Prevention", (
            found("1.1", "Hold an open morning in the chapel", "May 2016", "Moss Mind", "People know one another", None, "complete"),
            found("1.2", "Teach the postmen what to do", "Q3 2016/17", "Moss Trust, supported by Moss Mind", "Worries are passed on", None, "ongoing"),
        )),
        ("2. Response", (
            found("2.1", "Answer the police within ten minutes", "TBC", "Moss Trust", "Fewer detentions", None, "not_started"),
        )),
    ),
    formats=("docx", "odt", "html"),
)  # fmt: skip

# --- the colour of the action's own words; no colour means something too ---
RILL = Paper(
    title="Rillside Crisis Care Concordat Action Plan",
    pieces=(
        P("Rillside Crisis Care Concordat Action Plan", heading=1),
        P("Text in green is complete, text in red is overdue, black text is in progress"),
        T(
            (
                ("Ref", "Action", "Lead", "Timescale", "Outcome"),
                ("1", C("Lend telephones to people without one", colour="00B050"), "Rill Mind", "May 2016", "People can ring"),
                ("2", "Train the bus drivers", "Rill Buses", "June 2016", "Drivers wait"),
                ("3", C("Put a bench outside the surgery", colour="FF0000"), "Rill Council", "Jan 2016", "People rest"),
            ),
            heads=1,
        ),
    ),
    sections=((None, (
        found("1", "Lend telephones to people without one", "May 2016", "Rill Mind", "People can ring", None, "complete"),
        found("2", "Train the bus drivers", "June 2016", "Rill Buses", "Drivers wait", None, "ongoing"),
        found("3", "Put a bench outside the surgery", "Jan 2016", "Rill Council", "People rest", None, "overdue"),
    )),),
    formats=("docx", "odt", "html"),
)  # fmt: skip

PAPERS = {
    "moss": MOSS, "rill": RILL,"peak": PEAK, "spit": SPIT, "gill": GILL, "teign": TEIGN, "croft": CROFT, "foss": FOSS, "wharf": WHARF}  # fmt: skip
