"""The headings that columns of tables of work have: whole spellings, and the words that others are made of."""

import re
from functools import lru_cache

from concordat.documents.readers.text import shapes
from concordat.documents.readers.text.shapes import Holds

# Letters and digits only, small letters: so "Time- scale", "Timesc ale" and "TIME SCALE" are one spelling.
_SPELLINGS_BY_KIND = {
    Holds.LABEL: """no nos ref refs refno refnumber reference referenceno number num item itemno actionno actionref
        actionrefno actionreference actionnumber id references referencenumber numbers itemnumber actionid sno
        uniqueref refid planref rowno""",
    Holds.TIME: """timescale timescales timescaleforcompletion timeframe timeframes timeline timelines bywhen when dueby
        due duedate targetdate finishdate startdate enddate start finish deliverydate plannedcompletion
        plannedcompletiondate completiondate completion completeby completedby deadline deadlines date dates target
        proposedtimescale datedue whenby tobecompletedby timetable whenwillwedoit targetcompletiondate timing
        targetcompletion deliverby completionby dateforcompletion expectedcompletion completiondue milestonedate
        agreedtimescale targettimescale completiontarget datestarted reviewdate""",
    Holds.NAMES: """ledby led lead leads leadby leadagency leadagencies leadorganisation leadorganisations
        leadofficer leadofficers leadperson leadpartner leadpartners who whowilldoit whoisresponsible whowilllead
        responsible responsibility responsibleperson responsibleofficer responsibleorganisation responsibleagency owner
        owners actionowner agency agencies organisation organisations partners keypartners supportedby
        supportingagencies supportingpartners bywhom leadandpartners leadpartneragencies leadname delegatedto
        actionlead accountablelead personresponsible whoby taskfinishgroup taskandfinishgroup referencepoint
        partneragencies leadorganization leadorganizations wholeads responsiblelead leadbody leadbodies namedlead
        accountable accountability leadresponsible leadagencyandpartners organisationresponsible sponsor actionby
        leadprofessional assignedto agencyresponsible leadagencyperson support supportfrom partner otherpartners
        partnersinvolved workingwith jointlywith partnerorganisations otheragencies responsibilities reportingto
        monitoredby governance""",
    Holds.RATING: """rag ragrating ragstatus brag bragrating redambergreenrag redambergreen status statusrag
        prioritystatus priorityandstatus rating currentstatus ragratingstatus deliverystatus actionstatus rags
        bragstatus completionstatus currentrag ragscore progressrating""",
    Holds.WORDS: """action actions actiontext actionsandmilestones actionandmilestones deliverable deliverables
        deliverablesactions proposedlocalactions localactions recommendedactions focus whatwillwedo whatwewilldo
        coreprinciplesactions coreprinciples task tasks activity activities keyactions actionrequired actionsrequired
        objective objectives ourobjective criteria criterion theme themes concordattheme concordatoutcomes
        concordatoutcome concordatprinciple principle principles priority priorities domain strategicpriority area
        aim aims goal goals requirement issue section workstream themesandactions standard milestones milestone
        outcome outcomes outcomestakenfromconcordat expectedoutcome expectedoutcomes desiredoutcome desiredoutcomes
        intendedoutcomes output outputs measure measures measureofsuccess measuresofsuccess successmeasure
        successmeasures successcriteria kpi kpis numericalkpiindicators performanceindicator performanceindicators
        performanceindicatorproduct peoplewillbeabletosay benefit benefits impact howwillweknow evidence
        update updates progress progressupdate progresstodate comment comments commentary summaryprogress
        summaryprogressagainstactions progressagainstactions currentposition latestposition ownersactions notes
        highlights highlightsandachievements achievements ragcomments progressrag progresscomments
        currentlyavailable resource resources resourceimplications baseline cost costs actiontype risk risks
        gap gaps currentsituation nextsteps whatneedstohappen description localaction keyaction agreedaction
        agreedactions actiontobetaken actionstobetaken actionpoint actionpoints commitment commitments what
        whatneedstobedone recommendation recommendations recommendedaction proposedaction proposedactions
        plannedaction plannedactions keydeliverables keytasks result results expectedresult expectedresults
        outcomemeasure outcomemeasures intendedoutcome anticipatedoutcomes whatdifferencewillitmake
        progressupdates latestprogress latestupdate position positionstatement progressnotes statusupdate
        quarterlyupdate priorityarea priorityareas areaoffocus focusarea strand topic keyissue concordatarea
        intervention initiative dependencies barriers mitigation funding budget""",
}  # fmt: skip
SPELLINGS = {spelling: holds for holds, words in _SPELLINGS_BY_KIND.items() for spelling in words.split()}

