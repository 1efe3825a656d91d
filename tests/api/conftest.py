"""A client of the application with a reader that needs no model."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from service.settings import Settings
from tests.factories import FakeReader, make_app


@pytest.fixture
def reader() -> FakeReader:
    return FakeReader()


@pytest.fixture
def client(reader: FakeReader) -> FlaskClient:
    return make_app(Settings(max_body=4096, max_characters=2000, max_run=500), reader).test_client()


@pytest.fixture
def failing() -> Callable[[Exception], FlaskClient]:
    """A client whose reader raises."""

    def make(error: Exception) -> FlaskClient:
        return make_app(Settings(), FakeReader(error)).test_client()

    return make
