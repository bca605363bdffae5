#include "search/search.h"

#include <algorithm>
#include <optional>

#include "search/excerpt.h"

namespace hanji {
namespace {

// What the loaded shards hold for one clause.
struct Evidence {
  std::size_t word = 0;
  std::vector<std::pair<const IndexShard*, std::size_t>> keys;
  std::size_t cost = 0;    // packed bytes: how common it is
  bool unreadable = false; // part of it stands in a damaged shard, so its silence proves nothing
};

void look_up(const SearchIndex& index, const KeyRange& range, Evidence& evidence,
             std::vector<std::string>& missing) {
  auto shard = std::ranges::upper_bound(index.ranges, range.first, {}, &IndexRange::first_key);
  if (shard != index.ranges.begin()) --shard;
  for (; shard != index.ranges.end() && shard->first_key <= range.last; ++shard) {
    const auto loaded = index.loaded.find(shard->file);
    if (loaded == index.loaded.end()) {
      missing.push_back(shard->file);
      continue;
    }
    const IndexShard& part = loaded->second;
    if (part.keys.empty()) evidence.unreadable = true;
    for (auto key = std::ranges::lower_bound(part.keys, range.first);
         key != part.keys.end() && *key <= range.last; ++key) {
      const auto position = static_cast<std::size_t>(key - part.keys.begin());
      evidence.keys.emplace_back(&part, position);
      evidence.cost += part.ends[position] - (position == 0 ? 0 : part.ends[position - 1]);
    }
  }
}

// Ascending by article, each once with its best weight.
std::vector<Posting> postings_of(const Evidence& evidence) {
  std::vector<Posting> postings;
  for (const auto& [shard, key] : evidence.keys) append_postings(*shard, key, postings);
  if (evidence.keys.size() < 2) return postings;
  std::ranges::sort(postings, [](const Posting& a, const Posting& b) {
    return a.article != b.article ? a.article < b.article : a.weight > b.weight;
  });
  const auto rest = std::ranges::unique(postings, {}, &Posting::article);
  postings.erase(rest.begin(), rest.end());
  return postings;
}

constexpr std::uint8_t unweighed = 0xFF; // more than any weight: none of the word's clauses could be read

struct Standing { // an article that has held every clause so far, and the least weight of each word's clauses
  ArticleId article{};
  std::vector<std::uint8_t> weights;
};

void keep_common(std::vector<Standing>& standing, const std::vector<Posting>& postings, std::size_t word) {
  auto posting = postings.begin();
  std::erase_if(standing, [&](Standing& candidate) {
    while (posting != postings.end() && posting->article < candidate.article) ++posting;
    if (posting == postings.end() || posting->article != candidate.article) return true;
    std::uint8_t& weight = candidate.weights[word];
    weight = std::min(weight, posting->weight);
    return false;
  });
}

} // namespace

SearchAnswer search(const SearchIndex& index, const Query& query) {
  SearchAnswer answer;
  std::vector<Evidence> clauses;
  for (std::size_t word = 0; word < query.words.size(); ++word) {
    for (const Clause& clause : query.words[word].clauses) {
      Evidence evidence;
      evidence.word = word;
      for (const KeyRange& range : clause.any) look_up(index, range, evidence, answer.missing);
      clauses.push_back(std::move(evidence));
    }
  }
  std::ranges::sort(answer.missing);
  const auto repeated = std::ranges::unique(answer.missing);
  answer.missing.erase(repeated.begin(), repeated.end());

  std::erase_if(clauses, [](const Evidence& evidence) { return evidence.unreadable; });
  std::ranges::sort(clauses, {}, &Evidence::cost);
  std::vector<Standing> standing;
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    const std::vector<Posting> postings = postings_of(clauses[i]);
    if (i == 0) {
      for (const Posting& posting : postings)
        standing.push_back({posting.article, std::vector<std::uint8_t>(query.words.size(), unweighed)});
    }
    keep_common(standing, postings, clauses[i].word);
    if (standing.empty()) break;
  }

  for (const Standing& candidate : standing) {
    unsigned sum = 0;
    for (const std::uint8_t weight : candidate.weights) sum += weight == unweighed ? 1 : weight;
    answer.candidates.push_back({candidate.article, static_cast<float>(sum)});
  }
  std::ranges::sort(answer.candidates, [](const Candidate& a, const Candidate& b) {
    return a.score != b.score ? a.score > b.score : a.article < b.article;
  });
  return answer;
}

Hits collect_hits(const std::vector<Candidate>& candidates, const Query& query, std::uint32_t limit,
                  const std::function<const Article*(ArticleId)>& loaded) {
  Hits found;
  for (const Candidate& candidate : candidates) {
    if (found.hits.size() + found.needed.size() >= limit) break;
    const Article* article = loaded(candidate.article);
    if (!article) {
      found.needed.push_back(candidate.article);
      continue;
    }
    std::optional<Excerpt> excerpt = make_excerpt(*article, query);
    if (!excerpt) continue;
    found.hits.push_back({candidate.article, article->slug, std::move(excerpt->section), article->title,
                          iso_date(article->date), candidate.score, std::move(excerpt->text),
                          std::move(excerpt->ranges)});
  }
  return found;
}

} // namespace hanji
