#include "reader/page_address.h"

#include <algorithm>
#include <optional>

#include "article/page_address.h"
#include "text/percent.h"

namespace hanji {
namespace {

std::optional<std::string> page_of_article(const Library& library, const std::string& slug) {
  if (const auto number = library.slugs.find(slug); number != library.slugs.end()) {
    if (const auto article = library.articles.peek(ArticleId{number->second}))
      return page_of(slug, article->page);
    if (const auto headline = library.headlines.find(number->second); headline != library.headlines.end())
      return page_of(slug, headline->second.page);
  }
  const bool own_pages =
      !library.manifest || std::ranges::any_of(library.manifest->slugs, [](const Shard& each) {
        return each.first_key.starts_with('/');
      });
  return own_pages ? std::nullopt : std::optional(static_page_of(slug));
}

} // namespace

std::string page_address(const Library& library, const Route& route) {
  const std::string query = route.query.empty() ? std::string() : "?q=" + percent_encoded(route.query);
  switch (route.view) {
  case View::home: return {};
  case View::search: return query.empty() ? "?q=" : query;
  case View::category: return address_of_path(list_of_category(route.category) + ".html");
  case View::article: break;
  }
  const std::optional<std::string> page = page_of_article(library, route.slug);
  if (!page) return format_route(route);
  return address_of_path(*page) + query + (route.section.empty() ? "" : "#" + percent_encoded(route.section));
}

std::string page_address(const Library& library, const std::string& route) {
  return page_address(library, parse_route(route));
}

} // namespace hanji
