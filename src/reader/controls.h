// What the controls of the reading sheet do to the settings. A command is "name:value" ("theme:sepia",
// "align:justify") or, for a scale, "name:-" and "name:+" ("size:+"). A choice is the one that is
// set exactly when its command changes nothing; so is a step at the end of its scale.
#pragma once

#include <string>
#include <string_view>

#include "reader/theme.h"

namespace hanji {

// `text_px` = the size the text has now, which the settings leave to the window unless one was chosen. An
// unknown command changes nothing.
//
// "margins:wide" is the measure as a phone says it (phone_margin()).
//
// Two are pairs that suit each other, taken in one tap: "style:screen" breaks between words and leaves the
// right edge ragged with space between paragraphs, as pages on screens do; "style:book" breaks between
// syllables, fills the measure and indents (KLREQ 3.2: Korean books are set so).
Settings changed_by(Settings settings, std::string_view command, double text_px);

std::string value_of(const Settings& settings, std::string_view scale,
                     double text_px); // "18.5", "1.75", "-2%"

} // namespace hanji
