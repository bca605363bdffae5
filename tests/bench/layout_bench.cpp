// The layout of the page as a small program of its own, for tests/bench/layout.mjs and parity.mjs: articles
// come in as a bundle's shards, widths from the browser as in the page (app/browser_font.h), what comes out
// are line ends and times. C calls, as in app/host.h; page/bench.js is the other side.

#include <imgui.h>
#include <nlohmann/json.hpp>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "app/browser_font.h"
#include "bundle/read_bundle.h"
#include "layout/layout_cache.h"
#include "layout/page.h"
#include "text/icu_data.h"

using namespace hanji;

namespace {

ImFontAtlas atlas;
BrowserFont font(atlas);
Manifest manifest;
std::vector<Article> articles;
std::size_t shards_read = 0;
LayoutCache measured;
std::string answer;
std::vector<std::uint32_t> ends;

std::span<const std::byte> bytes_of(const void* at, std::int32_t count) {
  return {static_cast<const std::byte*>(at), static_cast<std::size_t>(count)};
}

std::string_view view_of(const char* at, std::int32_t count) { return {at, static_cast<std::size_t>(count)}; }

} // namespace

extern "C" {

void* bench_alloc(std::int32_t bytes) {
  return std::aligned_alloc(16, (static_cast<std::size_t>(bytes) + 15) / 16 * 16);
}

std::int32_t bench_icu(const void* icu, std::int32_t count) {
  return use_icu_data(bytes_of(icu, count)) ? 1 : 0;
}

std::int32_t bench_manifest(const char* json, std::int32_t length) {
  const auto read = parse_manifest(view_of(json, length));
  if (read) manifest = *read;
  return read ? 1 : 0;
}

// Answers how many articles there are now; -1 when the shard is none of the manifest's.
// The shard, or the directory of shards, to be given to bench_shard next; empty after the last.
const char* bench_next() {
  const auto& shards = manifest.shards_of_articles;
  return shards_read < shards.size() ? shards[shards_read].file.c_str() : "";
}

std::int32_t bench_shard(const char* file, std::int32_t length, const void* bytes, std::int32_t count) {
  const Shard* shard = find_shard(manifest, view_of(file, length));
  if (shard == nullptr) return -1;
  if (shard->directory) return open_directory(manifest, *shard, bytes_of(bytes, count)) ? 0 : -1;
  auto read = read_articles(*shard, bytes_of(bytes, count));
  if (!read) return -1;
  ++shards_read;
  for (Article& article : *read) articles.push_back(std::move(article));
  return static_cast<std::int32_t>(articles.size());
}

// [[{"kind", "level", "text"}]]: the blocks of every article
const char* bench_texts() {
  nlohmann::json all = nlohmann::json::array();
  for (const Article& article : articles) {
    nlohmann::json blocks = nlohmann::json::array();
    for (const Block& block : article.blocks)
      blocks.push_back(
          {{"kind", static_cast<int>(block.kind)}, {"level", block.level}, {"text", block.text}});
    all.push_back(std::move(blocks));
  }
  answer = all.dump();
  return answer.c_str();
}

// The lines of one block as plain text: how many, and where each ends in UTF-16 code units.
const std::uint32_t* bench_lines(std::int32_t article, std::int32_t block, std::int32_t rule, double size,
                                 double width, std::int32_t justify) {
  const std::string& text =
      articles[static_cast<std::size_t>(article)].blocks[static_cast<std::size_t>(block)].text;
  const ParagraphStyle style{
      .size = fx(size), .width = fx(width), .breaks = static_cast<BreakRule>(rule), .justify = justify != 0};
  const Paragraph paragraph = layout_paragraph(text, {}, style, font.metrics());
  ends.assign(1, static_cast<std::uint32_t>(paragraph.lines.size()));
  std::uint32_t units = 0, byte = 0;
  for (const Line& line : paragraph.lines) {
    for (; byte < line.end; ++byte) {
      const auto lead = static_cast<std::uint8_t>(text[byte]);
      units += (lead & 0xC0) == 0x80 ? 0 : lead >= 0xF0 ? 2 : 1;
    }
    ends.push_back(units);
  }
  return ends.data();
}

// A whole article, its texts measured only if another was set before; answers its height.
double bench_layout(std::int32_t article, std::int32_t rule, double size, double measure,
                    std::int32_t justify) {
  const PageStyle style{.text_size = fx(size),
                        .line_height = fx(size * 1.7),
                        .measure = fx(measure),
                        .breaks = static_cast<BreakRule>(rule),
                        .justify = justify != 0};
  return px(
      layout_article(articles[static_cast<std::size_t>(article)], style, 0, 0, font.metrics(), &measured)
          .height);
}

void bench_open() { measured = {}; } // the article is set as if for the first time

void bench_forget() { // every width is asked for anew
  measured = {};
  font.forget();
}

} // extern "C"

int main() { return 0; }
