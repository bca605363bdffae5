#include "text/boundaries.h"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include <memory>

namespace hanji {
namespace {

using Iterator = std::unique_ptr<icu::BreakIterator>;

Iterator make_line_iterator() {
  UErrorCode status = U_ZERO_ERROR;
  Iterator iterator(icu::BreakIterator::createLineInstance(icu::Locale::getKorean(), status));
  return U_SUCCESS(status) ? std::move(iterator) : nullptr;
}

Iterator make_grapheme_iterator() {
  UErrorCode status = U_ZERO_ERROR;
  Iterator iterator(icu::BreakIterator::createCharacterInstance(icu::Locale::getKorean(), status));
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
  static const Iterator iterator = make_line_iterator();
  std::vector<LineBoundary> boundaries;
  walk(iterator.get(), text, [&](std::uint32_t offset, std::int32_t rule) {
    const bool hard = rule >= UBRK_LINE_HARD && rule < UBRK_LINE_HARD_LIMIT;
    boundaries.push_back({offset, hard && offset < text.size()});
  });
  return boundaries;
}

std::vector<std::uint32_t> grapheme_boundaries(std::string_view text) {
  static const Iterator iterator = make_grapheme_iterator();
  std::vector<std::uint32_t> boundaries{0};
  walk(iterator.get(), text, [&](std::uint32_t offset, std::int32_t) { boundaries.push_back(offset); });
  return boundaries;
}

bool is_letter_or_number(char32_t code) {
  return (U_GET_GC_MASK(static_cast<UChar32>(code)) & (U_GC_L_MASK | U_GC_N_MASK)) != 0;
}

bool is_space(char32_t code) { return u_isUWhiteSpace(static_cast<UChar32>(code)); }

} // namespace hanji
