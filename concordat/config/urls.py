"""Which package answers which address."""

from django.urls import include, path

urlpatterns = [
    path("", include("concordat.ui.urls")),
    path("", include("concordat.accounts.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("", include("concordat.directory.urls")),
    path("", include("concordat.plans.urls")),
    path("", include("concordat.reporting.urls")),
]
