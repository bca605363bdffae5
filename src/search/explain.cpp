#include "search/explain.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

#include "index/index_reader.h"
#include "search/expansion.h"
#include "search/marked_words.h"
#include "search/text_features.h"
#include "search/word_score.h"
#include "text/utf8.h"

namespace hanji {
namespace {

// Features by name, in the order of the parameters.
class Features {
public:
  explicit Features(const Parameters& parameters) : parameters_(parameters) {}

  void add(float Parameters::* parameter, float value) {
    const auto known =
        std::ranges::find(parameter_names, parameter, [](const auto& each) { return each.second; });
    add(known->first, value, parameters_.*parameter);
  }
  void add(std::string_view name, float value, float weight) {
    if (value == 0 || weight == 0) return;
    const auto found = std::ranges::find(features_, name, &ExplainedFeature::name);
    if (found != features_.end())
      found->value += value;
    else
      features_.push_back({name, value, weight});
  }
  std::vector<ExplainedFeature> take() {
    std::ranges::sort(features_, {}, [](const ExplainedFeature& each) {
      const auto known =
          std::ranges::find(parameter_names, each.name, [](const auto& one) { return one.first; });
      return std::pair(known - std::begin(parameter_names), each.name);
    });
    return std::move(features_);
  }

private:
  const Parameters& parameters_;
  std::vector<ExplainedFeature> features_;
};

struct Match {
  const Expansion* expansion = nullptr;
  Mark mark;
  float worth = 0;
};

// The best of a word's expansions, as the ranking takes it.
Match best_of(const ExpandedWord& word, WordScores& scores, std::uint32_t article, std::size_t length_class) {
  Match best;
  for (const Expansion& each : word.expansions) {
    const auto found = std::ranges::lower_bound(each.postings.articles, article);
    if (found == each.postings.articles.end() || *found != article) continue;
    const Mark& mark = each.postings.marks[static_cast<std::size_t>(found - each.postings.articles.begin())];
    scores.use(each);
    if (const float worth = scores.of(mark, length_class); worth > best.worth) best = {&each, mark, worth};
  }
  return best;
}

std::string form_of(const Word& word, const Expansion& expansion) {
  if (!expansion.forms.empty()) {
    std::u32string all;
    for (const std::u32string& form : expansion.forms) all += (all.empty() ? U"" : U" ") + form;
    return to_utf8(all);
  }
  if (expansion.rule != Rule::beginning) return to_utf8(word.folded);
  const auto rest = static_cast<float>(word.folded.size() - 1);
  return to_utf8(word.folded.substr(0, 1 + static_cast<std::size_t>(std::lround(expansion.weight * rest))));
}

} // namespace

std::string_view name_of(Tier tier) {
  constexpr std::array<std::string_view, static_cast<std::size_t>(Tier::count)> names{
      "partial", "corrected", "compound", "inflected", "exact"};
  return names[static_cast<std::size_t>(tier)];
}

Explanation explain(const SearchSession& session, const SearchIndex& index, const FindArticle& find,
                    ArticleId article) {
  const SearchAnswer& answer = session.answer();
  const Query& query = session.query();
  const Parameters& parameters = session.request().parameters;
  const std::uint32_t number = index_of(article);
  IndexReader whole(index);
  Explanation explanation;
  if (whole.root() == nullptr || answer.passes.empty()) return explanation;
  // The pass that scored it (search/search.h).
  const auto pass = std::ranges::upper_bound(answer.passes, number);
  const std::uint32_t searched = pass == answer.passes.end() ? answer.searched : *pass;
  const std::uint32_t segment_articles = whole.root()->segment_articles;
  IndexReader reader(index, (searched + segment_articles - 1) / segment_articles);
  std::vector<ExpandedWord> words;
  std::vector<Correction> corrections;
  expand_words(reader, query, parameters, words, corrections).finish();

  const bool several = query.words.size() > 1;
  WordScores scores(several, parameters);
  const SegmentFacts* facts = reader.facts(number / segment_articles);
  constexpr std::size_t average = 8;
  const std::size_t length_class =
      facts == nullptr ? average : facts->length_class(number % segment_articles);
  std::vector<float> rarities;
  for (const ExpandedWord& word : words)
    rarities.push_back(word.excluded ? 0 : idf_of(word, reader.articles()));
  const float total = std::accumulate(rarities.begin(), rarities.end(), 0.0F);
  Features features(parameters);
  if (total == 0) features.add("filter", 1, 1);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].excluded) continue;
    ExplainedWord explained{query.words[i].typed, rarities[i] / total, {}};
    const Match best = best_of(words[i], scores, number, length_class);
    if (best.expansion != nullptr) {
      const Expansion& expansion = *best.expansion;
      const Tier tier = tier_of(expansion, best.mark);
      explained.match = {rules[static_cast<std::size_t>(expansion.rule)].name,
                         form_of(query.words[i], expansion), tier, best.mark};
      explanation.tier = explanation.tier ? std::min(*explanation.tier, tier) : tier;
      const float share = explained.share * weight_of(expansion);
      for_each_part(expansion, best.mark,
                    [&](float Parameters::* parameter) { features.add(parameter, share); });
      features.add(several ? &Parameters::bm25f_of_several : &Parameters::bm25f,
                   share * bm25f_of(best.mark, SegmentFacts::length_of_class(length_class), parameters));
      features.add(&Parameters::coverage, explained.share * coverage_of(best.worth, parameters));
    }
    explanation.words.push_back(std::move(explained));
  }
  features.add(&Parameters::recency,
               1 - static_cast<float>(number) / static_cast<float>(reader.root()->articles));

  const auto first = std::span(answer.candidates).first(texts_to_read(answer, query));
  const std::vector<std::string> marked = marked_words(query);
  float least = first.empty() ? 0 : std::numeric_limits<float>::max();
  bool is_read = first.empty();
  for (const Candidate& candidate : first) {
    const std::shared_ptr<const Article> text = find(candidate.article);
    if (!text) continue;
    const TextFeatures found = text_features_of(*text, query, answer.words, marked);
    least = std::min(least, score_of(found, parameters));
    if (candidate.article != article) continue;
    is_read = true;
    features.add(&Parameters::window, found.window);
    features.add(&Parameters::bigrams, found.bigrams);
    features.add(&Parameters::trigrams, found.trigrams);
    features.add(&Parameters::as_written, found.as_written);
  }
  if (!is_read) features.add("unread", 1, least);
  explanation.features = features.take();
  for (const ExplainedFeature& each : explanation.features) explanation.score += each.value * each.weight;
  return explanation;
}

} // namespace hanji
