"""Plans with the habits that most trouble a reader: rows that go on, titles as rows, marks in other places."""
# ruff: noqa: E501 (a row of a table stands on one line, as it does in the paper)

from tests.plans.families.pieces import C, P, Paper, T, found

# --- continuation rows without a number, bold rows for sections, dated updates in the comments ---
_H1 = ("No.", "What we are going to do", "Who will do it", "When", "What difference will it make", "Comments", "Rating")
LOCH = Paper(
    title="Lochside Concordat Action Plan 2015-2017",
    pieces=(
        P("Lochside Concordat Action Plan 2015-2017", heading=1),
        T(
            (
                _H1,
                (C("Prevention and early help", bold=True), "", "", "", "", "", ""),
                ("1", "Meet with the housing office every month about people who may lose their home", "Lochside Council", "Monthly", "Fewer people lose their home", "Jan 16: first meeting held\nApr 16: now every month", "Green"),
                ("2", "Write one leaflet for\na) people in crisis\nb) their families", "Loch Trust", "a) Mar 16\nb) Jun 16", "Both know their rights", "a) printed\nb) being written", "Amber"),
                ("", "c) their employers", "", "", "", "c) not begun", ""),
                (C("Crisis", bold=True), "", "", "", "", "", ""),
                ("3", "Train forty officers", "Loch Police", "Sept 2016 (revised from June 2016)", "Officers are more sure of themselves", "Twelve trained", "Amber"),
                ("4", "Have a doctor on call for the suite", "Health Board", "ASAP", "Assessments begin in three hours", "No money", "Red"),
            ),
        ),
        P("Rating: Green = finished, Amber = going on, Red = no progress"),
    ),
    sections=(
        ("Prevention and early help", (
            found("1", "Meet with the housing office every month about people who may lose their home", "Monthly", "Lochside Council", "Fewer people lose their home", "Jan 16: first meeting held\nApr 16: now every month", "complete"),
            found("2", "Write one leaflet for a) people in crisis b) their families c) their employers", "a) Mar 16 b) Jun 16", "Loch Trust", "Both know their rights", "a) printed b) being written c) not begun", "ongoing"),
        )),
        ("Crisis", (
            found("3", "Train forty officers", "Sept 2016 (revised from June 2016)", "Loch Police", "Officers are more sure of themselves", "Twelve trained", "ongoing", time=("month", "2016-09-30")),
            found("4", "Have a doctor on call for the suite", "ASAP", "Health Board", "Assessments begin in three hours", "No money", "not_started"),
        )),
    ),
)  # fmt: skip

# --- two header tables before the plan; coloured words as ratings; the colour of the whole row; near colours ---
FORD = Paper(
    title="Fordingham Crisis Care Concordat Action Plan",
    pieces=(
        T((("Document", "Fordingham Crisis Care Concordat Action Plan"), ("Version", "4"), ("Owner", "Concordat Group"), ("Date", "3 May 2016"))),
        P("Fordingham Crisis Care Concordat Action Plan", heading=1),
        T((("Partner", "Signed", "Date"), ("Ford Police", "Yes", "Dec 2014"), ("Ford CCG", "Yes", "Dec 2014"), ("Ford Trust", "Yes", "Jan 2015"))),
        P("1. Access to support", heading=2),
        T(
            (
                ("Reference", "Milestones", "Responsible agencies", "Completion date", "Progress"),
                tuple(C(t, fill="E2F0D9") for t in ("1.1", "List every support group", "Ford Voices", "Aug 2015", "List printed")),
                tuple(C(t, fill="FFF2CC") for t in ("1.2", "Bring the list up to date each spring", "Ford Voices", "Each April", "Waiting for volunteers")),
                tuple(C(t, fill="F8CBAD") for t in ("1.3", "Put the list on every GP's screen", "Ford CCG", "Mar 2016", "No answer from the supplier")),
            ),
            heads=1,
        ),
        P("Rows in green are complete, rows in yellow are under way and rows in red have not started."),
    ),
    sections=(
        ("1. Access to support", (
            found("1.1", "List every support group", "Aug 2015", "Ford Voices", None, "List printed", "complete"),
            found("1.2", "Bring the list up to date each spring", "Each April", "Ford Voices", None, "Waiting for volunteers", "ongoing"),
            found("1.3", "Put the list on every GP's screen", "Mar 2016", "Ford CCG", None, "No answer from the supplier", "not_started"),
        )),
    ),
    formats=("docx", "odt", "html"),
    never=("Yes",),
)  # fmt: skip

