#include "search/excerpt.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <string_view>
#include <utility>

#include "article/outline.h"
#include "index/index_text.h"
#include "search/matcher.h"
#include "text/normalize.h"
#include "text/particles.h"
#include "text/utf8.h"

namespace hanji {
namespace {

constexpr std::size_t excerpt_length = 120; // code points: two lines of a phone
constexpr std::size_t lead_length = 30;     // kept before the first match when a sentence is cut at its start

struct Match {
  TextSpan span;
  std::size_t word = 0;
  bool by_chance = false; // perhaps: the last character of one word, and what the next begins with
};

std::vector<Match> matches_in(std::string_view text, std::uint32_t block, const Matcher& matcher) {
  std::vector<Match> matches;
  const FoldedText folded = fold_for_search(text);
  for (const auto& [at, size, word, share] : matcher.in(folded.text)) {
    const bool by_chance = size > 1 && !folded.word_start[at] && folded.word_start[at + 1];
    matches.push_back({{block, folded.begin[at], folded.end[at + size - 1]}, word, by_chance});
  }
  return matches;
}

std::vector<Match> matches_in(const Article& article, const Matcher& matcher) {
  std::vector<Match> matches = matches_in(article.title, title_block, matcher);
  const auto add = [&](std::string_view text, std::uint32_t block) {
    std::ranges::copy(matches_in(text, block, matcher), std::back_inserter(matches));
  };
  add(article.lead, lead_block);
  for (std::uint32_t block = 0; block < article.blocks.size(); ++block)
    add(article.blocks[block].text, block);
  return matches;
}

// 정한 글자 is not lit for 한글 where that word itself stands too.
std::vector<Match> without_chance(std::vector<Match> matches, std::size_t words) {
  std::vector<bool> stands(words);
  for (const Match& match : matches) {
    if (!match.by_chance) stands[match.word] = true;
  }
  std::erase_if(matches, [&](const Match& match) { return match.by_chance && stands[match.word]; });
  return matches;
}

// Those of the title and the lead come first.
std::vector<Match> all_matches(const Article& article, const Query& query, const FoundWords& found) {
  Matcher matcher(query, found);
  std::vector<Match> matches = matches_in(article, matcher);
  bool again = false;
  for (std::size_t word = 0; word < query.words.size(); ++word) {
    if (query.words[word].phrase || query.words[word].excluded ||
        std::ranges::find(matches, word, &Match::word) != matches.end())
      continue;
    const std::u32string& text = query.words[word].folded;
    for (const Cut cut : {cut_particle(text), cut_verb_ending(text)}) {
      if (cut.stem == 0) continue;
      matcher.add(word, text.substr(0, cut.stem));
      again = true;
    }
  }
  return without_chance(again ? matches_in(article, matcher) : std::move(matches), matcher.words());
}

std::vector<TextSpan> merged(std::span<const Match> matches) {
  std::vector<TextSpan> spans;
  for (const Match& match : matches) {
    if (!spans.empty() && spans.back().block == match.span.block && match.span.begin < spans.back().end) {
      spans.back().end = std::max(spans.back().end, match.span.end);
    } else {
      spans.push_back(match.span);
    }
  }
  return spans;
}

// How much a reader learns from an excerpt with these matches: different words first, then how many.
std::size_t density(std::span<const Match> window, std::size_t words) {
  std::vector<bool> seen(words);
  std::size_t different = 0;
  for (const Match& match : window) {
    if (!seen[match.word]) ++different;
    seen[match.word] = true;
  }
  return different * 10 + std::min<std::size_t>(window.size(), 9);
}

// The densest stretch of one block about as long as an excerpt. A heading counts a little less than a
// sentence, so that the text under it speaks; the first of equals wins. Empty when only title and lead
// match.
std::span<const Match> best_window(const Article& article, std::span<const Match> matches,
                                   std::size_t words) {
  constexpr std::size_t bytes_of_syllable = 3;
  std::span<const Match> best;
  std::size_t best_density = 0;
  for (std::size_t i = 0; i < matches.size(); ++i) {
    const TextSpan& first = matches[i].span;
    if (first.block >= article.blocks.size()) continue;
    std::size_t end = i + 1;
    while (end < matches.size() && matches[end].span.block == first.block &&
           matches[end].span.end - first.begin <= excerpt_length * bytes_of_syllable)
      ++end;
    const std::span<const Match> window = matches.subspan(i, end - i);
    std::size_t value = density(window, words) * 10;
    if (article.blocks[first.block].kind == BlockKind::heading) value -= 15;
    if (value > best_density) {
      best = window;
      best_density = value;
    }
  }
  return best;
}

// A text by its code points, to cut between them.
struct Characters {
  std::u32string codes;
  std::vector<std::uint32_t> begins; // bytes, with the end of the text as the last

