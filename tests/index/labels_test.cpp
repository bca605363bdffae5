// The keys under which an article is found by what a publisher files it under.
#include <doctest.h>

#include "index/labels.h"
#include "text/utf8.h"

using namespace hanji;

namespace {

std::string keys_of(const Article& article, LabelKind kind) {
  std::string all;
  for (const std::u32string& key : label_keys(article)) {
    if (key[0] == mark_of(kind)) all += (all.empty() ? "" : " ") + to_utf8(key.substr(1));
  }
  return all;
}

} // namespace

TEST_CASE("이름표: 겹갈래는 마디마다, 지은이는 사람마다 말마다 열쇠가 된다") {
  Article article;
  article.categories = {"여행/국내/제주 올레", "여행 > 국외"};
  article.tags = {"C++", "Vue.js"};
  article.author = "홍길동 기자, Jane Doe & 김철수";
  CHECK(keys_of(article, LabelKind::category) ==
        "국내 국외 여행 여행국내 여행국내제주올레 여행국외 제주올레");
  CHECK(keys_of(article, LabelKind::author) == "doe jane janedoe 기자 김철수 홍길동 홍길동기자");
  CHECK(keys_of(article, LabelKind::tag) == "c++ vuejs");
  CHECK(label_key(LabelKind::tag, "#여행") == label_key(LabelKind::tag, "여행"));
  CHECK(keys_of({}, LabelKind::tag).empty());
  CHECK(keys_of({.author = " , ;"}, LabelKind::author).empty());
}
