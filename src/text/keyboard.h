// The two-set keyboard (두벌식, KS X 5002): which keys make a word, and what stands in the field after keys
// were pressed. For words typed on the wrong layout and for wrong keys.
#pragma once

#include <string>
#include <string_view>

namespace hanji {

// The jamo that are keys, one each in the order in which they are pressed: 값 → ㄱㅏㅂㅅ, ㅘ → ㅗㅏ. Anything
// else is itself.
std::u32string keys_of(std::u32string_view text);
std::u32string compose_keys(std::u32string_view pressed); // its reverse, as an IME composes

char32_t letter_of_key(char32_t jamo);   // ㅂ → q, ㅃ → Q; anything else is itself
char32_t key_of_letter(char32_t letter); // q → ㅂ; anything else is itself

std::u32string hangul_of_letters(std::u32string_view text);   // fkqmfhvm → 라브로프
std::u32string letters_of_hangul(std::u32string_view hangul); // ㅗ디ㅣㅐ → hello

} // namespace hanji
