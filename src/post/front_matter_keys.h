// What the keys of front matter mean: those of Jekyll and its importers, Hugo, Hexo, Docusaurus, VitePress,
// Astro, Zola, Gatsby, Eleventy, Obsidian, WordPress and its exporters, Ghost, and Korean ones, in one table
// with the source beside each. Keys are compared without case, "_", "-" and spaces. Of two keys of one
// meaning the upper row has it, whatever their order in the file. What may be said only by a map's key is a
// row with a dot.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace hanji {

enum class Meaning : std::uint8_t {
  title,
  excerpt,
  lead, // Markdown, Jekyll's feature_text
  image,
  image_alternative,
  author, // all of its row, one after the other
  categories,
  tags,
  date,
  date_utc, // a date of UTC
  modified,
  permalink, // Jekyll's and Hexo's address
  url,       // Hugo's
  slug,
  redirects, // Jekyll's former addresses
  aliases,   // Hugo's
  language,
};

enum class Names : std::uint8_t { words, commas, one }; // what a text that is no list holds

struct KeyMeaning {
  Meaning meaning = Meaning::title;
  Names names = Names::one;
  std::size_t rank = 0; // the lower has it
};

std::optional<KeyMeaning> meaning_of(std::string_view written); // of a HeadField

} // namespace hanji
