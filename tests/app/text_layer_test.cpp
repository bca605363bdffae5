#include <doctest.h>
#include <nlohmann/json.hpp>

#include "app/text_layer.h"
#include "layout/fixed_metrics.h"
#include "layout/page.h"
#include "reader/theme.h"
#include "tests/search/small_corpus.h"

using namespace hanji;

namespace {

Block block(BlockKind kind, std::string text) {
  Block made;
  made.kind = kind;
  made.text = std::move(text);
  made.level = kind == BlockKind::paragraph || kind == BlockKind::caption ? 0 : 1;
  return made;
}

// `article` outlives it.
ReaderState showing(const Article& article) {
  ReaderState state;
  state.viewport = {.width = 800, .height = 600};
  state.showing = Showing::article;
  state.words = &words_for("ko");
  state.article = borrowed(article);
  state.page = layout_article(article, {}, 0, 0, fixed_metrics());
  return state;
}

} // namespace

TEST_CASE("글자층은 글의 HTML과, 그 덩어리마다 줄이 선 자리를 말한다") {
  Article article;
  article.title = "제목";
  article.lead = "글머리";
  article.language = "en";
  article.cells = {{}, {.row = 0, .column = 1}};
  article.blocks = {block(BlockKind::term, "닥"),      block(BlockKind::definition, "나무"),
                    block(BlockKind::summary, "펼침"), block(BlockKind::paragraph, "접힌 글"),
                    block(BlockKind::caption, "표 1"), block(BlockKind::cell, "칸"),
                    block(BlockKind::cell, "옆 칸"),   block(BlockKind::footnote, "각주")};
  article.blocks[2].details = article.blocks[3].details = 1;
  article.blocks[5].extra = 0;
  article.blocks[6].extra = 1;
  article.blocks[7].number = 1;
  article.blocks[7].id = "fn:1";

  const ReaderState state = showing(article);
  const auto layer = nlohmann::json::parse(text_layer_of_page(state));

  const std::string html = layer["html"];
  CHECK(html.starts_with("<article lang=\"en\">"));
  CHECK(html.find("<dt data-b=\"0\">닥</dt>") != html.npos);
  CHECK(html.find("접힌 글") != html.npos); // 접혀 있어도 찾기에 걸린다
  std::vector<std::string> said;
  for (const auto& piece : layer["pieces"]) {
    std::string one = piece["role"];
    if (piece.contains("head")) one += " head";
    if (piece.contains("block")) one += " " + std::to_string(piece["block"].get<int>());
    if (piece.contains("column")) one += " column " + std::to_string(piece["column"].get<int>());
    said.push_back(one);
  }
  CHECK(said == std::vector<std::string>{"title head", "lead head", "decoration", "term 0", "definition 1",
                                         "summary 2", "caption 4", "cell 5 column 0", "cell 6 column 1",
                                         "decoration", "footnote 7"}); // 접힌 것은 자리가 없다
  CHECK_FALSE(nlohmann::json::parse(text_layer_of_page(state, true)).contains("html"));
}

TEST_CASE("글자층은 수식마다 비워 둔 너비를, 높아진 줄은 그 높이를 말한다") {
  Article article;
  article.title = "제목";
  article.formulas = {{"$$y$$", "<mi>y</mi>"}, {"$\\frac ab$", "<mfrac><mi>a</mi><mi>b</mi></mfrac>"}};
  article.blocks = {block(BlockKind::paragraph, "값 $\\frac ab$은"), block(BlockKind::formula, "$$y$$")};
  article.blocks[0].inlines = {{4, 14, {.flags = style_formula}}};
  const ReaderState state = showing(article);
  const auto layer = nlohmann::json::parse(text_layer_of_page(state));
  CHECK(layer["html"].get<std::string>().find("<math data-tex=\"$\">") != std::string::npos);
  const auto& inlined = layer["pieces"][2]["text"];
  REQUIRE(inlined["lines"][0]["runs"].size() == 3);
  const auto& run = inlined["lines"][0]["runs"][1];
  CHECK(run["t"] == "$\\frac ab$");
  CHECK(run["room"] == 10 * 9);
  CHECK(inlined["lines"][0]["up"] == 36);   // 2 em
  CHECK(inlined["lines"][0]["down"] == 18); // 1 em
  CHECK(inlined["h"] == 36 + 18);
  CHECK(layer["pieces"][3]["role"] == "formula");
  CHECK(layer["pieces"][3]["text"]["lines"][0]["runs"][0]["room"] == 5 * 9);
}

TEST_CASE("글자층은 문단의 서체로 줄을 세우고, 다른 서체로 시작하는 줄은 그 글자들만 다르다고 한다") {
  Article article;
  article.title = "제목";
  article.blocks = {block(BlockKind::paragraph, "C-a 지움")};
  article.blocks[0].inlines = {{0, 3, {.flags = style_code}}};
  const ReaderState state = showing(article);
  const auto layer = nlohmann::json::parse(text_layer_of_page(state));
  const auto& text = layer["pieces"][2]["text"];
  const Paragraph& set = state.page.pieces[2].text;
  CHECK(text["face"] == face_number({.family = Family::serif}));
  CHECK(text["size"] == px(set.size));
  const auto& runs = text["lines"][0]["runs"];
  REQUIRE(runs.size() == 2);
  CHECK(runs[0]["face"] == face_number({.family = Family::mono}));
  CHECK(runs[0]["end"] == px(set.runs[0].x + set.runs[0].width)); // 여기서 다른 서체가 시작한다
  CHECK_FALSE(runs[1].contains("face"));
  CHECK_FALSE(runs[1].contains("end")); // 줄의 끝은 줄이 말한다
}
