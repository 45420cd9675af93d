"""The addresses of this package."""

from django.urls import URLPattern, path

from concordat.plans.views import actions, plans

HERE = "localities/<slug:locality>/"

urlpatterns: list[URLPattern] = [
    path(f"{HERE}plan/", plans.plan, name="plan"),
    path(f"{HERE}plan/editions/<int:number>/", plans.edition, name="edition"),
    path(f"{HERE}plan/actions/<int:number>/", actions.action, name="action"),
    path(f"{HERE}plan/actions/<int:number>/source/<int:row>/", actions.action_source, name="action-source"),
    path(f"{HERE}documents/<int:document>/", actions.source_document, name="source-document"),
]
