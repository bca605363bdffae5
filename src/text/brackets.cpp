#include "text/brackets.h"

#include <unicode/uchar.h>

namespace hanji {

Bracket bracket_of(char32_t character) {
  if (paired_bracket(character) == character) return Bracket::none;
  return u_charType(static_cast<UChar32>(character)) == U_START_PUNCTUATION ? Bracket::opening
                                                                            : Bracket::closing;
}

char32_t paired_bracket(char32_t character) {
  return static_cast<char32_t>(u_getBidiPairedBracket(static_cast<UChar32>(character)));
}

} // namespace hanji
