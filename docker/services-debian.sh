#!/usr/bin/env bash
# PostgreSQL 17 with pgvector, and Redis, on a Debian machine without Docker.
#
#   docker/services-debian.sh up            installs what is missing, starts both, waits until both answer
#   docker/services-debian.sh replica       adds a streaming replica of PostgreSQL, to read from
#   docker/services-debian.sh status        says what runs; exit status 0 if both do, 3 if not
#   docker/services-debian.sh down          stops all of them, keeps the data
#   docker/services-debian.sh down --purge  stops all of them and removes the folder, data included
#
# `up` prints two lines on stdout and nothing else, so that a shell can take them over:
#
#   export $(docker/services-debian.sh up)     # DATABASE_URL=... REDIS_URL=...
#
# `replica` prints one, REPLICA_URL=..., for DATABASE_READ_URL; what it holds is copied anew when it did not run.
#
# For development and tests, not for production: both listen on 127.0.0.1 alone, but Redis has no password and
# the role `kilde` (password `kilde`) is a superuser, because tests create databases and the extension `vector`.
#
# PostgreSQL lives in a chroot of Debian trixie, since bookworm has no package of pgvector. Environment:
#   KILDE_SERVICES_DIR   where everything lives          (/var/lib/kilde-services)
#   KILDE_SERVICES_ROOTFS  the chroot that another run made, to have a second pair of services without a second copy
#   KILDE_POSTGRES_PORT  KILDE_REPLICA_PORT  KILDE_REDIS_PORT  (54317, 54318, 63790)
#   KILDE_SERVICES_FAST  1: no fsync, no Redis snapshots: faster, and a power cut may cost the data
#   KILDE_DEBIAN_MIRROR  where trixie comes from         (the mirror that apt uses here)
set -euo pipefail
umask 022

suite=trixie
postgres_port=${KILDE_POSTGRES_PORT:-54317}
replica_port=${KILDE_REPLICA_PORT:-54318}
redis_port=${KILDE_REDIS_PORT:-63790}
fast=${KILDE_SERVICES_FAST:-0}
dir=$(realpath -m "${KILDE_SERVICES_DIR:-/var/lib/kilde-services}")
root=$(realpath -m "${KILDE_SERVICES_ROOTFS:-$dir/rootfs}")
redis=$dir/redis
cluster=kilde
if [[ $root != "$dir/rootfs" ]]; then cluster=$(basename "$dir"); fi
pgdata=/var/lib/postgresql/$cluster # inside the chroot
marker=.made-by-kilde-services

say() { echo "services: $*" >&2; }
die() {
  say "$*"
  exit 1
}

usage() {
  sed -n '/^#   docker/s/^# *//p' "$0" >&2
  exit 2
}

# ---- the machine --------------------------------------------------------------------------------------------

need_root() {
  [[ $EUID -eq 0 ]] || die "this needs root, for chroot and apt-get. Run: sudo -E $0 $*"
}

# One `up` or `down` at a time. The services are started with 9>&-, or they would hold the lock as long as they run;
# debootstrap keeps it, so that the run after a killed one waits for it.
lock() {
  exec 9>/run/kilde-services.lock
  flock -w 600 9 || die 'another run of this script has held /run/kilde-services.lock for 10 minutes'
}

