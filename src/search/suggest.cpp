#include "search/suggest.h"

#include <algorithm>
#include <set>
#include <utility>

#include "index/index_reader.h"
#include "index/index_text.h"
#include "search/query.h"
#include "search/shape.h"
#include "text/utf8.h"

namespace hanji {
namespace {

// A title says as much as four articles if it is the oldest, as twelve if it is the newest.
constexpr float title_weight = 4, newness_weight = 8;

struct Completion {
  std::u32string word;
  std::uint32_t articles = 0, titles = 0;
  float value = 0;
};

// From what, and before what, the words lie that begin as `shape` does.
std::vector<std::pair<std::u32string, std::u32string>> ranges_of(const Shape& shape) {
  if (shape.last.empty()) return {{shape.exact, after_prefix(shape.exact)}};
  std::vector<std::pair<std::u32string, std::u32string>> ranges;
  for (const auto& [from, to] : shape.last)
    ranges.emplace_back(shape.exact + from, shape.exact + static_cast<char32_t>(to + 1));
  return ranges;
}

float value_of(const WordEntry& entry, float all) {
  auto value = static_cast<float>(entry.articles);
  if (!entry.noun) return value;
  for (const std::uint32_t article : entry.titles)
    value += title_weight + newness_weight * (1 - static_cast<float>(article) / all);
  return value;
}

} // namespace

Suggestions suggest(const SearchIndex& index, std::string_view text, std::uint32_t limit) {
  Suggestions answer;
  const Query query = parse_query(text, true);
  const std::size_t space = text.find_last_of(" \t");
  const std::string_view before = text.substr(0, space == text.npos ? 0 : space + 1);
  if (query.words.empty() || query.shortened || before.size() == text.size()) return answer;
  const Word& last = query.words.back();
  if (last.excluded || last.phrase || last.in_title) return answer;

  IndexReader reader(index);
  const auto all = static_cast<float>(reader.root() == nullptr ? 1 : reader.root()->articles);
  std::vector<Completion> found;
  std::set<std::u32string> known;
  std::vector<Shape> shapes = shapes_of(last);
  if (last.unfinished) shapes.push_back({last.folded, {}});
  for (const Shape& shape : shapes) {
    for (const auto& [from, end] : ranges_of(shape)) {
      reader
          .words(from, end,
                 [&](WordEntry& entry) {
                   const auto titles = static_cast<std::uint32_t>(entry.titles.size());
                   const bool is_run =
                       !is_paired(entry.word[0]) && entry.word.find(run_dot) == entry.word.npos;
                   const bool worth_it =
                       entry.noun || titles > 0 || is_run; // the dot of a date or of a decimal?
                   if (worth_it && entry.word != last.folded && known.insert(entry.word).second)
                     found.push_back({entry.word, entry.articles, titles, value_of(entry, all)});
                   return true;
                 })
          .finish();
    }
  }
  std::ranges::sort(found, [](const Completion& a, const Completion& b) {
    return a.value != b.value ? a.value > b.value : a.word < b.word;
  });
  for (const Completion& each : found) {
    if (answer.suggestions.size() == limit) break;
    answer.suggestions.push_back({std::string(before) + to_utf8(each.word), each.articles, each.titles});
  }
  answer.missing = std::move(reader.missing);
  return answer;
}

} // namespace hanji
