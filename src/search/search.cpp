#include "search/search.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <span>
#include <string>

#include "index/index_bytes.h"
#include "index/index_text.h"
#include "search/expansion.h"
#include "search/postings_lookup.h"
#include "search/word_score.h"

namespace hanji {
namespace {

constexpr std::size_t most_candidates = 1000;
constexpr std::uint32_t enough_of_a_word = 100,
                        enough_of_several = 20; // articles that hold all; then no older ones
constexpr std::size_t first_screen = 10;        // hits that are shown at first
// All words of a query, else most of them, else some: the first of these shares of their weight that fills
// the first screen.
constexpr std::array shares_to_hold{0.999F, 0.6F, 0.3F, 0.0F};

// Whether an article may be an answer at all: of the labels and days that the query names.
std::vector<bool> allowed_by(IndexReader& reader, const Query& query) {
  const std::uint32_t articles = reader.articles();
  std::vector<bool> allowed(articles, true);
  if (query.days.from || query.days.to) {
    const std::uint32_t from =
        query.days.from ? day_number(query.days.from->year, query.days.from->month, query.days.from->day) : 1;
    const std::uint32_t to =
        query.days.to ? day_number(query.days.to->year, query.days.to->month == 0 ? 15 : query.days.to->month,
                                   query.days.to->day == 0 ? 31 : query.days.to->day)
                      : day_number(9999, 0, 0);
    for (std::uint32_t segment = 0; segment < reader.segments(); ++segment) {
      const std::uint32_t begin = segment * reader.root()->segment_articles;
      const SegmentFacts* facts = reader.facts(segment);
      if (facts == nullptr) continue;
      for (std::size_t i = 0; i < facts->days.size(); ++i) {
        if (facts->days[i].day >= from && facts->days[i].day <= to) continue;
        const std::uint32_t end = i + 1 < facts->days.size() ? facts->days[i + 1].first : facts->articles;
        for (std::uint32_t article = facts->days[i].first; article < end; ++article)
          allowed[begin + article] = false;
      }
    }
  }
  for (const Filter& label : query.filters) {
    std::vector<bool> may_be(articles, label.excluded);
    if (const WordEntry* entry = reader.word(label_key(label.kind, label.name))) {
      for (const std::uint32_t article : entry->titles) may_be[article] = !label.excluded;
    }
    for (std::uint32_t article = 0; article < articles; ++article)
      allowed[article] = allowed[article] && may_be[article];
  }
  return allowed;
}

// What the words of a query say about every article: the first phase.
class Ranking {
public:
  Ranking(IndexReader& reader, bool several, const Parameters& parameters)
      : reader_(reader), parameters_(parameters), segment_articles_(reader.root()->segment_articles),
        word_scores_(several, parameters), scores_(reader.articles()), coverage_(reader.articles()) {}

  // One word by all its expansions; an article counts the best of them.
  void add(const ExpandedWord& word) {
    const float idf = idf_of(word, reader_.articles());
    total_ += idf;
    weights_.push_back(idf);
    touched_.clear();
    best_.resize(scores_.size());
    for (const Expansion& each : word.expansions) {
      word_scores_.use(each);
      for (std::size_t i = 0; i < each.postings.size(); ++i) {
        const std::uint32_t article = each.postings.articles[i];
        const float worth = word_scores_.of(each.postings.marks[i], length_class(article));
        if (best_[article] == 0) touched_.push_back(article);
        best_[article] = std::max(best_[article], worth);
      }
    }
    for (const std::uint32_t article : touched_) {
      scores_[article] += idf * best_[article];
      coverage_[article] += idf * coverage_of(best_[article], parameters_);
      best_[article] = 0;
    }
  }

