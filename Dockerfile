# Pass BASE with a digest (python@sha256:…) to pin the very bytes.
ARG BASE=python:3.11-slim-bookworm

FROM ${BASE} AS dependencies
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
# hadolint ignore=DL3008
RUN apt-get update \
 && apt-get install --yes --no-install-recommends binutils \
 && rm -rf /var/lib/apt/lists/* \
 && python -m pip install --no-cache-dir "uv==0.13.9"
WORKDIR /build
COPY requirements.lock deploy/slim ./
# The packages that are uninstalled only fetch models (for tokenizers) and build packages (for spaCy).
RUN uv venv /opt/readout \
 && uv pip install --no-cache --python /opt/readout/bin/python --require-hashes --requirement requirements.lock \
 && uv pip uninstall --python /opt/readout/bin/python huggingface-hub hf-xet fsspec filelock setuptools \
 && bash slim /opt/readout

FROM dependencies AS application
COPY deploy/build.lock ./
RUN uv pip install --no-cache --system --require-hashes --requirement build.lock
COPY pyproject.toml README.md LICENSE ./
COPY service ./service
RUN python -m hatchling build --target wheel \
 && uv pip install --no-cache --python /opt/readout/bin/python --no-deps --prefix /opt/application dist/*.whl \
 && mkdir -p /opt/application/share/readout \
 && cyclonedx-py environment /opt/readout/bin/python --pyproject pyproject.toml --output-reproducible \
      --output-file /opt/application/share/readout/sbom.cdx.json

FROM ${BASE}
RUN python -m pip uninstall --yes pip setuptools wheel
# Two layers: a release that changes no dependency is a small one to pull.
COPY --from=dependencies /opt/readout /opt/readout
COPY --from=application /opt/application /opt/readout
ENV PATH=/opt/readout/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    OMP_NUM_THREADS=1 \
    ORT_DISABLE_TELEMETRY=1 \
    READOUT_HOST=0.0.0.0
# Serves and reads once, which leaves bytecode of all that the service imports, and only of that: nobody can write it later.
COPY deploy/first-run /usr/local/bin/
RUN first-run && rm /usr/local/bin/first-run
ENV PYTHONDONTWRITEBYTECODE=1
USER 10001:10001
WORKDIR /tmp
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 CMD ["readout", "health"]
CMD ["readout", "serve"]
