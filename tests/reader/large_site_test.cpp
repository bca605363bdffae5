// A site of 100,000 articles: what is fetched for its first screens, counted.
#include <doctest.h>

#include <algorithm>

#include "bundle/shard.h"
#include "tests/reader/small_site.h"
#include "text/utf8.h"

using namespace hanji;

namespace {

constexpr std::uint32_t article_count = 100'000;

Date large_date(std::uint32_t number) { // three articles a day, newest first
  const std::uint32_t day = number / 3;
  return {.year = static_cast<std::uint16_t>(2024 - day / 336),
          .month = static_cast<std::uint8_t>(12 - day % 336 / 28),
          .day = static_cast<std::uint8_t>(28 - day % 28),
          .hour = static_cast<std::uint8_t>(20 - number % 3)};
}
std::string large_slug(std::uint32_t number) {
  return iso_date(large_date(number)) + "-밀물과-썰물-" + std::to_string(number);
}

// Every tenth is of a small category.
std::vector<ArticleEntry> large_site_entries() {
  Article article;
  article.title = "밀물과 썰물은 왜 하루에 두 번일까";
  article.excerpt =
      "바닷물은 하루에 두 번 들고 난다. 달이 당기는 힘이 곳에 따라 다르기 때문이다. 그 차이가 물을 부풀린다.";
  for (int i = 0; i < 3; ++i) article.blocks.push_back(text_block(BlockKind::paragraph, article.excerpt));
  std::vector<ArticleEntry> entries;
  for (std::uint32_t i = 0; i < article_count; ++i) {
    article.date = large_date(i);
    article.slug = large_slug(i);
    article.categories = {i % 10 == 7 ? "작은 갈래" : "갈래 " + std::to_string(i % 8)};
    entries.push_back(*entry_of(article));
  }
  return entries;
}

const SmallSite& large_site() {
  static const SmallSite site(large_site_entries());
  return site;
}

std::size_t fetched_bytes(const SmallReader& reader) {
  std::size_t bytes = 0;
  for (const std::string& file : reader.fetched) bytes += reader.site.files.at(file).size();
  return bytes;
}

std::ptrdiff_t entries_of(const SmallReader& reader) {
  return std::ranges::count(reader.state.page.pieces, Role::entry, &Piece::role);
}

} // namespace

TEST_CASE("큰 누리집: 처음 화면은 파일 둘로 열리고, 내려가면 더 가져온다") {
  SmallReader reader(large_site());
  reader.open("#/");
  CHECK(reader.state.showing == Showing::home);
  CHECK(entries_of(reader) == 40);
  CHECK(reader.fetched.size() == 2);
  CHECK(fetched_bytes(reader) < 80'000);
  CHECK(large_site().files.at("bundle/bundle.json").size() < 60'000);

  for (int i = 0; i < 40; ++i) reader.send(Scrolled{page_height(reader.state) - 801});
  CHECK(entries_of(reader) == 41 * 40);
  CHECK(std::ranges::count_if(reader.fetched, [](const std::string& file) {
          return file.starts_with("bundle/directory");
        }) == 1);
  CHECK(reader.fetched.size() == 2 + 1 + 41 * 40 / headlines_per_shard);
}

TEST_CASE("큰 누리집: 목록은 4,000편까지 보이고, 그 끝에서 더 찾는 길을 말한다") {
  SmallReader reader(large_site());
  reader.open("#/" + large_slug(7));
  reader.send(Routed{"#/", 1e6}); // where the list was left, far below
  CHECK(entries_of(reader) == most_entries);
  const std::span pieces = reader.state.page.pieces;
  CHECK(pieces[pieces.size() - 3].text.text == reader.state.words->older_entries);
  CHECK(pieces[pieces.size() - 2].href == "archive.html");
  CHECK(pieces.back().href == "offline.html");
  reader.send(Scrolled{page_height(reader.state) - 801});
  CHECK(entries_of(reader) == most_entries);
}

TEST_CASE("큰 누리집: 갈래는 그 갈래의 목록과 보이는 글의 머리만 가져온다") {
  SmallReader reader(large_site());
  reader.open("#/category/%EC%9E%91%EC%9D%80%20%EA%B0%88%EB%9E%98");
  CHECK(reader.state.showing == Showing::category);
  CHECK(entries_of(reader) == 40);
  CHECK(reader.fetched.size() <= 2 + 400 / headlines_per_shard + 1);
  CHECK(fetched_bytes(reader) < 250'000);
}

TEST_CASE("큰 누리집: 글은 목록 다음 두 걸음에 열린다") {
  SmallReader reader(large_site());
  Commands commands = update(reader.state, Routed{"#/" + large_slug(50'000), std::nullopt}, reader.metrics);
  std::vector<std::size_t> steps; // how many files are fetched side by side
  while (!commands.fetch.empty()) {
    steps.push_back(commands.fetch.size());
    Commands next;
    for (const std::string& file : commands.fetch) {
      reader.fetched.push_back(file);
      const Commands after =
          update(reader.state, Delivered{file, large_site().files.at(file)}, reader.metrics);
      next.fetch.insert(next.fetch.end(), after.fetch.begin(), after.fetch.end());
    }
    commands = next;
  }
  CHECK(reader.state.showing == Showing::article);
  CHECK(reader.state.article->slug == large_slug(50'000));
  CHECK(steps ==
        std::vector<std::size_t>{2, 1}); // slugs and the directory of articles near them; the article
  CHECK(fetched_bytes(reader) < 220'000);

  reader.open("#/2024-12-28-없는-글");
  CHECK(reader.state.showing == Showing::problem);
}

TEST_CASE("큰 누리집: 목록의 목록이 깨졌으면 그렇다고 말하고, 다시 시도할 수 있다") {
  SmallSite site = large_site();
  const std::map<std::string, Bytes> whole = site.files;
  for (auto& [name, bytes] : site.files) {
    if (name.starts_with("bundle/directory")) bytes.pop_back();
  }
  SmallReader reader(site);
  reader.open("#/" + large_slug(50'000));
  CHECK(reader.state.showing == Showing::problem);
  site.files = whole;
  reader.send(Pressed{"retry"});
  CHECK(reader.state.showing == Showing::article);
}

TEST_CASE("큰 누리집: 색인이 나뉘어 적혀 있어도 같은 답을 찾는다") {
  std::vector<Article> articles = small_articles(5);
  std::string syllables; // for more keys than bundle.json lists shards
  for (char32_t syllable = U'가'; syllable < U'힣'; syllable += 28) append_utf8(syllables, syllable);
  articles[2].blocks.push_back(text_block(BlockKind::paragraph, syllables));
  const SmallSite small(articles), split = SmallSite::with_small_shards(articles);
  REQUIRE(split.manifest.search.back().directory);
  for (const char* query : {"라브로프", "달", "바닷물은 하루에", "ㅎ", "없는말"}) {
    SmallReader one(small), other(split);
    one.send(Asked{1, query, 10});
    other.send(Asked{1, query, 10});
    REQUIRE(one.answers.size() == 1);
    REQUIRE(other.answers.size() == 1);
    REQUIRE(one.answers[0].hits.size() == other.answers[0].hits.size());
    for (std::size_t i = 0; i < one.answers[0].hits.size(); ++i)
      CHECK(one.answers[0].hits[i].slug == other.answers[0].hits[i].slug);
  }
}