  // From article `first` on. `all`: every one there is, ascending; `complete`: how many hold all words as
  // they were typed, or nearly; where fewer than `enough_of_all` do, those with most of them count too.
  std::vector<Candidate> best(std::uint32_t first, std::vector<std::uint32_t>& all, std::uint32_t& complete,
                              std::uint32_t enough_of_all) const {
    std::array<float, shares_to_hold.size()> least{};
    for (std::size_t i = 0; i < least.size(); ++i) least[i] = shares_to_hold[i] * total_;
    std::array<std::uint32_t, shares_to_hold.size()> holding{}; // articles with so much of it
    std::vector<std::uint32_t> scored(scores_.size());
    std::size_t found = 0;
    for (std::uint32_t article = 0; article < scores_.size(); ++article) {
      scored[found] = article;
      found += scores_[article] > 0 ? 1U : 0U; // no branch: half of them would be guessed wrong
    }
    scored.resize(found);
    for (const std::uint32_t article : scored) {
      std::size_t share = 0;
      for (std::size_t i = 0; i + 1 < least.size(); ++i) share += coverage_[article] < least[i] ? 1U : 0U;
      ++holding[share];
    }
    for (std::size_t i = 1; i < holding.size(); ++i) holding[i] += holding[i - 1];
    complete = holding.front();
    std::size_t enough = weights_.size() > 1 ? 0 : holding.size() - 1;
    while (enough + 1 < holding.size() && holding[enough] < enough_of_all) ++enough;

    std::vector<Candidate> candidates;
    candidates.reserve(holding[enough]);
    all.reserve(holding[enough]);
    const auto articles = static_cast<float>(reader_.root()->articles);
    for (const std::uint32_t article : scored) {
      if (coverage_[article] < least[enough]) continue;
      all.push_back(article);
      if (article < first) continue;
      const float total = total_ > 0 ? total_ : 1;
      const float newness = 1 - static_cast<float>(article) / articles;
      const float features =
          parameters_.coverage * coverage_[article] / total + parameters_.recency * newness;
      candidates.push_back({ArticleId{article}, scores_[article] / total + features});
    }
    keep_best(candidates);
    return candidates;
  }

  std::vector<float>& scores() { return scores_; }
  float last_weight() const { return weights_.back(); }

private:
  // As numbers, which sort without a branch: a score, which is above 0, rises with its bits.
  static void keep_best(std::vector<Candidate>& candidates) {
    std::vector<std::uint64_t> keys;
    keys.reserve(candidates.size());
    for (const Candidate& candidate : candidates)
      keys.push_back(std::uint64_t{~std::bit_cast<std::uint32_t>(candidate.score)} << 32 |
                     index_of(candidate.article));
    const std::size_t kept = std::min(keys.size(), most_candidates);
    std::ranges::nth_element(keys, keys.begin() + static_cast<std::ptrdiff_t>(kept));
    keys.resize(kept);
    std::ranges::sort(keys);
    candidates.resize(kept);
    for (std::size_t i = 0; i < kept; ++i)
      candidates[i] = {ArticleId{static_cast<std::uint32_t>(keys[i])},
                       std::bit_cast<float>(~static_cast<std::uint32_t>(keys[i] >> 32))};
  }

  std::size_t length_class(std::uint32_t article) {
    if (article - segment_begin_ >= segment_end_ - segment_begin_) go_to_segment_of(article);
    return facts_ == nullptr ? average_length : facts_->length_class(article - segment_begin_);
  }

  void go_to_segment_of(std::uint32_t article) {
    const std::uint32_t segment = article / segment_articles_;
    segment_begin_ = segment * segment_articles_;
    facts_ = reader_.facts(segment);
    segment_end_ = segment_begin_ + reader_.root()->articles_of(segment);
  }

