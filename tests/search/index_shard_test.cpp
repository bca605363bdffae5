#include <doctest.h>

#include <algorithm>

#include "search/index_shard.h"
#include "tests/search/small_index.h"

using namespace hanji;

namespace {

std::vector<Article> three() {
  return {article_of("가나", {"가나다", "# 나다"}), article_of("둘", {"나다 나다 나다 나다"}),
          article_of("셋", {"라"})};
}

std::string dump(const IndexShard& shard) {
  std::string text;
  for (std::size_t key = 0; key < shard.keys.size(); ++key) {
    std::vector<Posting> postings;
    append_postings(shard, key, postings);
    text += shard.keys[key];
    for (const Posting& posting : postings)
      text += " " + std::to_string(index_of(posting.article)) + ":" + std::to_string(posting.weight);
    text += "\n";
  }
  return text;
}

} // namespace

TEST_CASE("열쇠는 이웃한 두 글자이고, 마지막 글자는 혼자서도 열쇠이다") {
  const SmallIndex index(three());
  REQUIRE(index.files.size() == 1);
  CHECK(index.files[0].first_key == "가나");
  CHECK(dump(index.index.loaded.at("0")) ==
        "가나 0:9\n"     // the title and the text
        "나 0:8\n"       // the title ends in it
        "나다 0:5 1:3\n" // a heading and the text; four times, but three count
        "다 0:5 1:1\n"
        "다나 1:3\n"
        "둘 1:8\n"
        "라 2:1\n"
        "셋 2:8\n");
}

TEST_CASE("a large index is cut into shards whose keys follow one another") {
  std::vector<Article> articles;
  char32_t c = 0xAC00;
  for (int i = 0; i < 200; ++i) {
    std::string text;
    for (int j = 0; j < 400; ++j) {
      const char32_t code = 0xAC00 + (c * 7919 + static_cast<char32_t>(j)) % 11172;
      text += static_cast<char>(0xE0 | code >> 12);
      text += static_cast<char>(0x80 | (code >> 6 & 0x3F));
      text += static_cast<char>(0x80 | (code & 0x3F));
      ++c;
    }
    articles.push_back(article_of("글 " + std::to_string(i), {text}));
  }
  const SmallIndex index(articles);
  CHECK(index.files.size() >= 3);
  for (const IndexFile& file : index.files) CHECK(file.bytes.size() < index_shard_bytes + 4096);
  CHECK(std::ranges::is_sorted(index.files, {}, &IndexFile::first_key));
  CHECK(index.titles("글199") == "글 199");
  const SmallIndex again(articles);
  CHECK(again.files.size() == index.files.size());
  CHECK(again.files.back().bytes == index.files.back().bytes);
}

TEST_CASE("a damaged index shard is refused or harmless, wherever the damage lies") {
  const SmallIndex index(three());
  const Bytes& whole = index.files[0].bytes;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    for (const unsigned flip : {0x01u, 0x10u, 0x80u, 0xFFu}) {
      Bytes bytes = whole;
      bytes[i] ^= static_cast<std::byte>(flip);
      const auto shard = read_index_shard(bytes, 3, "test");
      if (shard) CHECK_FALSE(dump(*shard).empty());
    }
    CHECK_FALSE(read_index_shard(std::span(whole).first(i), 3, "test"));
  }
  CHECK_FALSE(read_index_shard(whole, 2, "test")); // an article that the bundle does not have
}
