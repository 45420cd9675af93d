"""Which package answers which address."""

from django.urls import include, path

handler429 = "concordat.accounts.views.too_many_tries"  # the sign-in library asks for it here

urlpatterns = [
    path("", include("concordat.ui.urls")),
    path("", include("concordat.accounts.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("accounts/social/", include("allauth.socialaccount.urls")),
    path("", include("concordat.directory.urls")),
    path("", include("concordat.indicators.urls")),
    path("", include("concordat.plans.urls")),
    path("", include("concordat.assurance.urls")),
    path("", include("concordat.reporting.urls")),
]
