"""GOV.UK Notify as a server on this machine: its protocol by its documentation, and nothing behind it."""

import json
import threading
import uuid
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt

SERVICE, SECRET = str(uuid.UUID(int=7)), str(uuid.UUID(int=8))
KEY = f"trial-{SERVICE}-{SECRET}"


class NotifyServer:
    """Keeps what it takes in `letters`; local parts of addresses say what happens to them."""

    def __init__(self) -> None:
        self.letters: list[dict[str, Any]] = []
        self.asked: list[str] = []
        self.is_away = False
        self.after_taking: Callable[[], None] | None = None
        keeper = self

        class Answering(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                self._answer(*keeper.take(asked, self.headers["Authorization"]))

            def do_GET(self) -> None:
                keeper.asked.append(self.path)
                self._answer(*keeper.tell(parse_qs(urlsplit(self.path).query), self.headers["Authorization"]))

            def _answer(self, status: int, body: dict[str, Any]) -> None:
                content = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self) -> "NotifyServer":
        self._thread.start()
        return self

    def __exit__(self, *reason: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def take(self, asked: dict[str, Any], authorization: str) -> tuple[int, dict[str, Any]]:
        jwt.decode(authorization.removeprefix("Bearer "), SECRET, algorithms=["HS256"], issuer=SERVICE)
        name = asked["email_address"].split("@")[0]
        if self.is_away:
            return 503, refusal(503, "Exception", "Internal server error")
        if name == "nobody":
            return 400, refusal(400, "ValidationError", "email_address Not a valid email address")
        if name == "often":
            return 429, refusal(429, "RateLimitError", "Exceeded rate limit for key type LIVE of 3000 per 60 seconds")
        letter = {**asked, "id": str(uuid.uuid4()), "status": "created", "type": "email"}
        self.letters.append(letter)
        if self.after_taking is not None:
            self.after_taking()
        if name == "unlucky":
            return 500, refusal(500, "Exception", "Internal server error")
        return 201, {"id": letter["id"], "reference": asked.get("reference")}

    def tell(self, query: dict[str, list[str]], authorization: str) -> tuple[int, dict[str, Any]]:
        jwt.decode(authorization.removeprefix("Bearer "), SECRET, algorithms=["HS256"], issuer=SERVICE)
        if self.is_away:
            return 503, refusal(503, "Exception", "Internal server error")
        names = {"reference", "status"} & set(query)
        found = [row for row in self.letters if all(row.get(name) in query[name] for name in names)]
        if "older_than" in query:
            found = []
        last = found[-1]["id"] if found else ""
        return 200, {"notifications": found, "links": {"next": f"{self.address}/v2/notifications?older_than={last}"}}


def refusal(status: int, kind: str, words: str) -> dict[str, Any]:
    return {"status_code": status, "errors": [{"error": kind, "message": words}]}
