"""The addresses of this package."""

from django.urls import URLPattern, path

from concordat.reporting import views

urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("localities/", views.localities, name="localities"),
    path("localities/<slug:locality>/", views.locality, name="locality"),
    path("localities/<slug:locality>/measures.<str:ending>", views.measures_open_data, name="measures-open-data"),
    path("localities/<slug:locality>/measures/", views.measures, name="measures"),
    path("localities/<slug:locality>/measures/<slug:key>/", views.measure, name="measure"),
    path(
        "localities/<slug:locality>/measures/<slug:key>/chart.<str:ending>", views.measure_chart, name="measure-chart"
    ),
    path("nation/", views.nation, name="nation"),
    path("nation/actions/", views.nation_actions, name="nation-actions"),
    path("nation/alike/<slug:locality>/<int:action>/", views.nation_alike, name="nation-alike"),
    path("nation/section-136/", views.national_series, name="national-series"),
    path("nation/section-136/chart.<str:ending>", views.national_series_chart, name="national-series-chart"),
    path("nation/measures/", views.nation_measures, name="nation-measures"),
    path("nation/measures/<slug:standard_key>/", views.nation_measure, name="nation-measure"),
    path(
        "nation/measures/<slug:standard_key>/chart.<str:ending>",
        views.nation_measure_chart,
        name="nation-measure-chart",
    ),
    path("nation/table/", views.nation_table, name="nation-table"),
    path("nation/words/", views.nation_words, name="nation-words"),
    path("regions/<slug:region>/", views.region, name="region"),
    path("areas/<slug:area>/", views.area, name="area"),
    path("organisations/<slug:organisation>/", views.organisation, name="organisation"),
    path("search/", views.search, name="search"),
    path("about/", views.about, name="about"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("open-data/", views.open_data, name="open-data"),
]
