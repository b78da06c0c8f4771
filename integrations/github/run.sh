#!/usr/bin/env bash
# Runs Sentinel with the inputs of the action, which come as INPUT_… variables. Exits with the worst code of what was run.
set -uo pipefail

sentinel() { node "$GITHUB_ACTION_PATH/dist/sentinel.js" "$@"; }

status=0
worst() { if [ "$1" -gt "$status" ]; then status=$1; fi; }

output() { printf '%s=%s\n' "$1" "$2" >>"$GITHUB_OUTPUT"; }

policy=()
if [ -n "$INPUT_POLICY" ]; then policy=(--policy "$INPUT_POLICY"); fi

report=$RUNNER_TEMP/sentinel.json
sarif=$RUNNER_TEMP/sentinel.sarif

# The policy of the branch is judged by that of its base, and is only read: no probe, no command, no socket.
review() {
  local base=${INPUT_BASE:-origin/${GITHUB_BASE_REF:-}} markdown=$RUNNER_TEMP/sentinel-review.md fail=()
  if [ -n "$INPUT_FAIL_ON" ]; then fail=(--fail-on "$INPUT_FAIL_ON"); fi
  git fetch --quiet --no-tags origin "${GITHUB_BASE_REF:-HEAD}"

  sentinel lint "${policy[@]}" --format github --format sarif --output "$sarif"
  worst $?
  if compgen -G "$(dirname "${INPUT_POLICY:-sentinel.yaml}")/*.test.y*ml" >/dev/null; then
    sentinel test "${policy[@]}" --format text
    worst $?
  fi
  sentinel review "$base" "${policy[@]}" "${fail[@]}" --format text \
    --format markdown --output "$markdown" --format json --output "$report"
  worst $?

  if [ -f "$markdown" ]; then cat "$markdown" >>"$GITHUB_STEP_SUMMARY"; fi
  if [ -f "$report" ]; then
    output verdict "$(node -p 'JSON.parse(fs.readFileSync(process.argv[1], "utf8")).verdict' "$report")"
  fi
}

gate() {
  local line arguments=("${policy[@]}")
  if [ -n "$INPUT_ENV" ]; then arguments+=(--env "$INPUT_ENV"); fi
  if [ -n "$INPUT_VERSION" ]; then arguments+=(--version "$INPUT_VERSION"); fi
  while IFS= read -r line; do
    if [ -n "$line" ]; then arguments+=(--set "$line"); fi
  done <<<"$INPUT_SET"
  sentinel "$INPUT_COMMAND" "${arguments[@]}" --format github \
    --format json --output "$report" --format sarif --output "$sarif"
  worst $?
}

case $INPUT_COMMAND in
  review) review ;;
  check | plan) gate ;;
  lint)
    sentinel lint "${policy[@]}" --format github --format json --output "$report" --format sarif --output "$sarif"
    worst $?
    ;;
  test)
    sentinel test "${policy[@]}" --format text --format json --output "$report"
    worst $?
    ;;
  *)
    printf '::error title=Sentinel::the input "command" is review, check, plan, lint or test\n'
    worst 1
    ;;
esac

output report "$report"
output sarif "$sarif"
exit "$status"