# --- columns the other way round, section in the first row of each table, sign as rating ---
WEIR = Paper(
    title="Weirside Mental Health Crisis Care Concordat",
    pieces=(
        P("Weirside Mental Health Crisis Care Concordat"),
        P("Action plan"),
        P("🟢 Complete   🟠 On track   🔴 Overdue   ⚪ Not started"),
        T(
            (
                (C("WS1 – Prevention", bold=True, across=6, fill="D9E1F2"),),
                ("Status", "Who's leading?", "When will it be done?", "What will we do?", "Why does it matter?", "ID"),
                ("🟢", "Weir Council", "by end of March 2016", "Talk to every new landlord", "Homes are kept", "WS1.1"),
                ("⚪", "Weir CCG & Weir Trust", "Winter 2016/17", "Pay for a second link worker", "Nobody waits a month", "WS1.2"),
            ),
        ),
        T(
            (
                (C("WS2 – Response", bold=True, across=6, fill="D9E1F2"),),
                ("Status", "Who's leading?", "When will it be done?", "What will we do?", "Why does it matter?", "ID"),
                ("🔴", "Weir Police", "30 June 2016", "Join the mental health desk to the control room", "Advice at once", "WS2.1"),
                ("🟠", "Weir Trust", "2017/18", "Build a second suite", "There is always a room", "WS2.2"),
            ),
        ),
    ),
    sections=(
        ("WS1 – Prevention", (
            found("WS1.1", "Talk to every new landlord", "by end of March 2016", "Weir Council", "Homes are kept", None, "complete"),
            found("WS1.2", "Pay for a second link worker", "Winter 2016/17", "Weir CCG & Weir Trust", "Nobody waits a month", None, "not_started"),
        )),
        ("WS2 – Response", (
            found("WS2.1", "Join the mental health desk to the control room", "30 June 2016", "Weir Police", "Advice at once", None, "overdue"),
            found("WS2.2", "Build a second suite", "2017/18", "Weir Trust", "There is always a room", None, "ongoing"),
        )),
    ),
    formats=("docx", "odt", "html"),
)  # fmt: skip

# --- where we are and what next; gap analysis; a list of dates and a survey table that are no plan ---
COMBE = Paper(
    title="Combe and Vale Concordat Action Plan",
    pieces=(
        P("Combe and Vale Concordat Action Plan", heading=1),
        P("How people rated us", heading=2),
        T((("Question", "2014", "2015"), ("I was treated with respect", "52%", "61%"), ("I knew whom to ring", "31%", "48%"))),
        P("Domain 2: Urgent access", heading=2),
        T(
            (
                ("National requirement", "Where are we now?", "Gap", "Action needed", "Lead agency", "Timeframe", "Progress RAG"),
                ("Help at any hour", "Line closes at ten", "Nights", "Open the line at night", "Combe Trust", "by Q4", "A – rota being written"),
                ("People are seen in an hour", "Two thirds are", "One third", "Put a second nurse on at weekends", "Combe Trust", "Oct 16", "G – began in May"),
                ("No one is held in a cell", "Nine were", "Nine", "Ask the inspector to sign each one", "Combe Police", "Immediate", "R"),
            ),
            heads=1,
        ),
        P("RAG: R – not started, A – in progress, G – complete"),
        P("Activity", heading=2),
        T((("Month", "Detentions", "In a cell"), ("April", "14", "2"), ("May", "11", "1"), ("June", "16", "0"))),
    ),
    sections=(
        ("Domain 2: Urgent access", (
            found(None, "Open the line at night", "by Q4", "Combe Trust", None, "A – rota being written", "ongoing", theme="Help at any hour"),
            found(None, "Put a second nurse on at weekends", "Oct 16", "Combe Trust", None, "G – began in May", "complete", theme="People are seen in an hour"),
            found(None, "Ask the inspector to sign each one", "Immediate", "Combe Police", None, "R", "not_started", theme="No one is held in a cell"),
        )),
    ),
    formats=("docx", "odt", "html"),
    never=("52%", "14"),
)  # fmt: skip

