#include <doctest.h>

#include <algorithm>

#include "tests/reader/small_site.h"

using namespace hanji;

namespace {

std::vector<Article> articles_with_a_footnote() {
  std::vector<Article> articles = small_articles(2);
  Article& article = articles[0];
  Block& paragraph = article.blocks[1];
  paragraph.inlines.push_back({.begin = 0, .end = 9, .style = {.flags = style_sup}, .link = 0});
  article.links.push_back({"#fn:1"});
  Block note = text_block(BlockKind::footnote, "국립해양조사원");
  note.level = 1;
  note.number = 1;
  note.id = "fn:1";
  article.blocks.push_back(note);
  Block more = text_block(BlockKind::list_more, "둘째 문단");
  more.level = 1;
  article.blocks.push_back(more);
  return articles;
}

std::string note_of(const SmallReader& reader) {
  std::string text;
  for (const Piece& piece : reader.state.page.pieces) {
    if (piece.role == Role::note) text += piece.text.text + "\n";
  }
  return text;
}

} // namespace

TEST_CASE("읽개: 각주의 표를 누르면 그 곁에 각주가 뜨고, 다시 누르거나 다른 글로 가면 사라진다") {
  const SmallSite site(articles_with_a_footnote());
  SmallReader reader(site);
  reader.open("#/post-0");
  CHECK(note_of(reader).empty());
  reader.send(Pressed{"note:#fn:1"});
  CHECK(note_of(reader) == "국립해양조사원\n둘째 문단\n");
  const auto sheet = std::ranges::find(reader.state.page.pieces, Fill::sheet, &Piece::fill);
  REQUIRE(sheet != reader.state.page.pieces.end());
  const Piece& mark = *(sheet - 1); // stands behind the paragraph that holds the mark, and below its line
  CHECK(mark.block == 1);
  CHECK(sheet->box.y > mark.text_y);
  CHECK(sheet->box.x >= mark.box.x);
  CHECK(sheet->box.x + sheet->box.width <= mark.box.x + mark.box.width);

  reader.send(Pressed{"note:#fn:1"});
  CHECK(note_of(reader).empty());
  reader.send(Pressed{"note:#fn:1"});
  reader.send(Pressed{"note:"});
  CHECK(note_of(reader).empty());
  reader.send(Pressed{"note:#fn:1"});
  reader.open("#/post-1");
  CHECK(note_of(reader).empty());
  reader.send(Pressed{"note:#아무것도"});
  CHECK(note_of(reader).empty());
}
