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
  for (const Shard& shard : manifest_.search) index_.ranges.push_back({shard.file, shard.first_key, shard.directory});
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
    inquiry_ = make_inquiry(parse_query(question.text, question.composing), question.limit);
    asking_ = search_in_steps(index_, inquiry_.wording, inquiry_.candidates, inquiry_.answer, parameters_);
    asked_ = true;
  }
  return asking_.step();
}

Found Searcher::begin(const Question& question) {
  while (step(question)) {
  }
  return answered();
}

Found Searcher::answered() const {
  const SearchAnswer& answer = inquiry_.answer;
  return {.total = answer.total,
          .complete = answer.complete,
          .more = answer.more,
          .unquoted = inquiry_.wording.unquoted,
          .corrections = answer.corrections,
          .missing = answer.missing,
          .damaged = answer.damaged || !lost_.empty()};
}

Found Searcher::rank(const Question& question) {
  Found found = begin(question);
  while (reword(inquiry_)) {
    search_in_steps(index_, inquiry_.wording, inquiry_.candidates, inquiry_.answer, parameters_).finish();
    found = answered();
  }
  if (!found.missing.empty()) return found;
  const auto loaded = [&](ArticleId id) { return article(id, found.missing); };
  for (const Candidate& candidate :
       order_candidates(inquiry_.answer, inquiry_.wording, loaded, parameters_).candidates) {
    if (found.ranked.size() == question.limit) break;
    found.ranked.push_back(index_of(candidate.article));
  }
  if (found.missing.empty()) drop_articles();
  return found;
}

Found Searcher::search(const Question& question) {
  Found found = begin(question);
  if (!found.missing.empty()) return found;
  if (!reword(inquiry_)) inquiry_.answered = true;
  std::vector<std::string> missing;
  const auto loaded = [&](ArticleId id) { return article(id, missing); };
  inquire_in_steps(index_, loaded, inquiry_, parameters_).finish();
  found = answered();
  if (found.missing.empty()) found.missing = std::move(missing);
  found.total = inquiry_.hits.total;
  found.complete = inquiry_.hits.complete;
  found.hits = inquiry_.hits.hits; // the same may be asked again
  if (found.missing.empty()) drop_articles();
  return found;
}

Suggestions Searcher::suggest(std::string_view text, std::uint32_t limit) const {
  return hanji::suggest(index_, text, limit);
}

const Article* Searcher::article(ArticleId id, std::vector<std::string>& missing) {
  static const Article unreadable;
  const Shard* shard = shard_of(manifest_.shards_of_articles, index_of(id));
  if (!shard || lost_.contains(shard->file)) return &unreadable;
  const auto known = articles_.find(index_of(id));
  if (known == articles_.end()) {
    if (std::ranges::find(missing, shard->file) == missing.end()) missing.push_back(shard->file);
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
