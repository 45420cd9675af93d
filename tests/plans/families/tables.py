"""Plans in one or several tables, with the header words, orders, rows and marks that partnerships use."""
# ruff: noqa: E501 (a row of a table stands on one line, as it does in the paper)

from tests.plans.families.pieces import C, P, Paper, T, found

# --- section rows in colour, letters for ratings, owners in brackets ---
_H1 = ("Ref", "Action Point", "Owner", "Deadline", "Desired outcome", "Position at Sept 16", "BRAG")
_BAND = "1F4E79"
WOLD = Paper(
    title="Woldshire Crisis Care Concordat – Joint Action Plan 2016/17",
    pieces=(
        P("Woldshire Crisis Care Concordat – Joint Action Plan 2016/17"),
        P("BRAG: B = completed and embedded, R = not on track, A = at risk of slipping, G = on track"),
        T(
            (
                _H1,
                (C("Priority 1: Support before crisis point", fill=_BAND, colour="FFFFFF", bold=True, across=7),),
                ("A1", "Publish one page of numbers to ring in the evening", "H. Elm (Woldshire CCG)", "end Q2 16/17",
                 "People know where to turn", "Page went live on 4 July", "B"),
                ("A2", "Open a safe room at the arts centre on Thursdays to Sundays", "Wold Mind / Borough Council",
                 "31st of March '17", "Fewer people go to the emergency department", "Lease signed; painting begins in October", "G"),
                (C("Priority 2: Urgent and emergency access", fill=_BAND, colour="FFFFFF", bold=True, across=7),),
                ("B1", "Nurses sit with the police call takers from 4pm to midnight", "Wold Police (lead), MH Trust",
                 "Revised to June 2016 (was March 2016)", "Officers get advice before they decide", "Two nurses still to be recruited", "R"),
                ("B2", "Agree who conveys people when the ambulance is delayed", "Ambulance Service", "By 30/09/2016",
                 "Nobody travels in a police van", "Draft went to the group in August", "A"),
            ),
            heads=1,
        ),
    ),
    sections=(
        ("Priority 1: Support before crisis point", (
            found("A1", "Publish one page of numbers to ring in the evening", "end Q2 16/17", "H. Elm (Woldshire CCG)",
                  "People know where to turn", "Page went live on 4 July", "complete_verified",
                  time=("quarter", "2016-09-30"), leads=(("Woldshire CCG", "H. Elm", "lead"),)),
            found("A2", "Open a safe room at the arts centre on Thursdays to Sundays", "31st of March '17",
                  "Wold Mind / Borough Council", "Fewer people go to the emergency department",
                  "Lease signed; painting begins in October", "ongoing", time=("day", "2017-03-31")),
        )),
        ("Priority 2: Urgent and emergency access", (
            found("B1", "Nurses sit with the police call takers from 4pm to midnight", "Revised to June 2016 (was March 2016)",
                  "Wold Police (lead), MH Trust", "Officers get advice before they decide", "Two nurses still to be recruited",
                  "overdue", time=("month", "2016-06-30")),
            found("B2", "Agree who conveys people when the ambulance is delayed", "By 30/09/2016", "Ambulance Service",
                  "Nobody travels in a police van", "Draft went to the group in August", "at_risk"),
        )),
    ),
)  # fmt: skip

