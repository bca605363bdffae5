#include "text/normalize.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cassert>
#include <cstdint>
#include <limits>

#include "text/hangul.h"
#include "text/hanja.h"
#include "text/utf8.h"

namespace hanji {

namespace {

const icu::Normalizer2& nfc() {
  static const icu::Normalizer2* const instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* found = icu::Normalizer2::getNFCInstance(status);
    assert(U_SUCCESS(status));
    return found;
  }();
  return *instance;
}

const icu::Normalizer2& nfkc_casefold() {
  static const icu::Normalizer2* const instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* found = icu::Normalizer2::getNFKCCasefoldInstance(status);
    assert(U_SUCCESS(status) && "use_icu_data comes first");
    return found;
  }();
  return *instance;
}

icu::StringPiece piece_of(std::string_view text) {
  assert(text.size() <= static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()));
  return {text.data(), static_cast<std::int32_t>(text.size())};
}

std::string repaired(std::string_view text, std::uint32_t& replaced) {
  const icu::StringPiece piece = piece_of(text);
  std::string valid;
  valid.reserve(text.size() + text.size() / 8);
  for (std::int32_t position = 0; position < piece.size();) {
    UChar32 code = 0;
    U8_NEXT(piece.data(), position, piece.size(), code);
    if (code < 0) ++replaced;
    append_utf8(valid, code < 0 ? 0xFFFD : static_cast<char32_t>(code));
  }
  return valid;
}

enum class Role : std::uint8_t { letter, symbol, mark, joiner, gap };

Role role_of(char32_t c) {
  if (is_hangul_syllable(c)) return Role::letter;
  if (c < 0x80) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')) return Role::letter;
    return c == '+' || c == '#' || c == '$' ? Role::symbol : Role::gap;
  }
  if (is_hangul_syllable(c)) return Role::letter;
  if (c == 0xFFFD || c == U'ㆍ') return Role::gap; // 한ㆍ미: this vowel of old serves as a middle dot today
  if (c == 0x3164) return Role::joiner;            // the Hangul filler
  switch (u_charType(static_cast<UChar32>(c))) {
  case U_NON_SPACING_MARK:
  case U_ENCLOSING_MARK:
  case U_COMBINING_SPACING_MARK: return Role::mark;
  case U_MATH_SYMBOL:
  case U_CURRENCY_SYMBOL:
  case U_OTHER_SYMBOL: return Role::symbol;
  case U_FORMAT_CHAR: return Role::joiner;
  case U_MODIFIER_SYMBOL:
  case U_CONTROL_CHAR:
  case U_SPACE_SEPARATOR:
  case U_LINE_SEPARATOR:
  case U_PARAGRAPH_SEPARATOR:
  case U_DASH_PUNCTUATION:
  case U_START_PUNCTUATION:
  case U_END_PUNCTUATION:
  case U_CONNECTOR_PUNCTUATION:
  case U_OTHER_PUNCTUATION:
  case U_INITIAL_PUNCTUATION:
  case U_FINAL_PUNCTUATION: return Role::gap;
  default: return Role::letter; // letters, numbers, and private use: old Hangul was printed from there
  }
}

// ﾡ…ￜ → ㄱ…ㅣ. NFKC would make conjoining jamo of these and of the ordinary ones, and glue what was typed
// apart.
char32_t full_width_jamo(char32_t c) {
  if (c >= 0xFFA1 && c <= 0xFFBE) return c - 0xFFA1 + 0x3131;
  if (c >= 0xFFC2 && c <= 0xFFDC && (c - 0xFFC2) % 8 < 6)
    return 0x314F + (c - 0xFFC2) / 8 * 6 + (c - 0xFFC2) % 8;
  return c;
}

bool stands_as_it_is(char32_t c) {
  return c < 0x80 || is_hangul_syllable(c) || is_compatibility_jamo(c) || (c >= 0x4E00 && c <= 0x9FFF);
}

// Whether normalization never joins this character to the one before it.
bool begins_chunk(char32_t c) {
  return c < 0x300 || stands_as_it_is(c) || full_width_jamo(c) != c ||
         nfkc_casefold().hasBoundaryBefore(static_cast<UChar32>(c));
}

bool is_accented(char32_t c) {
  return (c >= 0xC0 && c <= 0x24F) || (c >= 0x370 && c <= 0x3FF) || (c >= 0x1E00 && c <= 0x1FFF);
}

