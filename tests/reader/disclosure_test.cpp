#include <doctest.h>

#include "tests/reader/small_site.h"

using namespace hanji;

namespace {

std::vector<Article> articles_with_a_fold() {
  std::vector<Article> articles = small_articles(1);
  std::vector<Block>& blocks = articles[0].blocks;
  blocks.insert(blocks.begin() + 2, text_block(BlockKind::summary, "더 알아보기"));
  blocks.insert(blocks.begin() + 3, text_block(BlockKind::heading, "숨은 마디"));
  blocks.insert(blocks.begin() + 4, text_block(BlockKind::paragraph, "라브로프의 말"));
  for (std::size_t i = 2; i < 5; ++i) blocks[i].details = 1;
  return articles;
}

bool shows(const SmallReader& reader, std::string_view text) {
  return reader.text_of_page().find(text) != std::string::npos;
}

} // namespace

TEST_CASE("읽개: 접힌 곳은 누르면 펴지고 다시 누르면 접히며, 읽던 줄은 그 자리에 있다") {
  const SmallSite site(articles_with_a_fold());
  SmallReader reader(site);
  reader.open("#/post-0");
  CHECK(shows(reader, "더 알아보기"));
  CHECK_FALSE(shows(reader, "라브로프의 말"));
  reader.send(Pressed{"details:2"});
  CHECK(shows(reader, "라브로프의 말"));
  CHECK(reader.state.scroll == 0);
  reader.send(Pressed{"details:2"});
  CHECK_FALSE(shows(reader, "라브로프의 말"));
  reader.send(Pressed{"details:999"});
  reader.send(Pressed{"details:"});
}

TEST_CASE("읽개: 접힌 마디의 주소나 찾은 말로 오면 펴져 있다") {
  const SmallSite site(articles_with_a_fold());
  SmallReader by_section(site);
  by_section.open("#/post-0/%EC%88%A8%EC%9D%80%20%EB%A7%88%EB%94%94");
  CHECK(shows(by_section, "라브로프의 말"));
  SmallReader within(site); // 글 안의 고리로
  within.open("#/post-0");
  CHECK_FALSE(shows(within, "라브로프의 말"));
  within.open("#/post-0/%EC%88%A8%EC%9D%80%20%EB%A7%88%EB%94%94");
  CHECK(shows(within, "라브로프의 말"));
  SmallReader by_word(site);
  by_word.open("#/post-0?q=%EB%9D%BC%EB%B8%8C%EB%A1%9C%ED%94%84");
  CHECK(shows(by_word, "라브로프의 말"));
}
