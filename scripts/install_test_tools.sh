#!/usr/bin/env bash
# Installs what tests need beyond `requirements.lock`: PostgreSQL, Chromium, pdftoppm, Java and Spark. Nothing is fetched
# where it stands already.
set -euo pipefail
cd "$(dirname "$0")/.."
.venv/bin/python -c 'import pyspark' 2>/dev/null ||
  .venv/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-spark.lock
missing=()
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
command -v chromium >/dev/null 2>&1 || missing+=(chromium)
command -v pdftoppm >/dev/null 2>&1 || missing+=(poppler-utils)
command -v java >/dev/null 2>&1 || missing+=(default-jre-headless)
[ ${#missing[@]} -eq 0 ] && exit 0
echo "Cài ${missing[*]} từ kho Debian…"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
