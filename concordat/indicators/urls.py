"""The addresses of this package: fixed words stand before the keys of measures, and no key is such a word."""

from django.urls import URLPattern

HERE = "localities/<slug:locality>/measures/"

urlpatterns: list[URLPattern] = []
