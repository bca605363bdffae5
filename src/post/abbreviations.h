// Abbreviations whose meaning the author says once, `*[HTML]: 하이퍼텍스트 표시 언어`, as PHP Markdown Extra,
// kramdown and Python-Markdown have it (https://kramdown.gettalong.org/syntax.html#abbreviations): wherever
// one stands in the text as it is written, its meaning belongs to it. As kramdown has it, neither a letter of
// ASCII, nor a digit, nor "_" may stand beside it, but a Korean particle may; in code and formulas it is
// none; of two that begin at one place the longer counts. UTF-8. Never fails. Cost: linear in the text, times
// the abbreviations of an article.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "article/article.h"

namespace hanji {

// Of a line of Markdown; the meaning may be empty.
std::optional<Abbreviation> abbreviation_in(std::string_view line);

void add_abbreviation(Article& article, Abbreviation abbreviation); // unless it has a meaning there

// Those of `defined`, wherever the text has them.
void mark_abbreviations(Article& article, std::span<const Abbreviation> defined);

} // namespace hanji
