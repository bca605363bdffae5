# The steps that build: one CMake preset each, and the site of `./dev run`.

# A terminal gets ninja's own moving line; elsewhere each fiftieth step is enough.
plain_progress() { if [ -t 1 ]; then cat; else awk '!/^\[[0-9]+\/[0-9]+\]/ || ++n % 50 == 0 { print; fflush() }'; fi; }

# build PRESET [TARGET…]
build() {
  local preset=$1 folder="build/$1" key compiler=; shift
  if [ "$preset" = web ]; then folder=build/web-cmake; fi
  case $preset in web | node) compiler=$HANJI_EMSCRIPTEN ;; esac
  key=$(key_of CMakePresets.json cmake/dependencies.lock "$HANJI_CACHE" "${HANJI_IMGUI:-}" "$compiler")
  if [ "$(cat "$folder/.stamp" 2>/dev/null)" != "$key" ]; then
    rm -rf "$folder"/CMakeCache.txt "$folder"/CMakeFiles/3.*  # not --fresh, which would remove the objects too
    quietly cmake --preset "$preset"
    echo "$key" > "$folder/.stamp"
  fi
  local targets=(); [ $# = 0 ] || targets=(--target "$@")
  if [ -t 1 ]; then
    cmake --build "$folder" -j "$(nproc)" "${targets[@]}"
  else
    cmake --build "$folder" -j "$(nproc)" "${targets[@]}" 2>&1 | plain_progress
  fi
}

step_build_native() { build native; }
step_build_tool() { build native hanji; }
step_build_sanitize() { build sanitize; }
step_build_thread() { build thread thread_tests; }
step_build_web() { build web; }
step_build_page() { build web page; }
step_build_node() { build node hanji; }
step_build_bench() { build web page layout_bench && build native scale_bench query_bench ranking_bench; }
step_build_fuzz() { build fuzz fuzzers; }

step_pack() { node node/pack.mjs; }

# Our own C++, by name: also what is not tracked yet, as the build takes it too.
cpp_files() { find src tests cmake -name '*.h' -o -name '*.cpp' | sort; }

# The site of `./dev run`, the manual beside our own samples; the key knows a file by its size and time, for there may be
# thousands.
step_site() {
  local key; key=$({ echo "$posts"; find "$posts" assets/manual build/web build/native/hanji -type f -printf '%p %s %T@\n' | sort; } | sha256sum)
  if [ "$(cat build/site.stamp 2>/dev/null)" = "$key" ] && [ -e build/site/index.html ]; then return; fi
  rm -f build/site.stamp
  rm -rf build/site/manual
  build/native/hanji build "$posts" --out build/site
  if [ "$posts" = "$root/assets/posts" ]; then build/native/hanji build assets/manual --out build/site/manual --quiet; fi
  echo "$key" > build/site.stamp
}