# --- no references, themes merged down, headings "Domain A –", words for ratings and no key ---
TARN = Paper(
    title="Tarnside Mental Health Crisis Care Concordat Action Plan",
    pieces=(
        P("Tarnside Mental Health Crisis Care Concordat Action Plan", heading=1),
        P("This plan was agreed by the partners in May 2016 and is looked at every quarter."),
        P("Domain A – Access to support before crisis point", heading=2),
        T(
            (
                ("Theme", "What we will do", "Who", "By when?", "How will we know?", "R/A/G", "Progress/Comments"),
                (C("Early help", down=2), "Run a listening stall at the Saturday market", "Tarnside Together", "Spring 2017",
                 "Two hundred conversations a year", "Green", "Stall runs every second week"),
                (C("", on=True), "Train barbers and hairdressers to notice distress", "Public Health", "Dec 2016",
                 "Forty people trained", "Amber", "Nine trained so far"),
                (C("Information", down=1), "Put the crisis card into every library book in July", "County Council", "TBC",
                 "Calls to the line go up", "Red", ""),
            ),
            heads=1,
        ),
        P("Domain B – Urgent and emergency access to crisis care", heading=2),
        T(
            (
                ("Theme", "What we will do", "Who", "By when?", "How will we know?", "R/A/G", "Progress/Comments"),
                (C("Places of safety", down=2), "Staff the suite at all hours", "Lakes Trust", "monthly from April 2016",
                 "The suite is never closed", "Amber", "Rota filled until June"),
                (C("", on=True), "Paint the waiting room with the people who wait in it", "Lakes Trust and Tarnside Together",
                 "Completed May 2016", "It feels kinder", "Green", "Opened on 12 May"),
            ),
            heads=1,
        ),
    ),
    sections=(
        ("Domain A – Access to support before crisis point", (
            found(None, "Run a listening stall at the Saturday market", "Spring 2017", "Tarnside Together",
                  "Two hundred conversations a year", "Stall runs every second week", "complete", theme="Early help"),
            found(None, "Train barbers and hairdressers to notice distress", "Dec 2016", "Public Health",
                  "Forty people trained", "Nine trained so far", "ongoing", theme="Early help"),
            found(None, "Put the crisis card into every library book in July", "TBC", "County Council",
                  "Calls to the line go up", None, "not_started", theme="Information"),
        )),
        ("Domain B – Urgent and emergency access to crisis care", (
            found(None, "Staff the suite at all hours", "monthly from April 2016", "Lakes Trust",
                  "The suite is never closed", "Rota filled until June", "ongoing", theme="Places of safety"),
            found(None, "Paint the waiting room with the people who wait in it", "Completed May 2016",
                  "Lakes Trust and Tarnside Together", "It feels kinder", "Opened on 12 May", "complete",
                  theme="Places of safety"),
        )),
    ),
)  # fmt: skip

# --- a header of two rows, lead and support apart, tick columns, capitals for section rows ---
FERRY = Paper(
    title="Ferrybridge Vale crisis concordat delivery plan",
    pieces=(
        P("Ferrybridge Vale crisis concordat delivery plan", bold=True),
        T(
            (
                (C("No", down=2), C("Milestone", down=2), C("Responsibility", across=2), C("Timescale", across=2),
                 C("Outcome", down=2), C("Status (tick one)", across=3)),
                (C("", on=True), C("", on=True), "Lead", "Support", "Start", "Finish", C("", on=True), "Not started",
                 "In progress", "Complete"),
                (C("PREVENTING CRISIS", bold=True), "", "", "", "", "", "", "", "", ""),
                ("1a", "Write a crisis plan with everyone on the community caseload", "Vale Trust", "Carers' group",
                 "Apr-16", "Mar-17", "Plans are used when it matters", "", "✓", ""),
                ("1b", "Give GPs a card for the telephone line", "Vale CCG", "", "01.04.2016", "30.06.2016",
                 "GPs ring before they refer", "", "", "✓"),
                (C("RESPONDING TO CRISIS", bold=True), "", "", "", "", "", "", "", "", ""),
                ("2a", "Join the two telephone lines into one", "Vale CCG", "Vale Trust, Samaritans", "Oct-16", "Q4 2016/17",
                 "One number for everyone", "✓", "", ""),
            ),
            heads=2,
        ),
    ),
    sections=(
        ("PREVENTING CRISIS", (
            found("1a", "Write a crisis plan with everyone on the community caseload", "Mar-17", "Vale Trust",
                  "Plans are used when it matters", None, "ongoing",
                  leads=(("Vale Trust", None, "lead"), ("Carers' group", None, "support"))),
            found("1b", "Give GPs a card for the telephone line", "30.06.2016", "Vale CCG", "GPs ring before they refer",
                  None, "complete"),
        )),
        ("RESPONDING TO CRISIS", (
            found("2a", "Join the two telephone lines into one", "Q4 2016/17", "Vale CCG", "One number for everyone",
                  None, "not_started"),
        )),
    ),
)  # fmt: skip

