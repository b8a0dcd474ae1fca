"""The fetcher's side of the contract, with answers that a test writes."""

import base64
import json
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


@dataclass
class Answer:
    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Request:
    method: str
    path: str
    user: str
    body: Any


def stored(**changes: Any) -> Answer:
    """The answer to a fetch that went well: twelve readings, all new."""
    counts = {"readings": 12, "new": 12, "revised": 0, "unchanged": 0, "rejected": 0}
    return Answer(body={"source": "simulator", "state": "STORED", **counts, "entities": [], **changes})


def problem(status: int, reason: str, retryable: bool, headers: dict[str, str] | None = None) -> Answer:
    body = {"title": "No fetch", "detail": "of a test", "source": "simulator", "reason": reason, "retryable": retryable}
    return Answer(status, body, headers or {})


class FakeFetcher:
    """Listens on a free port; answers with `answers` in their order, and with the last of them from then on."""

    def __init__(self):
        self.ready = [Answer(body={"status": "UP", "checks": []})]
        self.answers = [stored()]
        self.requests: list[Request] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.port = self._server.server_port

    def fetches(self) -> list[Request]:
        return [request for request in self.requests if request.method == "PUT"]

    def __enter__(self):
        Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()

    def _next(self, request: Request) -> Answer:
        self.requests.append(request)
        if request.method == "PUT":
            return _taken(self.answers)
        return _taken(self.ready) if request.path == "/q/health/ready" else Answer(404)

    def _handler(self):
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self._answer(None)

            def do_PUT(self):
                assert self.headers["Content-Type"] == "application/json"
                self._answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

            def _answer(self, body):
                user = base64.b64decode(self.headers.get("Authorization", "").removeprefix("Basic ")).decode()
                answer = fake._next(Request(self.command, self.path, user, body))
                content = answer.body if isinstance(answer.body, str) else json.dumps(answer.body)
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(content.encode())))
                self.end_headers()
                self.wfile.write(content.encode())

            def log_message(self, *_):
                pass

        return Handler


def _taken(answers: list[Answer]) -> Answer:
    return answers.pop(0) if len(answers) > 1 else answers[0]
