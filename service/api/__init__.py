"""The HTTP face: the domain behind it knows nothing of it."""

from service.api.app import create_app

__all__ = ["create_app"]
