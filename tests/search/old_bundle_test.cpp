#include "bundle/read_bundle.h"
#include "index/index_bytes.h"
#include "search/session.h"
#include "tests/bundle/old_bundle.h"
#include "tests/golden.h"
#include "tests/search/old_hits.h"

using namespace hanji;

namespace {

struct OldSite {
  Manifest manifest = *parse_manifest(old_bundle_file("bundle.json"));
  SearchIndex index;
  std::map<ArticleId, std::shared_ptr<const Article>> articles;

  OldSite() {
    index.list(manifest.search);
    for (const Shard& shard : manifest.search) {
      const std::string bytes = old_bundle_file(shard.file);
      REQUIRE(check_shard(shard, as_bytes(bytes)));
      auto read = read_index_shard(as_bytes(bytes), manifest.articles, shard.file);
      REQUIRE(read);
      index.put(shard.file, *std::move(read));
    }
    for (const Shard& shard : manifest.shards_of_articles) {
      for (const Article& article : *read_articles(shard, as_bytes(old_bundle_file(shard.file))))
        articles.emplace(article.id, std::make_shared<const Article>(article));
    }
  }
};

} // namespace

TEST_CASE("전에 지은 색인에서 지금도 찾는다") {
  const OldSite site;
  check_golden(old_hits([&](std::string_view text) {
                 SearchSession session({.query = parse_query(text)});
                 while (session.progress() != SearchProgress::done)
                   session.step(site.index, [&](ArticleId id) { return site.articles.at(id); });
                 return session.hits().hits;
               }),
               old_bundle / "expected/hits.txt");
}

TEST_CASE("다른 꼴의 색인은 읽지 않고 까닭을 말한다") {
  const OldSite site;
  const Shard& shard = site.manifest.search.front();
  const auto refusal_of = [&](std::uint8_t format) {
    std::string bytes = old_bundle_file(shard.file);
    bytes[index_magic.size()] = static_cast<char>(format);
    const auto read = read_index_shard(as_bytes(bytes), site.manifest.articles, shard.file);
    REQUIRE_FALSE(read);
    return read.error();
  };
  CHECK(refusal_of(index_format + 1).kind == ErrorKind::newer_format);
  CHECK(refusal_of(index_format - 1).message ==
        "this index was written by an older Hanji; build the site again");
}
