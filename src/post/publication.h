// Whether a post may be published, by what its front matter and its folder say. It stays out where
// `published` or `public` is not true (or, of `published`, a date), `draft`, `private`, `headless` or
// `unpublished` not false, `status`, `post_status` or `visibility` names anything but a public
// state, or a `password` is set; in Korean `공개`, `비공개`, `초안`, `비밀번호`, `암호`. YAML 1.1's and 1.2's
// words for true and false count, and 예 and 아니오, in any case and in quotes. A list, a map or a word that
// is unknown here never makes a post public. An empty value says nothing, but of `published` and `public`,
// which Jekyll leaves out then. Keys stand at the top, `draft` anywhere: `cover: {hidden: true}` hides no
// post. Whatever lies in a folder `_drafts` is a draft.
//
// A post that is `hidden` or `unlisted`, not `listed`, or whose state is one of these, is public to whoever
// has its address, and is in no list. Where the field stands outside front matter that is broken, the post
// stays out.
//
// Time counts too: a `date` or `publishDate` that is still to come, and an `expiryDate` that has come, as
// Hugo has them; `date` and the date of the file's name as Jekyll has them. What the time is, the caller
// says. A `publishDate` or `expiryDate` that is no date keeps a post out.
//
// `Admits` lets drafts in, and what is still to come; never what is closed or doubtful.
//
// All this holds for lines that look like such fields too, where front matter has lost its beginning or its
// end, and for TOML between `+++` and JSON in braces or between `;;;`. Input: UTF-8 with LF. Cost: linear.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "post/diagnostic.h"
#include "post/head_field.h"
#include "post/written_date.h"

namespace hanji {

struct SplitPost;

enum class Secrecy : std::uint8_t { draft, to_come, over, closed, unlisted };

struct Withheld {                     // what keeps a post out
  std::uint32_t line = 0, column = 0; // of the value, in the file; 0 = the file as a whole
  std::string key, value;             // as written; a password is not repeated
  Secrecy secrecy = Secrecy::closed;
  bool doubtful = false; // the value is none that is known here
};

bool is_publication_key(std::string_view key); // `draft`, `Post-Status`, …

std::optional<Withheld> withheld_by(const HeadField& field);

// A post is public from one moment on, or until one.
struct TimeBound {
  std::uint32_t line = 0, column = 0;
  std::string key, value;
  WrittenDate date; // none: the value is no date
  bool until = false;
};
std::optional<TimeBound> time_bound(const HeadField& field);
bool is_within(const TimeBound& bound, const Now& now);
Withheld withheld_by(const TimeBound& bound); // which it is not within

std::optional<Withheld> withheld_by_folder(std::string_view path);

// By what split_front_matter has not found in `text`.
std::vector<Withheld> withheld_beyond_front_matter(std::string_view text, const SplitPost& split);

struct Admits {
  bool drafts = false, to_come = false;
};
bool admits(const Admits& admitted, const Withheld& withheld);

Diagnostic diagnostic_of(const Withheld& withheld, std::string_view file);

} // namespace hanji