  explicit Characters(std::string_view text) {
    for (std::size_t position = 0; position < text.size();) {
      begins.push_back(static_cast<std::uint32_t>(position));
      const char32_t code = next_code_point(text, position);
      codes.push_back(code == '\n' ? U' ' : code);
    }
    begins.push_back(static_cast<std::uint32_t>(text.size()));
  }
  std::size_t at(std::uint32_t byte) const {
    return static_cast<std::size_t>(std::ranges::lower_bound(begins, byte) - begins.begin());
  }
};

bool ends_sentence(char32_t c) { return c == '.' || c == '?' || c == '!' || c == U'…' || c == U'。'; }
bool may_close(char32_t c) {
  return c == '"' || c == '\'' || c == ')' || c == ']' || c == U'”' || c == U'’' || c == U'」' ||
         c == U'』' || c == U'〉' || c == U'》';
}

// Where a sentence begins: after a full stop (and what closes after it) and a space. 3.14 and U.S.A. are not
// ends.
std::vector<std::size_t> sentence_starts(std::u32string_view text) {
  std::vector<std::size_t> starts{0};
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!ends_sentence(text[i])) continue;
    std::size_t next = i + 1;
    while (next < text.size() && (may_close(text[next]) || ends_sentence(text[next]))) ++next;
    if (next < text.size() && text[next] == ' ') starts.push_back(next + 1);
    i = next - 1;
  }
  starts.push_back(text.size());
  return starts;
}

struct Stretch {
  std::size_t begin = 0, end = 0;
};

// Whole sentences around [first, last) as far as the length allows; a longer sentence is cut at spaces.
Stretch cut_around(std::u32string_view text, std::size_t first, std::size_t last) {
  const std::vector<std::size_t> starts = sentence_starts(text);
  auto sentence = std::ranges::upper_bound(starts, first) - 1;
  Stretch cut{*sentence, text.size()};
  if (last - cut.begin > excerpt_length) {
    cut.begin = first > lead_length ? std::max(cut.begin, first - lead_length) : cut.begin;
    if (const std::size_t space = text.find(U' ', cut.begin); cut.begin > *sentence && space < first)
      cut.begin = space + 1;
  }
  const std::size_t furthest = cut.begin + excerpt_length;
  last = std::min(last, furthest); // matches may lie further apart than there is room
  if (furthest >= text.size()) {
    // The end is in view; show more of what leads to it.
    while (cut.begin == *sentence && sentence != starts.begin() &&
           text.size() - *(sentence - 1) <= excerpt_length)
      cut.begin = *--sentence;
    return cut;
  }
  if (const std::size_t stop = *(std::ranges::upper_bound(starts, furthest) - 1);
      stop > last && stop > cut.begin) {
    cut.end = stop;
  } else if (const std::size_t space = text.rfind(U' ', furthest);
             space != text.npos && space >= last && space > cut.begin) {
    cut.end = space;
  } else {
    cut.end = furthest;
  }
  return cut;
}

