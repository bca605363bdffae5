#include <doctest.h>
#include <nlohmann/json.hpp>

#include "app/text_layer.h"
#include "layout/fixed_metrics.h"
#include "layout/page.h"
#include "reader/theme.h"
#include "tests/search/small_index.h"

using namespace hanji;

namespace {

Block block(BlockKind kind, std::string text) {
  Block made;
  made.kind = kind;
  made.text = std::move(text);
  made.level = kind == BlockKind::paragraph || kind == BlockKind::caption ? 0 : 1;
  return made;
}

} // namespace

TEST_CASE("글자층은 덩어리가 무엇인지 말한다") {
  Article article;
  article.title = "제목";
  article.lead = "글머리";
  article.language = "en";
  article.cells = {{}};
  article.blocks = {block(BlockKind::term, "닥"),          block(BlockKind::definition, "나무"),
                    block(BlockKind::list_more, "이어짐"), block(BlockKind::summary, "펼침"),
                    block(BlockKind::caption, "표 1"),     block(BlockKind::cell, "칸"),
                    block(BlockKind::footnote, "각주"),    block(BlockKind::list_more, "각주의 둘째")};
  article.blocks[3].details = 1;
  article.blocks[5].extra = 0;
  article.blocks[6].number = 1;
  article.blocks[6].id = "fn:1";

  ReaderState state;
  state.viewport = {.width = 800, .height = 600};
  state.showing = Showing::article;
  state.article = borrowed(article);
  state.page = layout_article(article, {}, 0, 0, fixed_metrics());
  const auto layer = nlohmann::json::parse(text_layer_of_page(state));

  CHECK(layer["language"] == "en");
  std::vector<std::string> roles;
  for (const auto& piece : layer["pieces"]) roles.push_back(piece["role"]);
  CHECK(roles == std::vector<std::string>{"title", "lead", "decoration", "term", "definition", "definition",
                                          "summary", "caption", "cell", "decoration", "footnote",
                                          "footnote"}); // decoration: 가는 금, 캔버스 없이도 보이게
  CHECK(layer["pieces"][7]["table"] == 0);              // of a table, not of a figure
  CHECK_FALSE(layer["pieces"][7].contains("row"));
  CHECK(layer["pieces"][10]["id"] == "fn:1");
  CHECK(layer["pieces"][10]["marker"] == "1."); // 캔버스 없이 보일 때
  CHECK_FALSE(layer["pieces"][11].contains("marker"));
}
