"""What every test stands on: time enough, static files without a collected folder, programs that may be missing."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, settings

# A busy machine is no fault of what is tested: speed is measured by `make bench`.
settings.register_profile("unhurried", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


@pytest.fixture(scope="session", autouse=True)
def static_folder():
    """The live server warns where there is no folder of collected files, and a warning is an error."""
    from django.conf import settings

    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


@pytest.fixture(autouse=True)
def plain_static_files(settings):
    """Serve styles and scripts from where they stand, so that no test needs `collectstatic`."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    # Otherwise every request warns that nothing was collected, and a warning is an error here.
    settings.WHITENOISE_AUTOREFRESH = True
    settings.WHITENOISE_USE_FINDERS = True
    # One round of hashing: a test that signs in should not pay for a safe password.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def second_factor_is_offered(settings):
    """Tests of other things sign people in by a line; those about the second factor require it themselves."""
    settings.SECOND_FACTOR = "offered"


@pytest.fixture(scope="module")
def kept_rows(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Lets a module's fixture write rows once for all of its tests; what each test writes itself still goes with it."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def program() -> Callable[..., str]:
    """Finds a program of the machine: where it is missing the test is skipped, in CI it fails."""

    def find(*names: str) -> str:
        for name in names:
            path = shutil.which(name)
            if path:
                return path
        message = f"none of {', '.join(names)} is installed on this machine"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)

    return find
