#include "post/html_ids.h"

#include "post/html_inline.h"
#include "post/scan.h"
#include "text/normalize.h"
#include "text/utf8.h"

namespace hanji {

namespace {

constexpr std::size_t longest_slug = 120; // bytes

bool take_kramdown_id(Block& block) { // "제목 {#id}"
  const std::size_t mark = block.text.rfind(" {#");
  if (mark == std::string::npos || mark == 0 || block.text.back() != '}') return false;
  const std::string id = block.text.substr(mark + 3, block.text.size() - mark - 4);
  if (id.empty() || id.find_first_of(" {}") != std::string::npos) return false;
  block.id = id;
  cut_text(block, mark);
  return true;
}

} // namespace

std::string id_of_heading(std::string_view text) {
  const FoldedText folded = fold_for_search(text);
  std::string slug;
  for (std::size_t i = 0; i < folded.text.size() && slug.size() < longest_slug; ++i) {
    if (folded.word_start[i] && !slug.empty()) slug += '-';
    append_utf8(slug, folded.text[i]);
  }
  return slug.empty() ? "section" : slug;
}

void Ids::claim(Block& block) {
  if (block.id.empty()) return;
  if (block.kind == BlockKind::heading) {
    block.id = unique(block.id);
  } else if (!taken_.insert(block.id).second) {
    block.id.clear();
  }
}

void Ids::name_headings(Article& article) {
  for (Block& block : article.blocks) {
    if (block.kind != BlockKind::heading) continue;
    if (take_kramdown_id(block)) {
      block.id = unique(block.id);
    } else if (block.id.empty()) {
      block.id = unique(id_of_heading(block.text));
    }
  }
}

std::string Ids::unique(const std::string& name) {
  std::uint32_t& uses = uses_[name];
  for (;;) {
    ++uses;
    std::string id = uses == 1 ? name : name + "-" + std::to_string(uses);
    if (taken_.insert(id).second) return id;
  }
}

std::string id_from(std::string_view attribute) {
  std::string id;
  for (const char c : trimmed(attribute)) {
    if (is_space(c)) {
      id += '-';
    } else if (static_cast<unsigned char>(c) > 0x20 && c != 0x7F) {
      id += c;
    }
  }
  return id;
}

} // namespace hanji
