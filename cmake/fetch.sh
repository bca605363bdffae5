# Bringing the rows of cmake/dependencies.lock into $HANJI_CACHE/downloads, by apt and from the machine's own mirror.

# lock_row NAME: its fields (kind suite name version file sha256)
lock_row() { awk -v name="$1" '$3 == name && !/^#/' "$root/cmake/dependencies.lock"; }

# locked NAME: the folder that it is unpacked into (cmake/cache.cmake names the same)
locked() { lock_row "$1" | awk -v cache="$HANJI_CACHE" '{print cache "/" $1 "s/" $3 "-" $4}'; }

# download_of NAME: the file to unpack, pinned or taken instead
download_of() {
  local file; file=$(lock_row "$1" | awk '{print $5}')
  if [ -e "$HANJI_CACHE/downloads/$file.instead" ]; then file=$(cat "$HANJI_CACHE/downloads/$file.instead"); fi
  echo "$HANJI_CACHE/downloads/$file"
}

# The Debian archive in apt's configuration of this machine, as "URI keyring trusted" ("-" where it says nothing):
# the entry that holds the main component of the running release, in either format of sources files.
debian_mirror() {
  if [ -n "${HANJI_MIRROR:-}" ]; then echo "$HANJI_MIRROR - -"; return; fi
  local codename; codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-sid}")
  shopt -s nullglob
  local lists=(/etc/apt/sources.list.d/*.list) stanzas=(/etc/apt/sources.list.d/*.sources)
  [ ! -f /etc/apt/sources.list ] || lists+=(/etc/apt/sources.list)
  {
    awk -v codename="$codename" '
      $1 == "deb" {
        sub(/#.*/, ""); keyring = trusted = "-"
        if (match($0, /\[[^]]*\]/)) {
          split(substr($0, RSTART + 1, RLENGTH - 2), options, " ")
          for (i in options) {
            if (sub(/^signed-by=/, "", options[i])) keyring = options[i]
            if (options[i] == "trusted=yes") trusted = "yes"
          }
          $0 = substr($0, 1, RSTART - 1) substr($0, RSTART + RLENGTH)
        }
        if ($3 == codename || $3 ~ /^(oldstable|stable|testing|unstable)$/)
          for (i = 4; i <= NF; i++) if ($i == "main") print $2, keyring, trusted
      }' "${lists[@]}" </dev/null
    # Stanzas of "Field: value"; a blank line ends one. An inline key block as Signed-By is left to the default keyring.
    awk -v codename="$codename" '
      function flush() {
        if (uri && suite && main && enabled) print uri, keyring, trusted
        uri = ""; suite = main = 0; enabled = 1; keyring = trusted = "-"
      }
      BEGIN { flush() }
      FNR == 1 || /^[ \t]*$/ { flush() }
      { field = tolower($1) }
      field == "uris:" { uri = $2 }
      field == "suites:" { for (i = 2; i <= NF; i++) if ($i == codename || $i ~ /^(oldstable|stable|testing|unstable)$/) suite = 1 }
      field == "components:" { for (i = 2; i <= NF; i++) if ($i == "main") main = 1 }
      field == "enabled:" && $2 == "no" { enabled = 0 }
      field == "signed-by:" && $2 ~ /^\// { keyring = $2 }
      field == "trusted:" && $2 == "yes" { trusted = "yes" }
      END { flush() }' "${stanzas[@]}" </dev/null
  } | awk 'NR == 1'
}

# apt_for SUITE: makes apt look at that suite alone, with lists of its own: the machine's apt stays as it is.
apt_for() {
  local suite=$1 folder="$HANJI_CACHE/apt/$1" uri keyring trusted
  export APT_CONFIG="$folder/apt.conf"
  [[ " ${apt_ready:-} " == *" $suite "* ]] && return
  read -r uri keyring trusted <<<"$(debian_mirror)" || true
  [ -n "$uri" ] || die "apt's configuration of this machine names no Debian mirror; set HANJI_MIRROR=<address of one>."
  mkdir -p "$folder/lists/partial" "$folder/cache/archives/partial"
  : > "$folder/status"
  {
    echo "Types: deb deb-src"
    echo "URIs: $uri"
    echo "Suites: $suite"
    echo "Components: main"
    [ "$keyring" = - ] || echo "Signed-By: $keyring"
    [ "$trusted" = - ] || echo "Trusted: yes"
  } > "$folder/debian.sources"
  # An index past its date (a mirror that lags) is taken too: what we fetch by it is held to the lock file's sums.
  cat > "$APT_CONFIG" <<END
Dir::State "$folder";
Dir::State::Lists "$folder/lists";
Dir::State::status "$folder/status";
Dir::Cache "$folder/cache";
Dir::Etc::sourcelist "$folder/debian.sources";
Dir::Etc::sourceparts "-";
Acquire::Languages "none";
Acquire::Retries "3";
Acquire::Check-Valid-Until "false";
APT::Sandbox::User "root";
END
  quietly apt-get -q update
  apt_ready="${apt_ready:-} $suite"
}

# check_sum FILE EXPECTED
check_sum() {
  local found; found=$(sha256sum "$1" | cut -d' ' -f1)
  [ "$found" = "$2" ] || die "${1##*/} is not the file that cmake/dependencies.lock pins.
  expected $2
  found    $found
  in       $1 (remove it to have it fetched again)"
}

# fetch NAME…: a file is moved into place only once its sum is right, so what is there is right.
fetch() {
  local name kind suite version file sum folder found
  for name; do
    read -r kind suite _ version file sum <<<"$(lock_row "$name")"
    if [ -e "$(download_of "$name")" ]; then
      # A lock file that changed, or a download that did: one already here is held to its sum like a new one.
      [ -e "$HANJI_CACHE/downloads/$file.instead" ] || check_sum "$(download_of "$name")" "$sum"
      continue
    fi
    note "$name $version"
    folder="$HANJI_CACHE/tmp/fetch"; rm -rf "$folder"; mkdir -p "$folder" "$HANJI_CACHE/downloads"
    apt_for "$suite"
    case $kind in
      deb) (cd "$folder" && quietly apt-get -q download "$name") ;;
      source) (cd "$folder" && quietly apt-get -q source --only-source --download-only --tar-only "$name") ;;
    esac
    unset APT_CONFIG
    found=$(cd "$folder" && ls | grep -v '\.asc$' | head -1)
    if [ "$found" = "$file" ]; then
      check_sum "$folder/$file" "$sum"
      rm -f "$HANJI_CACHE/downloads/$file.instead"
    else
      stand_in "$name" "$version" "$found"
      echo "$found" > "$HANJI_CACHE/downloads/$file.instead"
    fi
    mv "$folder/$found" "$HANJI_CACHE/downloads/"
  done
}

# stand_in NAME VERSION FILE: the suite has moved on. Where that is expected we say so, loudly; elsewhere we stop.
stand_in() {
  local version=${3#*_}; version=${version%%_*}; version=${version%.orig.tar*}
  case $1 in
    libc6 | libstdc++6 | libgcc-s1) ;;
    imgui) [ "$(printf '%s\n' 1.92 "$version" | sort -V | head -1)" = 1.92 ] || die "the mirror has imgui $version; Hanji needs ≥ 1.92 (HANJI_IMGUI=<a checkout> takes any)." ;;
    *) die "the mirror has $3, but cmake/dependencies.lock pins $1 $2: update the lock file." ;;
  esac
  warn "$1 $2 has left the mirror; taking $version instead (checked by apt's signature only, not by our lock file)."
}
