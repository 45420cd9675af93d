"""The addresses of this package."""

from django.urls import URLPattern, path

from concordat.assurance.views import checks, declarations, signatories, signing

HERE = "localities/<slug:locality>/declaration/"
CHECKS = "localities/<slug:locality>/plan/checks/"
SIGNATORY = f"{HERE}signatories/<int:signatory>/"

urlpatterns: list[URLPattern] = [
    path(HERE, declarations.declaration, name="declaration"),
    path(f"{HERE}versions/<int:number>/", declarations.declaration_version, name="declaration-version"),
    path(f"{HERE}prepare/", declarations.declaration_desk, name="declaration-desk"),
    path(f"{HERE}begin/", declarations.declaration_begin, name="declaration-begin"),
    path(f"{HERE}words/", declarations.declaration_words, name="declaration-words"),
    path(f"{HERE}make/", declarations.declaration_make, name="declaration-make"),
    path(f"{HERE}withdraw/", declarations.declaration_withdraw, name="declaration-withdraw"),
    path(f"{HERE}drop/", declarations.declaration_drop, name="declaration-drop"),
    path(f"{HERE}papers/<int:paper>/", declarations.declaration_paper, name="declaration-paper"),
    path(f"{HERE}ask/", signatories.declaration_ask, name="declaration-ask"),
    path(f"{HERE}remind/", signatories.declaration_remind, name="declaration-remind"),
    path(f"{HERE}signatories/new/", signatories.signatory_new, name="signatory-new"),
    path(SIGNATORY, signatories.signatory, name="signatory"),
    path(f"{SIGNATORY}room/", signatories.signatory_room, name="signatory-room"),
    path(f"{SIGNATORY}change/", signatories.signatory_change, name="signatory-change"),
    path(
        f"{SIGNATORY}signatures/<int:signature>/take-back/",
        signatories.signature_take_back,
        name="signature-take-back",
    ),
    path("checks/", checks.checks, name="checks"),
    path(CHECKS, checks.plan_checks, name="plan-checks"),
    path(f"{CHECKS}submit/", checks.plan_submit, name="plan-submit"),
    path(f"{CHECKS}take-back/", checks.plan_take_back, name="plan-take-back"),
    path(f"{CHECKS}points/<int:point>/", checks.plan_point, name="plan-point"),
    path(f"{CHECKS}<int:number>/", checks.plan_check, name="plan-check"),
    path(f"{CHECKS}<int:number>/judge/", checks.plan_judge, name="plan-judge"),
    path("sign/<str:token>/", signing.sign, name="sign"),
    path("sign/<str:token>/decline/", signing.decline, name="sign-decline"),
]
