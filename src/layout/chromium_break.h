// Where Chromium breaks lines of Korean, to be measured against (tests/bench/parity.mjs): its `word-break:
// normal` and `keep-all` with `line-break: auto`. As in Blink's text_break_iterator.cc: after every run of
// spaces; for two ASCII characters a table of its own; for the rest UAX #14, less, under keep-all, what
// stands between two letters or numbers. (Blink lets ICU see the text from the line's start only; we show it
// all of it.)
#pragma once

#include <string_view>
#include <vector>

#include "layout/line_break.h"

namespace hanji {

std::vector<LineOpportunity> chromium_opportunities(std::string_view text, bool keep_all);

} // namespace hanji
