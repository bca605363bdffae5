#include "post/anchors.h"

#include <algorithm>
#include <utility>

#include "post/html_ids.h"
#include "post/scan.h"
#include "text/letters.h"
#include "text/normalize.h"
#include "text/percent.h"
#include "text/utf8.h"

namespace hanji {
namespace {

std::string letters_of(std::string_view text) {
  const std::string lowered = lower_case(text);
  std::string letters;
  for (std::size_t at = 0; at < lowered.size();) {
    const char32_t c = next_code_point(lowered, at);
    if (is_name_character(c)) append_utf8(letters, c);
  }
  return letters;
}

// Without marks; spaces become hyphens.
std::string github_name(std::string_view text) {
  const std::string lowered = lower_case(text);
  std::string name;
  for (std::size_t at = 0; at < lowered.size();) {
    const char32_t c = next_code_point(lowered, at);
    if (c == ' ' || c == '\n')
      name += '-';
    else if (c == '-' || c == '_' || is_name_character(c))
      append_utf8(name, c);
  }
  return name;
}

// Of ASCII alone, from its first letter on. A dash was two or three hyphens.
std::string kramdown_name(std::string_view text) {
  std::string name;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    const char byte = c < 0x80 ? static_cast<char>(c) : '\0';
    if (is_ascii_letter(byte) || (!name.empty() && (is_digit(byte) || byte == '-'))) name += to_lower(byte);
    if (name.empty()) continue;
    if (c == ' ') name += '-';
    if (c == U'–') name += "--";
    if (c == U'—') name += "---";
  }
  return name.empty() ? "section" : name;
}

bool is_ours(const Block& block) { // made of its text
  if (block.kind != BlockKind::heading) return false;
  const std::string made = id_of_heading(block.text);
  if (!block.id.starts_with(made)) return false;
  const std::string_view rest = std::string_view(block.id).substr(made.size());
  return rest.empty() || (rest.size() > 1 && rest[0] == '-' && std::ranges::all_of(rest.substr(1), is_digit));
}

std::string numbered(std::map<std::string, int>& uses, const std::string& name) {
  const int before = uses[name]++;
  return before == 0 ? name : name + "-" + std::to_string(before);
}

} // namespace

Anchors::Anchors(const Article& article, std::string_view title_id) : title_(letters_of(article.title)) {
  std::map<std::string, int> github, kramdown;
  Table of_kramdown;
  if (!title_id.empty()) ours_.emplace(title_id, "");
  for (const Block& block : article.blocks) {
    if (block.id.empty()) continue;
    if (!is_ours(block)) {
      given_.emplace(block.id, block.id);
      letters_.emplace(letters_of(block.id), block.id);
      if (block.kind == BlockKind::heading) letters_.emplace(letters_of(block.text), block.id);
      continue;
    }
    ours_.emplace(block.id, block.id);
    generated_.emplace(numbered(github, github_name(block.text)), block.id);
    of_kramdown.emplace(numbered(kramdown, kramdown_name(block.text)), block.id);
    letters_.emplace(letters_of(block.text), block.id);
  }
  generated_.merge(of_kramdown);
}

std::optional<std::string> Anchors::find(std::string_view fragment) const {
  fragment = fragment.substr(0, fragment.find(":~:")); // what a browser marks
  if (fragment.empty() || fragment == "top") return "";
  std::string decoded = percent_decoded(fragment);
  if (!is_valid_utf8(decoded)) return {};
  decoded = to_nfc(decoded);
  for (const Table* table : {&given_, &generated_, &ours_}) {
    if (const auto found = table->find(fragment); found != table->end()) return found->second;
    if (const auto found = table->find(decoded); found != table->end()) return found->second;
  }
  const std::string letters = letters_of(decoded);
  if (letters.empty()) return {};
  if (const auto found = letters_.find(letters); found != letters_.end()) return found->second;
  if (letters == title_) return "";
  return {};
}

} // namespace hanji
