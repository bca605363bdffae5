// An article found by the address of its page.
#include <doctest.h>

#include "reader/library.h"
#include "reader/page_address.h"
#include "tests/reader/small_site.h"

using namespace hanji;

namespace {

std::vector<ArticleEntry> entries_with_pages() {
  std::vector<ArticleEntry> entries;
  for (const Article& article : small_articles(5)) entries.push_back(*entry_of(article));
  entries[1].page = "2024/글/";
  entries[1].redirects = {"옛/글.html"};
  entries[2].page = "새-글.html";
  return entries;
}

void deliver_wanted(Library& library, const SmallSite& site) {
  while (!library.wanted.empty()) {
    const std::string file = library.wanted.back();
    library.wanted.pop_back();
    REQUIRE(deliver(library, file, site.files.at(file)));
  }
}

// Its slug, or "" where there is none.
std::string slug_at(const SmallSite& site, std::string_view path) {
  Library library;
  for (int step = 0; step < 10; ++step) {
    const SlugAnswer answer = find_page(library, path);
    if (answer.known == Known::no) return {};
    REQUIRE(answer.known != Known::broken);
    if (answer.known == Known::yes) {
      if (const Headline* headline = find_headline(library, answer.number)) return headline->slug;
    }
    deliver_wanted(library, site);
  }
  return "never";
}

} // namespace

TEST_CASE("글은 제 페이지의 주소와 전에 있던 주소로 찾아진다") {
  const std::vector<ArticleEntry> entries = entries_with_pages();
  const SmallSite site(entries);
  CHECK(slug_at(site, "/2024/글/") == entries[1].slug);
  CHECK(slug_at(site, "2024/글") == entries[1].slug);
  CHECK(slug_at(site, "2024/글/index.html") == entries[1].slug);
  CHECK(slug_at(site, "옛/글") == entries[1].slug);
  CHECK(slug_at(site, "새-글.html") == entries[2].slug);
  CHECK(slug_at(site, "a/" + entries[0].slug + ".html") == entries[0].slug);
  CHECK(slug_at(site, "a/" + entries[0].slug) == entries[0].slug);
  CHECK(slug_at(site, "2024/없는-글/").empty());
  CHECK(slug_at(site, "").empty());
}

TEST_CASE("읽은 글의 페이지는 더 가져오지 않고도 안다") {
  const std::vector<ArticleEntry> entries = entries_with_pages();
  const SmallSite site(entries);
  Library library;
  want_manifest(library);
  deliver_wanted(library, site);
  find_headline(library, 0);
  deliver_wanted(library, site);
  CHECK(find_page(library, "2024/글/").known == Known::yes);
  CHECK(find_page(library, "새-글.html").known == Known::yes);
  CHECK(library.wanted.empty());
}

TEST_CASE("주소는 글의 페이지다: 제 페이지가 있는 글은 그것을, 아직 모르는 글은 옛 꼴을 말한다") {
  const std::vector<ArticleEntry> entries = entries_with_pages();
  const SmallSite site(entries);
  Library library;
  want_manifest(library);
  deliver_wanted(library, site);
  const auto address = [&](std::size_t i, std::string section = {}, std::string query = {}) {
    return page_address(library, Route{.view = View::article,
                                       .slug = entries[i].slug,
                                       .section = std::move(section),
                                       .query = std::move(query)});
  };
  CHECK(address(1).starts_with("#/"));
  find_headline(library, 0);
  deliver_wanted(library, site);
  CHECK(address(1, "끝", "달 빛") == "2024/%EA%B8%80/?q=%EB%8B%AC%20%EB%B9%9B#%EB%81%9D");
  CHECK(address(0).starts_with("a/"));
  CHECK(page_address(library, Route{}).empty());
  CHECK(page_address(library, "#/search?q=%EB%8B%AC") == "?q=%EB%8B%AC");
  CHECK(page_address(library, "#/category/News") == "c/News.html");
}

TEST_CASE("제 페이지를 두지 않은 곳에서는 아무것도 가져오지 않아도 주소를 안다") {
  std::vector<ArticleEntry> entries;
  for (const Article& article : small_articles(3)) entries.push_back(*entry_of(article));
  const SmallSite site(entries);
  Library library;
  CHECK(page_address(library, "#/x").starts_with("#/"));
  want_manifest(library);
  deliver_wanted(library, site);
  CHECK(page_address(library, "#/x") == "a/x.html");
}
