#include "module/searcher.h"

#include <algorithm>
#include <utility>

#include "bundle/read_bundle.h"

namespace hanji {
Result<Searcher> Searcher::open(std::string_view manifest) {
  Result<Manifest> read = parse_manifest(manifest);
  if (!read) return std::unexpected(read.error());
  return Searcher(*std::move(read));
}

Searcher::Searcher(Manifest manifest) : manifest_(std::move(manifest)) { index_.list(manifest_.search); }

void Searcher::use(const Parameters& parameters) {
  parameters_ = parameters;
  session_.reset();
}

void Searcher::deliver(const std::string& file, std::span<const std::byte> bytes) {
  const Shard* shard = find_shard(manifest_, file);
  if (!shard) return;
  if (shard->directory) {
    if (!open_directory(manifest_, *shard, bytes)) return lose(file);
    index_.list(manifest_.search);
  } else if (shard->kind == ShardKind::search) {
    Result<IndexShard> read;
    if (check_shard(*shard, bytes)) read = read_index_shard(bytes, manifest_.articles, file);
    if (!read || read->is_empty()) return lose(file);
    index_.put(file, *std::move(read));
  } else if (shard->kind == ShardKind::articles) {
    Result<std::vector<Article>> read = read_articles(*shard, bytes);
    if (!read) return lose(file);
    articles_.put(*std::move(read));
  }
}

void Searcher::lose(const std::string& file) {
  const Shard* shard = find_shard(manifest_, file);
  if (!shard) return;
  lost_.insert(file);
  if (shard->kind == ShardKind::search) index_.lose(file);
}

void Searcher::forget_lost() {
  for (const std::string& file : std::exchange(lost_, {})) index_.forget(file);
  session_.reset(); // it did without them
}

SearchSession& Searcher::session_for(const Question& question, bool ranking) {
  const SearchDepth depth = ranking ? SearchDepth::ranking : SearchDepth::hits;
  if (!session_ || question != question_ || session_->request().depth != depth) {
    question_ = question;
    session_ = std::make_unique<SearchSession>(SearchRequest{parse_query(question.text, question.composing),
                                                             question.limit, depth, parameters_,
                                                             tongue_of(manifest_.language)});
  }
  return *session_;
}

SearchProgress Searcher::step(SearchSession& session) {
  return session.step(index_, [this](ArticleId id) -> std::shared_ptr<const Article> {
    static const auto unreadable = std::make_shared<const Article>();
    const Shard* shard = shard_of(manifest_.shards_of_articles, index_of(id));
    return !shard || lost_.contains(shard->file) ? unreadable : articles_.find(id);
  });
}

bool Searcher::step(const Question& question, bool ranking) {
  return step(session_for(question, ranking)) == SearchProgress::works;
}

Found Searcher::answered(const SearchSession& session) const {
  const SearchAnswer& answer = session.answer();
  Found found{.total = answer.total,
              .complete = answer.complete,
              .more = answer.more,
              .unquoted = session.query().unquoted,
              .shortened = session.query().shortened,
              .corrections = answer.corrections,
              .damaged = answer.damaged || !lost_.empty()};
  if (session.progress() == SearchProgress::done) return found;
  found.missing = session.needs().files;
  for (const ArticleId id : session.needs().articles) {
    const Shard* shard = shard_of(manifest_.shards_of_articles, index_of(id));
    if (shard && std::ranges::find(found.missing, shard->file) == found.missing.end())
      found.missing.push_back(shard->file);
  }
  return found;
}

Found Searcher::rank(const Question& question) {
  SearchSession& session = session_for(question, true);
  while (step(session) == SearchProgress::works) {
  }
  Found found = answered(session);
  for (const Candidate& candidate : session.ranked()) {
    if (!found.missing.empty() || found.ranked.size() == question.limit) break;
    found.ranked.push_back(index_of(candidate.article));
  }
  return found;
}

Found Searcher::search(const Question& question) {
  SearchSession& session = session_for(question, false);
  while (step(session) == SearchProgress::works) {
  }
  Found found = answered(session);
  if (!found.missing.empty()) return found;
  found.total = session.hits().total;
  found.complete = session.hits().complete;
  found.understood = session.hits().understood;
  found.problems = session.hits().problems;
  found.hits = session.hits().hits;
  return found;
}

Suggestions Searcher::suggest(std::string_view text, std::uint32_t limit) const {
  return hanji::suggest(index_, text, limit);
}

} // namespace hanji
