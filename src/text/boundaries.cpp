#include "text/boundaries.h"

#include <unicode/rbbi.h>
#include <unicode/uchar.h>
#include <unicode/udata.h>
#include <unicode/utext.h>

#include <limits>
#include <memory>

namespace hanji {
namespace {

using Iterator = std::unique_ptr<icu::BreakIterator>;

// Straight from the compiled rules in ICU's data, which stay open: to ask by locale would draw in all of
// ICU's locales and resource bundles.
Iterator make_iterator(const char* rules) {
  UErrorCode status = U_ZERO_ERROR;
  UDataMemory* const data = udata_open(U_ICUDATA_NAME "-brkitr", "brk", rules, &status);
  if (U_FAILURE(status)) return nullptr;
  const auto* const compiled = static_cast<const std::uint8_t*>(udata_getMemory(data));
  auto iterator = std::make_unique<icu::RuleBasedBreakIterator>(
      compiled, std::numeric_limits<std::uint32_t>::max(), status); // they say their own length
  return U_SUCCESS(status) ? std::move(iterator) : nullptr;
}

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

} // namespace

std::vector<LineBoundary> line_boundaries(std::string_view text) {
  static const Iterator iterator = make_iterator("line_normal");
  std::vector<LineBoundary> boundaries;
  walk(iterator.get(), text, [&](std::uint32_t offset, std::int32_t rule) {
    const bool hard = rule >= UBRK_LINE_HARD && rule < UBRK_LINE_HARD_LIMIT;
    boundaries.push_back({offset, hard && offset < text.size()});
  });
  return boundaries;
}

std::vector<std::uint32_t> grapheme_boundaries(std::string_view text) {
  static const Iterator iterator = make_iterator("char");
  std::vector<std::uint32_t> boundaries{0};
  walk(iterator.get(), text, [&](std::uint32_t offset, std::int32_t) { boundaries.push_back(offset); });
  return boundaries;
}

bool is_letter_or_number(char32_t code) {
  return (U_GET_GC_MASK(static_cast<UChar32>(code)) & (U_GC_L_MASK | U_GC_N_MASK)) != 0;
}

bool is_mark(char32_t code) { return (U_GET_GC_MASK(static_cast<UChar32>(code)) & U_GC_M_MASK) != 0; }

bool is_space(char32_t code) { return u_isUWhiteSpace(static_cast<UChar32>(code)); }

} // namespace hanji
