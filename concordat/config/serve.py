"""`make run`: bring the database, reference data, static files and the example up to date, then serve the site."""

import os
import socket
import sys

LOOPBACK = ("127.0.0.1", "localhost", "::1")
EVERYWHERE = ("0.0.0.0", "::")  # nosec B104 - addresses that a person may ask for
GUNICORN = {"workers": 2, "control_socket_disable": True, "loglevel": "warning"}


def main() -> None:
    host = os.environ.get("HOST", "127.0.0.1")
    port = int(os.environ.get("PORT", "8000"))
    if not is_free(host, port):
        sys.exit(f"concordat: port {port} on {host} is taken. Stop what uses it, or choose another: make run PORT=8010")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "concordat.config.settings")
    os.environ.setdefault("ALLOWED_HOSTS", ",".join(names_of(host)))
    # Container images tell Python to keep no compiled modules; compiling Django and all of this anew would be two
    # thirds of each start.
    sys.dont_write_bytecode = False
    import django

    django.setup()
    from django.conf import settings

    from concordat.config.preparing import prepare
    from concordat.config.settings import env

    if host in LOOPBACK and not env.str("SECOND_FACTOR", ""):
        settings.SECOND_FACTOR = "offered"  # nobody else reaches it, and the example should open at once
    prepare(print)
    address = f"http://{'localhost' if host in ('127.0.0.1', *EVERYWHERE) else host}:{port}/"
    settings.SITE_ADDRESS = settings.SITE_ADDRESS or address
    say_where(address)
    sys.stdout.flush()
    listen(f"[{host}]:{port}" if ":" in host else f"{host}:{port}")


def is_free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError:
            return False
    return True


def names_of(host: str) -> list[str]:
    """The names a browser may use for this machine when it listens on `host`."""
    names = ["localhost", "127.0.0.1", "[::1]", host]
    if host in EVERYWHERE:
        name = socket.gethostname()
        names += [name, socket.getfqdn(), *socket.gethostbyname_ex(name)[2]]
    return sorted(set(names))


def listen(bind: str) -> None:
    """Serve the site, and send its letters, until it is stopped.

    Django and our own code are loaded once, here, and the worker processes are copies of this one: a start takes half
    the time of one where each loads everything.
    """
    from django.core.wsgi import get_wsgi_application
    from django.db import connections
    from django.urls import get_resolver
    from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

    from concordat.config import keeping

    application = get_wsgi_application()
    _ = get_resolver().url_patterns  # loads every view
    connections.close_all()  # a connection must not be shared by two processes
    keeper = keeping.start()

    def end(server: object) -> None:
        keeping.end(keeper)

    class Server(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            for name, value in {"bind": bind, "preload_app": True, "on_exit": end, **GUNICORN}.items():
                self.cfg.set(name, value)

        def load(self) -> object:
            return application

    Server().run()


def say_where(address: str) -> None:
    from concordat.accounts.gateways.mail import where_letters_go
    from concordat.plans import gateways

    print()
    print(f"Concordat is at {address}")
    example = gateways.example_sign_in()
    print()
    print(f"The example is {example.locality}, a place that does not exist: {address}localities/{example.slug}/")
    print(f"Sign in at {address}accounts/login/ with any of these; the password of each is {example.password}")
    for name, email, role in example.people:
        print(f"  {email:<44} {role} ({name})")
    print()
    print("What to try next")
    print(f"  Read the plan as the public does:      {address}localities/{example.slug}/plan/")
    print(f"  Bring in a plan, as the coordinator:   {address}localities/{example.slug}/imports/new/")
    print(f"  Who still owes an update, as the same: {address}localities/{example.slug}/plan/reviews/1/")
    print(f"  Your own partnership, as administrator: {address}localities/new/")
    print("  What a file would be read as:          .venv/bin/concordat read YOUR-PLAN.docx")
    print()
    print(f"Letters {where_letters_go()}")
    print("Ctrl-C stops the server; what you did is kept in var/.")


if __name__ == "__main__":
    main()
