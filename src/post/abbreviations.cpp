#include "post/abbreviations.h"

#include <algorithm>
#include <utility>

#include "article/overlay.h"
#include "post/scan.h"
#include "text/normalize.h"

namespace hanji {
namespace {

constexpr std::size_t most = 500; // defined in one article

bool is_of_word(std::string_view text, std::size_t at) {
  return at < text.size() && (is_ascii_alphanumeric(text[at]) || text[at] == '_');
}

bool stands_alone(std::string_view text, std::size_t begin, std::size_t end) {
  return (begin == 0 || !is_of_word(text, begin - 1)) && !is_of_word(text, end);
}

std::vector<Inline> found_in(const Block& block, const std::vector<Abbreviation>& longest_first) {
  std::vector<Inline> found;
  for (const Abbreviation& each : longest_first) {
    const std::string_view text = block.text, wanted = each.text;
    for (std::size_t at = text.find(wanted); at != text.npos; at = text.find(wanted, at + wanted.size())) {
      const auto begin = static_cast<std::uint32_t>(at),
                 end = begin + static_cast<std::uint32_t>(wanted.size());
      const auto overlaps = [&](const Inline& run) { return run.begin < end && begin < run.end; };
      const auto is_verbatim = [&](const Inline& run) {
        return overlaps(run) && (run.style.flags & (style_code | style_formula)) != 0;
      };
      if (stands_alone(text, begin, end) && std::ranges::none_of(found, overlaps) &&
          std::ranges::none_of(block.inlines, is_verbatim))
        found.push_back({begin, end, {.flags = style_abbreviation}});
    }
  }
  std::ranges::sort(found, {}, &Inline::begin);
  return found;
}

} // namespace

std::optional<Abbreviation> abbreviation_in(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(' ');
  if (begin > 3 || !line.substr(begin).starts_with("*[")) return std::nullopt;
  line.remove_prefix(begin + 2);
  const std::size_t end = line.find("]:");
  if (end == line.npos || trimmed(line.substr(0, end)).empty()) return std::nullopt;
  return Abbreviation{std::string(trimmed(line.substr(0, end))), std::string(trimmed(line.substr(end + 2)))};
}

void add_abbreviation(Article& article, Abbreviation abbreviation) {
  auto& all = article.abbreviations;
  const auto place = std::ranges::lower_bound(all, abbreviation.text, {}, &Abbreviation::text);
  if (place == all.end() || place->text != abbreviation.text) all.insert(place, std::move(abbreviation));
}

void mark_abbreviations(Article& article, std::span<const Abbreviation> defined) {
  std::vector<Abbreviation> wanted; // the longest first
  for (const Abbreviation& each : defined.first(std::min(defined.size(), most))) {
    if (!each.meaning.empty()) wanted.push_back({to_nfc(each.text), to_nfc(each.meaning)});
  }
  for (std::size_t i = 1; i < wanted.size(); ++i) { // of two meanings the first counts
    const auto end = wanted.begin() + static_cast<std::ptrdiff_t>(i);
    const auto place = std::find_if(
        wanted.begin(), end, [&](const Abbreviation& each) { return each.text.size() < end->text.size(); });
    std::rotate(place, end, end + 1);
  }
  for (Block& block : article.blocks) {
    if (wanted.empty() || block.kind == BlockKind::code || block.kind == BlockKind::formula) continue;
    const std::vector<Inline> found = found_in(block, wanted);
    if (found.empty()) continue;
    overlay(block, found);
    for (const Inline& run : found) {
      const auto text = std::string_view(block.text).substr(run.begin, run.end - run.begin);
      add_abbreviation(article, *std::ranges::find(wanted, text, &Abbreviation::text));
    }
  }
}

} // namespace hanji
