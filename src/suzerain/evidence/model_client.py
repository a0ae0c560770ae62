"""The door to a language model that the user names; never opened otherwise.

Plain HTTP to an OpenAI-compatible address. Time, size and redirections are bounded; the
key comes from the environment, goes to the named host alone and is written nowhere.
"""

from __future__ import annotations

import json
import os
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPException, HTTPMessage
from typing import IO, Any
from urllib.parse import urlsplit, urlunsplit

from suzerain.core.errors import DataMissing, SuzerainError
from suzerain.sources.address import is_address, is_inside
from suzerain.sources.fetch import plain_opener

KEY = "SUZERAIN_LLM_KEY"
WAIT = 300.0  # seconds for a whole answer; a model on a small machine is slow
LARGEST = 4_000_000  # bytes of one answer
CHUNK = 65_536  # bytes
REDIRECTIONS = 3
BUSY_TRIES = 2
LONGEST_PAUSE = 10.0  # seconds to wait for a server that is busy
AGENT = "suzerain (asks the model that its user names)"
FORMS = ("schema", "object", "prompt", "bare")
"""How an answer is asked for, from the strictest form to none that could be refused."""
REFUSES_FORM = frozenset({400, 415, 422, 500, 501})
BUSY = frozenset({429, 503})
MOVED = frozenset({301, 302, 307, 308})


class ModelUnavailable(DataMissing):
    """The model that was named does not answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A language model behind an address.

    Args:
        url: Its server, such as `http://localhost:8080/v1`.
        name: Its name there.
        wait: Seconds for a whole answer.

    Examples:
        >>> Model(url="http://localhost:8080", name="m").endpoint
        'http://localhost:8080/v1/chat/completions'
    """

    url: str
    name: str
    wait: float = WAIT

    def __post_init__(self) -> None:
        parts = urlsplit(self.url) if is_address(self.url) else None
        odd = any(sign <= " " or sign == "\x7f" for sign in self.url)
        if parts is None or odd or "@" in parts.netloc or parts.fragment:
            raise SuzerainError(
                f"{'the address' if '@' in self.url else repr(self.url)} is no address "
                "of a model",
                "http or https, without name and password",
                f"write --llm http://localhost:8080/v1; a key goes into {KEY}",
            )
        if not self.name.strip() or not self.name.isprintable():
            raise SuzerainError(
                f"{self.name!r} is no name of a model",
                "the name that its server lists",
                "look it up, for example at /v1/models of the server",
            )

    @property
    def endpoint(self) -> str:
        """The address that is asked."""
        parts = urlsplit(self.url)
        path = parts.path.rstrip("/")
        if not path.endswith("/chat/completions"):
            path = f"{path or '/v1'}/chat/completions"
        return urlunsplit(parts._replace(path=path))

    @property
    def host(self) -> str:
        """The address as it may be shown: without what stands behind `?`."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follow a redirection on the same host only, and ask there the same."""

    max_redirections = REDIRECTIONS

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,  # noqa: ARG002 - the signature is given
        headers: HTTPMessage,  # noqa: ARG002
        newurl: str,
    ) -> urllib.request.Request | None:
        """Refuse every other host, and to go from https to http."""
        old, new = urlsplit(req.full_url), urlsplit(newurl)
        same = old.hostname == new.hostname and (
            (old.scheme, old.port) == (new.scheme, new.port)
            or (old.scheme, new.scheme) == ("http", "https")
        )
        if not same or code not in MOVED:
            fp.close()
            raise ModelUnavailable(
                f"{old.scheme}://{old.netloc} leads to another host, {new.hostname!r}",
                "a server that answers itself",
                "name the address that it leads to, if you trust it",
            )
        return urllib.request.Request(  # noqa: S310 - same host, http or https
            newurl, data=req.data, headers=dict(req.header_items()), method="POST"
        )


@dataclass(slots=True)
class Talk:
    """Ask one model again and again, in the strictest form that it takes.

    Args:
        model: The model.
        form: Place in `FORMS` of the form that is tried first.
    """

    model: Model
    form: int = 0
    asked: int = field(default=0, init=False)

    def ask(
        self,
        messages: list[dict[str, str]],
        schema: dict[str, Any],
        *,
        temperature: float,
        seed: int,
    ) -> str:
        """Return what the model says.

        Args:
            messages: With `role` and `content`.
            schema: JSON Schema of the answer, where the server takes one.
            temperature: From 0, always the likeliest word, to 2.
            seed: Of its draws, where the server takes one.

        Raises:
            ModelUnavailable: If it cannot be reached, is too slow, says too much, or
                says nothing that an OpenAI-compatible server says.
        """
        while True:
            body: dict[str, Any] = {"model": self.model.name, "messages": messages}
            if FORMS[self.form] != "bare":
                body |= {"temperature": temperature, "seed": seed, "stream": False}
            body |= _response_format(FORMS[self.form], schema)
            self.asked += 1
            status, data = self._post(json.dumps(body).encode("ascii"))
            if status == HTTPStatus.OK:
                return _content(data, self.model)
            if status not in REFUSES_FORM or self.form + 1 == len(FORMS):
                raise _refused(status, self.model)
            self.form += 1

    def _post(self, body: bytes) -> tuple[int, bytes]:
        key = _key(self.model)
        for busy in range(BUSY_TRIES + 1):
            status, data, pause = _post(self.model, body, key)
            if status not in BUSY or busy == BUSY_TRIES:
                break
            time.sleep(pause)
        return status, data.replace(key.encode(), b"[key]") if key else data


