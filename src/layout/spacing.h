// What stands between two characters of one line beyond what their fonts say (KLREQ, "Spacing"). Hangul
// beside Latin, digits or Hanja: nothing. Full-width brackets and marks are half empty, so that where two
// meet, or an ASCII mark follows one, the emptiness of one of them goes: 」「 is half an em apart and not a
// whole one, and 》, is set close. A mathematical sign stands an eighth of an em from Hangul and Hanja, and
// close to digits and Latin.
#pragma once

#include "layout/font_metrics.h"

namespace hanji {

// To be added between the two; less than 0 where it goes. `advance` is that of `before`, which is full-width
// only where its font says so.
Advance added_between(char32_t before, char32_t after, Advance advance, Fx size);

// Whether justification may add space between them: between syllables, Hanja and spaces only.
bool takes_gap(char32_t before, char32_t after);

} // namespace hanji
