"""The addresses of this package."""

from django.urls import URLPattern, path

from concordat.plans.views import (
    actions,
    answering,
    as_at,
    attention,
    comparing,
    editions,
    exporting,
    leads,
    plans,
    progress,
    proposing,
    review_board,
    reviews,
)
from concordat.plans.views.importing import deciding, reviewing, starting

HERE = "localities/<slug:locality>/"

urlpatterns: list[URLPattern] = [
    path(f"{HERE}plan/", plans.plan, name="plan"),
    path(f"{HERE}plan/attention/", attention.attention, name="plan-attention"),
    path(f"{HERE}plan/attention/rules/", attention.attention_rules, name="plan-attention-rules"),
    path(f"{HERE}plan/on/", as_at.plan_on, name="plan-on"),
    path(f"{HERE}plan/on/download.<str:ending>", as_at.plan_on_download, name="plan-on-download"),
    path(f"{HERE}plan/progress/", progress.progress, name="plan-progress"),
    path(f"{HERE}plan/progress/chart.<str:ending>", progress.progress_chart, name="plan-progress-chart"),
    path(f"{HERE}plan/progress/table.csv", progress.progress_table, name="plan-progress-table"),
    path(f"{HERE}plan/compare/", comparing.compare, name="plan-compare"),
    path(f"{HERE}plan/editions/new/", editions.edition_new, name="edition-new"),
    path(f"{HERE}plan/download.<str:ending>", exporting.plan_download, name="plan-download"),
    path(f"{HERE}plan/editions/<int:number>/", plans.edition, name="edition"),
    path(
        f"{HERE}plan/editions/<int:number>/download.<str:ending>", exporting.edition_download, name="edition-download"
    ),
    path(f"{HERE}plan/actions/<int:number>/", actions.action, name="action"),
    path(f"{HERE}plan/actions/<int:number>/leads/", leads.action_leads, name="action-leads"),
    path(f"{HERE}plan/people/<int:person>/actions/", leads.person_actions, name="person-actions"),
    path(f"{HERE}plan/actions/<int:number>/source/<int:row>/", actions.action_source, name="action-source"),
    path(f"{HERE}documents/<int:document>/", actions.source_document, name="source-document"),
    path(f"{HERE}plan/editions/<int:number>/publish/", editions.edition_publish, name="edition-publish"),
    path(f"{HERE}plan/mine/", answering.my_actions, name="my-actions"),
    path(f"{HERE}plan/actions/<int:number>/update/", answering.action_update, name="action-update"),
    path(f"{HERE}plan/evidence/<int:file>/", answering.evidence_file, name="evidence-file"),
    path("answer/<str:token>/", answering.answer, name="answer"),
    path("answer/<str:token>/actions/<int:number>/", answering.answer_action, name="answer-action"),
    path("answer/<str:token>/done/", answering.answer_done, name="answer-done"),
    path(f"{HERE}plan/update-sheets/", proposing.sheets, name="update-sheets"),
    path(f"{HERE}plan/update-sheets/return/", proposing.sheet_return, name="update-sheet-return"),
    path(f"{HERE}plan/update-sheets/returns/<int:number>/", proposing.returned, name="update-sheet-returned"),
    path(f"{HERE}plan/update-sheets/sheets/<slug:code>/", proposing.sheet, name="update-sheet"),
    path(f"{HERE}plan/updates/", proposing.updates, name="updates"),
    path(f"{HERE}plan/updates/<int:number>/", proposing.update, name="update"),
    path(f"{HERE}plan/reviews/<int:number>/", review_board.review, name="review"),
    path(f"{HERE}plan/reviews/<int:number>/chase/", review_board.review_chase, name="review-chase"),
    path(f"{HERE}plan/reviews/<int:number>/letters/", review_board.review_letters_sent, name="review-letters"),
    path(
        f"{HERE}plan/reviews/<int:number>/requests/<int:request_number>/",
        review_board.review_request,
        name="review-request",
    ),
    path(f"{HERE}plan/reviews/", reviews.reviews, name="reviews"),
    path(f"{HERE}plan/reviews/new/", reviews.review_new, name="review-new"),
    path(f"{HERE}plan/reviews/<int:number>/close/", reviews.review_close, name="review-close"),
    path(f"{HERE}imports/", starting.imports, name="imports"),
    path(f"{HERE}imports/new/", starting.import_new, name="import-new"),
    path(f"{HERE}imports/<int:number>/", reviewing.import_review, name="import-review"),
    path(f"{HERE}imports/<int:number>/rows/<int:row>/", reviewing.import_row, name="import-row"),
    path(f"{HERE}imports/<int:number>/document/", reviewing.import_document, name="import-document"),
    path(f"{HERE}imports/<int:number>/leads/", deciding.import_leads, name="import-leads"),
    path(f"{HERE}imports/<int:number>/missing/", deciding.import_missing, name="import-missing"),
    path(f"{HERE}imports/<int:number>/plan/", deciding.import_plan, name="import-plan"),
    path(f"{HERE}imports/<int:number>/accept/", deciding.import_accept, name="import-accept"),
    path(f"{HERE}imports/<int:number>/abandon/", starting.import_abandon, name="import-abandon"),
]
