#include "reader/searching.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace hanji {
namespace {

bool have_come(const Library& library, const std::vector<std::string>& files) {
  return std::ranges::all_of(files, [&](const std::string& file) {
    const std::string path = path_of_bundle(file);
    return library.arrived.contains(path) || library.broken.contains(path);
  });
}

Steps wait_for(Library& library, Searching& searching, const std::vector<std::string>& files) {
  want_index(library, files);
  while (!have_come(library, files)) {
    searching.waits = true;
    co_await next_step;
  }
  searching.waits = false;
}

Steps seek(Library& library, Searching& searching) {
  Inquiry& inquiry = searching.inquiry;
  const auto loaded = [&library](ArticleId id) -> const Article* {
    const auto found = library.articles.find(index_of(id));
    return found == library.articles.end() ? nullptr : &found->second;
  };
  const auto is_awaited = [&library](ArticleId id) {
    return find_article(library, index_of(id)) == nullptr && !article_is_broken(library, index_of(id));
  };
  std::vector<std::string> last_missing;
  for (;;) {
    Steps inquiring = inquire_in_steps(library.index, loaded, inquiry);
    while (inquiring.step()) co_await next_step;
    const std::vector<std::string>& missing = inquiry.answer.missing;
    if (!inquiry.answered && missing == last_missing) { // what came does not say what it is named for
      inquiry.answered = true;
    } else if (!inquiry.answered) {
      last_missing = missing;
      Steps waiting = wait_for(library, searching, last_missing);
      while (waiting.step()) co_await next_step;
    } else {
      if (inquiry.limit == 0) co_return;
      if (std::ranges::none_of(inquiry.hits.needed, is_awaited)) break;
      // All are wanted at once: count_if asks for each.
      while (std::ranges::count_if(inquiry.hits.needed, is_awaited) > 0) {
        searching.waits = true;
        co_await next_step;
      }
      searching.waits = false;
    }
  }
  searching.found = true;
  last_missing.clear();
  while (searching.with_facets) {
    co_await next_step;
    searching.facets = facets_of(library.index, inquiry.answer);
    if (searching.facets.missing.empty() || searching.facets.missing == last_missing) break;
    last_missing = searching.facets.missing;
    Steps waiting = wait_for(library, searching, last_missing);
    while (waiting.step()) co_await next_step;
  }
}

} // namespace

std::unique_ptr<Searching> begin_search(Library& library, Query query, std::uint32_t limit,
                                        bool with_facets) {
  auto searching = std::make_unique<Searching>();
  searching->inquiry = make_inquiry(std::move(query), limit);
  searching->with_facets = with_facets;
  searching->steps = seek(library, *searching);
  return searching;
}

void find_more(Library& library, Searching& searching, std::uint32_t limit) {
  searching.inquiry.limit = limit;
  searching.found = searching.waits = false;
  searching.steps = seek(library, searching);
}

} // namespace hanji