# --- live and completed actions, and seven tables that hold no actions ---
MOOR = Paper(
    title="Moorland Crisis Care Concordat Action Plan",
    pieces=(
        P("Moorland Crisis Care Concordat Action Plan", heading=1),
        P("Membership of the group", heading=2),
        T((("Name", "Role", "Organisation", "E-mail"),
           ("J. Whin", "Commissioning lead", "Moorland CCG", "j.whin@moor.example"),
           ("P. Ling", "Inspector", "Moor Police", "p.ling@moor.example"),
           ("S. Gorse", "Service manager", "Moor Trust", "s.gorse@moor.example"))),
        P("Dates of meetings", heading=2),
        T((("Date", "Time", "Venue"), ("12 May 2016", "10.00", "Town Hall"), ("14 July 2016", "10.00", "Police HQ"))),
        P("Live actions", heading=2),
        T(
            (("Action no.", "Action", "Responsible org", "Target date", "Progress to date", "Status"),
             ("1.9", "Ask people three months later how the visit felt", "Moor Trust", "Sept 2016", "Questions agreed", "In progress"),
             ("1.10", "Bring the two bed managers together every morning", "Moor Trust", "June 2016", "Not happening yet", "Not started"),
             ("UC3", "Give paramedics the number of the crisis team", "Ambulance NHS Trust", "May 2016", "Number on every vehicle but ten", "Overdue")),
            heads=1,
        ),
        P("Completed actions", heading=2),
        T(
            (("Action no.", "Action", "Responsible org", "Date completed", "Outcome"),
             ("1.1", "Sign the declaration", "All partners", "Dec 2014", "Declaration on the website"),
             ("1.4", "Close the cell at the market station to people in crisis", "Moor Police", "March 2015", "No one held there since")),
            heads=1,
        ),
        P("Risks", heading=2),
        T((("Risk", "Likelihood", "Impact", "Score", "Mitigation", "Owner"),
           ("Money for the suite ends", "3", "4", "12", "Bid to be written by June", "Moorland CCG"),
           ("Nurses can't be found", "4", "3", "12", "Advertise together", "Moor Trust"))),
        P("Opening hours", heading=2),
        T((("Service", "Opening hours", "Telephone"), ("Crisis line", "24 hours", "01632 960111"), ("Safe room", "6pm to 2am", "01632 960112"))),
        P("Abbreviations", heading=2),
        T((("Term", "Meaning"), ("AMHP", "Approved mental health professional"), ("CCG", "Clinical commissioning group"), ("ED", "Emergency department"))),
        P("Version control", heading=2),
        T((("Version", "Date", "Author", "Changes"), ("0.1", "Jan 2015", "J. Whin", "First draft"), ("1.0", "May 2016", "J. Whin", "Agreed by the group"))),
    ),
    sections=(
        ("Live actions", (
            found("1.9", "Ask people three months later how the visit felt", "Sept 2016", "Moor Trust", None, "Questions agreed", "ongoing"),
            found("1.10", "Bring the two bed managers together every morning", "June 2016", "Moor Trust", None, "Not happening yet", "not_started"),
            found("UC3", "Give paramedics the number of the crisis team", "May 2016", "Ambulance NHS Trust", None,
                  "Number on every vehicle but ten", "overdue"),
        )),
        ("Completed actions", (
            found("1.1", "Sign the declaration", "Dec 2014", "All partners", "Declaration on the website", None, "complete"),
            found("1.4", "Close the cell at the market station to people in crisis", "March 2015", "Moor Police",
                  "No one held there since", None, "complete"),
        )),
    ),
    never=("01632", "Bid to be written", "First draft", "moor.example"),
)  # fmt: skip

