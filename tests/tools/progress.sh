# shellcheck shell=bash
# Sourced by the scripts beside it: goes to the project's root, says what is being done, and times it.
# Words go to standard error, so that a script's output stays its own.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

# Where cargo builds.
target="${CARGO_TARGET_DIR:-target}"
export target

# Nothing here wants a browser downloaded by npm: the distribution's one is used.
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1

bold='' plain=''
if [ -t 2 ]; then
  bold=$'\e[1m' plain=$'\e[0m'
fi

# say WORDS…: one line of progress.
say() {
  printf '%s==>%s %s\n' "$bold" "$plain" "$*" >&2
}

# stop WORDS…: one sentence on what is wrong and what to do, then exit.
stop() {
  printf '%sprassi:%s %s\n' "$bold" "$plain" "$*" >&2
  exit 1
}

need_cargo() {
  if ! command -v cargo >/dev/null; then
    stop "Rust is missing: install the stable toolchain (rustup, Rust 1.95 or newer) and run this command again."
  fi
  # The linker, and the C compiler of the embedded database and of the cryptography.
  if ! command -v cc >/dev/null; then
    stop "a C compiler is missing: run 'apt-get install build-essential' and then this command again."
  fi
}

need_node() {
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    stop "Node.js is missing: install Node.js 20.19 or newer with npm and run this command again."
  fi
}

# minutes SECONDS: 4 s, or 3 min 07 s.
minutes() {
  if [ "$1" -lt 60 ]; then
    printf '%d s' "$1"
  else
    printf '%d min %02d s' "$(($1 / 60))" "$(($1 % 60))"
  fi
}

# step NAME COMMAND…: runs the command, remembers how long it took and whether it failed, and goes on either way:
# one run shows everything that is wrong.
steps=()
failures=0
step() {
  local name="$1" from=$SECONDS result=ok
  shift
  say "$name"
  "$@" || result="FAILED ($?)"
  if [ "$result" != ok ]; then
    failures=$((failures + 1))
  fi
  steps+=("$(printf '%-44s %12s  %s' "$name" "$(minutes $((SECONDS - from)))" "$result")")
}

# finish NAME: prints the steps with their times; fails when one of them failed.
finish() {
  local line
  say "$1: $(minutes "$SECONDS") in all"
  for line in "${steps[@]}"; do
    printf '    %s\n' "$line" >&2
  done
  [ "$failures" -eq 0 ]
}
