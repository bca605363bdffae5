// Brackets that come in pairs, as Unicode has them (UAX #9, Bidi_Paired_Bracket): an opening one is of the
// category Ps, a closing one of Pe. Asked for so, and not by their property's number: ICU answers that with
// the tables of all properties, a twentieth of the page's program.
#pragma once

#include <cstdint>

namespace hanji {

enum class Bracket : std::uint8_t { none, opening, closing };

Bracket bracket_of(char32_t character);
char32_t paired_bracket(char32_t character); // itself, when it is none

} // namespace hanji