def _response_format(form: str, schema: dict[str, Any]) -> dict[str, Any]:
    if form == "schema":
        named = {"name": "claims", "strict": True, "schema": schema}
        return {"response_format": {"type": "json_schema", "json_schema": named}}
    if form == "object":
        return {"response_format": {"type": "json_object"}}
    return {}


def _key(model: Model) -> str:
    """The key of the environment, where it may be sent."""
    key = os.environ.get(KEY, "").strip()
    if not key:
        return ""
    if not (key.isascii() and key.isprintable()):
        raise SuzerainError(
            f"{KEY} holds signs that no key has",
            "letters, digits and marks of ASCII, in one line",
            "copy the key again",
        )
    if urlsplit(model.url).scheme != "https" and not is_inside(model.url):
        raise SuzerainError(
            f"{KEY} is set and {model.host} is not encrypted",
            "https, or a server on this machine or in a private network",
            f"write https, or unset {KEY}",
        )
    return key


def _post(model: Model, body: bytes, key: str) -> tuple[int, bytes, float]:
    """Send one request; return status, content and the pause that it asks for."""
    headers = {"Content-Type": "application/json", "User-Agent": AGENT}
    headers |= {"Accept": "application/json", "Accept-Encoding": "identity"}
    if key:
        headers["Authorization"] = f"Bearer {key}"
    try:
        asked = urllib.request.Request(  # noqa: S310 - the scheme was checked
            model.endpoint, data=body, headers=headers, method="POST"
        )
        with _opener(model).open(asked, timeout=model.wait) as answer:
            return answer.status, _read(answer, model), 0.0
    except urllib.error.HTTPError as error:
        pause = error.headers.get("Retry-After", "") if error.headers else ""
        error.close()
        wait = float(pause) if pause.isascii() and pause.isdigit() else 1.0
        return error.code, b"", min(wait, LONGEST_PAUSE)
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise _away(model, reason) from None


def _opener(model: Model) -> urllib.request.OpenerDirector:
    """A plain opener; the user's proxies are used, save for this machine itself."""
    host = urlsplit(model.url).hostname or ""
    own = host == "localhost" or host.startswith("127.") or host == "::1"
    return plain_opener(_Redirects(), proxied=not own)


def _read(answer: IO[bytes], model: Model) -> bytes:
    until = time.monotonic() + model.wait
    read1 = getattr(answer, "read1", answer.read)
    parts: list[bytes] = []
    size = 0
    while part := read1(CHUNK):
        parts.append(part)
        size += len(part)
        if size > LARGEST:
            raise ModelUnavailable(
                f"the answer of {model.host} has more than {LARGEST / 1e6:.0f} MB",
                "an answer of a few pages",
                "look at the settings of the server, or try another model",
            )
        if time.monotonic() > until:
            raise _away(model, "timed out")
    return b"".join(parts)


def _content(data: bytes, model: Model) -> str:
    try:
        content = json.loads(data)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        raise ModelUnavailable(
            f"{model.host} answers, but not as an OpenAI-compatible server does",
            "an address with /v1/chat/completions",
            "check the address: it mostly ends in /v1",
        ) from None
    return content if isinstance(content, str) else ""


def _away(model: Model, reason: object) -> ModelUnavailable:
    why = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
    slow = "timed out" in why
    return ModelUnavailable(
        f"the model {model.name!r} at {model.host} cannot be reached: {why}"
        + (f" after {model.wait:.0f} seconds" if slow else ""),
        "a server that answers; what was read without it is printed",
        "start the server and run the command again",
    )


def _refused(status: int, model: Model) -> ModelUnavailable:
    """Say what a status means; nothing of the answer is shown, it may hold a key."""
    words = HTTPStatus(status).phrase if status in set(HTTPStatus) else ""
    hint = {
        401: f"set {KEY} to a key of this server",
        403: f"set {KEY} to a key of this server",
        404: "check the address, and the name given with --model",
        429: "wait a while and run it again; what was answered is kept",
    }.get(status, "look at the log of the server, and check the name of the model")
    return ModelUnavailable(
        f"{model.host} answers {status} {words}".rstrip(),
        "a server that answers for this model",
        hint,
    )