# --- sections named by agency in a column merged down; commitments ---
HOLM = Paper(
    title="Holm Valley Crisis Care Concordat: what each of us will do",
    pieces=(
        P("Holm Valley Crisis Care Concordat: what each of us will do", heading=1),
        P("Red: overdue. Amber: started, some way to go. Green: finished. Grey: withdrawn."),
        T(
            (
                ("Lead organisation", "Commitment", "To be completed by", "Measures of success", "RAG rating"),
                (C("Holm Police", down=3), "Record why each person was detained", "April 2016", "Form used every time", C(fill="92D050")),
                (C("", on=True), "Stop using marked cars for conveyance", "w/c 4 April 2016", "None since spring", C(fill="FF3300")),
                (C("", on=True), C("Ring the daytime team after every detention"), "2016-17", "Calls logged", C(fill="FFD966")),
                (C("Holm Trust", down=2), "Answer police calls in ten minutes", "Immediate", "Nine in ten answered", C(fill="00B050")),
                (C("", on=True), "Share the plan for winter", "FY16/17", "Plan shared", C(fill="BFBFBF")),
            ),
            heads=1,
        ),
    ),
    sections=(
        (None, (
            found(None, "Record why each person was detained", "April 2016", "Holm Police", "Form used every time", None, "complete"),
            found(None, "Stop using marked cars for conveyance", "w/c 4 April 2016", "Holm Police", "None since spring", None, "overdue"),
            found(None, "Ring the daytime team after every detention", "2016-17", "Holm Police", "Calls logged", None, "ongoing"),
            found(None, "Answer police calls in ten minutes", "Immediate", "Holm Trust", "Nine in ten answered", None, "complete"),
            found(None, "Share the plan for winter", "FY16/17", "Holm Trust", "Plan shared", None, "removed"),
        )),
    ),
)  # fmt: skip

# --- ratings of several quarters; the last counts ---
SOUND = Paper(
    title="Soundside Concordat Action Plan",
    pieces=(
        P("Soundside Concordat Action Plan", heading=1),
        T(
            (
                ("Ref", "Objective", "Action", "Lead", "Timescale", "RAG Apr 16", "RAG Jul 16", "RAG Oct 16", "Comments"),
                ("4 (a)", "Fewer repeat detentions", "Look again at each person detained three times", "Sound Trust", "Quarterly",
                 "Red", "Amber", "Green", "Review meeting set up"),
                ("4 (b)", "Fewer repeat detentions", "Write a joint plan with the ambulance service", "Sound Police", "Dec 2016",
                 "Red", "Red", "Amber", "First three plans written"),
                ("5 (a)", "Kinder emergency departments", "Make a quiet room", "Sound Hospital", "Easter 2017", "Red", "Red", "Red", "No room found"),
            ),
            heads=1,
        ),
        P("Key: Green = complete; Amber = in progress; Red = not started"),
    ),
    sections=(
        (None, (
            found("4(a)", "Look again at each person detained three times", "Quarterly", "Sound Trust", None,
                  "Review meeting set up", "complete", theme="Fewer repeat detentions"),
            found("4(b)", "Write a joint plan with the ambulance service", "Dec 2016", "Sound Police", None,
                  "First three plans written", "ongoing", theme="Fewer repeat detentions"),
            found("5(a)", "Make a quiet room", "Easter 2017", "Sound Hospital", None, "No room found", "not_started",
                  theme="Kinder emergency departments"),
        )),
    ),
)  # fmt: skip

