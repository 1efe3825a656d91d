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
def service_url(tmp_path_factory):
    """The address of a running service, started once for all tests that need one."""
    from tests.liveserver import running

    with running(tmp_path_factory.mktemp("service") / "log") as url:
        yield url
