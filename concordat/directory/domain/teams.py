"""What people call a kind of body, a team or a department when they do not name the body."""

from concordat.directory.domain.kinds import OrganisationType as Kind

# A kind of body by itself; with one such body in the locality it is clear which is meant. Folded, as `fold_name` does.
BODIES: dict[str, Kind] = {
    "police": Kind.POLICE,
    "police force": Kind.POLICE,
    "police service": Kind.POLICE,
    "constabulary": Kind.POLICE,
    "ambulance": Kind.AMBULANCE,
    "ambulance service": Kind.AMBULANCE,
    "ambulance trust": Kind.AMBULANCE,
    "mental health trust": Kind.MENTAL_HEALTH_TRUST,
    "mental health provider": Kind.MENTAL_HEALTH_TRUST,
    "mh trust": Kind.MENTAL_HEALTH_TRUST,
    "council": Kind.LOCAL_AUTHORITY,
    "county council": Kind.LOCAL_AUTHORITY,
    "city council": Kind.LOCAL_AUTHORITY,
    "borough council": Kind.LOCAL_AUTHORITY,
    "local authority": Kind.LOCAL_AUTHORITY,
    "la": Kind.LOCAL_AUTHORITY,
    "icb": Kind.NHS_COMMISSIONER,
    "integrated care board": Kind.NHS_COMMISSIONER,
    "pcc": Kind.POLICE_COMMISSIONER,
    "opcc": Kind.POLICE_COMMISSIONER,
    "police and crime commissioner": Kind.POLICE_COMMISSIONER,
    "office of police and crime commissioner": Kind.POLICE_COMMISSIONER,
    "healthwatch": Kind.HEALTHWATCH,
    "health and wellbeing board": Kind.BOARD,
    "hwb": Kind.BOARD,
    "nhs england": Kind.NHS_ENGLAND,
    "nhse": Kind.NHS_ENGLAND,
    "probation": Kind.PROBATION,
    "probation service": Kind.PROBATION,
    "fire service": Kind.FIRE,
    "fire and rescue service": Kind.FIRE,
}

MORE_THAN_ONE = frozenset({"ccgs", "clinical commissioning groups"})
COMMISSIONING_GROUP = frozenset({"ccg", "clinical commissioning group"}) | MORE_THAN_ONE

# A team or a term whose body is usually of this kind; enough to suggest, never to decide. Patterns over folded names.
TEAMS: dict[str, Kind] = {
    "camhs": Kind.MENTAL_HEALTH_TRUST,
    "c[ra]h?t+": Kind.MENTAL_HEALTH_TRUST,
    "cmhts?": Kind.MENTAL_HEALTH_TRUST,
    "crisis( resolution)?( and home treatment)?( assessment)?( and treatment)? teams?": Kind.MENTAL_HEALTH_TRUST,
    "home treatment( teams?)?": Kind.MENTAL_HEALTH_TRUST,
    "eip": Kind.MENTAL_HEALTH_TRUST,
    "raid": Kind.MENTAL_HEALTH_TRUST,
    "psychiatric liaison|liaison psychiatry": Kind.MENTAL_HEALTH_TRUST,
    "mental health trusts?": Kind.MENTAL_HEALTH_TRUST,
    "amhps?": Kind.LOCAL_AUTHORITY,
    "asc|adult social care|social services|social care": Kind.LOCAL_AUTHORITY,
    "edt|emergency duty team": Kind.LOCAL_AUTHORITY,
    "ph|public health": Kind.LOCAL_AUTHORITY,
    "yo[st]|youth offending": Kind.LOCAL_AUTHORITY,
    "las|local authorit(?:y|ies)|councils?": Kind.LOCAL_AUTHORITY,
    "ccgs?|clinical commissioning groups?|(?<!crime )commissioners?|icbs?|ics|srg|stp": Kind.NHS_COMMISSIONER,
    "fcr|control room|police|policing|constabulary": Kind.POLICE,
    "o?pf?cc|crime commissioner": Kind.POLICE_COMMISSIONER,
    "ambulance": Kind.AMBULANCE,
    "hwbb?": Kind.BOARD,
}

_DEPARTMENTS = """
public health adult adults social care services service children childrens young people families family team teams
department dept directorate division unit office headquarters hq commissioning commissioners mental mh disability
disabilities safeguarding crisis custody street triage liaison psychiatry psychiatric control room amhp amhps edt asc
ph emergency duty out hours access assessment home treatment community inpatient wards ward acute urgent single point
lead leads manager managers officer officers staff workforce training learning development operations operational
strategic strategy quality governance performance and for of in ed a e camhs crht crhtt cmht cmhts eip section 136 135
s136 s135 suite place safety housing
"""

# Words that name a part of a body. A name made of a known body and these alone is that body.
DEPARTMENT_WORDS = frozenset(_DEPARTMENTS.split())
