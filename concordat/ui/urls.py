"""The addresses of this package."""

from django.urls import path

from concordat.ui import views

urlpatterns = [path("components/", views.components, name="components")]
