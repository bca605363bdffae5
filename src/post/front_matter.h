// The head of a post: YAML between `---`, TOML between `+++`, or JSON in braces or between `;;;`. Split off
// byte by byte, read by post/yaml_fields.h, toml_fields.h or json_fields.h, and given the meaning that Jekyll
// (https://jekyllrb.com/docs/front-matter/) and others give it (post/front_matter_keys.h): categories and
// tags as a list, as maps or as words, `image` as text or as a map with `path` and `alt`, dates with and
// without a time zone, authors as text, list or maps, former addresses as one or as a list. Input: valid
// UTF-8 with LF, no byte order mark. Lists show titles and excerpts of every post, so what nobody would read
// to its end is cut, and names beyond reason many are left out, each with a warning. Errors: those of what
// reads it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "article/article.h"
#include "base/result.h"
#include "post/diagnostic.h"
#include "post/publication.h"
#include "post/written_date.h"

namespace hanji {

struct WrittenAddress {
  std::string text;
  std::uint32_t line = 0, column = 0; // in the file
};

struct FrontMatter {
  std::string title, excerpt, author;   // single lines
  std::string feature_text;             // Markdown
  std::string image, image_alternative; // `image`, else `feature_image`
  WrittenAddress permalink, url;        // Jekyll's and Hexo's, Hugo's
  std::string slug;
  std::vector<WrittenAddress> redirects, aliases; // `redirect_from` (Jekyll), `aliases` (Hugo)
  std::string language;                           // a BCP 47 tag
  std::vector<std::string> categories, tags;
  WrittenDate date, modified;
  std::vector<TimeBound> bounds;  // when it may be published
  std::vector<Withheld> withheld; // by what it says; nothing: it may be published
};

constexpr std::size_t most_title_characters = 500, most_excerpt_characters = 2'000,
                      most_lead_characters = 10'000, most_name_characters = 200, most_categories = 100,
                      most_tags = 1'000, most_redirects = 100;
constexpr std::size_t most_told_characters = 500; // of a text that a warning repeats

// Cut to so many characters, with an ellipsis; whether it was.
bool cut_to(std::string& text, std::size_t most_characters);

enum class HeadFormat : std::uint8_t { yaml, toml, json };

struct SplitPost { // views into the text
  std::string_view front, body;
  std::uint32_t front_line = 1, body_line = 1;
  bool found = false;  // there is front matter
  bool opened = false; // its beginning is marked; else the file begins with two well-known fields
  HeadFormat format = HeadFormat::yaml; // of others than YAML both ends are marked
  bool closed = false; // its end is marked; else it ends before the first line that does not look like it
};

SplitPost split_front_matter(std::string_view text);
Result<FrontMatter> parse_front_matter(std::string_view text, std::string_view file, std::uint32_t first_line,
                                       std::vector<Diagnostic>& diagnostics,
                                       HeadFormat format = HeadFormat::yaml);

} // namespace hanji
