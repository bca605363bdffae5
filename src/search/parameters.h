// What the ranking may be told: what weighs how much, and which rules are off, so that each can be paid for
// by itself (tests/bench/search.mjs --ablate).
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

namespace hanji {

enum class Rule : std::uint8_t {
  typed,
  stem,
  plural,
  number,
  day,
  numeral,
  decimal,
  beginning,
  unfinished,
  joined,
  spaced,
  synonym,
  parted,
  nouns,
  layout,
  initials,
  keys,
  pairs,
  function_words,
  marked,
  alike,
  closeness,
  count
};
constexpr std::array<std::string_view, static_cast<std::size_t>(Rule::count)> rule_names{
    "typed",      "stem",   "plural",         "number",  "day",    "numeral",  "decimal", "beginning",
    "unfinished", "joined", "spaced",         "synonym", "parted", "nouns",    "layout",  "initials",
    "keys",       "pairs",  "function_words", "marked",  "alike",  "closeness"};

// What weighs how much. BM25F (Robertson, Zaragoza, Taylor 2004) with marks for counts.
struct Parameters {
  float saturation = 2.2F; // k1
  float length = 0.9F;     // b
  float title = 1.3F;      // a word in the title is worth so many of its idf
  float heading = 0.5F;
  float inside = 0.15F; // an occurrence within a word, beside one at its start
  float apart = 1.8F;   // … across a space
  float hanja = 0.4F;   // … in Hanja, of a word that was typed in Hangul
  float literal = 3;    // the word as it was typed, before anything else; more than all the rest can be
  float pair = 0.6F;    // two neighbouring characters, in a query of three words or more
  float as_stem = 2.8F; // … without its particle
  float as_one = 4;     // two words of the query, where they are written as one
  float stem = 1;       // what a word without its particle finds, beside the word itself
  float plural = 0.6F;  // … without its 들
  float synonym = 0.8F; // what the publisher says means the same
  float as_synonym = 2.4F;
  float unfinished = 0.5F; // what its last syllable may become
  float part = 0.5F;       // what the word begins with, in a query of three words or more
  float as_part = 1;
  float coordination = 3; // power of the share of the query that an article holds
  float closeness = 4;    // words that stand together, among the first hits (search/closeness.h)
  float clause = 16;      // … their pairs of characters
  float wording = 4;      // … the query's runs of three characters, anywhere in the article
  float recency = 0.02F;  // of the newest beside the oldest; 0 = off
  std::uint32_t off = 0;  // rules that are, by bit
  bool has(Rule rule) const { return (off >> static_cast<unsigned>(rule) & 1) == 0; }
};

constexpr std::pair<std::string_view, float Parameters::*> parameter_names[]{
    {"saturation", &Parameters::saturation},
    {"length", &Parameters::length},
    {"title", &Parameters::title},
    {"heading", &Parameters::heading},
    {"inside", &Parameters::inside},
    {"apart", &Parameters::apart},
    {"hanja", &Parameters::hanja},
    {"literal", &Parameters::literal},
    {"pair", &Parameters::pair},
    {"as_stem", &Parameters::as_stem},
    {"as_one", &Parameters::as_one},
    {"stem", &Parameters::stem},
    {"plural", &Parameters::plural},
    {"synonym", &Parameters::synonym},
    {"as_synonym", &Parameters::as_synonym},
    {"unfinished", &Parameters::unfinished},
    {"part", &Parameters::part},
    {"as_part", &Parameters::as_part},
    {"coordination", &Parameters::coordination},
    {"closeness", &Parameters::closeness},
    {"clause", &Parameters::clause},
    {"wording", &Parameters::wording},
    {"recency", &Parameters::recency}};

} // namespace hanji
