"""The addresses of this package: fixed words stand before the keys of measures, and no key is such a word."""

from django.urls import URLPattern, path

from concordat.indicators.views import keeping

HERE = "localities/<slug:locality>/measures/"

urlpatterns: list[URLPattern] = [
    path(f"{HERE}set-up/", keeping.measures_set_up, name="measures-set-up"),
    path(f"{HERE}rule/", keeping.small_number_rule, name="small-number-rule"),
    path(f"{HERE}<slug:key>/edit/", keeping.measure_edit, name="measure-edit"),
    path(f"{HERE}<slug:key>/targets/", keeping.measure_targets, name="measure-targets"),
    path(f"{HERE}<slug:key>/steps/", keeping.measure_steps, name="measure-steps"),
]
