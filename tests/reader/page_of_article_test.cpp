// An article found by the address of its page.
#include <doctest.h>

#include "reader/library.h"
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
