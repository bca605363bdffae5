// Percent-encoding of addresses (RFC 3986, section 2.1).
#pragma once

#include <string>
#include <string_view>

namespace hanji {

// A part of a path or a query: all but letters, digits and "-._~" as %XX of its bytes.
std::string percent_encoded(std::string_view text);
// The bytes that it stands for, which may be anything; what is no %XX stays.
std::string percent_decoded(std::string_view text);

} // namespace hanji
