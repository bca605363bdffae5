#include "text/scripts.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "text/brackets.h"
#include "text/utf8.h"

namespace hanji {
namespace {

// What the character lends to its followers; `none` when it has nothing to lend.
Script lends(char32_t code) {
  if (code >= 0xAC00 && code <= 0xD7A3) return Script::hangul;
  if (code < U'A') return Script::none;
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(static_cast<UChar32>(code), &status)) {
  case USCRIPT_COMMON:
  case USCRIPT_INHERITED:
  case USCRIPT_INVALID_CODE: return Script::none;
  case USCRIPT_HANGUL: return Script::hangul;
  case USCRIPT_HAN: return Script::han;
  default: return Script::latin;
  }
}

// Whether the character, which lends nothing, goes with letters of that script: with any, unless it has a
// list.
bool goes_with(char32_t code, Script script) {
  const auto wanted = static_cast<UChar32>(code);
  switch (script) {
  case Script::hangul: return uscript_hasScript(wanted, USCRIPT_HANGUL) != 0;
  case Script::han: return uscript_hasScript(wanted, USCRIPT_HAN) != 0;
  case Script::latin: return uscript_hasScript(wanted, USCRIPT_LATIN) != 0;
  default: return true;
  }
}

bool has_list(char32_t code) {
  if (code < 0x80) return false;
  UScriptCode first = USCRIPT_COMMON;
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScriptExtensions(static_cast<UChar32>(code), &first, 1, &status) > 1;
}

// What the first letter at or after that cluster lends.
Script next_lent(std::string_view text, const std::vector<std::uint32_t>& starts, std::size_t cluster) {
  for (; cluster + 1 < starts.size(); ++cluster) {
    std::size_t position = starts[cluster];
    if (const Script own = lends(next_code_point(text, position)); own != Script::none) return own;
  }
  return Script::none;
}

} // namespace

std::vector<Script> scripts_of(std::string_view text, const std::vector<std::uint32_t>& starts) {
  const std::size_t count = starts.empty() ? 0 : starts.size() - 1;
  std::vector<Script> scripts(count, Script::own);
  std::vector<std::pair<char32_t, Script>>
      open; // closing bracket awaited, and the script where its pair opened
  Script current = Script::none;
  for (std::size_t i = 0; i < count; ++i) {
    std::size_t position = starts[i];
    const char32_t code = next_code_point(text, position);
    const Script own = lends(code);
    if (own != Script::none) {
      if (current == Script::none) {
        std::fill_n(scripts.begin(), i, own); // what stood before the first letter follows it
        for (auto& [bracket, script] : open) script = own;
      }
      current = own;
      continue;
    }
    if (code == U' ' || code == U'.' || code == U',') {
      scripts[i] = current;
      continue;
    }
    const Bracket kind = bracket_of(code);
    if (kind == Bracket::opening) {
      open.emplace_back(paired_bracket(code), current);
    } else if (kind == Bracket::closing) {
      const auto pair =
          std::find_if(open.rbegin(), open.rend(), [&](const auto& one) { return one.first == code; });
      if (pair != open.rend()) {
        current = pair->second;
        open.erase(std::prev(pair.base()), open.end());
      }
    }
    scripts[i] = current;
    if (has_list(code) && !goes_with(code, current)) {
      const Script next = next_lent(text, starts, i + 1);
      current = next != Script::none && goes_with(code, next) ? next : Script::apart;
      if (current != Script::apart) scripts[i] = current;
    }
  }
  return scripts;
}

} // namespace hanji
