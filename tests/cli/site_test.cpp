// A site whose shards are listed in directories, read from the disk.
#include <doctest.h>

#include "bundle/shard.h"
#include "cli/site.h"
#include "cli/site_folder.h"
#include "tests/cli/workshop.h"
#include "tests/reader/small_site.h"

using namespace hanji;

namespace {

// The shard of the oldest article, which bundle.json does not name.
std::string shard_with_last_article(const SmallSite& site) {
  Manifest manifest = site.manifest;
  const Shard directory = manifest.shards_of_articles.back();
  const auto opened =
      open_directory(manifest, manifest.shards_of_articles.back(), site.files.at("bundle/" + directory.file));
  REQUIRE(opened);
  return manifest.shards_of_articles.back().file;
}

void write_site(const Workshop& workshop, const SmallSite& site) {
  FileRecords records;
  for (const auto& [name, bytes] : site.files) {
    workshop.write("site/" + name, as_text(bytes));
    records[name] = {bytes.size(), hash_of(bytes)};
  }
  records.erase("bundle/" + shard_with_last_article(site)); // only the manifest's directories know of it
  workshop.write("site/files.json", write_file_records(records));
}

} // namespace

TEST_CASE("누리집: 나뉘어 적힌 글과 색인도 찾아지고 살펴진다") {
  constexpr std::uint32_t count = most_shards_listed + 22;
  std::vector<Article> articles = small_articles(count);
  const std::string long_text(70'000, 'x'); // each has a shard of its own
  for (Article& article : articles) article.blocks.push_back(text_block(BlockKind::paragraph, long_text));
  const SmallSite site = SmallSite::with_small_shards(articles);
  REQUIRE(site.manifest.shards_of_articles.back().directory);
  REQUIRE(site.manifest.search.back().directory);
  Workshop workshop;
  write_site(workshop, site);

  Result<Site> opened = Site::open(workshop.at("site"));
  REQUIRE(opened);
  const std::vector<Hit> hits = opened->search("라브로프", 5).hits;
  REQUIRE(hits.size() == 1);
  CHECK(hits[0].slug == "post-3");
  CHECK(opened->search("바닷물은 하루에", count).hits.size() == count);
  CHECK(opened->problems().empty());
  CHECK(workshop.run({"check", workshop.at("site").string()}) == exit_done);

  const std::string lost = "site/bundle/" + shard_with_last_article(site);
  const std::string bytes = workshop.read(lost);
  workshop.write(lost, "");
  CHECK(workshop.run({"check", workshop.at("site").string()}) == exit_files);
  CHECK(workshop.err.find(lost) != std::string::npos);
  workshop.write(lost, bytes);

  workshop.write("site/bundle/" + site.manifest.shards_of_articles.back().file, "");
  CHECK(workshop.run({"check", workshop.at("site").string()}) == exit_files);
  Result<Site> damaged = Site::open(workshop.at("site"));
  REQUIRE(damaged);
  CHECK(damaged->search("바닷물은 하루에", count).hits.size() ==
        count - site.manifest.shards_of_articles.back().count);
  CHECK(damaged->problems().size() == 1);
}
