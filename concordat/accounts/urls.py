"""Invitations, and addresses before the sign-in library's own that close what this service does not offer."""

from django.urls import path

from concordat.accounts import views

urlpatterns = [
    path("accounts/email/", views.closed),
    path("accounts/confirm-email/", views.closed),
    path("accounts/confirm-email/<str:key>/", views.closed),
    path("accounts/login/code/confirm/", views.closed),
    path("invitations/<str:token>/", views.invitation, name="invitation"),
]
