#include "search/session.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "search/understood.h"

namespace hanji {

SearchSession::SearchSession(SearchRequest request)
    : request_(std::move(request)), query_(std::make_shared<const Query>(request_.query)),
      candidates_(request_.limit), work_(run()) {}

SearchProgress SearchSession::step(const SearchIndex& index, const FindArticle& find) {
  if (progress_ == SearchProgress::done) return progress_;
  index_ = index;
  find_ = &find;
  progress_ = SearchProgress::works; // unless the work says that it waits
  if (!work_.step()) progress_ = SearchProgress::done;
  find_ = nullptr;
  return progress_;
}

void SearchSession::want(std::uint32_t limit) {
  request_.limit = limit;
  has_hits_ = false;
  progress_ = SearchProgress::works;
  work_ = run();
}

FindArticle SearchSession::kept_articles() const {
  return [kept = articles_](ArticleId id) {
    const auto found = std::ranges::find(kept, id, &Articles::value_type::first);
    return found == kept.end() ? nullptr : found->second;
  };
}

bool SearchSession::rewrite() {
  if (!answer_->missing.empty()) return false;
  std::optional<Query> other = with_spaces(*query_, answer_->words);
  const bool none = answer_->candidates.empty() || (answered_ && hits_.hits.empty());
  if (!other && none && !answer_->more) other = without_quotes(*query_);
  if (!other) return false;
  query_ = std::make_shared<const Query>(*std::move(other));
  candidates_ = request_.limit;
  answered_ = false;
  return true;
}

// Looks at every step whether all has come.
Steps SearchSession::wait_for(SearchNeeds needs) {
  needs_ = std::move(needs);
  const auto have_all = [this] {
    std::erase_if(needs_.files, [this](const std::string& file) { return index_.is_settled(file); });
    std::erase_if(needs_.articles, [this](ArticleId id) {
      std::shared_ptr<const Article> article = (*find_)(id);
      const bool has_come = article != nullptr;
      if (has_come) articles_.emplace_back(id, std::move(article));
      return has_come;
    });
    return needs_.files.empty() && needs_.articles.empty();
  };
  while (!have_all()) {
    progress_ = SearchProgress::waits;
    co_await next_step;
  }
}

Steps SearchSession::run() {
  const SearchDepth depth = request_.depth;
  std::vector<std::string> last_missing;
  for (;;) {
    while (!answered_) {
      answer_ = std::make_shared<const SearchAnswer>(
          co_await search(index_, query_, request_.parameters, candidates_));
      if (!answer_->missing.empty() && answer_->missing != last_missing) {
        last_missing = answer_->missing;
        co_await wait_for({answer_->missing, {}});
        continue;
      }
      // Else what came does not say what it is named for, and the rest has to do.
      answered_ = depth == SearchDepth::index || !rewrite();
    }
    if (depth == SearchDepth::index) co_return;
    co_await (depth == SearchDepth::ranking ? rank() : find_hits());
    if (answered_) break;
  }
  if (depth != SearchDepth::facets) co_return;
  co_await next_step;
  co_await narrow();
}

// Hits of the answer. Where more are wanted than there are, it is to be asked again, with other words or for
// older articles.
Steps SearchSession::find_hits() {
  for (;;) {
    hits_ = co_await collect_hits(answer_, query_, request_.limit, kept_articles(), request_.parameters);
    if (hits_.needed.empty()) break;
    co_await wait_for({{}, hits_.needed});
  }
  const bool enough = hits_.hits.size() >= request_.limit;
  if (!enough && answer_->more && answer_->missing.empty()) {
    candidates_ = static_cast<std::uint32_t>(answer_->candidates.size()) + 1;
    answered_ = false;
  } else if (enough || !rewrite()) {
    has_hits_ = true;
    say_how_understood(request_.query, *query_, answer_->words, request_.tongue, hits_);
  }
}

Steps SearchSession::rank() {
  for (;;) {
    Order order = co_await order_of(answer_, query_, kept_articles(), request_.parameters);
    ranked_ = std::move(order.candidates);
    if (order.needed.empty()) co_return;
    co_await wait_for({{}, std::move(order.needed)});
  }
}

Steps SearchSession::narrow() {
  std::vector<std::string> last_missing;
  for (;;) {
    facets_ = facets_of(index_, *answer_);
    if (facets_.missing.empty() || facets_.missing == last_missing) co_return;
    last_missing = facets_.missing;
    co_await wait_for({facets_.missing, {}});
  }
}

} // namespace hanji
