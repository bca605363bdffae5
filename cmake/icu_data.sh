# icu_data FOLDER: writes FOLDER/icudt76l.dat, ICU's data cut down to what Hanji uses: search folding (nfkc_cf) and
# the rules of grapheme and line boundaries. And FOLDER/hanja_readings.inc, the readings of Hanja for text/hanja.cpp, out of
# the Korean collation of ICU: every reading with the characters that are read so, as one literal, 가伽佳…각刻….
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
  LC_ALL=C sed -n 's/.*&가<<\*\(.*\)".*/u"가\1"/p' ko.txt | LC_ALL=C sed 's/[&<*]//g' > "$out/hanja_readings.inc"
  [ "$(wc -c < "$out/hanja_readings.inc")" -gt 20000 ]
  rm -r "$out/work"
)
