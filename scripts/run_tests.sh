#!/usr/bin/env bash
# Runs every check: style, contracts, types; then the suite on SQLite and, beside it, what touches a database on
# PostgreSQL and after that what drives a browser.
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

on_postgresql() {
  BINHYEN_VAR_DIR="$work/var-pg" DATABASE_URL="$url" $bin/pytest -q -m "not browser" --database-only tests
}
in_browsers() {
  BINHYEN_VAR_DIR="$work/var-b" DATABASE_URL="sqlite:///$work/browsers.db" $bin/pytest -q -m browser tests
}
on_sqlite() {
  BINHYEN_VAR_DIR="$work/var" DATABASE_URL="sqlite:///$work/sqlite.db" $bin/pytest -q -m "not browser" tests
}

(
  second=0
  on_postgresql || second=$?
  echo "Browsers:"
  in_browsers || second=$?
  exit "$second"
) >"$work/second.log" 2>&1 &
beside=$!
result=0
on_sqlite || result=$?
wait $beside || result=$?
echo "PostgreSQL:"
cat "$work/second.log"
exit "$result"