check_settings() {
  local port
  for port in "$postgres_port" "$replica_port" "$redis_port"; do
    [[ $port =~ ^[1-9][0-9]{0,4}$ && $port -le 65535 ]] || die "'$port' is no port number"
  done
  [[ $(printf '%s\n' "$postgres_port" "$replica_port" "$redis_port" | sort -u | wc -l) == 3 ]] ||
    die 'PostgreSQL, its replica and Redis need different ports'
  [[ $dir != *[[:space:]\"\']* ]] || die "KILDE_SERVICES_DIR may hold no spaces or quotes: $dir"
}

install_packages() {
  local missing=()
  [[ -d $root ]] || command -v debootstrap >/dev/null || missing+=(debootstrap)
  command -v redis-server >/dev/null || missing+=(redis-server)
  [[ ${#missing[@]} -gt 0 ]] || return 0
  command -v apt-get >/dev/null || die "${missing[*]} missing, and there is no apt-get here to install from"

  say "installing ${missing[*]}"
  apt_update
  # Debian starts a service that it installs; this machine shall not have a second Redis on the default port.
  if [[ ! -e /usr/sbin/policy-rc.d ]]; then
    trap 'rm -f /usr/sbin/policy-rc.d' EXIT
    printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
    chmod 755 /usr/sbin/policy-rc.d
  fi
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=120 \
    "${missing[@]}" </dev/null >"$dir/apt.log" 2>&1 ||
    die_with_log "$dir/apt.log" "apt-get install ${missing[*]} failed"
  if [[ -n $(trap -p EXIT) ]]; then
    rm -f /usr/sbin/policy-rc.d
    trap - EXIT
  fi
  if [[ -d /run/systemd/system && " ${missing[*]} " == *' redis-server '* ]]; then
    systemctl disable --now redis-server.service >&2 || true
  fi
}

apt_update() {
  apt-get update </dev/null >"$dir/apt.log" 2>&1 || say "apt-get update did not fully succeed (see $dir/apt.log); going on"
}

# The mirror that apt takes Debian's main section from; KILDE_DEBIAN_MIRROR overrides.
debian_mirror() {
  local mirror=${KILDE_DEBIAN_MIRROR:-}
  if [[ -z $mirror ]]; then
    # shellcheck disable=SC2016 # apt-get's own placeholders
    mirror=$(apt-get indextargets --format '$(ORIGIN)|$(LABEL)|$(COMPONENT)|$(REPO_URI)' 'Created-By: Packages' |
      awk -F'|' '$1 == "Debian" && $2 == "Debian" && $3 == "main" && $4 ~ /^(https?|file):/ && !found { print $4; found = 1 }') || true
  fi
  echo "${mirror:-http://deb.debian.org/debian}"
}

die_with_log() {
  tail -n 25 "$1" | sed 's/^/  | /' >&2
  die "$2"
}

# Never removes what another file system has mounted in a folder (debootstrap mounts /proc while it works).
remove_tree() {
  local mount
  while read -r mount; do
    umount "$mount" || die "$mount is mounted and cannot be unmounted, so $1 stays"
  done < <(awk -v p="$1/" 'index($2 "/", p) == 1 { print $2 }' /proc/self/mounts | sort -r)
  rm -rf --one-file-system -- "$1"
}

make_dir() {
  if [[ -e $dir && ! -e $dir/$marker ]]; then
    [[ -d $dir && -z $(ls -A "$dir") ]] || die "$dir exists and was not made by this script; choose another KILDE_SERVICES_DIR"
  fi
  mkdir -p "$dir"
  touch "$dir/$marker"
}

make_chroot() {
  local partial=$dir/rootfs.partial mirror proxy
  remove_tree "$partial" # of a run that was killed
  [[ ! -d $root ]] || return 0
  [[ $root == "$dir/rootfs" ]] || die "there is no chroot at $root; run this script once without KILDE_SERVICES_ROOTFS"
  apt_update
  mirror=$(debian_mirror)
  say "installing PostgreSQL 17 and pgvector from Debian $suite at $mirror (about a minute)"
  proxy=$(apt-config shell proxy Acquire::http::Proxy)
  eval "$proxy" # sets proxy='...' if apt has one
  if [[ -n ${proxy:-} && $proxy != DIRECT ]]; then export http_proxy=$proxy; fi

  trap 'remove_tree "$dir/rootfs.partial"' EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  debootstrap --variant=minbase --include=postgresql-17,postgresql-17-pgvector "$suite" "$partial" "$mirror" \
    </dev/null >"$dir/debootstrap.log" 2>&1 ||
    die_with_log "$dir/debootstrap.log" "debootstrap failed; its log is $dir/debootstrap.log"
  rm -rf "$partial"/var/cache/apt/archives/*.deb "$partial"/var/lib/postgresql/17
  mv "$partial" "$root"
  trap - EXIT HUP INT TERM
}

# ---- both services ------------------------------------------------------------------------------------------

# Writes stdin to a file and says so if that changed it: a service whose settings changed is started anew.
write_config() {
  local new
  new=$(cat)
  if [[ ! -f $1 || $new != "$(cat "$1")" ]]; then
    printf '%s\n' "$new" >"$1"
    echo changed
  fi
}

port_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

check_port_free() {
  ! port_taken "$1" || die "port $1 is taken by another program; set $2 to a free one"
}

# ---- PostgreSQL ---------------------------------------------------------------------------------------------

in_chroot() {
  env -i PATH=/usr/lib/postgresql/17/bin:/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 PGPASSWORD=kilde \
    PGCONNECT_TIMEOUT=5 chroot --userspec=postgres:postgres "$root" "$@" 9>&-
}

sql() { in_chroot psql -h 127.0.0.1 -p "$postgres_port" -U kilde -d "$1" -XAtqc "$2" </dev/null; }

# Every process of our cluster: they all work in its folder. A process id in a file may be stale, or belong to another program by now.
postgres_pids() {
  local process
  for process in /proc/[0-9]*; do
    [[ $(readlink "$process/cwd" 2>/dev/null) != "$root$pgdata" ]] || echo "${process#/proc/}"
  done
}

postgres_main_pid() {
  local pid
  pid=$(head -n 1 "$root$pgdata/postmaster.pid" 2>/dev/null) || return 1
  [[ $pid =~ ^[0-9]+$ && $(readlink "/proc/$pid/cwd" 2>/dev/null) == "$root$pgdata" ]] && echo "$pid"
}

postgres_answers() { [[ $(sql postgres 'SELECT 1' 2>/dev/null) == 1 ]]; }

# A quarter of the memory, as PostgreSQL's manual advises; 4 GB at most, since this is for development and tests.
shared_buffers() {
  awk '/^MemTotal:/ { mb = int($2 / 4096); print (mb > 4096 ? 4096 : mb) "MB" }' /proc/meminfo
}

postgres_config() {
  cat <<CONF
listen_addresses = '127.0.0.1'
port = $postgres_port
unix_socket_directories = ''
max_connections = 200
shared_buffers = $(shared_buffers)
maintenance_work_mem = 256MB
timezone = 'UTC'
log_timezone = 'UTC'
# The chroot has no /dev/shm of its own; System V memory needs no mount.
dynamic_shared_memory_type = sysv
CONF
  if [[ $fast == 1 ]]; then printf '%s = off\n' fsync synchronous_commit full_page_writes; fi
}

make_cluster() {
  local new=$pgdata.partial
  remove_tree "$root$new"
  [[ ! -d $root$pgdata ]] || return 0
  echo kilde >"$root/tmp/password"
  in_chroot initdb -D "$new" --username=kilde --pwfile=/tmp/password --auth=scram-sha-256 --encoding=UTF8 \
    --locale=C.UTF-8 --locale-provider=builtin --builtin-locale=C.UTF-8 </dev/null >"$dir/initdb.log" 2>&1 ||
    die_with_log "$dir/initdb.log" 'initdb failed'
  rm "$root/tmp/password"
  echo "include = 'kilde.conf'" >>"$root$new/postgresql.conf"
  mv "$root$new" "$root$pgdata"
}

start_postgres() {
  local changed
  make_cluster
  changed=$(postgres_config | write_config "$root$pgdata/kilde.conf")
  [[ -z $changed ]] || stop_postgres
  if ! postgres_runs; then
    stop_postgres # what a killed postmaster left behind
    rm -f "$root$pgdata/postmaster.pid"
    start_cluster KILDE_POSTGRES_PORT
  fi
  if [[ $(sql postgres "SELECT 1 FROM pg_database WHERE datname = 'kilde'") != 1 ]]; then
    sql postgres 'CREATE DATABASE kilde' >&2
  fi
}

postgres_runs() { postgres_main_pid >/dev/null && postgres_answers; }

# start_cluster NAME_OF_THE_PORT'S_SETTING
start_cluster() {
  local log=/var/log/postgresql/$cluster.log
  check_port_free "$postgres_port" "$1"
  say "starting PostgreSQL ($cluster)"
  in_chroot pg_ctl -D "$pgdata" -l "$log" -w -t 120 start </dev/null >&2 ||
    die_with_log "$root$log" "PostgreSQL does not start; its log is $root$log"
  postgres_answers || die_with_log "$root$log" "PostgreSQL runs but does not answer on port $postgres_port"
}

# of_replica COMMAND...: for the replica's cluster and port, which the functions that it calls see as theirs
of_replica() {
  local primary_port=$postgres_port cluster=$cluster-replica pgdata=$pgdata-replica postgres_port=$replica_port
  "$@"
}

start_replica() {
  postgres_runs && return 0
  stop_postgres
  remove_tree "$root$pgdata"
  say 'copying the database for its replica'
  in_chroot pg_basebackup -h 127.0.0.1 -p "$primary_port" -U kilde -D "$pgdata" --write-recovery-conf \
    --checkpoint=fast --no-sync </dev/null >&2 || die 'the database cannot be copied'
  postgres_config >"$root$pgdata/kilde.conf"
  start_cluster KILDE_REPLICA_PORT
}

stop_postgres() {
  local pids
  [[ -n $(postgres_pids) ]] || return 0
  say "stopping PostgreSQL ($cluster)"
  if postgres_main_pid >/dev/null; then
    in_chroot pg_ctl -D "$pgdata" -m fast -w -t 30 stop </dev/null >&2 || true
  fi
  wait_until_gone postgres_pids 5 && return 0
  mapfile -t pids < <(postgres_pids)
  kill -KILL "${pids[@]}" 2>/dev/null || true
  wait_until_gone postgres_pids 5 || die "PostgreSQL cannot be stopped: $(postgres_pids | xargs)"
}

# wait_until_gone LIST_COMMAND SECONDS
wait_until_gone() {
  local tries=$(($2 * 10))
  while [[ -n $($1) ]]; do
    ((tries-- > 0)) || return 1
    sleep 0.1
  done
}

# ---- Redis --------------------------------------------------------------------------------------------------

redis_pid() {
  local pid
  pid=$(cat "$redis/redis.pid" 2>/dev/null) || return 0
  if [[ $pid =~ ^[0-9]+$ && $(readlink "/proc/$pid/cwd" 2>/dev/null) == "$redis" ]]; then echo "$pid"; fi
}

as_redis() { setpriv --reuid=redis --regid=redis --clear-groups "$@"; }

redis_answers() { [[ $(timeout 5 redis-cli -h 127.0.0.1 -p "$redis_port" ping 2>/dev/null) == PONG ]]; }

redis_config() {
  cat <<CONF
bind 127.0.0.1
port $redis_port
protected-mode yes
daemonize yes
dir $redis
pidfile $redis/redis.pid
logfile $redis/redis.log
# BullMQ's jobs must never be evicted.
maxmemory-policy noeviction
CONF
  if [[ $fast == 1 ]]; then printf 'save ""\nappendonly no\n'; else echo 'appendonly yes'; fi
}

start_redis() {
  local changed
  mkdir -p "$redis"
  changed=$(redis_config | write_config "$dir/redis.conf")
  [[ -z $changed ]] || stop_redis
  if [[ -n $(redis_pid) ]]; then
    if redis_answers; then return 0; fi
    stop_redis
  fi
  check_port_free "$redis_port" KILDE_REDIS_PORT
  say 'starting Redis'
  chown -R redis:redis "$redis"
  as_redis test -x "$redis" || die "the user redis cannot enter $dir: a folder above it is closed to other users"
  as_redis redis-server "$dir/redis.conf" </dev/null >&2 9>&- || die 'redis-server does not start'
  local tries=300 # it first reads its data, answering LOADING
  until redis_answers; do
    ((tries-- > 0)) || die_with_log "$redis/redis.log" "Redis does not answer on port $redis_port"
    sleep 0.1
  done
}

stop_redis() {
  local pid
  pid=$(redis_pid)
  [[ -n $pid ]] || return 0
  say 'stopping Redis'
  kill -TERM "$pid" 2>/dev/null || true
  wait_until_gone redis_pid 20 && return 0
  kill -KILL "$pid" 2>/dev/null || true
  wait_until_gone redis_pid 5 || die "Redis cannot be stopped: $pid"
}

# ---- commands -----------------------------------------------------------------------------------------------

up() {
  check_settings
  make_dir
  install_packages
  make_chroot
  start_postgres
  start_redis
  say "both answer; data and logs are in $dir"
  echo "DATABASE_URL=postgres://kilde:kilde@127.0.0.1:$postgres_port/kilde"
  echo "REDIS_URL=redis://127.0.0.1:$redis_port"
}

replica() {
  check_settings
  { [[ -e $dir/$marker ]] && postgres_runs; } || die 'PostgreSQL does not run: `up` comes first'
  of_replica start_replica
  echo "REPLICA_URL=postgres://kilde:kilde@127.0.0.1:$replica_port/kilde"
}

down() {
  [[ -e $dir ]] || {
    say "nothing to stop: there is no $dir"
    return 0
  }
  [[ -e $dir/$marker ]] || die "$dir was not made by this script, so it is left alone"
  of_replica stop_postgres
  stop_postgres
  stop_redis
  say 'all are stopped'
  if [[ ${1:-} == --purge ]]; then
    remove_tree "$root$pgdata"
    remove_tree "$root$pgdata-replica"
    rm -f "$root/var/log/postgresql/$cluster"{,-replica}.log
    remove_tree "$dir"
    say "removed $dir"
  fi
}

status() {
  local answers=0 pid
  if pid=$(postgres_main_pid) && postgres_answers; then
    echo "PostgreSQL: answers on 127.0.0.1:$postgres_port (pid $pid)"
    ((answers += 1))
  else
    echo "PostgreSQL: does not answer on 127.0.0.1:$postgres_port${pid:+, though process $pid runs}"
  fi
  pid=$(redis_pid)
  if [[ -n $pid ]] && redis_answers; then
    echo "Redis: answers on 127.0.0.1:$redis_port (pid $pid)"
    ((answers += 1))
  else
    echo "Redis: does not answer on 127.0.0.1:$redis_port${pid:+, though process $pid runs}"
  fi
  [[ $answers == 2 ]] || return 3
}

case "$*" in
  up | replica | down | 'down --purge')
    need_root "$@"
    lock
    "$@"
    ;;
  status)
    need_root status
    status
    ;;
  *) usage ;;
esac
