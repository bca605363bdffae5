// What a publisher files an article under: categories, tags, authors. In the index each is a key among the
// words, before all of them, with its articles as titles; in a query it narrows the answer (분류: 태그:
// 저자:). A name is compared folded (text/normalize.h): neither spaces nor case nor punctuation tell two
// apart, save in C, C++, C#.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "article/article.h"

namespace hanji {

enum class LabelKind : std::uint8_t { category = 1, tag, author }; // as a character it begins the key

constexpr bool is_label_mark(char32_t c) { return c >= 1 && c <= 3; }
constexpr char32_t mark_of(LabelKind kind) { return static_cast<char32_t>(kind); }
std::u32string label_key(LabelKind kind, std::string_view name);

// All that lead to an article, ascending, each once. Of what is nested (여행/국내, 여행 > 국내) each part and
// each level does, of several authors each, and of an author each word: 홍길동 기자 is found by 홍길동.
std::vector<std::u32string> label_keys(const Article& article);

} // namespace hanji
