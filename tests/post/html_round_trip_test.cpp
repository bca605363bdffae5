// What the HTML writer says of an article is read again as the same article, whatever the post was.
#include <doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <vector>

#include "article/dump.h"
#include "article/html.h"
#include "article/outline.h"
#include "article/plain_text.h"
#include "post/html_blocks.h"
#include "post/read_post.h"
#include "tests/skip.h"

using namespace hanji;
namespace fs = std::filesystem;

namespace {

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// What HTML keeps: not the author's colours, which are the caller's classes; headings by their depth; a list
// by what its items have in common; formulas that nobody has set as code. Runs that differ in nothing else
// are one.
Article as_html_keeps_it(Article article) {
  for (const Section& section : outline(article)) {
    if (section.heading != no_index)
      article.blocks[section.heading].level = static_cast<std::uint8_t>(std::min(6, 2 + section.depth));
  }
  for (Block& block : article.blocks) {
    std::vector<Inline> runs;
    if (block.kind == BlockKind::formula) block.kind = BlockKind::code;
    for (Inline run : block.inlines) {
      if ((run.style.flags & style_formula) != 0)
        run.style.flags = static_cast<std::uint16_t>((run.style.flags & ~style_formula) | style_code);
      run.style.color = run.style.background = {};
      if (block.kind == BlockKind::code) run.style.flags &= static_cast<std::uint16_t>(~style_code);
      if (run.style.flags == 0 && run.link == no_index) continue;
      if (!runs.empty() && runs.back().end == run.begin && runs.back().style == run.style &&
          runs.back().link == run.link)
        runs.back().end = run.end;
      else
        runs.push_back(run);
    }
    block.inlines = std::move(runs);
    if (block.kind == BlockKind::figure) block.number = 0;
    if (block.marker == Marker::none) block.marker = Marker::usual; // a class
  }
  for (Cell& cell : article.cells) cell.align = Align::none; // a class
  return article;
}

std::string blocks_of(const Article& article) {
  Article blocks;
  blocks.blocks = article.blocks;
  blocks.links = article.links;
  blocks.cells = article.cells;
  blocks.figures = article.figures;
  for (Figure& figure : blocks.figures) figure.missing = false;
  return dump(blocks);
}

Article article_read_again(const Article& article) {
  Article again;
  std::vector<Note> notes;
  add_blocks_from_html(html_of_blocks(article), again, notes);
  for (Block& block : again.blocks) {
    if (block.id.starts_with("noteref:")) block.id.clear(); // of a link back
  }
  return again;
}

std::string read_again(const Article& article) {
  return blocks_of(as_html_keeps_it(article_read_again(article)));
}

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string ending = entry.path().extension().string();
    if (ending == ".md" || ending == ".html" || ending == ".markdown" || ending == ".txt")
      files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

} // namespace

TEST_CASE("글의 HTML을 다시 읽으면 같은 글이다") {
  for (const char* folder : {"tests/post/posts", "assets/posts/_posts", "assets/manual/_posts"}) {
    for (const fs::path& file : files_in(fs::path(HANJI_SOURCE_DIR) / folder)) {
      const std::string name = file.filename().string();
      CAPTURE(name);
      const auto post = read_post(bytes_of(file), name);
      REQUIRE(post);
      CHECK(read_again(post->article) == blocks_of(as_html_keeps_it(post->article)));
    }
  }
}

// But for a heading within a list item, which ends the list here.
TEST_CASE("발행인들의 글도 그렇다") {
  const fs::path shared = fs::path(HANJI_SOURCE_DIR) / "../shared";
  if (!fs::exists(shared / "posts")) return skip("../shared is not here");
  int posts = 0, different = 0;
  for (const char* folder : {"posts", "publishers"}) {
    for (const fs::path& file : files_in(shared / folder)) {
      const std::string name = file.filename().string();
      CAPTURE(name);
      const auto post = read_post(bytes_of(file), name);
      if (!post) continue;
      posts += 1;
      different += read_again(post->article) == blocks_of(as_html_keeps_it(post->article)) ? 0 : 1;
      CHECK(plain_text(article_read_again(post->article)) == plain_text(post->article));
    }
  }
  MESSAGE(posts, " posts, ", different, " of them read again as other blocks");
  CHECK(different * 200 < posts);
}
