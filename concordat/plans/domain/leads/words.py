"""The words by which bodies, posts and departments are known."""


def words_of(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


# A name that ends in one of these is whole: "… Trust", "… Steering Group", "… Commissioning Manager".
HEADS = words_of(
    """
    trust trusts ccg ccgs icb icbs ics council councils police constabulary team teams service services board
    boards group groups subgroup subgroups partnership partnerships forum forums network networks hospital
    hospitals infirmary infirmaries college colleges university universities foundation authority authorities
    commissioner commissioners manager managers lead leads leader leaders chair chairs chairman director
    directors officer officers coordinator coordinators co-ordinator co-ordinators practitioner practitioners
    clinician clinicians nurse nurses consultant consultants psychiatrist psychiatrists gp gps hub hubs centre
    centres unit units department departments dept depts directorate division agency agencies alliance
    association charity charities society ambulance probation prison prisons court courts school schools sector
    provider providers partner partners organisation organisations organization organizations body bodies carers
    users voices voice together house houses line helpline programme project projects collaborative federation
    committee committees panel panels secretariat office offices consortium company ltd limited cic uk england
    improvement advocacy advice mind rethink samaritans healthwatch relate crisis cruse shelter barnardos mencap
    executive inspector sergeant superintendent constable head heads administrator analyst accountant worker
    workers signatories signatory stakeholders members member all everyone staff force forces borough county
    ward wards street champions champion ambassadors academy institute fellowship mission church churches
    diocese faculty deanery practice practices surgery pharmacy pharmacies nhs facilitator facilitators
    specialist specialists operator operators contractor contractors commission commissions concordat secretary
    deputy registrar matron matrons hospice hospices clinic clinics healthcare person persons inspectorate
    supervisor supervisors therapist therapists psychologist psychologists trainer trainers
    """
)
# Heads that a list of places can share: "Wenn/Oxcombe CCG" is not "Wenn" and "Oxcombe CCG".
# What a person is called at work: "Commissioning Manager"; not "crime commissioner", an office that is a body.
POSTS = words_of(
    """
    manager lead leader chair chairman chairwoman chairperson director officer coordinator co-ordinator practitioner
    clinician nurse consultant psychiatrist psychologist therapist gp commissioner administrator analyst accountant
    worker inspector sergeant superintendent constable head champion facilitator specialist secretary registrar matron
    supervisor trainer executive deputy representative adviser advisor
    """
)

SHARED_HEADS = words_of(
    """
    ccg ccgs icb icbs council councils police constabulary trust trusts hospital hospitals team teams service
    services commissioner commissioners mind board boards partnership partnerships infirmary college university
    ambulance
    """
)
# Bodies or departments that stand by themselves.
DEPARTMENTS = (
    "public health",
    "social care",
    "adult social care",
    "social services",
    "children's services",
    "childrens services",
    "adult services",
    "primary care",
    "secondary care",
    "urgent care",
    "housing",
    "education",
    "community safety",
    "licensing",
    "communications",
    "comms",
    "finance",
    "safeguarding",
    "workforce",
    "legal",
    "liaison psychiatry",
    "psychiatric liaison",
    "street triage",
    "public protection",
)
# National bodies whose names have no word of an organisation in them.
NATIONAL_BODIES = frozenset(
    (
        "all",
        "everyone",
        "111",
        "999",
        "nhs 111",
        "nhs 24",
        "turning point",
        "addaction",
        "victim support",
        "citizens advice",
        "age uk",
        "age concern",
        "richmond fellowship",
        "change grow live",
        "st mungo's",
        "papyrus",
        "young minds",
        "youngminds",
        "women's aid",
        "refuge",
        "barnardo's",
        "british red cross",
        "red cross",
        "salvation army",
        "combat stress",
        "catch22",
        "home office",
    )
)
# What an agency is concerned with: words that need a head, or an agency before them.
TOPICS = words_of(
    """
    mental health assessment brief rapid psychological therapies therapy psychiatric adult adults child children
    children's childrens young people people's peoples older learning disability disabilities crisis care home
    treatment liaison diversion urgent emergency community communities quality safety safeguarding integrated
    integration wellbeing well-being joint commissioning strategic strategy clinical operational operations
    operation social acute primary secondary drug drugs alcohol substance misuse suicide prevention street
    triage families family education employment recovery crime rescue performance information intelligence
    transformation planning policy contracts contracting engagement involvement experience equality diversity
    training development workforce delivery steering working task finish action system resilience response
    resolution local multi-agency county borough district city national regional region senior deputy assistant
    head chief lead and of for the to in early intervention access pathway pathways bed beds place psychiatric
    mh ld cyp bme bame amhp amhps
    """
)
TOPIC_LETTERS = frozenset(("MH", "LD", "CYP", "BME", "BAME", "IT", "HR", "PR", "SU", "S136", "S135", "S12"))
# Words and endings of places, by which "Wexley, Tyne and Wear NHS Trust" is one list with one head.
PLACE_WORDS = words_of(
    """
    vale vales dale dales valley valleys keynes upon on isle isles bay forest moor moors coast fens wolds downs
    peaks peninsula levels weald marsh mere heath rivers regis magna parva
    """
)
PLACE_ENDINGS = tuple(
    words_of(
        """
        shire ton ham ley ford bury borough burgh mouth pool chester cester wich stead field worth minster land
        side combe hurst wick port bridge sea dale don cliffe
        """
    )
)
PLACE_ENDINGS_OF_NO_SURNAME = ("shire", "borough", "mouth", "chester", "cester")
# Words of bodies that have no word such as "Trust" or "Team" in their names ("Open Door", "Trading Standards").
OTHER_WORDS = words_of(
    """
    open door doors safe haven havens light lights lighthouse hope new start way path paths bridge bridges
    stepping stone stones first step steps next life lives living family families action actions space spaces
    point points link links reach forward future futures change changes choice choices connect connections
    friend friends minds matter matters work works cafe café retreat sanctuary oasis garden gardens tree trees
    oak river sea harbour sunrise horizon horizons phoenix rainbow acorn custody suite control room front
    contact trading standards human resources corporate property estates pastors peer mentors mentoring expert
    experts business civil contingencies crown prosecution youth offending justice magistrates coroner coroners
    victim victims witness veterans military armed forces border immigration job jobcentre plus student students
    legal aid age concern citizen citizens red cross salvation army women womens men mens carer survivors
    survivor refugee homeless outreach inclusion equal equality faith faiths interfaith council general practice
    practices front line frontline night shelter foster advocates advocate forensic criminal public private
    sector british english national royal university student stroke dementia autism autistic autism alzheimer
    alzheimers veteran samaritan pathfinder pathfinders vanguard vanguards devolution combined mayor mayoral
    deanery north south east west central greater upper lower great bay vale valley valleys dale dales isle
    isles coast forest moor fens wolds peninsula county city town village parish district tower bank banks fire
    rescue blue yellow green white black all every both other others main core senior junior deputy acting
    interim joint lead key local area areas region regional home homes police crime data digital information
    inpatient outpatient wards ward triage patient patients user users client clients time bed beds night day
    crisis suicide bereavement self harm peer recovery wellness positive pathways star sun moon compass anchor
    beacon gateway hive nest nook den roots branches wings talk talking listen listening hear heard
    """
)
COMPASS = words_of(
    """
    north south east west mid central upper lower greater great st saint new inner outer
    """
)
# "Health and Wellbeing Board": what stands on both sides of "and" inside one name.
PAIRED = words_of(
    """
    police+crime health+wellbeing health+well-being health+well health+social fire+rescue accident+emergency
    children+young child+adolescent drug+alcohol drugs+alcohol alcohol+drug alcohol+drugs voluntary+community
    urgent+emergency children+families adults+children adult+children women+children crisis+home
    liaison+diversion mental+physical physical+mental housing+homelessness safeguarding+quality
    safeguarding+public quality+safety care+treatment health+care health+safety health+justice health+adult
    policing+crime community+voluntary learning+development families+children ambulance+patient lesbian+gay
    research+development courts+tribunals prison+probation
    """
)
# The people a part of a cell is about: "Adults – NCC/CCG".
POPULATIONS = frozenset(
    (
        "adults",
        "adult",
        "cyp",
        "children",
        "child",
        "children and young people",
        "children & young people",
        "young people",
        "older people",
        "older adults",
        "all age",
        "all ages",
        "working age",
        "working age adults",
        "under 18s",
        "over 18s",
        "over 65s",
        "city",
        "county",
    )
)
TITLES = words_of(
    """
    dr mr mrs ms miss mx prof professor sir dame lady lord rev revd reverend fr father cllr councillor supt
    superintendent insp inspector sgt sergeant sargeant dci di ds dc acc dcc cc ch chief det detective constable
    pc wpc ps t temp acting c/supt d/supt ch/insp c/insp t/insp a/insp t/supt d/insp d/sgt t/sgt a/sgt t/ci ci
    """
)
