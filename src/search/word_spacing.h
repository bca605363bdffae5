// Words that a query joins where the text parts them, and the other way round. What is known of the text:
// pairs of characters within words and across a space behind a noun, nouns, and which words begin with what.
#pragma once

#include <cstddef>
#include <vector>

#include "index/index_reader.h"
#include "search/expansion.h"
#include "search/query.h"

namespace hanji {

// 국회 의원: word `i` of the query and the one behind it as one word, an expansion of both.
void add_joined(IndexReader& reader, const Query& query, std::size_t i, std::vector<ExpandedWord>& words);

// 볼만한: a word that a few articles hold as it is, as others hold it with the spaces that belong in it.
void add_spaced(IndexReader& reader, const Word& word, ExpandedWord& expanded);

// 핵협의: a word of Hangul that stands as two in the text; the first may begin with digits or letters
// (3분기실적). `second`: where the second begins, in characters; 0: it does not. A place in each step. A word
// longer than any is not split.
Steps add_split(IndexReader& reader, const Word& word, ExpandedWord& expanded, std::size_t& second);

// Whether text/spacing.h would put spaces in a word that nothing holds.
bool lacks_spaces(const Word& word);

// 부산호텔추천: where three of the corpus's own nouns and more part a word that nothing holds, as few as will
// do, the frequent ones where several do; behind the last may stand a particle. Empty where they do not.
std::vector<std::size_t> segmented_into_nouns(IndexReader& reader, const Word& word);

} // namespace hanji
