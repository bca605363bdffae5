#include "base/bytes.h"
#include "module/searcher.h"
#include "tests/bundle/old_bundle.h"
#include "tests/golden.h"
#include "tests/search/old_hits.h"

using namespace hanji;

TEST_CASE("찾기만 하는 쪽도 전에 지은 누리집에서 같은 것을 찾는다") {
  auto searcher = Searcher::open(old_bundle_file("bundle.json"));
  REQUIRE(searcher);
  check_golden(old_hits([&](std::string_view text) {
                 Found found = searcher->search({.text = std::string(text)});
                 for (int round = 0; !found.missing.empty() && round < 10; ++round) {
                   for (const std::string& file : found.missing)
                     searcher->deliver(file, as_bytes(old_bundle_file(file)));
                   found = searcher->search({.text = std::string(text)});
                 }
                 CHECK(found.missing.empty());
                 CHECK_FALSE(found.damaged);
                 return found.hits;
               }),
               old_bundle / "expected/hits.txt");
}

TEST_CASE("찾기만 하는 쪽은 더 새로운 꼴의 누리집을 열지 않고 까닭을 말한다") {
  const auto refused = Searcher::open(old_manifest_with("\"format\":1", "\"format\":2"));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().message == newer_site);
  CHECK(Searcher::open(old_manifest_with("\"format\":1", "\"format\":1,\"generator\":\"Hanji 9\"")));
}
