#include "search/matcher.h"

#include <algorithm>
#include <utility>

namespace hanji {
namespace {

constexpr std::size_t least_beginning = 2;

// How many characters of the shape stand there.
std::size_t same_at(std::u32string_view text, std::size_t at, const Shape& shape) {
  std::size_t same = 0;
  const std::size_t most = std::min(shape.size(), text.size() - at);
  while (same < most && same < shape.exact.size() && text[at + same] == shape.exact[same]) ++same;
  if (same == shape.exact.size() && same < most) {
    const char32_t c = text[at + same];
    const auto holds = [c](const auto& range) { return range.first <= c && c <= range.second; };
    if (std::ranges::any_of(shape.last, holds)) ++same;
  }
  return same;
}

} // namespace

Matcher::Matcher(const Query& query, const FoundWords& found) : words_(query.words.size()) {
  for (std::size_t i = 0; i < query.words.size(); ++i) {
    const Word& word = query.words[i];
    if (word.excluded) continue;
    const bool may_begin = !word.phrase && word.folded.size() > least_beginning;
    for (Shape& shape : shapes_of(word)) add({std::move(shape), i, may_begin});
    if (i >= found.size()) continue;
    for (const std::u32string& other : found[i].forms) add({{other, {}}, i});
  }
}

Matcher::Matcher(const Word& word) : words_(1) {
  for (Shape& shape : shapes_of(word)) add({std::move(shape)});
}

void Matcher::add(std::size_t word, const std::u32string& form) { add({{form, {}}, word}); }

void Matcher::add(Form form) {
  if (form.shape.size() == 0) return;
  if (form.shape.exact.empty())
    any_first_ = true;
  else
    first_.set(form.shape.exact[0] % first_.size());
  forms_.insert(std::ranges::upper_bound(forms_, form.word, {}, &Form::word), std::move(form));
}

std::vector<Occurrence> Matcher::in(std::u32string_view text) const { return look(text, false); }

std::vector<Occurrence> Matcher::with_beginnings_in(std::u32string_view text) const {
  return look(text, true);
}

std::vector<Occurrence> Matcher::look(std::u32string_view text, bool beginnings) const {
  std::vector<Occurrence> seen;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!any_first_ && !first_[text[at] % first_.size()]) continue;
    for (const Form& form : forms_) {
      const bool is_known = !seen.empty() && seen.back().at == at && seen.back().word == form.word;
      if (is_known && seen.back().share == 1) continue;
      const std::size_t same = same_at(text, at, form.shape), size = form.shape.size();
      const float share = static_cast<float>(same) / static_cast<float>(size);
      if (same < size && (!beginnings || !form.may_begin || same < least_beginning)) continue;
      if (!is_known)
        seen.push_back({at, same, form.word, share});
      else if (share > seen.back().share)
        seen.back() = {at, same, form.word, share};
    }
  }
  return seen;
}

} // namespace hanji
