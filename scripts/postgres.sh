#!/usr/bin/env bash
# A private PostgreSQL in a folder: `postgres.sh start DIR` prints its DATABASE_URL, `postgres.sh stop DIR` ends it.
# The server refuses to run as root, so root starts it as the user postgres.
set -euo pipefail
PATH="$PATH:/usr/sbin:/sbin"
action=$1 dir=$2
bin=$(dirname "$(ls /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -V | tail -n 1)")
as_owner() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
case $action in
start)
  mkdir -p "$dir"
  chmod 755 "$(dirname "$dir")"
  [ "$(id -u)" = 0 ] && chown postgres "$dir"
  cd "$dir"
  as_owner "$bin/initdb" -D "$dir/data" -U binhyen --auth=trust --encoding=UTF8 --locale=C.UTF-8 >/dev/null
  as_owner "$bin/pg_ctl" -D "$dir/data" -w -s -l "$dir/log" \
    -o "-c listen_addresses='' -k $dir -c fsync=${BINHYEN_PG_FSYNC:-off} -c shared_buffers=${BINHYEN_PG_BUFFERS:-256MB}" start >/dev/null
  as_owner "$bin/createdb" -h "$dir" -U binhyen binhyen
  echo "postgresql://binhyen@/binhyen?host=$dir"
  ;;
stop)
  [ -d "$dir/data" ] && (cd "$dir" && as_owner "$bin/pg_ctl" -D "$dir/data" -m immediate -s stop >/dev/null 2>&1) || true
  ;;
*)
  echo "postgres.sh start|stop DIR" >&2
  exit 2
  ;;
esac
