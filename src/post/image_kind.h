// What a picture is, by its first bytes, as browsers tell it
// (https://mimesniff.spec.whatwg.org/#image-type-pattern-matching-algorithm), and SVG by its outermost
// element. Cost: microseconds.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace hanji {

// The usual ending of its name, dot included: ".png", ".svg" …; nothing for what is none of the known kinds.
std::string_view image_ending(std::span<const std::byte> bytes);

bool is_image_ending(std::string_view ending); // one of those, or another spelling: ".jpeg"

} // namespace hanji
