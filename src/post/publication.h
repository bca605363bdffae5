// Whether a post may be published, by what its front matter says. It stays out where `published` or `public`
// is not true (or, of `published`, a date), `draft`, `private`, `hidden`, `unlisted` or `unpublished` not
// false, `status`, `post_status` or `visibility` names anything but a public state, or a `password` is set;
// YAML 1.1's and 1.2's words for true and false count, in any case and in quotes. A list, a map or a word
// that is unknown here never makes a post public. An empty value says nothing, but of `published` and
// `public`, which Jekyll leaves out then. Keys stand at the top, `draft` anywhere: `cover: {hidden: true}`
// hides no post.
//
// The same holds for front matter that is read by nothing else yet, TOML between `+++` and JSON in braces or
// between `;;;`, and for lines that look like such fields where front matter has lost its beginning or its
// end. Input: UTF-8 with LF. Cost: linear.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "post/diagnostic.h"
#include "post/yaml_fields.h"

namespace hanji {

struct SplitPost;

struct Withheld {                     // what keeps a post out
  std::uint32_t line = 0, column = 0; // of the value, in the file
  std::string key, value;             // as written; a password is not repeated
  bool doubtful = false;              // the value is none that is known here
};

bool is_publication_key(std::string_view key); // `draft`, `Post-Status`, …

std::optional<Withheld> withheld_by(const YamlField& field);

// By what split_front_matter has not found in `text`.
std::optional<Withheld> withheld_beyond_front_matter(std::string_view text, const SplitPost& split);

Diagnostic diagnostic_of(const Withheld& withheld, std::string_view file);

} // namespace hanji
