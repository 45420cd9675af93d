"""The addresses of this package."""

from django.urls import URLPattern, path

from concordat.directory import views

urlpatterns: list[URLPattern] = [
    path("help-now/", views.help_now, name="help-now"),
    path("localities/new/", views.locality_new, name="locality-new"),
    path("localities/<slug:locality>/help-now/", views.locality_help_now, name="locality-help-now"),
    path("localities/<slug:locality>/help-now/services/new/", views.crisis_service, name="crisis-service-new"),
    path("localities/<slug:locality>/help-now/services/<int:service>/", views.crisis_service, name="crisis-service"),
    path(
        "localities/<slug:locality>/help-now/services/<int:service>/remove/",
        views.crisis_service_remove,
        name="crisis-service-remove",
    ),
    path("localities/<slug:locality>/partners/", views.partners, name="partners"),
    path("localities/<slug:locality>/partners/new/", views.partner_new, name="partner-new"),
    path("localities/<slug:locality>/partners/aliases/new/", views.alias_new, name="alias-new"),
]
