"""Settings from the environment, read once at start. A bad value stops the start and says which."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from service.errors import SettingsError

PREFIX: Final = "READOUT_"
_LOG_LEVELS: Final = ("DEBUG", "INFO", "WARNING", "ERROR")
_INJECTED_NAME: Final = re.compile(
    r"SERVICE_HOST|SERVICE_PORT(?:_\w+)?|PORT_\d+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?"
)
_INJECTED_PORT: Final = re.compile(r"(?:tcp|udp|sctp)://", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Limits and paths. The variable of `max_characters` is ``READOUT_MAX_CHARACTERS``, and so on.

    Sizes are bytes (`max_body`) or Unicode code points (`max_characters`, `max_run`), times seconds.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    probe_port: int = 0
    """Port of a second listener for probes and metrics alone; 0: none."""
    workers: int = 0
    """Processes that read articles; 0: one per core."""
    queue: int = 16
    """Articles that may wait for each process; one more is answered 503 at once."""
    recycle: int = 5000
    """Articles after which a process is replaced; 0: never."""
    client_timeout: float = 30.0
    """For how long a client may keep the service waiting: for the head of a request, for its body, for the
    next line of a batch, for taking an answer."""
    drain: float = 30.0
    """For how long accepted requests are finished after SIGTERM."""
    shutdown_delay: float = 1.0
    """For how long new requests are still taken after SIGTERM, while `/readyz` already answers 503."""
    api_keys: tuple[str, ...] = ()
    """SHA-256 of the keys that callers of `/v1` must show, in hexadecimal; none: everybody may call."""
    cors_origins: tuple[str, ...] = ()
    """Origins whose pages may call the service from a browser; `*` for all."""
    max_body: int = 1_048_576
    max_characters: int = 100_000
    max_run: int = 10_000
    """Characters without white space between them."""
    max_pieces: int = 24_000
    """Word pieces of an article, in which its time is counted: an English word has 1.2, a word in another
    script as many as letters."""
    deadline: float = 10.0
    """Per article; 0 sets none."""
    log_level: str = "INFO"
    model: str | None = None
    """What reads instead of the shipped model: the folder of another encoder or of a spaCy pipeline, or the
    name of an installed spaCy pipeline."""

    def __post_init__(self) -> None:
        _check("port", self.port, 1 <= self.port <= 65_535, "a port between 1 and 65535")
        _check("probe_port", self.probe_port, 0 <= self.probe_port <= 65_535, "a port, or 0 for none")
        _check("workers", self.workers, 0 <= self.workers <= 512, "0 to 512 processes")
        _check("queue", self.queue, 0 <= self.queue <= 10_000, "0 to 10000 articles")
        _check("recycle", self.recycle, self.recycle >= 0, "0 or more articles")
        _check("client_timeout", self.client_timeout, 1 <= self.client_timeout <= 3600, "1 to 3600 seconds")
        _check("drain", self.drain, 0 <= self.drain <= 3600, "0 to 3600 seconds")
        _check("shutdown_delay", self.shutdown_delay, 0 <= self.shutdown_delay <= 600, "0 to 600 seconds")
        for key in self.api_keys:
            _check("api_keys", "…", bool(_SHA256.fullmatch(key)), "SHA-256 in hexadecimal, parted by commas")
        for origin in self.cors_origins:
            _check("cors_origins", origin, bool(_ORIGIN.fullmatch(origin)), "https://host[:port], or *")
        _check("max_body", self.max_body, self.max_body >= 1, "at least 1 byte")
        _check("max_characters", self.max_characters, self.max_characters >= 1, "at least 1")
        _check("max_run", self.max_run, self.max_run >= 1, "at least 1")
        _check("max_pieces", self.max_pieces, self.max_pieces >= 1, "at least 1")
        _check("deadline", self.deadline, 0 <= self.deadline <= 3600, "0 to 3600 seconds")
        _check("log_level", self.log_level, self.log_level in _LOG_LEVELS, f"one of {', '.join(_LOG_LEVELS)}")
        _check("host", self.host, bool(self.host), "a host name or address")
        _check("model", self.model, self.model is None or _is_model(self.model), _A_MODEL)

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Settings from ``READOUT_…`` variables, but for `injected` ones; raises `SettingsError` for a bad
        value or name.
        """
        environ = os.environ if environ is None else environ
        passed = set(injected(environ))
        given = {
            name.removeprefix(PREFIX).lower(): value
            for name, value in environ.items()
            if name.startswith(PREFIX) and name not in passed
        }
        known = {field.name for field in fields(cls)}
        unknown = sorted(given.keys() - known)
        if unknown:
            raise SettingsError(f"{PREFIX}{unknown[0].upper()} is no setting of this service.")
        return cls(**{name: _parse(name, value) for name, value in given.items()})


def injected(environ: Mapping[str, str]) -> list[str]:
    """Names of variables that Kubernetes and Docker links set in every container beside a Service named
    ``readout``: ``READOUT_SERVICE_HOST``, ``READOUT_PORT=tcp://…`` and their kin. In order of the alphabet.
    """
    ours = {name: value for name, value in environ.items() if name.startswith(PREFIX)}
    return sorted(
        name
        for name, value in ours.items()
        if _INJECTED_NAME.fullmatch(name.removeprefix(PREFIX))
        or (name == f"{PREFIX}PORT" and _INJECTED_PORT.match(value))
    )


_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_ORIGIN: Final = re.compile(r"\*|https?://[^/\s,]+")


def _listed(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(",") if part.strip())


_PARSERS: Final[dict[str, Callable[[str], Any]]] = {
    "port": int,
    "probe_port": int,
    "workers": int,
    "queue": int,
    "recycle": int,
    "client_timeout": float,
    "drain": float,
    "shutdown_delay": float,
    "api_keys": lambda value: _listed(value.lower()),
    "cors_origins": _listed,
    "max_body": int,
    "max_characters": int,
    "max_run": int,
    "max_pieces": int,
    "deadline": float,
    "log_level": str.upper,
}


_A_MODEL: Final = "the folder of an encoder or a spaCy pipeline, or the name of an installed spaCy pipeline"


def _is_model(name: str) -> bool:
    """Whether there is a model of that name; what it can do is seen when it is loaded."""
    folder = Path(name)
    if folder.is_dir():
        return any((folder / file).is_file() for file in ("encoder.onnx", "config.cfg"))
    if not name.isidentifier() or (found := find_spec(name)) is None:
        return False
    return any((Path(place) / "meta.json").is_file() for place in found.submodule_search_locations or ())


def _parse(name: str, value: str) -> Any:
    try:
        return _PARSERS.get(name, str)(value.strip())
    except ValueError as error:
        raise SettingsError(f"{PREFIX}{name.upper()}={value!r} can't be read as a number.") from error


def _check(name: str, value: object, holds: bool, wanted: str) -> None:
    # `holds` is False for NaN too, since every comparison with it is
    if not holds:
        raise SettingsError(f"{PREFIX}{name.upper()}={value!s}: want {wanted}.")
