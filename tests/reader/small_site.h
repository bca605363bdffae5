// A site in memory and a reader on it: what the page does with fetch and the wire, at once.
#pragma once

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "bundle/write_bundle.h"
#include "layout/fixed_metrics.h"
#include "reader/place.h"
#include "reader/update.h"
#include "tests/search/small_corpus.h"

namespace hanji {

inline Block text_block(BlockKind kind, std::string text) {
  Block block;
  block.kind = kind;
  if (kind == BlockKind::heading) {
    block.level = 2;
    block.id = text;
  }
  block.text = std::move(text);
  return block;
}

// `count` articles, newest first; each with three sections of a few lines.
inline std::vector<Article> small_articles(std::uint32_t count) {
  std::vector<Article> articles;
  for (std::uint32_t i = 0; i < count; ++i) {
    Article article;
    article.slug = "post-" + std::to_string(i);
    article.title = std::to_string(i) + "번째 글";
    article.excerpt = "줄거리입니다.";
    article.categories = {i % 2 == 0 ? "자연" : "신문"};
    article.date = {.year = static_cast<std::uint16_t>(2024 - i / 12),
                    .month = static_cast<std::uint8_t>(12 - i % 12),
                    .day = 1};
    for (const char* heading : {"처음", "가운데", "끝"}) {
      article.blocks.push_back(text_block(BlockKind::heading, heading));
      for (int line = 0; line < 6; ++line) {
        article.blocks.push_back(
            text_block(BlockKind::paragraph, "바닷물은 하루에 두 번 들고 난다. 달이 당기는 힘이 곳에 따라 "
                                             "다르기 때문이다. 그 차이가 물을 부풀린다. " +
                                                 std::to_string(line)));
      }
    }
    if (i == 3)
      article.blocks.push_back(text_block(BlockKind::paragraph, "라브로프가 회담에서 우려를 표명했다."));
    articles.push_back(std::move(article));
  }
  return articles;
}

struct SmallSite {
  std::map<std::string, Bytes> files; // by path below the site
  Manifest manifest;

  explicit SmallSite(std::vector<Article> articles = small_articles(5)) {
    std::vector<ArticleEntry> entries;
    for (const Article& article : articles) entries.push_back(*entry_of(article));
    write(entries, [&](std::span<const std::uint32_t> order) { return shards_of(articles, order); });
  }

  // With an index of one key in each shard, so that there are many.
  static SmallSite with_small_shards(const std::vector<Article>& articles) {
    SmallSite site;
    site.files.clear();
    std::vector<ArticleEntry> entries;
    for (const Article& article : articles) entries.push_back(*entry_of(article));
    site.write(entries, [&](std::span<const std::uint32_t> order) { return shards_of(articles, order, 1); });
    return site;
  }

  // Without an index.
  explicit SmallSite(const std::vector<ArticleEntry>& entries) {
    write(entries, [](std::span<const std::uint32_t>) {
      return [](const PutSearchShard&) { return Result<void>(); };
    });
  }

private:
  static WriteSearch shards_of(const std::vector<Article>& articles, std::span<const std::uint32_t> order,
                               std::size_t file_bytes = index_shard_bytes) {
    std::vector<Article> ordered;
    for (const std::uint32_t article : order) ordered.push_back(articles[article]);
    return [files = index_of_articles(ordered).finish(file_bytes)](const PutSearchShard& put) {
      Result<void> stored;
      for (const IndexFile& file : files) stored = put({file.bytes, file.first_key, file.keys});
      return stored;
    };
  }

  template <class MakeIndex>
  void write(const std::vector<ArticleEntry>& entries, const MakeIndex& index_in) {
    std::vector<std::uint32_t> order(entries.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::sort(order, [&](auto a, auto b) { return comes_before(entries[a], entries[b]); });
    std::vector<const ArticleEntry*> sorted;
    for (const std::uint32_t entry : order) sorted.push_back(&entries[entry]);
    Manifest site;
    site.title = "작은 누리집";
    site.language = "ko";
    manifest = *write_bundle(site, sorted, index_in(order),
                             [&](const Shard& file, std::span<const std::byte> bytes) -> Result<void> {
                               files["bundle/" + file.file] = Bytes(bytes.begin(), bytes.end());
                               return {};
                             });
  }
};

// A query as an address has it.
inline std::string encoded(const std::string& query) {
  return format_route({.view = View::search, .query = query}).substr(11);
}

// Carries fetches out until there are none, and keeps what was commanded.
struct SmallReader {
  const SmallSite& site;
  ReaderState state;
  FontMetrics metrics = fixed_metrics();
  std::set<std::string> lost; // files that fail
  std::vector<std::string> fetched;
  Commands last;          // of the last event that somebody else sent
  double scrolled_to = 0; // by the last command to scroll
  std::vector<std::string> addresses;
  std::map<std::string, Anchor> remembered; // by address: what the host would say of it
  std::vector<Answered> answers;
  bool ready = false;

  explicit SmallReader(const SmallSite& on, double width = 1200, double height = 800,
                       std::set<std::string> losing = {})
      : site(on), lost(std::move(losing)) {
    send(Resized{{.width = width, .height = height, .density = 2}});
  }

  Commands send(const Event& event) {
    last = update(state, event, metrics);
    note(last);
    std::vector<std::string> wanted = last.fetch;
    const auto go_on = [&](bool continues) {
      while (continues) {
        const Commands next = update(state, Continued{}, metrics);
        note(next);
        wanted.insert(wanted.end(), next.fetch.begin(), next.fetch.end());
        continues = next.continues;
      }
    };
    go_on(last.continues);
    while (!wanted.empty()) {
      const std::string file = wanted.front();
      wanted.erase(wanted.begin());
      fetched.push_back(file);
      const auto found = site.files.find(file);
      const Commands next = lost.contains(file) || found == site.files.end()
                                ? update(state, Failed{file, "404"}, metrics)
                                : update(state, Delivered{file, found->second}, metrics);
      note(next);
      wanted.insert(wanted.end(), next.fetch.begin(), next.fetch.end());
      go_on(next.continues);
    }
    if (const std::optional<std::string> address = std::exchange(followed_, std::nullopt)) open(*address);
    return last;
  }

  void open(const std::string& address) {
    const auto place = remembered.find(address);
    send(Routed{address, std::nullopt,
                place == remembered.end() ? std::nullopt : std::optional(place->second)});
  }

  std::string text_of_page() const {
    std::string all;
    for (const Piece& piece : state.page.pieces) {
      if (piece.role != Role::decoration) all += piece.text.text + "\n";
    }
    return all;
  }

private:
  std::optional<std::string> followed_;

  void note(const Commands& commands) {
    ready = ready || commands.became_ready;
    scrolled_to = commands.scroll_to.value_or(scrolled_to);
    if (commands.address) addresses.push_back(*commands.address);
    if (commands.follow_address) followed_ = commands.address;
    answers.insert(answers.end(), commands.answers.begin(), commands.answers.end());
  }
};

} // namespace hanji
