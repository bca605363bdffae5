#include "search/search.h"

#include <algorithm>
#include <span>

#include "index/index_text.h"
#include "search/expansion.h"
#include "search/ranking.h"

namespace hanji {
namespace {

constexpr std::uint32_t enough_of_a_word = 100,
                        enough_of_several = 20; // articles that hold all; then no older ones
constexpr std::size_t first_screen = 10;        // hits that are shown at first
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

// What the reader reads of; candidates from article `first` on.
Steps search_segments(IndexReader& reader, std::uint32_t first, const Query& query,
                      const Parameters& parameters, SearchAnswer& answer) {
  std::vector<ExpandedWord> words;
  co_await expand_words(reader, query, parameters, words, answer.corrections);
  if (reader.root() == nullptr) { // what will be needed is named
    for (std::uint32_t segment = 1; segment < segments_at_first; ++segment) reader.facts(segment);
  } else {
    const std::uint32_t articles = reader.articles();
    Ranking ranking(reader, query.words.size() > 1, parameters);
    for (ExpandedWord& word : words) {
      FoundWord& found = answer.words.emplace_back();
      found.out_of_vocabulary = word.out_of_vocabulary;
      found.spaces = std::move(word.spaces);
      for (const Expansion& each : word.expansions) {
        found.forms.insert(found.forms.end(), each.forms.begin(), each.forms.end());
        if (each.rule == Rule::joined || each.rule == Rule::number || each.rule == Rule::numeral ||
            each.rule == Rule::synonym)
          found.spellings.push_back(each.forms.front());
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

Task<SearchAnswer> search(SearchIndex index, std::shared_ptr<const Query> shared_query, Parameters parameters,
                          std::uint32_t candidates) {
  const Query& query = *shared_query;
  SearchAnswer answer;
  if (query.is_empty()) co_return answer;
  const bool several = std::ranges::count(query.words, false, &Word::excluded) > 1;
  const std::uint32_t enough = several ? enough_of_several : enough_of_a_word;
  std::uint32_t segments = segments_at_first;
  IndexReader reader(index, segments);
  for (;;) {
    answer = {};
    co_await search_segments(reader, 0, query, parameters, answer);
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
    co_await search_segments(reader, answer.searched, query, parameters, older);
    answer.candidates.insert(answer.candidates.end(), older.candidates.begin(), older.candidates.end());
    older.candidates = std::move(answer.candidates);
    older.passes = std::move(answer.passes);
    answer = std::move(older);
    answer.passes.push_back(answer.searched);
  }
  if (!several || !answer.corrections.empty()) answer.complete = answer.total;
  co_return answer;
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
