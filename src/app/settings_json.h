// Settings as scripts and the browser's store know them (contract §5): theme, font, fontSize, lineHeight,
// measure, letterSpacing, align, breaks, paragraphs ("gap", "indent", "indent-but-first"). Reading changes
// only what is named and understood; the rest stays as it was.
#pragma once

#include <string>
#include <string_view>

#include "reader/theme.h"

namespace hanji {

std::string write_settings(const Settings& settings);
Settings read_settings(std::string_view text, Settings settings);
std::string_view name_of(ThemeName theme);

} // namespace hanji
