// Unicode forms (ICU). Text that enters the house is made valid UTF-8 in NFC once, here. Search compares
// folded text: NFKC_Casefold, with everything that is not a letter, a number or a symbol of its own (spaces,
// punctuation, joiners) left out and Hanja read (text/hanja.h), and Latin and
// Greek without their accents (é as e, ø as o), so that 띄어쓰기, width, case and script make no difference.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hanji {

// Valid UTF-8 in NFC. Each malformed sequence becomes one U+FFFD; `replaced` (if given) counts them.
std::string to_nfc(std::string_view text, std::uint32_t* replaced = nullptr);

// Folded characters, each with the bytes of the source that it came from (several may share one source
// character).
struct FoldedText {
  std::u32string text;
  std::vector<std::uint32_t> begin, end; // half-open source bytes, one pair for each character of `text`
  std::vector<bool> word_start; // the character begins a word (after a space or punctuation, or at the start)
};
FoldedText fold_for_search(std::string_view text);

} // namespace hanji
