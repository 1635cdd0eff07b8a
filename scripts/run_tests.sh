#!/usr/bin/env bash
# Runs every check: style, contracts, types; then the suite on SQLite (with browsers) and, beside it, what touches a
# database on PostgreSQL.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
$bin/ruff check src tests scripts
$bin/ruff format --check src tests scripts
$bin/lint-imports
$bin/mypy
work=$(mktemp -d)
trap 'bash scripts/postgres.sh stop "$work/pg"; rm -rf "$work"' EXIT
url=$(bash scripts/postgres.sh start "$work/pg")
BINHYEN_VAR_DIR="$work/var-pg" DATABASE_URL="$url" $bin/pytest -q -m "not browser" --database-only tests >"$work/pg.log" 2>&1 &
second=$!
result=0
BINHYEN_VAR_DIR="$work/var" DATABASE_URL="sqlite:///$work/sqlite.db" $bin/pytest -q tests || result=$?
wait $second || result=$?
echo "PostgreSQL:"
cat "$work/pg.log"
exit "$result"
