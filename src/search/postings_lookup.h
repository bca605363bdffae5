// The articles that hold a piece of folded text within a word, and how: exact for any length, since pairs say
// where two characters stand side by side and triples that the pairs do. The mark of an article is the least
// of what its parts say. Letters and digits are known by whole runs: exactly, or (`begun`) as the beginning
// of longer ones. What is missing or damaged is told by the reader.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/steps.h"
#include "index/index_reader.h"
#include "search/shape.h"

namespace hanji {

// A little at a time: of a single character a file's worth, since much begins with it. The reader stays where
// it is until all is done.
Task<Postings> postings_of(IndexReader& reader, Shape shape, bool begun = false);

// The same for the beginnings of a word that Hangul or the like make up, of two characters, three … up to the
// last that something holds. Costs no more than its last. A character in each step.
Task<std::vector<Postings>> postings_of_beginnings(IndexReader& reader, std::u32string word);

// Words that follow one another, with nothing or anything between them. `open`: the first may be the end of a
// longer one, as in a phrase; the last may go on.
Task<Postings> postings_of_all(IndexReader& reader, std::vector<std::u32string> words, bool open);

// Articles of both, each with the weaker mark, but a word start where the first has one.
Postings intersection_of(const Postings& a, const Postings& b);
// Articles of either, each with the stronger mark.
Postings union_of(const Postings& a, const Postings& b);

} // namespace hanji