Excerpt excerpt_of(std::string_view text, std::span<const TextSpan> spans, std::size_t first_span,
                   std::size_t last_span) {
  const Characters characters(text);
  const std::u32string_view codes = characters.codes;
  const bool found = first_span < spans.size();
  const std::size_t first = found ? characters.at(spans[first_span].begin) : 0;
  std::size_t last = found ? characters.at(spans[last_span].end) : 0;
  Stretch cut = cut_around(codes, first, last);
  while (found && last_span > first_span && last > cut.end) { // there is no room for all
    last = characters.at(spans[--last_span].end);
    cut = cut_around(codes, first, last);
  }
  const std::vector<std::size_t> starts = sentence_starts(codes);
  const bool cut_before = !std::ranges::binary_search(starts, cut.begin),
             cut_after = !std::ranges::binary_search(starts, cut.end);
  while (cut.end > cut.begin && codes[cut.end - 1] == ' ') --cut.end;
  while (cut.begin < cut.end && codes[cut.begin] == ' ') ++cut.begin;
  if (cut_after)
    cut.end =
        cut.begin + count_code_points(before_ellipsis(to_utf8(codes.substr(cut.begin, cut.end - cut.begin))));

  Excerpt excerpt;
  std::u32string shown(codes.substr(cut.begin, cut.end - cut.begin));
  const std::size_t shift = cut_before ? 1 : 0;
  if (cut_before) shown.insert(shown.begin(), U'…');
  if (cut_after) shown.push_back(U'…');
  excerpt.text = to_utf8(shown);
  for (const TextSpan& span : spans) {
    const std::size_t begin = std::max(characters.at(span.begin), cut.begin),
                      end = std::min(characters.at(span.end), cut.end);
    const bool whole = characters.at(span.end) <= cut.end || begin == first;
    if (begin < end && whole) excerpt.ranges.emplace_back(begin - cut.begin + shift, end - cut.begin + shift);
  }
  return excerpt;
}

// Only title and lead match: the lead, the publisher's own summary, or how the text begins.
Excerpt excerpt_of_beginning(const Article& article, const Matcher& matcher) {
  if (const std::vector<Match> in_lead = matches_in(article.lead, lead_block, matcher); !in_lead.empty()) {
    const std::vector<TextSpan> spans = merged(in_lead);
    return excerpt_of(article.lead, spans, 0, spans.size() - 1);
  }
  std::string_view text = article.excerpt;
  for (const Block& block : article.blocks) {
    if (!text.empty()) break;
    if (block.kind != BlockKind::heading) text = block.text;
  }
  const std::vector<TextSpan> spans = merged(matches_in(text, 0, matcher));
  return excerpt_of(text, spans, spans.size(), spans.size());
}

} // namespace

std::vector<TextSpan> find_matches(const Article& article, const Query& query, const FoundWords& found) {
  return merged(all_matches(article, query, found));
}

namespace {

// 3.5조 is folded to 35조, which it does not mean.
bool has_decimal_point(std::string_view text) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    if (text[i] == '.' && is_digit(text[i - 1]) && is_digit(text[i + 1])) return true;
  }
  return false;
}

std::string_view text_of(const Article& article, const TextSpan& span) {
  const std::string_view text = span.block == title_block  ? article.title
                                : span.block == lead_block ? article.lead
                                                           : article.blocks[span.block].text;
  return text.substr(span.begin, span.end - span.begin);
}

} // namespace

bool holds(const Article& article, const Query& query) {
  for (const Word& word : query.words) {
    if (!word.phrase && !word.excluded) continue;
    const Matcher matcher(word);
    std::vector<Match> matches =
        word.in_title ? matches_in(article.title, title_block, matcher) : matches_in(article, matcher);
    if (has_decimal_point(word.typed))
      std::erase_if(matches,
                    [&](const Match& match) { return !has_decimal_point(text_of(article, match.span)); });
    const auto has_some = [&](std::string_view text) { return !matches_in(text, 0, matcher).empty(); };
    const bool stands =
        !matches.empty() || (!word.in_title && std::ranges::any_of(texts_beside(article), has_some));
    if (stands == word.excluded) return false;
  }
  return true;
}

Excerpt make_excerpt(const Article& article, const Query& query, const FoundWords& found) {
  const std::vector<Match> matches = all_matches(article, query, found);
  const std::span<const Match> window = best_window(article, matches, query.words.size());
  if (window.empty()) return excerpt_of_beginning(article, Matcher(query, found));

  const std::uint32_t block = window.front().span.block;
  std::vector<TextSpan> spans;
  for (const TextSpan& span : merged(matches)) {
    if (span.block == block) spans.push_back(span);
  }
  const auto holding = [&](std::uint32_t byte) {
    return static_cast<std::size_t>(
        std::ranges::find_if(spans, [byte](const TextSpan& s) { return s.begin <= byte && byte < s.end; }) -
        spans.begin());
  };
  Excerpt excerpt = excerpt_of(article.blocks[block].text, spans, holding(window.front().span.begin),
                               holding(window.back().span.begin));
  const std::vector<Section> sections = outline(article);
  if (const Section* section = section_at(sections, block)) excerpt.section = section_id(article, *section);
  return excerpt;
}

} // namespace hanji
