"""Both clients over TLS, with a certificate of the user's own."""

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.client.conftest import Call
from tests.client.fake import RECORD, Fake, fake_service, line_by_line, record

pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="needs openssl to make a certificate")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate for 127.0.0.1 in one file."""
    folder = tmp_path_factory.mktemp("tls")
    key, made = folder / "key.pem", folder / "made.pem"
    subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command = [
        "openssl",
        "req",
        "-x509",
        *curve,
        *subject,
        "-days",
        "2",
        "-keyout",
        str(key),
        "-out",
        str(made),
    ]
    subprocess.run(command, check=True, capture_output=True)
    made.write_text(key.read_text() + made.read_text())
    return made


@pytest.fixture
def secure(certificate: Path) -> Iterator[Fake]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with fake_service(context) as server:
        yield server


def test_an_article(secure: Fake, call: Call, certificate: Path) -> None:
    secure.answer = record
    trusted = ssl.create_default_context(cafile=str(certificate))
    assert call(secure.url, "extract", "A text.", options={"verify": trusted}) == RECORD


def test_a_batch_goes_both_ways(secure: Fake, call: Call, certificate: Path) -> None:
    secure.answer = line_by_line
    trusted = ssl.create_default_context(cafile=str(certificate))
    articles = ({"text": "x" * 200_000, "id": number} for number in range(50))
    answers = call(secure.url, "extract_batch", articles, options={"verify": trusted, "timeout": 20})
    assert [answer.id for answer in answers] == list(range(50))


@pytest.mark.parametrize("method", ["extract", "extract_batch"])
def test_a_certificate_that_nobody_vouches_for(secure: Fake, call: Call, method: str) -> None:
    secure.answer = record
    with pytest.raises(httpx.ConnectError, match=r"(?i)certificate"):
        call(secure.url, method, "A text." if method == "extract" else ["A text."], options={"retries": 0})
