#include "search/inquiry.h"

#include <optional>
#include <utility>

namespace hanji {

Inquiry make_inquiry(Query query, std::uint32_t limit) {
  Inquiry inquiry{.query = std::move(query), .limit = limit, .candidates = limit};
  inquiry.wording = inquiry.query;
  return inquiry;
}

Steps inquire_in_steps(const SearchIndex& index, FindArticle loaded, Inquiry& inquiry,
                       Parameters parameters) {
  for (;;) {
    if (!inquiry.answered) {
      Steps asking = search_in_steps(index, inquiry.wording, inquiry.candidates, inquiry.answer, parameters);
      while (asking.step()) co_await next_step;
      if (!inquiry.answer.missing.empty()) co_return;
      inquiry.answered = true;
    }
    if (inquiry.limit == 0) co_return;
    Steps collecting =
        collect_in_steps(inquiry.answer, inquiry.wording, inquiry.limit, loaded, inquiry.hits, parameters);
    while (collecting.step()) co_await next_step;
    const Hits& hits = inquiry.hits;
    if (!hits.needed.empty() || hits.hits.size() >= inquiry.limit) co_return;
    const auto candidates = static_cast<std::uint32_t>(inquiry.answer.candidates.size());
    if (inquiry.answer.more && inquiry.answer.missing.empty()) {
      inquiry.candidates = candidates + 1;
    } else {
      std::optional<Query> loose = hits.hits.empty() ? without_quotes(inquiry.wording) : std::nullopt;
      if (!loose) co_return;
      inquiry.wording = *std::move(loose);
      inquiry.candidates = inquiry.limit;
    }
    inquiry.answered = false;
  }
}

} // namespace hanji
