#!/usr/bin/env bash
# Talks to a running service with curl: one article, one page, a batch, a refusal.
# Usage: examples/curl.sh [ADDRESS]
set -euo pipefail
service=${1:-http://127.0.0.1:8000}
articles=$(dirname "${BASH_SOURCE[0]}")/articles

echo "Plain text; the day of publication goes in the query:"
curl --silent --show-error --fail-with-body "$service/v1/extract?published=2026-05-14" \
  --header 'Content-Type: text/plain' --data-binary "@$articles/2026-05-14-hanoi-summit-held.txt"
echo

echo "JSON, with all that is known of the article:"
curl --silent --show-error --fail-with-body "$service/v1/extract" \
  --header 'Content-Type: application/json' --data-binary "@$articles/2026-06-03-madrid-on-the-cable.json"
echo

echo "Many articles, a line each: a record a line comes back."
# --no-buffer prints each record as soon as it is there; `--upload-file -` would send lines as they are written
curl --silent --show-error --fail-with-body --no-buffer "$service/v1/extract/batch" \
  --header 'Content-Type: application/x-ndjson' --data-binary "@$articles/wire.jsonl"

echo "What is refused says why, with status 422:"
curl --silent --show-error --output - --write-out '\n%{http_code}\n' "$service/v1/extract" \
  --header 'Content-Type: application/json' --data-binary '{"text": "Talks were held.", "published": "soon"}'
