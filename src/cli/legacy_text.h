// CP949, as old Windows editors and 한글 wrote it, by the C library's iconv (UHC, in Debian's libc6).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hanji {

std::optional<std::string> utf8_from_cp949(std::string_view bytes); // nothing: not all of it is that

} // namespace hanji
