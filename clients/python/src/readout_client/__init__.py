"""A client of Readout: news articles about diplomatic meetings in, records out."""

from readout_client.asyncclient import AsyncClient
from readout_client.batch import Article, BatchAnswer, BatchArticle, BatchProblem, BatchRecord
from readout_client.client import Client
from readout_client.errors import ProblemError
from readout_client.retry import Retries
from readout_client.types import Record

__version__ = "0.1.0"
__all__ = [
    "Article",
    "AsyncClient",
    "BatchAnswer",
    "BatchArticle",
    "BatchProblem",
    "BatchRecord",
    "Client",
    "ProblemError",
    "Record",
    "Retries",
]
