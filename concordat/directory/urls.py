"""The addresses of this package."""

from django.urls import URLPattern, path

from concordat.directory.views import coverage, people, places, roles

urlpatterns: list[URLPattern] = [
    path("help-now/", places.help_now, name="help-now"),
    path("localities/new/", places.locality_new, name="locality-new"),
    path("localities/<slug:locality>/areas/", coverage.locality_areas, name="locality-areas"),
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
    path("localities/<slug:locality>/people/", people.people, name="people"),
    path("localities/<slug:locality>/people/new/", people.person_change, name="person-new"),
    path("localities/<slug:locality>/people/invite/", people.person_invite, name="person-invite"),
    path("localities/<slug:locality>/people/<int:person>/", people.person, name="person"),
    path("localities/<slug:locality>/people/<int:person>/change/", people.person_change, name="person-change"),
    path(
        "localities/<slug:locality>/people/<int:person>/invite-again/",
        people.person_invite_again,
        name="person-invite-again",
    ),
    path("localities/<slug:locality>/people/<int:person>/leave/", people.person_leave, name="person-leave"),
    path("localities/<slug:locality>/people/<int:person>/return/", people.person_return, name="person-return"),
    path("localities/<slug:locality>/people/roles/<int:role>/end/", people.role_end, name="role-end"),
    path("roles/", roles.roles, name="roles"),
    path("roles/<int:role>/end/", roles.appointment_end, name="appointment-end"),
]
