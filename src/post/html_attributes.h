// What an element of HTML says of itself in its attributes, `style` among them: numbers, alignment, addresses
// and which of them may pass, whether it is shown at all, and the style it gives its text. Of CSS only single
// declarations are read, without the cascade: a value that is not known changes nothing. Input: valid UTF-8;
// views live as long as gumbo's tree. Never fails.
#pragma once

#include <gumbo.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "article/article.h"

namespace hanji {

struct Declaration { // of CSS; both in lower case, without "!important"
  std::string name, value;
};

std::string_view attribute(const GumboElement& element, const char* name); // empty where there is none
bool has_class(const GumboElement& element, std::string_view wanted);
std::vector<Declaration> style_declarations(const GumboElement& element);

std::optional<std::uint32_t> number_in(std::string_view text); // leading digits, "120px" too; no percentage
Align align_of(std::string_view text);

// As browsers read an address: without the controls and line breaks that would hide its scheme.
std::string clean_url(std::string_view text);
std::string scheme_of(std::string_view url); // in lower case; empty for a relative address
bool is_safe_link(std::string_view url);

bool is_hidden(const GumboElement& element);
// Backgrounds, lines through or under it and raised text count where `inline_element`.
void apply_style_attribute(const GumboElement& element, bool inline_element, Style& style);

} // namespace hanji
