# icu_data FOLDER: writes FOLDER/icudt76l.dat, ICU's data cut down to what Hanji uses: search folding (nfkc_cf) and
# the rules of grapheme, word, sentence and line boundaries, line breaks also in the phrase manner of Korean. 262 kB of 32 MB.
#
# Debian's source has only the finished data file, so ICU's own filter does not apply: we take items out of it and pack
# them again, with boundary tables of our own that do not ask for the Chinese and Japanese dictionary (2 MB).
icu_data() (
  set -e
  local out=$1 tools; tools=$(locked icu-devtools)
  run() {
    local lib="$tools/usr/lib/x86_64-linux-gnu" tool; tool=$(find "$tools"/usr/{bin,sbin} -name "$1"); shift
    quietly "$lib/ld-linux-x86-64.so.2" --library-path "$lib" "$tool" "$@"
  }
  mkdir -p "$out/work/items.d"; cd "$out/work"
  printf '%s\n' nfkc_cf.nrm brkitr/{root,ko,res_index}.res brkitr/{char,word,sent,line_normal,line_phrase_cj}.brk > items.lst  # the tools ask for this ending
  run icupkg -x items.lst -d items.d "$(locked icu)/source/data/in/icudt76l.dat"
  cat > root.txt <<'END'
root{ boundaries{
  grapheme:process(dependency){"char.brk"} word:process(dependency){"word.brk"}
  sentence:process(dependency){"sent.brk"} line:process(dependency){"line_normal.brk"} } }
END
  cat > ko.txt <<'END'
ko{ boundaries{ line:process(dependency){"line_normal.brk"} line_phrase:process(dependency){"line_phrase_cj.brk"} } }
END
  echo 'res_index:table(nofallback){ InstalledLocales:table{ ko{""} } }' > res_index.txt
  run genrb -d items.d/brkitr -s . root.txt ko.txt res_index.txt
  cd items.d
  run gencmn -n icudt76l -d "$out" 0 ../items.lst
  rm -r "$out/work"
)
