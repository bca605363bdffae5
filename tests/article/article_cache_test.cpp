#include <doctest.h>

#include <string>

#include "article/article_cache.h"

using namespace hanji;

namespace {

Article numbered(std::uint32_t number, std::size_t letters = 1000) {
  Article article;
  article.id = ArticleId{number};
  article.slug = "글-" + std::to_string(number);
  article.blocks.emplace_back().text = std::string(letters, 'a');
  return article;
}

} // namespace

TEST_CASE("가진 글: 한도를 넘으면 오래 쓰지 않은 글부터 내보낸다") {
  ArticleCache cache(bytes_of(numbered(0)) * 3);
  for (std::uint32_t number = 0; number < 3; ++number) cache.put({numbered(number)});
  REQUIRE(cache.size() == 3);
  CHECK(cache.find(ArticleId{0}) != nullptr);
  cache.put({numbered(3)});
  CHECK(cache.size() == 3);
  CHECK(cache.find(ArticleId{0}) != nullptr);
  CHECK(cache.find(ArticleId{1}) == nullptr);
  CHECK(cache.bytes() == bytes_of(numbered(0)) * 3);
}

TEST_CASE("가진 글: 내보낸 글도 보고 있던 쪽에서는 그대로 있다") {
  ArticleCache cache(1);
  cache.put({numbered(0), numbered(7)});
  const std::shared_ptr<const Article> held = cache.find(ArticleId{0});
  REQUIRE(held != nullptr); // 한도보다 커도 함께 온 글은 남는다
  CHECK(cache.size() == 2);
  cache.put({numbered(1)});
  CHECK(cache.find(ArticleId{0}) == nullptr);
  CHECK(cache.size() == 1);
  CHECK(held->slug == "글-0");
}

TEST_CASE("가진 글: 같은 번호의 글은 바꾸어 넣는다") {
  ArticleCache cache(1'000'000);
  cache.put({numbered(0, 5000)});
  cache.put({numbered(0, 10)});
  CHECK(cache.size() == 1);
  CHECK(cache.bytes() == bytes_of(numbered(0, 10)));
  CHECK(cache.peek(ArticleId{0})->blocks[0].text.size() == 10);
}
