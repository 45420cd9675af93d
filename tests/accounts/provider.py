"""A small OpenID provider on this machine: discovery, keys, the code flow with proof keys, and real signatures."""

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "concordat-here", "a secret that both know"


class Provider:
    """What the provider says of whoever signs in; a test changes `person`, `claims` or `key` to make it say more."""

    def __init__(self) -> None:
        self.key = self.published = rsa.generate_private_key(65537, 2048)
        self.person = {"sub": "person-1", "email": "ada@example.org", "email_verified": True, "name": "Ada Fenn"}
        self.said_only_when_asked: dict[str, object] = {}
        self.claims: dict[str, object] = {}
        self.headers = {"kid": "key-1"}
        self.algorithm = "RS256"
        self.address = ""
        self.asked: list[dict[str, str]] = []
        self._codes: dict[str, dict[str, str]] = {}

    def discovery(self) -> dict[str, object]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "jwks_uri": f"{self.address}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def keys(self) -> dict[str, object]:
        """As Entra gives them: without `alg`."""
        made = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.published.public_key()))
        made.pop("alg", None)
        return {"keys": [{**made, "kid": "key-1", "use": "sig"}]}

    def authorise(self, asked: dict[str, str]) -> str:
        """Where the browser goes once its person has signed in."""
        self.asked.append(asked)
        code = secrets.token_urlsafe(16)
        self._codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, given: dict[str, str]) -> tuple[int, dict[str, object]]:
        asked = self._codes.pop(given.get("code", ""), None)
        proof = base64.urlsafe_b64encode(hashlib.sha256(given.get("code_verifier", "").encode()).digest())
        is_right = (
            asked is not None
            and (given.get("client_id"), given.get("client_secret")) == (CLIENT, SECRET)
            and given.get("redirect_uri") == asked["redirect_uri"]
            and proof.decode().rstrip("=") == asked.get("code_challenge")
        )
        if not is_right:
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        claims = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 300, **self.person, **self.claims}
        signed = jwt.encode(claims, self._signing_key(), algorithm=self.algorithm, headers=self.headers)
        return 200, {"access_token": "opens-userinfo", "token_type": "Bearer", "id_token": signed}

    def userinfo(self) -> dict[str, object]:
        return {"sub": self.person["sub"], **self.said_only_when_asked}

    def _signing_key(self) -> object:
        if self.algorithm == "none":
            return None
        return "a secret of fifty letters that anybody could have chosen" if self.algorithm == "HS256" else self.key


@contextmanager
def running() -> Iterator[Provider]:
    """Serves a provider until the block ends."""
    provider = Provider()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            if parts.path == "/authorize":
                asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
                self.send_response(302)
                self.send_header("Location", provider.authorise(asked))
                self.end_headers()
                return
            answers = {
                "/.well-known/openid-configuration": provider.discovery,
                "/keys": provider.keys,
                "/userinfo": provider.userinfo,
            }
            self._say(200, answers[parts.path]())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._say(*provider.token({name: values[0] for name, values in parse_qs(body).items()}))

        def _say(self, status: int, what: dict[str, object]) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(what).encode())

        def log_message(self, *words: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    provider.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
