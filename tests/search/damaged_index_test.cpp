// Answers of an index that was cut into many files, or damaged.
#include <doctest.h>

#include "index/index_shard.h"
#include "tests/search/small_corpus.h"
#include "text/utf8.h"

using namespace hanji;

namespace {

std::vector<Article> three() {
  return {article_of("가나", {"가나다 KBS 가나다를", "# 나다"}),
          article_of("둘", {"나다 나다 나다 나다 가나다는"}), article_of("셋", {"라 KBS2"})};
}

} // namespace

TEST_CASE("색인을 잘게 나누어도 답은 같다") {
  std::vector<Article> articles;
  char32_t c = 0;
  for (int i = 0; i < 200; ++i) {
    std::string text;
    for (int j = 0; j < 400; ++j, ++c)
      append_utf8(text, 0xAC00 + (c * 7919 + static_cast<char32_t>(j)) % 11172);
    articles.push_back(article_of("글 " + std::to_string(i), {text}));
  }
  const SmallCorpus index(articles), small(articles, 512);
  CHECK(index.titles("글 199").starts_with("글 199 "));
  CHECK(small.titles("글 199") == index.titles("글 199"));
}

TEST_CASE("a damaged file is refused or harmless, wherever the damage lies") {
  const SmallCorpus whole(three(), index_shard_bytes, {{"가나다", "kbs 라"}, {"둘", "셋"}});
  REQUIRE(whole.files.size() == 4);
  for (std::size_t file = 0; file < whole.files.size(); ++file) {
    const Bytes& sound = whole.files[file].bytes;
    for (std::size_t i = 0; i < sound.size(); ++i) {
      CHECK_FALSE(read_index_shard(std::span(sound).first(i), 3, "test"));
      if (file == 0 && i > 40 && i % 29 != 0) continue; // its chances are all alike
      for (const unsigned flip : {0x01U, 0x10U, 0x80U, 0xFFU}) {
        SmallCorpus damaged = whole;
        damaged.files[file].bytes[i] ^= static_cast<std::byte>(flip);
        damaged.load(file);
        for (const char* query : {"가나다", "나다", "라", "kbs", "ㄱㄴ", "kbs2 라", "가나더", "둘"}) {
          for (const Candidate& candidate : damaged.answer(query).candidates)
            CHECK(index_of(candidate.article) < 3);
        }
      }
    }
    CHECK_FALSE(read_index_shard(sound, 2, "test").has_value() ==
                (file == 0)); // other articles than the bundle's
  }
}
