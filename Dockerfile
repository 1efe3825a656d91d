# Pass BASE with a digest (python@sha256:…) to pin the very bytes.
ARG BASE=python:3.11-slim-bookworm

FROM ${BASE} AS build
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
WORKDIR /build
RUN python -m pip install --no-cache-dir "uv==0.13.9"
COPY requirements.lock deploy/build.lock ./
RUN uv venv /opt/readout \
 && uv pip install --python /opt/readout/bin/python --require-hashes --requirement requirements.lock \
 && uv pip install --system --require-hashes --requirement build.lock
COPY pyproject.toml README.md LICENSE ./
COPY service ./service
RUN python -m hatchling build --target wheel \
 && uv pip install --python /opt/readout/bin/python --no-deps dist/*.whl

FROM ${BASE}
RUN python -m pip uninstall --yes pip setuptools wheel
COPY --from=build /opt/readout /opt/readout
ENV PATH=/opt/readout/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    OMP_NUM_THREADS=1 \
    ORT_DISABLE_TELEMETRY=1 \
    READOUT_HOST=0.0.0.0
USER 10001:10001
WORKDIR /tmp
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=15s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/livez', timeout=12)"]
CMD ["readout", "serve"]
