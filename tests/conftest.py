"""Fixtures: the pipeline is loaded once for all tests."""

import pytest

from service.annotations import register

register()


@pytest.fixture(scope="session")
def nlp():
    """The whole pipeline with the shipped model."""
    from service.pipeline.build import build_nlp

    return build_nlp()
