// Any bytes as a body, as Markdown, HTML and plain text: no crash, and an article that keeps its own rules.
#include <algorithm>
#include <cstdlib>
#include <set>
#include <string_view>

#include "article/dump.h"
#include "post/read_post.h"
#include "tests/fuzz/with_icu.h"
#include "text/normalize.h"

namespace {

bool on_boundary(std::string_view text, std::uint32_t position) {
  return position == text.size() ||
         (position < text.size() && (static_cast<unsigned char>(text[position]) & 0xC0) != 0x80);
}

void check(const hanji::Article& article) {
  std::set<std::string_view> ids;
  for (std::size_t i = 0; i < article.blocks.size(); ++i) {
    const hanji::Block& block = article.blocks[i];
    std::uint32_t end = 0;
    for (const hanji::Inline& run : block.inlines) {
      const bool linked = run.link == hanji::no_index || run.link < article.links.size();
      if (run.begin < end || run.end <= run.begin || !linked) std::abort();
      if (!on_boundary(block.text, run.begin) || !on_boundary(block.text, run.end)) std::abort();
      end = run.end;
    }
    if (hanji::to_nfc(block.text) != block.text) std::abort();
    if (block.kind == hanji::BlockKind::heading && (block.id.empty() || block.text.empty())) std::abort();
    if (!block.id.empty() && !ids.insert(block.id).second) std::abort();
    using hanji::BlockKind;
    const bool of_list = block.kind == BlockKind::list_item || block.kind == BlockKind::list_more ||
                         block.kind == BlockKind::term || block.kind == BlockKind::definition ||
                         block.kind == BlockKind::footnote;
    if (of_list && block.level == 0) std::abort();
    if (block.kind == BlockKind::footnote && block.number == 0) std::abort();
    if (block.kind == BlockKind::summary && block.details == 0) std::abort();
    if (block.kind == BlockKind::caption && !hanji::is_captioned(article.blocks, i + 1)) std::abort();
    if (block.kind == hanji::BlockKind::cell && block.extra >= article.cells.size()) std::abort();
    if (block.kind == hanji::BlockKind::figure && block.extra >= article.figures.size()) std::abort();
  }
  for (const hanji::Cell& cell : article.cells) {
    if (cell.column + cell.columns > 4096 || cell.rows == 0 || cell.columns == 0) std::abort();
  }
  for (const hanji::Link& link : article.links) {
    if (link.url.starts_with("javascript:") || link.url.starts_with("data:")) std::abort();
  }
  hanji::dump(article);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const char* path : {"x.md", "x.html", "x.txt"}) {
    for (const bool other : {false, true}) {
      const hanji::Dialect dialect = other ? hanji::Dialect::commonmark : hanji::Dialect::kramdown;
      if (const auto post = hanji::read_post(bytes, path, {.markdown_in_html = other, .dialect = dialect}))
        check(post->article);
    }
  }
  return 0;
}
