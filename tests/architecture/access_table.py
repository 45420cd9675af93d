"""Who may see, and who may change, what stands at each address: to be read aloud, and held against every page.

A line names an address as `urls.py` does, who may open it, and who may send something to it; whoever is not named is
refused. A new address needs a line, or the test fails. `parts` say which thing of the world the address names.
"""

from dataclasses import dataclass, field

READERS_HERE = ("member here", "analyst here", "regional here", "national", "administrator")
LEADS_HERE = ("lead here", "other lead here")
ELSEWHERE = tuple(
    f"{role} elsewhere" for role in ("lead", "other lead", "member", "analyst", "coordinator", "chair", "regional")
)

COORDINATOR = frozenset({"coordinator here"})
COORDINATOR_AND_CHAIR = COORDINATOR | {"chair here"}
COORDINATOR_AND_ADMINISTRATOR = COORDINATOR | {"administrator"}
KEEPERS_OF_MEASURES = COORDINATOR | {"analyst here"}
ADMINISTRATOR = frozenset({"administrator"})
CHECKERS = frozenset({"regional here", "national"})
WHO_SPEAK_FOR_THE_POLICE = COORDINATOR | {"lead here"}
WHO_SPEAK_FOR_A_PARTNER = COORDINATOR | set(LEADS_HERE)
MEMBERS = frozenset({*READERS_HERE, *LEADS_HERE, "coordinator here", "chair here"})
# What waits of one partner is not for the leads of another.
MEMBERS_BESIDE_THE_POLICE = MEMBERS - {"other lead here"}
SIGNED_IN = MEMBERS | {*ELSEWHERE, "stranger", "former coordinator", "coordinator to be"}
EVERYBODY = SIGNED_IN | {"public", "closed account"}
NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Line:
    """`sends` is who may post; where it is not said, whoever may open the page may also send it what its form asks."""

    name: str
    opens: frozenset[str]
    sends: frozenset[str] | None = None
    parts: dict[str, object] = field(default_factory=dict)
    asks_second_factor: bool = False
    asks_it_to_send: bool = False
    query: str = ""

    @property
    def visitors(self) -> frozenset[str]:
        is_slow = self.parts.get("ending") in SLOW_FORMATS or self.name == "components"
        return WHO_ASK_FOR_SLOW_FORMATS if is_slow else EVERYBODY

    @property
    def senders(self) -> frozenset[str]:
        return self.opens if self.sends is None else self.sends

    def __str__(self) -> str:
        told = "-".join(str(worth) for worth in self.parts.values())
        return f"{self.name}{f'({told})' if told else ''}"


def reading(name: str, opens: frozenset[str], query: str = "", sends: frozenset[str] | None = None, **parts: object):
    return Line(name, opens, sends, parts, query=query)


def changing(name: str, opens: frozenset[str], sends: frozenset[str] | None = None, **parts: object):
    """What changes a plan asks for a second factor."""
    return Line(name, opens, sends, parts, asks_second_factor=True)


FORMATS = ("csv", "json", "docx", "xlsx", "pdf")
# Files that take a tenth of a second to write are asked for by fewer: who may have them is decided before.
SLOW_FORMATS = ("docx", "xlsx", "pdf")
WHO_ASK_FOR_SLOW_FORMATS = frozenset({"public", "member elsewhere", "other lead here", "coordinator here"})

