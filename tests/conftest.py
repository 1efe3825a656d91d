"""Fixtures: the pipeline is loaded once for all tests."""

import pytest

from service.annotations import register

register()


@pytest.fixture(scope="session")
def nlp():
    """The whole pipeline with the shipped model."""
    from service.pipeline.build import build_nlp

    return build_nlp()


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden/*.record.json")


@pytest.fixture(scope="session")
def analyzer():
    """The analyzer that the service runs."""
    from service.analyzer import load
    from service.settings import Settings

    return load(Settings())


@pytest.fixture(scope="session")
def server():
    """A running service, started once for all tests that need one and leave it as it was."""
    from tests.liveserver import Server

    started = Server({"READOUT_WORKERS": "2", "READOUT_CLIENT_TIMEOUT": "6"})
    try:
        started.wait_until_ready()
        yield started
    finally:
        started.close()


@pytest.fixture(scope="session")
def service_url(server):
    """The address of a running service."""
    return f"http://127.0.0.1:{server.port}"