# A heading that has no spelling of its own is made of these and nothing else: "Lead agency and named officer".
_MADE_OF = {
    Holds.LABEL: "no no. ref ref. reference number item id",
    Holds.TIME: "timescale timescales timeframe timeline deadline deadlines date dates when due completion completed",
    Holds.NAMES: """lead leads led leading owner owners owned who whom responsible responsibility agency agencies
        organisation organisations officer officers partner partners sponsor accountable person people body bodies
        team teams group manager""",
    Holds.RATING: "rag brag status rating rated",
    Holds.WORDS: """action actions outcome outcomes output outputs progress update updates comment comments objective
        objectives aim aims goal goals theme themes priority priorities task tasks deliverable deliverables measure
        measures milestone milestones activity activities step steps success impact benefit benefits result results
        difference evidence indicator indicators position achievement achievements notes commentary criteria area areas
        requirement requirements recommendation recommendations issue issues what how resources risks""",
}
_KIND_OF_WORD = {word: holds for holds, words in _MADE_OF.items() for word in words.split()}
_WORDS_BESIDE = """the our your a an of for to by and or in on with we will do does be is are it this that has have
    key main local national specific proposed planned agreed required needed expected intended desired anticipated
    target current latest strategic named primary overall summary final start end finish review revised delivery
    implementation work working taken made make making done doing going know knows need needs happen happens change
    changed see look like achieve achieved against so far where why if today now any other supporting support
    involved reported reporting as at"""
_BESIDE = frozenset(_WORDS_BESIDE.split())
_WORD = re.compile(r"[A-Za-z.]+(?:['’]s)?")
_NOT_ALNUM = re.compile(r"[^a-z0-9]+")
_JOINS = re.compile(r"[/∕&+]| and ")
_PAIR = re.compile(r"([A-Z][\w -]*?)(?:\s*[/∕&+]\s*|\s+and\s+)([\w -]+)")
_TELLS = re.compile(r"progress|update|comment|position|notes|achieve|how far|so far", re.IGNORECASE)
_MOST_WORDS = 9
_FIRST_OF_QUESTION = {"when": Holds.TIME, "who": Holds.NAMES, "what": Holds.WORDS, "how": Holds.WORDS,
                      "why": Holds.WORDS, "where": Holds.WORDS}  # fmt: skip
_ORDER = (Holds.TIME, Holds.RATING, Holds.NAMES, Holds.WORDS)


@lru_cache(maxsize=8192)
def squash(text: str) -> str:
    return _NOT_ALNUM.sub("", text.casefold())


@lru_cache(maxsize=8192)
def made_up(text: str) -> Holds | None:
    """What a column holds whose heading is made of the words of headings only; None where other words stand in it.

    "Action ref" labels, "Date for completion" is a time, "Who will do it?" are names.
    """
    if not text or not (text[0].isupper() or text[0] in "“\"'("):
        return None
    words = [word.casefold().removesuffix("'s").removesuffix("’s") for word in _WORD.findall(text)]
    if not words or len(words) > _MOST_WORDS or re.search(r"\d", text) or text.endswith("."):
        return None
    if shapes.is_rating(text) or shapes.is_time(text):  # "In progress", "Completed"
        return None
    kinds = [_KIND_OF_WORD.get(word) for word in words]
    if any(kind is None and word not in _BESIDE for kind, word in zip(kinds, words, strict=True)):
        return None
    if (asked := _FIRST_OF_QUESTION.get(words[0])) is not None:
        return asked if len(words) <= 2 or text.endswith("?") or len(words) > 3 else None
    found = [kind for kind in kinds if kind is not None]
    if not found:
        return None
    if found[-1] is Holds.LABEL:
        return Holds.LABEL
    return next((holds for holds in _ORDER if holds in found), None)


def asks(text: str) -> bool:
    """Whether a text is a heading that asks: "What will we do?"."""
    if not text.endswith("?"):
        return False
    first, *rest = text.split()
    is_one = not any(word[0].isupper() for word in rest)  # "Who What will change?" is two
    return is_one and first.casefold() in _FIRST_OF_QUESTION and made_up(text) is not None


def is_pair(text: str) -> bool:
    """Whether a text is two headings of the like that a sign or an "and" makes one: "Comments / update"."""
    found = _PAIR.fullmatch(text) if _JOINS.search(text) else None
    if found is None:
        return False
    kinds = {SPELLINGS.get(squash(part)) for part in found.groups()}
    return kinds == {Holds.NAMES} or (kinds == {Holds.WORDS} and all(tells(part) for part in found.groups()))


def tells(text: str) -> bool:
    """Whether a heading is that of what was done so far."""
    return _TELLS.search(text) is not None and SPELLINGS.get(squash(text), Holds.WORDS) is Holds.WORDS
