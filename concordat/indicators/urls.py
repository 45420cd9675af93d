"""The addresses of this package: fixed words stand before the keys of measures, and no key is such a word."""

from django.urls import URLPattern, path

from concordat.indicators.views import detentions, keeping, loading

HERE = "localities/<slug:locality>/measures/"

urlpatterns: list[URLPattern] = [
    path(f"{HERE}set-up/", keeping.measures_set_up, name="measures-set-up"),
    path(f"{HERE}load/", loading.figures_load, name="figures-load"),
    path(f"{HERE}load/<int:load>/", loading.figures_preview, name="figures-preview"),
    path(f"{HERE}template.<str:ending>", loading.figures_template, name="figures-template"),
    path(f"{HERE}detentions/", detentions.detentions_count, name="detentions-count"),
    path(f"{HERE}rule/", keeping.small_number_rule, name="small-number-rule"),
    path(f"{HERE}<slug:key>/edit/", keeping.measure_edit, name="measure-edit"),
    path(f"{HERE}<slug:key>/targets/", keeping.measure_targets, name="measure-targets"),
    path(f"{HERE}<slug:key>/steps/", keeping.measure_steps, name="measure-steps"),
]
