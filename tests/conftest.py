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
