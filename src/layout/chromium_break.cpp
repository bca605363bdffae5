#include "layout/chromium_break.h"

#include "text/boundaries.h"
#include "text/utf8.h"

namespace hanji {
namespace {

bool one_of(char32_t code, std::u32string_view set) { return set.find(code) != set.npos; }

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_ascii_letter(char32_t c) { return (c | 0x20) >= U'a' && (c | 0x20) <= U'z'; }
bool is_breakable_space(char32_t c) { return c == U' ' || c == U'\t' || c == U'\n'; }

enum class Answer : std::uint8_t { never, always, unknown };

// Of two characters from ! to DEL.
Answer ask_table(char32_t before, char32_t after) {
  bool breaks = false;
  if (before == U'-')
    breaks = !one_of(after, U"!$),./0123456789:;?]}");
  else if (before == U'?')
    breaks = !one_of(after, U"!\"'),./:;?]}\x7F");
  else if (one_of(after, U"(<[{"))
    breaks = !one_of(before, U"$'(/<@[^_`{\x7F") && !is_digit(before) && !is_ascii_letter(before);
  return breaks ? Answer::always : Answer::never;
}

Answer ask_fast_path(char32_t before_that, char32_t before, char32_t after) {
  if (before < U'!' || after < U'!') return Answer::never;
  if (before == U'-' && is_digit(after)) // a minus, or ABCD-1234
    return is_digit(before_that) || is_ascii_letter(before_that) ? Answer::always : Answer::never;
  return before <= 0x7F && after <= 0x7F ? ask_table(before, after) : Answer::unknown;
}

} // namespace

std::vector<LineOpportunity> chromium_opportunities(std::string_view text, bool keep_all) {
  std::vector<LineOpportunity> found;
  const std::vector<LineBoundary> boundaries = line_boundaries(text);
  auto boundary = boundaries.begin();
  char32_t before_that = 0, before = 0;
  for (std::size_t position = 0; position < text.size();) {
    const auto offset = static_cast<std::uint32_t>(position);
    const char32_t after = next_code_point(text, position);
    while (boundary != boundaries.end() && boundary->offset < offset) ++boundary;
    const bool known = boundary != boundaries.end() && boundary->offset == offset;
    if (known && boundary->mandatory) {
      found.push_back({offset, true});
    } else if (offset > 0 && !is_breakable_space(after)) {
      Answer answer = is_breakable_space(before) ? Answer::always : ask_fast_path(before_that, before, after);
      if (answer == Answer::unknown) {
        const bool kept = keep_all && is_letter_or_number(is_mark(before) ? before_that : before) &&
                          is_letter_or_number(after);
        answer = known && !kept ? Answer::always : Answer::never;
      }
      if (answer == Answer::always) found.push_back({offset});
    }
    before_that = before;
    before = after;
  }
  if (!text.empty()) found.push_back({static_cast<std::uint32_t>(text.size())});
  return found;
}

} // namespace hanji
