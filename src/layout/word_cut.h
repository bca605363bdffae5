// What a line end does to a Korean word: where readers take it for granted, where they stumble. Judged by
// syllables and the particles and endings of text/particles.h, without a dictionary.
#pragma once

#include <cstddef>
#include <cstdint>

#include "layout/measure.h"

namespace hanji {

// Of a line that ends before cluster `at`. Cost: a search in two lists of a hundred endings.
WordCut word_cut(const Measured& measured, std::size_t at);

} // namespace hanji