# --- struck rows and dates, a key table whose colours mean other things, header typed on each page ---
_H2 = ("Ref.", "Key tasks", "Lead officer", "Due", "Latest position", "Outcomes")
SKERRY = Paper(
    title="Skerry Bay Crisis Care Action Plan – October 2016",
    pieces=(
        P("Skerry Bay Crisis Care Action Plan – October 2016", heading=1),
        T(((C("Key", bold=True, across=4),),
           (C("Red", fill="FF0000"), C("Amber", fill="FFC000"), C("Green", fill="00B050"), C("Blue", fill="0070C0")),
           ("Not yet begun", "Behind plan", "On plan", "Done"))),
        P("Section 1: Prevention"),
        T((_H2,
           (C("1", fill="0070C0"), "Put posters on the ferries", "T. Auk", "June 2015", "On every ferry", "Islanders know the number"),
           (C("2", fill="00B050"), C("Ask fishermen's wives what they need"), "Skerry Mind", C("March 2017", was="Sept 2016"), "Two evenings held", "Talk begins earlier"),
           (C("3", struck=True), C("Buy a boat for the crisis team", struck=True), C("Island Council", struck=True), C("2018", struck=True), C("", struck=True), C("", struck=True)),
           _H2,
           (C("4", fill="FFC000"), "Teach bar staff to ring the line", "Island Council", "Mar-16", "One pub so far", "Bars are safer"))),
        P("Section 2: Response"),
        T((_H2,
           (C("5", fill="FF0000"), "Fly people to the mainland with a nurse", "Air Ambulance / NHS Board", "within 6 months", "", "Nobody flies alone"),
           (C("6", fill="00B050"), "Hold a bed at the cottage hospital", "NHS Board", "Ongoing – review Sept 16", "Bed held since May", "A night's rest near home"))),
    ),
    sections=(
        ("Section 1: Prevention", (
            found("1", "Put posters on the ferries", "June 2015", "T. Auk", "Islanders know the number", "On every ferry", "complete"),
            found("2", "Ask fishermen's wives what they need", "March 2017", "Skerry Mind", "Talk begins earlier", "Two evenings held", "ongoing"),
            found("3", "Buy a boat for the crisis team", "2018", "Island Council", None, None, "removed"),
            found("4", "Teach bar staff to ring the line", "Mar-16", "Island Council", "Bars are safer", "One pub so far", "overdue"),
        )),
        ("Section 2: Response", (
            found("5", "Fly people to the mainland with a nurse", "within 6 months", "Air Ambulance / NHS Board", "Nobody flies alone", None, "not_started"),
            found("6", "Hold a bed at the cottage hospital", "Ongoing – review Sept 16", "NHS Board", "A night's rest near home", "Bed held since May", "ongoing"),
        )),
    ),
    formats=("docx", "odt", "html"),
)  # fmt: skip

# --- "I statements", workstreams in a column, recommendation beside action, priority grades, evidence ---
DALE = Paper(
    title="Dale and Fell crisis concordat improvement plan",
    pieces=(
        P("Dale and Fell crisis concordat improvement plan", heading=1),
        T(
            (
                ("Workstream", "I statement", "Agreed action", "Accountable lead", "Priority", "Start date", "End date", "Evidence", "Update", "RAG status"),
                ("Access", "I can speak to somebody at any hour", "Answer the line at night ourselves", "Fell Trust", "High", "1/4/16", "30/9/16", "Call log", "Two people recruited", "A"),
                ("Access", "I am believed", "Teach call takers with people who have rung", "Fell Trust", "Medium", "1/5/16", "31/12/16", "Training record", "Course written", "A"),
                ("Quality", "I am not held in a cell", "Ask the inspector to ring the suite first", "Fell Police", "High", "1/4/16", "30/4/16", "Custody record", "Done in every case since May", "G"),
                ("Quality", "I get home again", "Pay for taxis at night", "Dale CCG", "Low", "", "2017", "Invoices", "Not begun", "R"),
            ),
            heads=1,
        ),
        P("R = not started; A = in progress; G = completed"),
    ),
    sections=(
        ("Access", (
            found(None, "Answer the line at night ourselves", "30/9/16", "Fell Trust", None, "Two people recruited", "ongoing", theme="I can speak to somebody at any hour"),
            found(None, "Teach call takers with people who have rung", "31/12/16", "Fell Trust", None, "Course written", "ongoing", theme="I am believed"),
        )),
        ("Quality", (
            found(None, "Ask the inspector to ring the suite first", "30/4/16", "Fell Police", None, "Done in every case since May", "complete", theme="I am not held in a cell"),
            found(None, "Pay for taxis at night", "2017", "Dale CCG", None, "Not begun", "not_started", theme="I get home again"),
        )),
    ),
    formats=("docx", "odt", "html", "xlsx", "csv"),
)  # fmt: skip

PAPERS = {
    "wold": WOLD,
    "tarn": TARN,
    "ferry": FERRY,
    "moor": MOOR,
    "holm": HOLM,
    "sound": SOUND,
    "skerry": SKERRY,
    "dale": DALE,
}
