#include "module/searcher.h"

#include <algorithm>
#include <utility>

#include "bundle/read_bundle.h"

namespace hanji {
namespace {

std::size_t size_of(const Article& article) {
  std::size_t bytes = sizeof(Article);
  for (const Block& block : article.blocks)
    bytes += sizeof(Block) + block.text.size() + block.inlines.size() * sizeof(Inline);
  return bytes;
}

} // namespace

Result<Searcher> Searcher::open(std::string_view manifest) {
  Result<Manifest> read = parse_manifest(manifest);
  if (!read) return std::unexpected(read.error());
  return Searcher(*std::move(read));
}

Searcher::Searcher(Manifest manifest) : manifest_(std::move(manifest)) { list_index(); }

void Searcher::list_index() {
  index_.ranges.clear();
  for (const Shard& shard : manifest_.search) index_.ranges.push_back({shard.file, shard.first_key});
}

void Searcher::use(const Parameters& parameters) {
  parameters_ = parameters;
  asked_ = false;
}

void Searcher::deliver(const std::string& file, std::span<const std::byte> bytes) {
  const Shard* shard = find_shard(manifest_, file);
  if (!shard) return;
  if (shard->directory) {
    if (!open_directory(manifest_, *shard, bytes)) return lose(file);
    list_index();
  } else if (shard->kind == ShardKind::search) {
    Result<IndexShard> read;
    if (check_shard(*shard, bytes)) read = read_index_shard(bytes, manifest_.articles, file);
    if (!read || read->is_empty()) return lose(file);
    index_.loaded.insert_or_assign(file, *std::move(read));
  } else if (shard->kind == ShardKind::articles) {
    Result<std::vector<Article>> read = read_articles(*shard, bytes);
    if (!read) return lose(file);
    for (Article& article : *read) {
      const std::size_t size = size_of(article);
      const std::uint32_t number = index_of(article.id);
      articles_.try_emplace(number, Kept{std::move(article), size, 0});
      more_articles_ = true;
    }
  }
  asked_ = false;
}

void Searcher::lose(const std::string& file) {
  const Shard* shard = find_shard(manifest_, file);
  if (!shard) return;
  lost_.insert(file);
  if (shard->kind == ShardKind::search) index_.loaded[file] = {}; // empty: the rest can answer
  asked_ = false;
}

void Searcher::forget_lost() {
  for (const std::string& file : std::exchange(lost_, {})) index_.loaded.erase(file);
  asked_ = false;
}

bool Searcher::step(const Question& question) {
  if (!asked_ || question != question_) {
    ++questions_;
    question_ = question;
    ask(parse_query(question.text, question.composing));
  }
  return asking_.step();
}

void Searcher::ask(Query query) {
  query_ = std::move(query);
  asking_ = search_in_steps(index_, query_, answer_, parameters_);
  asked_ = true;
}

Found Searcher::begin(const Question& question) {
  while (step(question)) {
  }
  return answered();
}

Found Searcher::answered() const {
  return {.total = answer_.total,
          .complete = answer_.complete,
          .more = answer_.more,
          .unquoted = query_.unquoted,
          .corrections = answer_.corrections,
          .missing = answer_.missing,
          .damaged = answer_.damaged || !lost_.empty()};
}

Found Searcher::begin_again(Query query) {
  ask(std::move(query));
  asking_.finish();
  return answered();
}

Found Searcher::rank(const Question& question, std::uint32_t limit) {
  Found found = begin(question);
  if (found.missing.empty() && answer_.candidates.empty()) {
    if (std::optional<Query> loose = without_quotes(query_)) found = begin_again(*std::move(loose));
  }
  if (!found.missing.empty()) return found;
  for (const Candidate& candidate :
       order_candidates(
           answer_, query_, [&](ArticleId id) { return article(id, found); }, parameters_)
           .candidates) {
    if (found.ranked.size() == limit) break;
    found.ranked.push_back(index_of(candidate.article));
  }
  if (found.missing.empty()) drop_articles();
  return found;
}

Found Searcher::search(const Question& question, std::uint32_t limit) {
  Found found = begin(question);
  while (found.missing.empty()) {
    Hits hits =
        collect_hits(answer_, query_, limit, [&](ArticleId id) { return article(id, found); }, parameters_);
    if (std::optional<Query> loose = instead_of(query_, hits)) {
      found = begin_again(*std::move(loose));
      continue;
    }
    found.total = hits.total;
    found.complete = hits.complete;
    found.hits = std::move(hits.hits);
    if (found.missing.empty()) drop_articles();
    break;
  }
  return found;
}

Suggestions Searcher::suggest(std::string_view text, std::uint32_t limit) const {
  return hanji::suggest(index_, text, limit);
}

const Article* Searcher::article(ArticleId id, Found& found) {
  static const Article unreadable;
  const Shard* shard = shard_of(manifest_.shards_of_articles, index_of(id));
  if (!shard || lost_.contains(shard->file)) return &unreadable;
  const auto known = articles_.find(index_of(id));
  if (known == articles_.end()) {
    if (std::ranges::find(found.missing, shard->file) == found.missing.end())
      found.missing.push_back(shard->file);
    return nullptr;
  }
  known->second.used = questions_;
  return &known->second.article;
}

void Searcher::drop_articles() {
  if (!std::exchange(more_articles_, false) && article_bytes_ <= most_article_bytes) return;
  std::erase_if(articles_, [](const auto& entry) { return entry.second.used == 0; });
  article_bytes_ = 0;
  for (const auto& [number, kept] : articles_) article_bytes_ += kept.bytes;
  while (article_bytes_ > most_article_bytes) {
    const auto oldest =
        std::ranges::min_element(articles_, {}, [](const auto& entry) { return entry.second.used; });
    if (oldest->second.used == questions_) return;
    article_bytes_ -= oldest->second.bytes;
    articles_.erase(oldest);
  }
}

} // namespace hanji