// é as e; the accents of what is written in pieces are marks.
char32_t without_accents(char32_t c) {
  if (!is_accented(c)) return c;
  switch (c) { // of a piece for Unicode, and typed as what they look like
  case U'ø': return 'o';
  case U'đ': return 'd';
  case U'ł': return 'l';
  case U'ı': return 'i';
  default: break;
  }
  icu::UnicodeString pieces;
  while (nfc().getDecomposition(static_cast<UChar32>(c), pieces))
    c = static_cast<char32_t>(pieces.char32At(0));
  return c;
}

class Folder {
public:
  explicit Folder(std::string_view text) : text_(text) {
    const std::size_t likely = text.size() / 3;
    folded_.text.reserve(likely);
    folded_.begin.reserve(likely);
    folded_.end.reserve(likely);
    folded_.word_start.reserve(likely);
  }

  FoldedText fold() {
    look_at(0);
    while (ahead_begin_ < text_.size()) {
      const std::size_t begin = ahead_begin_, code_end = ahead_end_;
      const char32_t code = full_width_jamo(ahead_);
      go_to_next_chunk();
      const std::size_t end = ahead_begin_;
      if (is_compatibility_jamo(code) || (stands_as_it_is(code) && end == code_end)) {
        take(code >= 'A' && code <= 'Z' ? code + ('a' - 'A') : code, begin, end);
      } else {
        take_normalized(begin, end);
      }
    }
    if (has_hanja_) read_hanja(folded_.text, folded_.word_start);
    return std::move(folded_);
  }

private:
  void look_at(std::size_t position) {
    ahead_begin_ = ahead_end_ = position;
    if (position < text_.size()) ahead_ = next_code_point(text_, ahead_end_);
  }

  // Capped, since a character may drag any number of marks behind it.
  void go_to_next_chunk() {
    look_at(ahead_end_);
    for (int marks = 0; marks < 30 && ahead_begin_ < text_.size() && !begins_chunk(ahead_); ++marks)
      look_at(ahead_end_);
  }

  void take_normalized(std::size_t begin, std::size_t end) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::UnicodeString source =
        icu::UnicodeString::fromUTF8(piece_of(text_.substr(begin, end - begin)));
    const icu::UnicodeString normal = nfkc_casefold().normalize(source, status);
    assert(U_SUCCESS(status));
    for (std::int32_t i = 0; i < normal.length(); i = normal.moveIndex32(i, 1)) {
      take(compatibility_jamo_of(static_cast<char32_t>(normal.char32At(i))), begin, end);
    }
  }

  void take(char32_t code, std::size_t begin, std::size_t end) {
    const Role role = role_of(code);
    if (role == Role::joiner) return;
    if (role == Role::gap || (role == Role::mark && after_gap_)) {
      new_word_ = after_gap_ = true;
      return;
    }
    has_hanja_ = has_hanja_ || is_hanja(code);
    if (role == Role::mark && code >= 0x300 && code <= 0x36F && takes_accents_) return;
    code = without_accents(code);
    takes_accents_ = (code >= 'a' && code <= 'z') || is_accented(code);
    folded_.text += code;
    folded_.begin.push_back(static_cast<std::uint32_t>(begin));
    folded_.end.push_back(static_cast<std::uint32_t>(end));
    folded_.word_start.push_back(new_word_ && role != Role::mark);
    new_word_ = role == Role::symbol;
    after_gap_ = false;
  }

  std::string_view text_;
  char32_t ahead_ = 0; // the character at `ahead_begin_`
  std::size_t ahead_begin_ = 0, ahead_end_ = 0;
  FoldedText folded_;
  bool new_word_ = true, after_gap_ = true, has_hanja_ = false, takes_accents_ = false;
};

} // namespace

std::string to_nfc(std::string_view text, std::uint32_t* replaced) {
  std::uint32_t count = 0;
  std::string valid;
  if (!is_valid_utf8(text)) {
    valid = repaired(text, count);
    text = valid;
  }
  if (replaced != nullptr) *replaced = count;
  UErrorCode status = U_ZERO_ERROR;
  if (nfc().isNormalizedUTF8(piece_of(text), status)) return std::string(text);
  std::string normal;
  icu::StringByteSink<std::string> sink(&normal, static_cast<std::int32_t>(text.size()));
  nfc().normalizeUTF8(0, piece_of(text), sink, nullptr, status);
  assert(U_SUCCESS(status));
  return normal;
}

FoldedText fold_for_search(std::string_view text) {
  assert(text.size() <= std::numeric_limits<std::uint32_t>::max());
  return Folder(text).fold();
}

} // namespace hanji
