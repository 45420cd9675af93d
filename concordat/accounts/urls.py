"""Invitations, and addresses before the sign-in library's own that close what this service does not offer."""

from django.urls import path

from concordat.accounts import views

urlpatterns = [
    path("accounts/email/", views.closed),
    path("accounts/confirm-email/", views.closed),
    path("accounts/confirm-email/<str:key>/", views.closed),
    path("accounts/login/code/confirm/", views.closed),
    path("accounts/login/", views.SignIn.as_view(), name="account_login"),
    path("accounts/2fa/totp/activate/", views.SetUpSecondFactor.as_view(), name="mfa_activate_totp"),
    path("accounts/2fa/totp/deactivate/", views.TakeSecondFactorAway.as_view(), name="mfa_deactivate_totp"),
    path("accounts/2fa/recovery-codes/", views.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path("accounts/social/", views.closed),
    path("accounts/social/signup/", views.closed),
    path("accounts/oidc/<slug:provider_id>/login/", views.sign_on, name="openid_connect_login"),
    path("accounts/oidc/<slug:provider_id>/login/callback/", views.sign_on_return, name="openid_connect_callback"),
    path("invitations/<str:token>/", views.invitation, name="invitation"),
]
