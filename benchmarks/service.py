"""The whole service under load: requests a second, latencies, words a second and core, memory.

`python -m benchmarks.service [--workers 1 2] [--words 50 300 1000 5000 15000] [--seconds 10] [--peers]`

For each number of workers a server is started as users start it. For each length it is first asked
as fast as it can answer (twice as many clients as workers), then at 70 % of that rate for p50 and
p99: with even pauses between requests, as load testers send them, and with random ones (Poisson),
as strangers do. "Of the pipeline" is the rate of one worker times the processor seconds that the
same articles take in this process without HTTP. The load average is printed, since other work on
the machine counts here: compare runs on a quiet one. Peers as in `benchmarks.pipeline`.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before numpy and onnxruntime are imported

import httpx

from benchmarks.pipeline import articles, peers
from service.analyzer import load
from service.jobs import ArticleReader, Body, Job
from service.memory import resident_bytes
from service.settings import Settings
from tests.liveserver import Server

_DISTINCT: Final = 20
"""Different articles of a length at most; of long ones fewer, `_TEXT` words in all."""
_TEXT: Final = 30_000
_LEAST: Final = 8
"""Requests at a rate at least, however long that takes."""
_LIMITS: Final = {"READOUT_MAX_CHARACTERS": "200000", "READOUT_LOG_LEVEL": "WARNING"}
_SEED: Final = 1
_SHARE: Final = 0.7


def ask(client: httpx.Client, text: str) -> float:
    """Seconds until the answer to one article."""
    began = time.perf_counter()
    client.post(
        "/v1/extract", content=text.encode(), headers={"Content-Type": "text/plain"}
    ).raise_for_status()
    return time.perf_counter() - began


def as_fast_as_it_can(client: httpx.Client, texts: Sequence[str], clients: int, seconds: float) -> float:
    """Requests a second."""
    until = time.perf_counter() + seconds

    def loop(number: int) -> int:
        count = 0
        while time.perf_counter() < until:
            ask(client, texts[(number + count * clients) % len(texts)])
            count += 1
        return count

    began = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        done = sum(pool.map(loop, range(clients)))
    return done / (time.perf_counter() - began)


def at_rate(
    client: httpx.Client, texts: Sequence[str], rate: float, seconds: float, *, even: bool
) -> list[float]:
    """Latencies in order, `rate` requests a second, with even or random pauses; waiting in line counts."""
    rng, waiting = random.Random(_SEED), []
    with ThreadPoolExecutor(64) as pool:
        due = time.perf_counter()
        end = due + seconds
        while due < end:
            due += 1 / rate if even else rng.expovariate(rate)
            time.sleep(max(0.0, due - time.perf_counter()))
            waiting.append(pool.submit(_since, client, texts[len(waiting) % len(texts)], due))
        return sorted(each.result() for each in waiting)


def _since(client: httpx.Client, text: str, due: float) -> float:
    ask(client, text)
    return time.perf_counter() - due


def quantiles(late: Sequence[float]) -> str:
    """p50, p99 and their ratio."""
    p50, p99 = late[len(late) // 2], late[min(len(late) - 1, int(len(late) * 0.99))]
    return f"{p50:.3f} {p99:.3f} {p99 / p50:.1f}"


def pipeline_seconds(texts: Sequence[str]) -> float:
    """Processor seconds an article in this process, the median of three passes."""
    settings = Settings(deadline=0, max_characters=200_000)
    reader = ArticleReader(load(settings), settings)
    passes = []
    for _ in range(3):
        began = time.process_time()
        for text in texts:
            reader.read(Job(Body.TEXT, text.encode()))
        passes.append((time.process_time() - began) / len(texts))
    return statistics.median(passes)


def memory(port: int) -> str:
    """Resident MB of front and processes, from the metrics."""
    rows = httpx.get(f"http://127.0.0.1:{port}/metrics").text.splitlines()
    sizes = [float(row.split()[-1]) for row in rows if row.startswith("readout_resident_bytes{")]
    return " + ".join(f"{size / 1e6:.0f}" for size in sizes)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--words", type=int, nargs="+", default=[50, 300, 1000, 5000, 15000])
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--peers", action="store_true")
    options = parser.parse_args()
    texts = {words: articles(None, max(2, min(_DISTINCT, _TEXT // words)), words) for words in options.words}
    bare = {words: pipeline_seconds(texts[words]) for words in options.words}
    print(f"load {os.getloadavg()[0]:.1f}, this process {resident_bytes(os.getpid()) / 1e6:.0f} MB")
    print("workers words requests/s words/s/core of-the-pipeline even: p50 p99 p99/p50 random: … load MB")
    for workers in options.workers:
        server = Server({"READOUT_WORKERS": str(workers), "READOUT_DEADLINE": "60", **_LIMITS})
        began = time.perf_counter()
        try:
            server.wait_until_ready()
            print(f"ready after {time.perf_counter() - began:.1f} s")
            limits = httpx.Limits(max_connections=80, max_keepalive_connections=80)
            url = f"http://127.0.0.1:{server.port}"
            with httpx.Client(base_url=url, timeout=120, limits=limits) as client:
                for words in options.words:
                    rate = as_fast_as_it_can(client, texts[words], 2 * workers, options.seconds)
                    seconds = max(2 * options.seconds, _LEAST / (_SHARE * rate))
                    late = (
                        at_rate(client, texts[words], _SHARE * rate, seconds, even=even)
                        for even in (True, False)
                    )
                    share = workers / (rate * bare[words])
                    print(
                        f"{workers} {words} {rate:.2f} {rate * words / workers:,.0f} {share:.2f} "
                        f"{'  '.join(map(quantiles, late))} {os.getloadavg()[0]:.1f} {memory(server.port)}",
                        flush=True,
                    )
        finally:
            server.close()
    if options.peers:
        some = texts[options.words[len(options.words) // 2]]
        words_read = sum(len(text.split()) for text in some)
        for name, seconds in peers(some, 3).items():
            print(f"{name}: {words_read / seconds:,.0f} words/s")


if __name__ == "__main__":
    main()
