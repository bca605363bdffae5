# The steps of `./dev test`. Each adds to the sums; a step that ends badly without a count of its own counts as one failure.
passed=0 failed=0 skipped=0

# count COMMAND…: shows its output and takes in its sums: doctest's summary less what said "skipped NAME: why"
# (tests/skip.h), or a closing "N passed, N failed[, N skipped]".
count() {
  local log="build/test.log" status=0 sums p x s
  mkdir -p build
  "$@" 2>&1 | tee "$log" || status=$?
  sums=$(awk '
    { gsub(/\033\[[0-9;]*m/, "") }
    /^skipped .+: / { k++ }
    /^\[doctest\] test cases:/ { split($0, f, "|"); p = f[2] - k; x = f[3] + 0; s = f[4] + k; n = 1 }
    /^[0-9]+ passed, [0-9]+ failed/ { p = $1; x = $3; s = $5 + 0; n = 1 }
    END { if (n) print p, x, s }' "$log")
  read -r p x s <<<"${sums:-0 0 0}"
  if [ $status != 0 ] && [ "$x" = 0 ]; then x=1; warn "$1 ended with status $status"; fi
  passed=$((passed + p)) failed=$((failed + x)) skipped=$((skipped + s))
}

# one NAME COMMAND…: a check without tests of its own counts as one.
one() {
  local name=$1; shift
  if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); warn "$name failed"; fi
}

well_set() {
  local said
  if said=$(cpp_files | xargs clang-format-19 --dry-run --Werror 2>&1); then return; fi
  grep -oE '^[^ :]+\.(h|cpp):' <<<"$said" | sort -u || echo "$said"
  note "./dev format sets them as the house does"
  return 1
}

step_test_format() { one "clang-format" well_set; }
step_test_tidy() { one "clang-tidy" python3 cmake/tidy.py build/sanitize build/web-cmake; }
step_test_native() {  # one core; the wasm tests run on another meanwhile, and tell at their own step
  node build/web-cmake/tests/hanji_tests.js --no-colors=true >build/test-wasm.log 2>&1 &
  wasm_tests=$!
  count build/sanitize/tests/hanji_tests
}
step_test_threads() { count build/thread/tests/thread_tests; }
step_test_wasm() {
  local status=0; wait "$wasm_tests" || status=$?
  count sh -c 'cat build/test-wasm.log; exit "$1"' sh "$status"
}
step_test_prose() {
  count node tests/prose/run.mjs
  count node tests/bench/write_figures_test.mjs
  count node tests/relevance/relevance_test.mjs
}
step_test_types() {
  one "tsc --checkJs" node node_modules/typescript/bin/tsc --project tsconfig.json
  count node tests/browser/messages_test.mjs
}
step_test_package() { count node tests/package/run.mjs; }
step_test_browsers() {
  if [ -f tests/browser/run.mjs ]; then count node tests/browser/run.mjs; else note "tests/browser/run.mjs is not there yet"; fi
}

closing_line() {
  local line="$passed passed, $failed failed"
  [ "$skipped" = 0 ] || line+=", $skipped skipped"
  echo "$line"
}
