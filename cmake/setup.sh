# The steps that bring in what Hanji needs. Each may be interrupted and repeated; none does again what it did.

# provide FOLDER KEY COMMAND…: COMMAND fills an empty folder, which then becomes FOLDER; not if KEY has not changed.
provide() {
  local folder=$1 key=$2 new="$HANJI_CACHE/tmp/${1##*/}"; shift 2
  if [ "$(cat "$folder/.stamp" 2>/dev/null)" = "$key" ]; then return; fi
  note "${folder##*/}"
  rm -rf "$new"; mkdir -p "$new" "$(dirname "$folder")"
  "$@" "$new"
  echo "$key" > "$new/.stamp"
  rm -rf "$folder"; mv "$new" "$folder"
}

# key_of NAME…: changes with any of these: a row of the lock file, a file, a word.
key_of() { for item; do lock_row "$item"; if [ -f "$item" ]; then cat "$item"; else echo "$item"; fi; done | sha256sum | cut -c1-16; }

# --- packages of the machine -----------------------------------------------------------------------------------------

native_packages="clang-19 lld-19 libclang-rt-19-dev ccache cmake ninja-build xz-utils ca-certificates libssl-dev libtomlplusplus-dev nodejs npm"
web_packages="$native_packages llvm-19 python3"
test_packages="$web_packages clang-format-19 clang-tidy-19 chromium firefox-esr xvfb xauth libgl1-mesa-dri webkit2gtk-driver fonts-noto-cjk fonts-nanum curl cmark-gfm nginx-light libnginx-mod-http-brotli-static ruby-kramdown ruby-kramdown-parser-gfm libxml2-utils w3m libreoffice-writer-nogui"

# Node may come from elsewhere than Debian, whose packages would be at odds with it: ask for the command.
missing_packages() {
  local package
  for package; do
    case $package in
      nodejs) command -v node ;;
      npm) command -v npm ;;
      *) dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | grep -x installed ;;
    esac >/dev/null || echo "$package"
  done
}

packages() {
  local missing sudo=() hint
  missing=$(missing_packages "$@" | tr '\n' ' ')
  if [ -n "$missing" ]; then
    hint="Please install by hand:
  apt-get install --no-install-recommends $missing"
    if [ "$(id -u)" != 0 ]; then
      sudo -n true 2>/dev/null || die "these packages are missing, and installing them needs root. $hint"
      sudo=(sudo -n)
    fi
    note "apt: $missing"
    local apt=("${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3)
    quietly "${apt[@]}" update || die "apt could not read its package lists. $hint"
    quietly "${apt[@]}" install --no-install-recommends $missing || die "apt could not install everything. $hint"
  fi
  if [[ " $* " == *" nodejs "* ]] && [ "$(node -p 'parseInt(process.versions.node)')" -lt 18 ]; then
    die "$(command -v node) is $(node --version); Hanji needs Node ≥ 18."
  fi
}

step_packages_native() { packages $native_packages; }
step_packages_web() { packages $web_packages; }
step_packages_test() { packages $test_packages; }
step_packages_format() { packages clang-format-19; }

# --- sources ---------------------------------------------------------------------------------------------------------

unpack_source() { tar -xf "$(download_of "$1")" -C "$2" --strip-components=1; }

step_sources() {
  local name folder
  for name in $(awk '$1 == "source" {print $3}' cmake/dependencies.lock); do
    if [ "$name" = imgui ] && [ -n "${HANJI_IMGUI:-}" ]; then
      [ -f "$HANJI_IMGUI/imgui.h" ] || die "HANJI_IMGUI=$HANJI_IMGUI is not a Dear ImGui checkout (no imgui.h in it)."
      continue
    fi
    folder=$(locked "$name")
    if [ "$(cat "$folder/.stamp" 2>/dev/null)" = "$(key_of "$name")" ]; then continue; fi
    fetch "$name"
    provide "$folder" "$(key_of "$name")" unpack_source "$name"
  done
}

# --- ICU's data ------------------------------------------------------------------------------------------------------

icu_tools() { local name; for name in icu-devtools libicu76 libc6 libstdc++6 libgcc-s1; do dpkg-deb -x "$(download_of $name)" "$1"; done; }

step_icu_data() {
  local folder tools
  # By the script too: clones that stand at different commits share the cache.
  folder="$HANJI_CACHE/icu-data-$(lock_row icu | awk '{print $4}')-$(sha256sum cmake/icu_data.sh | cut -c1-8)"
  tools=$(locked icu-devtools)
  local key; key=$(key_of icu icu-devtools cmake/icu_data.sh)
  if [ "$(cat "$folder/.stamp" 2>/dev/null)" = "$key" ]; then return; fi
  fetch icu-devtools libicu76 libc6 libstdc++6 libgcc-s1
  provide "$tools" "$(key_of icu-devtools libicu76)" icu_tools
  provide "$folder" "$key" icu_data
}

# --- npm and Emscripten ----------------------------------------------------------------------------------------------

npm_modules() { cp package.json package-lock.json "$1"; quietly npm ci --prefix "$1" --ignore-scripts --no-audit --no-fund --loglevel=error; }

step_npm() {
  local folder; folder="$HANJI_CACHE/npm/$(key_of package.json package-lock.json)"
  provide "$folder" npm npm_modules
  if [ -L node_modules ] || [ ! -e node_modules ]; then ln -sfn "$folder/node_modules" node_modules; fi
}

recent_emcc() { [ "$(printf '%s\n' 3.1.69 "$("$1" -dumpversion 2>/dev/null | grep -o '^[0-9.]*')" | sort -V | head -1)" = 3.1.69 ]; }

# A toolchain that the user has already goes before ours.
find_emscripten() {
  local own="${EMSDK:+$EMSDK/upstream/emscripten}"
  [ -n "$own" ] || own=$(dirname "$(readlink -f "$(command -v emcc || echo /)")")
  if [ -x "$own/emcc" ]; then
    if recent_emcc "$own/emcc"; then export HANJI_EMSCRIPTEN=$own; return; fi
    warn "the Emscripten in $own is older than 3.1.69; using our own."
  fi
  HANJI_EMSCRIPTEN="$(locked emscripten)/emscripten"; export HANJI_EMSCRIPTEN
}

step_emscripten() {
  find_emscripten
  local folder; folder=$(locked emscripten)
  if [ "$HANJI_EMSCRIPTEN" != "$folder/emscripten" ]; then note "$HANJI_EMSCRIPTEN"; return; fi
  if [ "$(cat "$folder/.stamp" 2>/dev/null)" != "$(key_of emscripten binaryen cmake/toolchain.sh)" ]; then
    fetch emscripten binaryen libc6 libstdc++6 libgcc-s1
    provide "$folder" "$(key_of emscripten binaryen cmake/toolchain.sh)" emscripten
  fi
  ln -sfn "$(readlink -f node_modules)" "$folder/node_modules"  # acorn, which every link needs
}