# --- a long document: header only in the first table, more tables below, notes between, two actions in a row ---
FELL = Paper(
    title="Fell District Crisis Concordat Action Plan",
    pieces=(
        P("Fell District Crisis Concordat Action Plan", heading=1),
        P("A. Commissioning", heading=2),
        T((("Ref", "Action", "Timescale", "Led by", "Outcome", "Status"),
           ("A.1", "Ask people what they want from the line", "May 16", "Fell CCG", "The line suits them", "Completed"),
           ("A.2\nA.3", "Write the contract\nPublish the contract", "July 2016", "Fell CCG", "Everybody knows what is bought", "On track"))),
        P("B. Before crisis", heading=2),
        P("Partners agreed these in March after hearing from carers."),
        T((("B.1", "Pay a carer to sit on the board", "Sept 2016", "Fell Council", "Carers are heard", "Delayed"),
           ("B.2", "Give out the carers' card", "ongoing", "Fell Carers", "Carers know their rights", "On track"),
           (C("Note: B.2 was agreed by e-mail after the meeting.", across=6),))),
    ),
    sections=(
        ("A. Commissioning", (
            found("A.1", "Ask people what they want from the line", "May 16", "Fell CCG", "The line suits them", None, "complete"),
            found("A.2", "Write the contract", "July 2016", "Fell CCG", "Everybody knows what is bought", None, "ongoing"),
            found("A.3", "Publish the contract", "July 2016", "Fell CCG", "Everybody knows what is bought", None, "ongoing"),
        )),
        ("B. Before crisis", (
            found("B.1", "Pay a carer to sit on the board", "Sept 2016", "Fell Council", "Carers are heard", None, "at_risk"),
            found("B.2", "Give out the carers' card", "ongoing", "Fell Carers", "Carers know their rights", None, "ongoing"),
        )),
    ),
    formats=("docx", "odt", "html"),
)  # fmt: skip

# --- rating in the words' colour, no key; a legend of shaded words ---
MERE = Paper(
    title="Mere Borough Crisis Care Concordat Delivery Plan",
    pieces=(
        P("Mere Borough Crisis Care Concordat Delivery Plan", heading=1),
        P("", runs=((" not achieved in time ", "FF0000"), ("  ", None), (" in danger of slipping ", "FFC000"), ("  ", None), (" on schedule ", "92D050"), ("  ", None), (" complete ", "00B0F0"))),
        T(
            (
                ("Item", "Deliverable", "Delivery date", "Delivery lead", "Impact", "Delivery status"),
                (C("Objective 1. People get help early", across=6, bold=True),),
                ("1.1", "Open a café on Sundays", "1 May 2016", "Mere Mind", "Someone to talk to", C("●", colour="00B0F0")),
                ("1.2", "Advertise the café on buses", "June/July 2016", "Mere Council", "People know of it", C("●", colour="92D050")),
                (C("Objective 2. People get home", across=6, bold=True),),
                ("2.1", "Ring each person on the second day", "From April 2016", "Mere Trust", "Nobody is forgotten", C("●", colour="FFC000")),
                ("2.2", "Keep benefits going during a stay", "Before Dec 2016", "Mere Council", "The rent is paid", C("●", colour="FF0000")),
            ),
            heads=1,
        ),
    ),
    sections=(
        ("Objective 1. People get help early", (
            found("1.1", "Open a café on Sundays", "1 May 2016", "Mere Mind", "Someone to talk to", None, "complete"),
            found("1.2", "Advertise the café on buses", "June/July 2016", "Mere Council", "People know of it", None, "ongoing"),
        )),
        ("Objective 2. People get home", (
            found("2.1", "Ring each person on the second day", "From April 2016", "Mere Trust", "Nobody is forgotten", None, "at_risk"),
            found("2.2", "Keep benefits going during a stay", "Before Dec 2016", "Mere Council", "The rent is paid", None, "overdue"),
        )),
    ),
    formats=("docx", "odt", "html"),
)  # fmt: skip

PAPERS = {"loch": LOCH, "ford": FORD, "weir": WEIR, "combe": COMBE, "fell": FELL, "mere": MERE}