  IndexReader& reader_;
  const Parameters& parameters_;
  std::uint32_t segment_articles_;
  static constexpr std::size_t average_length = 8;    // class
  std::uint32_t segment_begin_ = 0, segment_end_ = 0; // of the last article whose length was asked for
  const SegmentFacts* facts_ = nullptr;
  WordScores word_scores_;
  std::vector<float> scores_, coverage_, best_;
  std::vector<std::uint32_t> touched_;
  float total_ = 0;
  std::vector<float> weights_; // of the words that were added
};

// What the reader reads of; candidates from article `first` on.
Steps search_segments(IndexReader& reader, std::uint32_t first, const Query& query,
                      const Parameters& parameters, SearchAnswer& answer) {
  std::vector<ExpandedWord> words;
  Steps finding = expand_words(reader, query, parameters, words, answer.corrections);
  if (reader.root() == nullptr) {
    finding.finish(); // names what will be needed
    for (std::uint32_t segment = 1; segment < segments_at_first; ++segment) reader.facts(segment);
  } else {
    const std::uint32_t articles = reader.articles();
    while (finding.step()) co_await next_step;
    Ranking ranking(reader, query.words.size() > 1, parameters);
    for (ExpandedWord& word : words) {
      FoundWord& found = answer.words.emplace_back();
      found.out_of_vocabulary = word.out_of_vocabulary;
      found.spaces = std::move(word.spaces);
      for (const Expansion& each : word.expansions) {
        found.forms.insert(found.forms.end(), each.forms.begin(), each.forms.end());
        if (each.rule == Rule::joined)
          found.joined = each.forms.front();
        else if (each.rule == Rule::number || each.rule == Rule::numeral || each.rule == Rule::synonym)
          found.other_spellings.push_back(each.forms.front());
      }
      if (!word.excluded) ranking.add(word);
      found.weight = word.excluded ? 0 : ranking.last_weight();
      co_await next_step;
    }
    if (query.days.from || query.days.to || !query.filters.empty()) {
      const std::vector<bool> allowed = allowed_by(reader, query);
      const bool no_words = std::ranges::all_of(query.words, &Word::excluded);
      for (std::uint32_t article = 0; article < articles; ++article) {
        float& score = ranking.scores()[article];
        if (!allowed[article])
          score = 0;
        else if (no_words)
          score = 1;
      }
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (!words[i].excluded || query.words[i].phrase)
        continue; // whether it holds a phrase only the text can tell
      for (const Expansion& each : words[i].expansions) {
        for (const std::uint32_t article : each.postings.articles) ranking.scores()[article] = 0;
      }
    }
    // What must be there; of a phrase all its words, and whether they stand in a row only the text can tell.
    for (std::size_t i = 0; i < words.size(); ++i) {
      const bool must = query.words[i].in_title || query.words[i].phrase;
      if (!must || words[i].excluded) continue;
      std::vector<bool> holds(articles, false);
      for (const Expansion& each : words[i].expansions) {
        for (const std::uint32_t article : each.postings.articles) holds[article] = true;
      }
      for (std::uint32_t article = 0; article < articles; ++article) {
        if (!holds[article]) ranking.scores()[article] = 0;
      }
    }
    co_await next_step;
    answer.candidates =
        ranking.best(first, answer.holding, answer.complete, query.single_token ? 1 : first_screen);
    answer.total = static_cast<std::uint32_t>(answer.holding.size());
    answer.searched = articles;
    answer.more = reader.segments() < reader.root()->segments();
  }
  answer.missing = std::move(reader.missing);
  answer.damaged = reader.damaged;
}

// As many as hold enough if the older ones hold as much as these, and a quarter more; at most four times as
// many.
std::uint32_t more_segments(std::uint32_t segments, std::uint32_t found, std::uint32_t enough) {
  const std::uint32_t likely = found == 0 ? most_segments : segments * enough * 5 / (4 * found) + 1;
  return std::clamp(likely, segments + 1, segments * times_as_many);
}

} // namespace

Task<SearchAnswer> search_in_steps(SearchIndex index, std::shared_ptr<const Query> shared_query,
                                   std::uint32_t candidates, Parameters parameters) {
  const Query& query = *shared_query;
  SearchAnswer answer;
  if (query.is_empty()) co_return answer;
  const bool several = std::ranges::count(query.words, false, &Word::excluded) > 1;
  const std::uint32_t enough = several ? enough_of_several : enough_of_a_word;
  std::uint32_t segments = segments_at_first;
  IndexReader reader(index, segments);
  for (;;) {
    answer = {};
    Steps searching = search_segments(reader, 0, query, parameters, answer);
    while (searching.step()) co_await next_step;
    const bool is_enough = answer.complete >= enough && answer.corrections.empty();
    if (is_enough || !answer.more || !answer.missing.empty()) break;
    segments = more_segments(segments, answer.complete, enough);
    reader.read_more_segments(segments);
  }
  answer.passes = {answer.searched};
  while (answer.more && answer.missing.empty() && answer.candidates.size() < candidates) {
    segments *= times_as_many;
    reader.read_more_segments(segments);
    SearchAnswer older;
    Steps searching = search_segments(reader, answer.searched, query, parameters, older);
    while (searching.step()) co_await next_step;
    answer.candidates.insert(answer.candidates.end(), older.candidates.begin(), older.candidates.end());
    older.candidates = std::move(answer.candidates);
    older.passes = std::move(answer.passes);
    answer = std::move(older);
    answer.passes.push_back(answer.searched);
  }
  if (!several || !answer.corrections.empty()) answer.complete = answer.total;
  co_return answer;
}

SearchAnswer search(const SearchIndex& index, const Query& query, const Parameters& parameters,
                    std::uint32_t candidates) {
  return search_in_steps(index, std::make_shared<const Query>(query), candidates, parameters).take();
}

std::string corrected(std::string_view query, const std::vector<Correction>& corrections) {
  std::string text;
  std::size_t from = 0;
  for (const Correction& correction : corrections) { // in the order of the words
    if (correction.at < from || correction.at > query.size()) continue;
    text += query.substr(from, correction.at - from);
    text += correction.found;
    from = correction.at + correction.typed.size();
  }
  return text.append(query.substr(from));
}

} // namespace hanji
