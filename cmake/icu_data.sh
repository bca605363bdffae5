# icu_data FOLDER: writes FOLDER/icudt76l.dat, ICU's data cut down to what Hanji uses: search folding (nfkc_cf) and
# the rules of grapheme and line boundaries. And FOLDER/hanja_readings.inc, the readings of Hanja for text/hanja.cpp, out of
# the Korean collation of ICU (&가<<*伽佳…&각<<*刻…): bytes of numbers, seven bits each and the eighth where more follow. Each
# is how far a Hanja lies from the one before that is read alike (the first from U+4DFF); after a 0, how far the next
# reading lies (the first from U+ABFF).
#
# Debian's source has only the finished data file, so ICU's own filter does not apply: we take items out of it and pack
# them again. The rules are opened by name (text/boundaries.cpp), so no locale's table of them is needed.
icu_data() (
  set -e
  local out=$1 tools; tools=$(locked icu-devtools)
  run() {
    local lib="$tools/usr/lib/x86_64-linux-gnu" tool; tool=$(find "$tools"/usr/{bin,sbin} -name "$1"); shift
    quietly "$lib/ld-linux-x86-64.so.2" --library-path "$lib" "$tool" "$@"
  }
  mkdir -p "$out/work/items.d"; cd "$out/work"
  printf '%s\n' nfkc_cf.nrm brkitr/{char,line_normal}.brk > items.lst  # the tools ask for this ending
  run icupkg -x items.lst -d items.d "$(locked icu)/source/data/in/icudt76l.dat"
  cd items.d
  run gencmn -n icudt76l -d "$out" 0 ../items.lst
  cd ..
  printf 'coll/ko.res\n' > items.lst
  run icupkg -x items.lst -d . "$(locked icu)/source/data/in/icudt76l.dat"
  run derb -e utf-8 -d . coll/ko.res
  export LC_ALL=C
  sed -n 's/.*&가<<\*\(.*\)".*/가\1/p' ko.txt | sed 's/[&<*]//g; s/[\xe4-\xed]../&\n/g' |
    awk '/^[\352-\355]/ { reading = $0; next } length == 3 { print reading $0 }' | sort |
    awk '
      BEGIN { for (i = 128; i < 256; i++) value[sprintf("%c", i)] = i; last = 44031 }
      function code(at) { return (value[substr($0, at, 1)] % 16) * 4096 + (value[substr($0, at + 1, 1)] % 64) * 64 + value[substr($0, at + 2, 1)] % 64 }
      function put(number) { for (; number > 127; number = int(number / 128)) printf "%d,", number % 128 + 128; printf "%d,", number }
      { if (code(1) != last) { put(0); put(code(1) - last); last = code(1); hanja = 19967 }
        put(code(4) - hanja); hanja = code(4) }
      NR % 20 == 0 { print "" }' > "$out/hanja_readings.inc"
  [ "$(wc -c < "$out/hanja_readings.inc")" -gt 20000 ]
  rm -r "$out/work"
)