LINES = (
    # The public site.
    reading("home", EVERYBODY),
    reading("localities", EVERYBODY),
    reading("locality", EVERYBODY),
    reading("nation", EVERYBODY),
    reading("nation-actions", EVERYBODY),
    reading("nation-alike", EVERYBODY, action="action"),
    reading("national-series", EVERYBODY),
    *(reading("national-series-chart", EVERYBODY, ending=ending) for ending in ("svg", "csv")),
    reading("nation-measures", EVERYBODY),
    reading("nation-measure", EVERYBODY, standard_key="standard_share"),
    *(
        reading("nation-measure-chart", EVERYBODY, standard_key="standard_share", ending=ending)
        for ending in ("svg", "csv")
    ),
    reading("nation-table", EVERYBODY),
    reading("nation-words", EVERYBODY),
    reading("region", EVERYBODY, region="region"),
    reading("area", EVERYBODY, area="area"),
    reading("organisation", EVERYBODY, organisation="organisation"),
    reading("search", EVERYBODY),
    reading("about", EVERYBODY),
    reading("accessibility", EVERYBODY),
    reading("privacy", EVERYBODY),
    reading("open-data", EVERYBODY),
    reading("components", EVERYBODY),
    reading("help-now", EVERYBODY),
    reading("locality-help-now", EVERYBODY),
    # The plan: everybody reads what is published, members the draft.
    reading("plan", EVERYBODY),
    *(reading("plan-download", EVERYBODY, ending=ending) for ending in FORMATS),
    reading("edition", EVERYBODY, number="edition"),
    reading("edition", MEMBERS, number="draft_edition"),
    *(reading("edition-download", EVERYBODY, number="edition", ending=ending) for ending in FORMATS),
    *(reading("edition-download", MEMBERS, number="draft_edition", ending=ending) for ending in FORMATS),
    reading("action", EVERYBODY, number="action"),
    reading("action", MEMBERS, number="draft_action"),
    reading("action-source", EVERYBODY, number="action", row="source_row"),
    reading("plan-compare", EVERYBODY),
    reading("plan-compare-paper", EVERYBODY),
    reading("plan-on", MEMBERS, query="?day=2026-02-01"),
    *(reading("plan-on-download", MEMBERS, query="?day=2026-02-01", ending=ending) for ending in ("csv", "docx")),
    reading("plan-attention", MEMBERS),
    reading("plan-progress", EVERYBODY),
    reading("plan-progress-chart", EVERYBODY, ending="svg"),
    reading("plan-progress-table", EVERYBODY),
    reading("source-document", MEMBERS, document="document"),
    reading("evidence-file", MEMBERS_BESIDE_THE_POLICE, file="evidence"),
    changing("plan-attention-rules", COORDINATOR),
    changing("action-leads", COORDINATOR, number="action"),
    changing("action-measures", COORDINATOR, number="action"),
    # What the plan is for.
    reading("outcomes", EVERYBODY),
    changing("outcomes-edit", COORDINATOR),
    changing("priority-new", COORDINATOR),
    changing("priority-change", COORDINATOR, priority="priority"),
    changing("outcome-new", COORDINATOR, priority="priority"),
    changing("outcome-change", COORDINATOR, outcome="outcome"),
    changing("outcome-ties", COORDINATOR, outcome="outcome"),
    changing("person-actions", COORDINATOR, person="person"),
    changing("edition-new", COORDINATOR_AND_CHAIR),
    changing("edition-publish", COORDINATOR_AND_CHAIR, number="draft_edition"),
    # What partners say, and who decides.
    reading("my-actions", WHO_SPEAK_FOR_A_PARTNER),
    reading("action-update", WHO_SPEAK_FOR_THE_POLICE, number="action"),
    reading("update-sheets", WHO_SPEAK_FOR_A_PARTNER, sends=COORDINATOR),
    reading("update-sheet", WHO_SPEAK_FOR_THE_POLICE, code="sheet"),
    reading("update-sheet-return", WHO_SPEAK_FOR_A_PARTNER),
    reading("update-sheet-returned", MEMBERS_BESIDE_THE_POLICE, number="returned"),
    reading("updates", MEMBERS),
    changing("update", COORDINATOR, number="update"),
    # Rounds.
    reading("reviews", COORDINATOR_AND_CHAIR),
    reading("review", COORDINATOR_AND_CHAIR, number="review"),
    Line("review-letters", COORDINATOR_AND_CHAIR, COORDINATOR, {"number": "review"}, asks_it_to_send=True),
    changing("review-new", COORDINATOR),
    changing("review-chase", COORDINATOR, number="review"),
    changing("review-request", COORDINATOR, number="review", request_number="request"),
    changing("review-close", COORDINATOR_AND_CHAIR, number="review"),
    # The declaration: everybody reads one that was made, members the next one.
    reading("declaration", EVERYBODY),
    reading("declaration-version", EVERYBODY, number="declaration"),
    reading("declaration-version", MEMBERS, number="draft_declaration"),
    reading("declaration-desk", MEMBERS),
    reading("declaration-paper", MEMBERS, paper="paper"),
    changing("declaration-begin", COORDINATOR),
    changing("declaration-words", COORDINATOR),
    changing("declaration-drop", COORDINATOR),
    changing("declaration-make", COORDINATOR_AND_CHAIR),
    changing("declaration-withdraw", COORDINATOR_AND_CHAIR),
    changing("declaration-ask", COORDINATOR),
    changing("declaration-remind", COORDINATOR),
    changing("signatory-new", COORDINATOR),
    changing("signatory", COORDINATOR, signatory="signatory"),
    changing("signatory-room", COORDINATOR, signatory="signatory"),
    changing("signatory-change", COORDINATOR, signatory="signatory"),
    changing("signature-take-back", COORDINATOR, signatory="signatory_who_signed", signature="signature"),
    # The check of a plan: members read it, the region and the nation judge, the locality answers.
    changing("checks", CHECKERS | {"regional elsewhere"}),
    reading("plan-checks", MEMBERS),
    reading("plan-check", MEMBERS, number="submission"),
    changing("plan-submit", COORDINATOR_AND_CHAIR),
    changing("plan-take-back", COORDINATOR_AND_CHAIR),
    changing("plan-point", COORDINATOR_AND_CHAIR, point="point"),
    changing("plan-judge", CHECKERS, number="submission"),
    # Bringing a plan in.
    changing("imports", COORDINATOR),
    changing("import-new", COORDINATOR),
    changing("import-review", COORDINATOR, number="import"),
    changing("import-row", COORDINATOR, number="import", row="import_row"),
    changing("import-document", COORDINATOR, number="import"),
    changing("import-leads", COORDINATOR, number="import"),
    changing("import-missing", COORDINATOR, number="import"),
    changing("import-plan", COORDINATOR, number="import"),
    changing("import-accept", COORDINATOR, number="import"),
    changing("import-abandon", COORDINATOR, number="import"),
    # Places, partners and people.
    changing("locality-new", ADMINISTRATOR),
    changing("locality-areas", ADMINISTRATOR),
    reading("partners", MEMBERS),
    changing("partner-new", COORDINATOR_AND_ADMINISTRATOR),
    changing("alias-new", COORDINATOR_AND_ADMINISTRATOR),
    changing("crisis-service-new", COORDINATOR_AND_ADMINISTRATOR),
    changing("crisis-service", COORDINATOR_AND_ADMINISTRATOR, service="service"),
    changing("crisis-service-remove", COORDINATOR_AND_ADMINISTRATOR, service="service"),
    changing("people", COORDINATOR_AND_ADMINISTRATOR),
    changing("person-new", COORDINATOR_AND_ADMINISTRATOR),
    changing("person-invite", COORDINATOR_AND_ADMINISTRATOR),
    changing("person", COORDINATOR_AND_ADMINISTRATOR, person="person"),
    changing("person-change", COORDINATOR_AND_ADMINISTRATOR, person="person"),
    changing("person-invite-again", COORDINATOR_AND_ADMINISTRATOR, person="person"),
    changing("person-leave", COORDINATOR_AND_ADMINISTRATOR, person="person"),
    changing("person-return", COORDINATOR_AND_ADMINISTRATOR, person="person"),
    changing("role-end", COORDINATOR_AND_ADMINISTRATOR, role="role"),
    changing("roles", ADMINISTRATOR),
    changing("appointment-end", ADMINISTRATOR, role="appointment"),
    # Measures.
    reading("measures", EVERYBODY),
    reading("measure", EVERYBODY, key="measure"),
    reading("measure", MEMBERS, key="draft_measure"),
    *(reading("measure-chart", EVERYBODY, key="measure", ending=ending) for ending in ("svg", "csv")),
    reading("measure-chart", MEMBERS, key="draft_measure", ending="csv"),
    *(reading("measures-open-data", EVERYBODY, ending=ending) for ending in ("csv", "json")),
    changing("measures-set-up", KEEPERS_OF_MEASURES),
    changing("measure-edit", KEEPERS_OF_MEASURES, key="measure"),
    changing("measure-targets", KEEPERS_OF_MEASURES, key="measure"),
    changing("measure-steps", KEEPERS_OF_MEASURES, key="measure"),
    changing("small-number-rule", KEEPERS_OF_MEASURES),
    changing("figures-load", KEEPERS_OF_MEASURES),
    changing("figures-preview", KEEPERS_OF_MEASURES, load="figure_load"),
    changing("figures-template", KEEPERS_OF_MEASURES, ending="csv"),
    changing("detentions-count", KEEPERS_OF_MEASURES),
)

# What a signed link opens stands in `test_access_by_link.py`.
BY_LINK = frozenset({"answer", "answer-action", "answer-done", "invitation", "sign", "sign-decline"})

# The sign-in library's own pages: open to whoever wants to sign in, or about one's own account alone.
LIBRARY_OPEN = frozenset(
    {
        "account_login", "account_logout", "account_inactive", "account_signup", "account_reset_password",
        "account_reset_password_done", "account_reset_password_from_key", "account_reset_password_from_key_done",
        "openid_connect_login", "openid_connect_callback", "socialaccount_login_cancelled",
        "socialaccount_login_error", "mfa_authenticate",
    }
)  # fmt: skip
LIBRARY_OWN_ACCOUNT = frozenset(
    {
        "account_reauthenticate", "account_change_password", "account_set_password", "mfa_index", "mfa_reauthenticate",
        "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
    }
)  # fmt: skip
# Pages of the library that say "You cannot do this here" to everybody.
LIBRARY_CLOSED = frozenset(
    {
        "account_email", "account_email_verification_sent", "account_confirm_email", "account_confirm_login_code",
        "socialaccount_signup", "socialaccount_connections",
    }
)  # fmt: skip
