#include "text/boundaries.h"

#include <unicode/rbbi.h>
#include <unicode/uchar.h>
#include <unicode/udata.h>
#include <unicode/utext.h>

#include <limits>
#include <memory>

#include "text/utf8.h"

namespace hanji {
namespace {

// Straight from the compiled rules in ICU's data, which stay open as long as they are used: to ask by locale
// would draw in all of ICU's locales and resource bundles.
class Iterator {
public:
  explicit Iterator(const char* rules) : data_(open(rules), udata_close) {
    UErrorCode status = U_ZERO_ERROR;
    if (data_ == nullptr) return;
    const auto* const compiled = static_cast<const std::uint8_t*>(udata_getMemory(data_.get()));
    iterator_ = std::make_unique<icu::RuleBasedBreakIterator>(
        compiled, std::numeric_limits<std::uint32_t>::max(), status); // they say their own length
    if (U_FAILURE(status)) iterator_.reset();
  }
  icu::BreakIterator* get() const { return iterator_.get(); }

private:
  static UDataMemory* open(const char* rules) {
    UErrorCode status = U_ZERO_ERROR;
    UDataMemory* const data = udata_open(U_ICUDATA_NAME "-brkitr", "brk", rules, &status);
    return U_SUCCESS(status) ? data : nullptr;
  }

  std::unique_ptr<UDataMemory, void (*)(UDataMemory*)> data_;
  std::unique_ptr<icu::BreakIterator> iterator_; // reads data_
};

// Calls `visit(offset, rule status)` at every boundary after 0.
template <class Visit>
void walk(icu::BreakIterator* iterator, std::string_view text, Visit visit) {
  if (iterator == nullptr || text.empty()) return;
  UErrorCode status = U_ZERO_ERROR;
  UText view = UTEXT_INITIALIZER;
  utext_openUTF8(&view, text.data(), static_cast<std::int64_t>(text.size()), &status);
  iterator->setText(&view, status);
  if (U_SUCCESS(status)) {
    iterator->first();
    for (std::int32_t at = iterator->next(); at != icu::BreakIterator::DONE; at = iterator->next()) {
      visit(static_cast<std::uint32_t>(at), iterator->getRuleStatus());
    }
  }
  utext_close(&view);
}

bool is_syllable(char32_t c) { return c >= 0xAC00 && c <= 0xD7A3; }

// Whether a syllable, a full stop or a comma stands before the space.
bool is_clear_before(std::string_view text, std::size_t space) {
  if (space == text.npos || space == 0) return false;
  if (text[space - 1] == '.' || text[space - 1] == ',') return true;
  std::size_t last = space >= 3 ? space - 3 : space;
  return is_syllable(next_code_point(text, last)) && last == space;
}

// A character that is a grapheme by itself whatever stands beside it, if all beside it are such too: no
// marks, joiners, selectors, conjoining jamo or flags. Said for the blocks that Korean texts are made of;
// false means: ask ICU.
bool stands_alone(char32_t c) {
  const auto within = [c](char32_t first, char32_t last) { return c >= first && c <= last; };
  return within(0xAC00, 0xD7A3) || within(0x20, 0x2FF) || c == U'\n' || within(0x2010, 0x2027) ||
         within(0x2030, 0x205E) || within(0x2070, 0x209F) || within(0x2100, 0x23FF) ||
         within(0x2460, 0x25FF) || within(0x3000, 0x3029) || within(0x3131, 0x318E) ||
         within(0x3200, 0x33FF) || within(0x4E00, 0x9FFF) || within(0xFF01, 0xFF60);
}

} // namespace

// Most words of a Korean text are syllables and perhaps a full stop or comma. Where such a word and a space
// stand before a syllable, no rule of UAX #14 sees across (LB14 … LB17 do, but only from brackets, quotes and
// dashes), so that boundaries are known without asking ICU, and ICU can be asked about each stretch of other
// words alone.
std::vector<LineBoundary> line_boundaries(std::string_view text) {
  static const Iterator iterator("line_normal");
  std::vector<LineBoundary> boundaries;
  boundaries.reserve(text.size() / 3 + 1);
  const auto ask_icu = [&](std::size_t first, std::size_t last) {
    walk(iterator.get(), text.substr(first, last - first), [&](std::uint32_t offset, std::int32_t rule) {
      const bool hard = rule >= UBRK_LINE_HARD && rule < UBRK_LINE_HARD_LIMIT;
      boundaries.push_back(
          {static_cast<std::uint32_t>(first) + offset, hard && first + offset < text.size()});
    });
  };
  std::size_t asked = 0; // everything before is known
  for (std::size_t word = 0, end = 0; word < text.size(); word = end) {
    const std::size_t known = boundaries.size();
    std::size_t letters = word;
    for (std::size_t next = word; is_syllable(next_code_point(text, next)); letters = next) {
      if (letters > word) boundaries.push_back({static_cast<std::uint32_t>(letters)});
    }
    const std::size_t space = text.find(' ', letters);
    end = space == text.npos ? text.size() : space + 1;
    std::size_t after = end;
    const bool clear = is_clear_before(text, space) && is_syllable(next_code_point(text, after));
    const bool plain =
        letters > word && space - letters <= 1; // what stands between is . or , where it is clear
    if (asked == word && clear && plain) {
      boundaries.push_back({static_cast<std::uint32_t>(end)});
      asked = end;
      continue;
    }
    boundaries.resize(known);
    if (clear || end == text.size()) {
      ask_icu(asked, end);
      asked = end;
    }
  }
  return boundaries;
}

std::vector<std::uint32_t> grapheme_boundaries(std::string_view text) {
  static const Iterator iterator("char");
  std::vector<std::uint32_t> boundaries{0};
  boundaries.reserve(text.size() / 2 + 2);
  bool alone = true;
  for (std::size_t position = 0; alone && position < text.size();) {
    alone = stands_alone(next_code_point(text, position));
    boundaries.push_back(static_cast<std::uint32_t>(position));
  }
  if (alone) return boundaries;
  boundaries.resize(1);
  walk(iterator.get(), text, [&](std::uint32_t offset, std::int32_t) { boundaries.push_back(offset); });
  return boundaries;
}

bool is_letter_or_number(char32_t code) {
  return (U_GET_GC_MASK(static_cast<UChar32>(code)) & (U_GC_L_MASK | U_GC_N_MASK)) != 0;
}

bool is_mark(char32_t code) { return (U_GET_GC_MASK(static_cast<UChar32>(code)) & U_GC_M_MASK) != 0; }

bool is_space(char32_t code) { return u_isUWhiteSpace(static_cast<UChar32>(code)); }

} // namespace hanji
