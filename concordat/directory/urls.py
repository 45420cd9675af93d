"""The addresses of this package."""

from django.urls import URLPattern, path

from concordat.directory.views import places

urlpatterns: list[URLPattern] = [
    path("help-now/", places.help_now, name="help-now"),
    path("localities/new/", places.locality_new, name="locality-new"),
    path("localities/<slug:locality>/help-now/", places.locality_help_now, name="locality-help-now"),
    path("localities/<slug:locality>/help-now/services/new/", places.crisis_service, name="crisis-service-new"),
    path("localities/<slug:locality>/help-now/services/<int:service>/", places.crisis_service, name="crisis-service"),
    path(
        "localities/<slug:locality>/help-now/services/<int:service>/remove/",
        places.crisis_service_remove,
        name="crisis-service-remove",
    ),
    path("localities/<slug:locality>/partners/", places.partners, name="partners"),
    path("localities/<slug:locality>/partners/new/", places.partner_new, name="partner-new"),
    path("localities/<slug:locality>/partners/aliases/new/", places.alias_new, name="alias-new"),
]
