// Numbers as Korean texts write them: in digits, with 만, 억 and 조 between groups of four (1억2000만), and
// with 천 or 백 for what is round (2천만, 5백만). So 10만, 100000 and 100,000 are one number. Input is folded
// (text/normalize.h), without spaces and separators. Source: 한글 맞춤법 §44 (만 단위로 띄어 쓴다), and the
// habits of newspapers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hanji {

struct Number {
  std::uint64_t value = 0;
  std::size_t size = 0; // characters that it takes; 0 = there is none
};

// The number with which a text begins. It begins with a digit, and units fall: 만 before 천 within a group,
// 조 before 억 before 만.
Number number_at(std::u32string_view text);

// One with a decimal point and a large unit, as it is typed: 3.5조 is 3조 5000억. None where it comes out in
// parts of one.
Number decimal_at(std::u32string_view text);

// How it is written, digits first; each once. One writing when it has no others.
std::vector<std::u32string> writings_of(std::uint64_t value);

// 1억2000만 → 1억, 2000만: where a space may stand.
std::vector<std::u32string> groups_of(std::u32string_view writing);

} // namespace hanji
