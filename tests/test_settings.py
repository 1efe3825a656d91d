"""Settings from the environment."""

import pytest

from service.errors import SettingsError
from service.settings import Settings, injected


def test_defaults_are_the_documented_limits() -> None:
    settings = Settings.from_env({})
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert (settings.max_body, settings.max_characters, settings.max_run) == (1_048_576, 100_000, 10_000)
    assert settings.deadline == 10.0


def test_values_are_read_from_variables() -> None:
    settings = Settings.from_env({"READOUT_PORT": "9000", "READOUT_LOG_LEVEL": "debug", "HOME": "/"})
    assert (settings.port, settings.log_level) == (9000, "DEBUG")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("READOUT_PORT", "many"),
        ("READOUT_PORT", "0"),
        ("READOUT_PORT", "65536"),
        ("READOUT_WORKERS", "-1"),
        ("READOUT_MAX_BODY", "0"),
        ("READOUT_MAX_CHARACTERS", "1.5"),
        ("READOUT_DEADLINE", "nan"),
        ("READOUT_DEADLINE", "inf"),
        ("READOUT_LOG_LEVEL", "loud"),
        ("READOUT_MODEL", "/no/such/folder"),
        ("READOUT_MODEL", "tests"),  # a folder, but of no model
        ("READOUT_MODEL", "en_core_web_none"),
        ("READOUT_MODEL", "json"),  # installed, but no pipeline
        ("READOUT_MODEL", "../escape"),
        ("READOUT_MODEL", ""),
        ("READOUT_PROT", "8000"),
        ("READOUT_HOST", ""),
    ],
)
def test_a_bad_value_or_name_stops_the_start_and_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        Settings.from_env({name: value})


SERVICE_LINKS = {
    "READOUT_SERVICE_HOST": "10.0.0.7",
    "READOUT_SERVICE_PORT": "80",
    "READOUT_SERVICE_PORT_HTTP": "80",
    "READOUT_PORT": "tcp://10.0.0.7:80",
    "READOUT_PORT_80_TCP": "tcp://10.0.0.7:80",
    "READOUT_PORT_80_TCP_PROTO": "tcp",
    "READOUT_PORT_80_TCP_PORT": "80",
    "READOUT_PORT_80_TCP_ADDR": "10.0.0.7",
}


def test_what_a_service_of_that_name_injects_is_passed_over() -> None:
    assert Settings.from_env(SERVICE_LINKS | {"READOUT_WORKERS": "3"}) == Settings(workers=3)
    assert injected(SERVICE_LINKS | {"READOUT_WORKERS": "3"}) == sorted(SERVICE_LINKS)


@pytest.mark.parametrize("name", ["READOUT_SERVICE", "READOUT_PORT_80", "READOUT_SERVICE_HOSTS"])
def test_only_injected_forms_are_passed_over(name: str) -> None:
    with pytest.raises(SettingsError, match=name):
        Settings.from_env({name: "1"})
