#include "search/inquiry.h"

#include <optional>
#include <utility>

namespace hanji {

Inquiry make_inquiry(Query query, std::uint32_t limit) {
  Inquiry inquiry{.query = std::move(query), .limit = limit, .candidates = limit};
  inquiry.wording = inquiry.query;
  return inquiry;
}

bool reword(Inquiry& inquiry) {
  const SearchAnswer& answer = inquiry.answer;
  if (!answer.missing.empty()) return false;
  std::optional<Query> other = with_spaces(inquiry.wording, answer.unknown);
  const bool none = answer.candidates.empty() || (inquiry.answered && inquiry.hits.hits.empty());
  if (!other && none && !answer.more) other = without_quotes(inquiry.wording);
  if (!other) return false;
  inquiry.wording = *std::move(other);
  inquiry.candidates = inquiry.limit;
  inquiry.answered = false;
  return true;
}

Steps inquire_in_steps(const SearchIndex& index, FindArticle loaded, Inquiry& inquiry,
                       Parameters parameters) {
  for (;;) {
    if (!inquiry.answered) {
      Steps asking = search_in_steps(index, inquiry.wording, inquiry.candidates, inquiry.answer, parameters);
      while (asking.step()) co_await next_step;
      if (!inquiry.answer.missing.empty()) co_return;
      if (inquiry.limit > 0 && reword(inquiry)) continue;
      inquiry.answered = true;
    }
    if (inquiry.limit == 0) co_return;
    Steps collecting =
        collect_in_steps(inquiry.answer, inquiry.wording, inquiry.limit, loaded, inquiry.hits, parameters);
    while (collecting.step()) co_await next_step;
    if (!inquiry.hits.needed.empty() || inquiry.hits.hits.size() >= inquiry.limit) co_return;
    if (inquiry.answer.more && inquiry.answer.missing.empty()) {
      inquiry.candidates = static_cast<std::uint32_t>(inquiry.answer.candidates.size()) + 1;
      inquiry.answered = false;
    } else if (!reword(inquiry)) {
      co_return;
    }
  }
}

} // namespace hanji
