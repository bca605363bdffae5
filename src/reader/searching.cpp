#include "reader/searching.h"

#include <algorithm>
#include <optional>
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

Steps ask_index(Library& library, Searching& searching) {
  std::vector<std::string> last_missing;
  for (;;) {
    Steps asking = search_in_steps(library.index, searching.wording, searching.answer);
    while (asking.step()) co_await next_step;
    const std::vector<std::string>& missing = searching.answer.missing;
    if (missing.empty() || missing == last_missing) break; // what came does not say what it is named for
    last_missing = missing;
    Steps waiting = wait_for(library, searching, last_missing);
    while (waiting.step()) co_await next_step;
  }
  searching.answered = true;
}

bool is_awaited(Library& library, ArticleId id) {
  return find_article(library, index_of(id)) == nullptr && !article_is_broken(library, index_of(id));
}

Steps collect(Library& library, Searching& searching) {
  const auto loaded = [&library](ArticleId id) -> const Article* {
    const auto found = library.articles.find(index_of(id));
    return found == library.articles.end() ? nullptr : &found->second;
  };
  const auto awaits = [&](ArticleId id) { return is_awaited(library, id); };
  for (;;) {
    Steps collecting =
        collect_in_steps(searching.answer, searching.wording, searching.limit, loaded, searching.hits);
    while (collecting.step()) co_await next_step;
    const std::vector<ArticleId>& needed = searching.hits.needed;
    if (std::ranges::none_of(needed, awaits)) break;
    // All are wanted at once: count_if asks for each.
    while (std::ranges::count_if(needed, awaits) > 0) {
      searching.waits = true;
      co_await next_step;
    }
    searching.waits = false;
  }
}

Steps seek(Library& library, Searching& searching) {
  for (std::optional<Query> wording = searching.wording; wording;) {
    searching.wording = *std::move(wording);
    if (!searching.answered) {
      Steps asking = ask_index(library, searching);
      while (asking.step()) co_await next_step;
    }
    if (searching.limit == 0) co_return;
    Steps collecting = collect(library, searching);
    while (collecting.step()) co_await next_step;
    wording = instead_of(searching.wording, searching.hits);
    if (wording) searching.answered = false;
  }
  searching.found = true;
  std::vector<std::string> last_missing;
  while (searching.with_facets) {
    co_await next_step;
    searching.facets = facets_of(library.index, searching.answer);
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
  searching->query = query;
  searching->wording = std::move(query);
  searching->limit = limit;
  searching->with_facets = with_facets;
  searching->steps = seek(library, *searching);
  return searching;
}

void find_more(Library& library, Searching& searching, std::uint32_t limit) {
  searching.limit = limit;
  searching.found = searching.waits = false;
  searching.steps = seek(library, searching);
}

} // namespace hanji
