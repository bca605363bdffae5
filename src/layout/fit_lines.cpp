#include "layout/fit_lines.h"

#include <algorithm>
#include <iterator>

#include "layout/justify.h"
#include "layout/optimal_lines.h"
#include "layout/word_cut.h"
#include "text/boundaries.h"

namespace hanji {
namespace {

std::size_t seen_before(const Measured& measured, std::size_t last) {
  while (last > 0 && measured.clusters[last - 1].hangs) --last;
  return last;
}

std::vector<Stop> find_stops(std::string_view text, const Measured& measured, BreakRule rule) {
  const std::vector<LineOpportunity> opportunities = line_opportunities(text, rule);
  std::vector<Stop> stops;
  stops.reserve(opportunities.size());
  std::size_t last = 0;
  for (const LineOpportunity& each : opportunities) {
    while (last < measured.clusters.size() && measured.clusters[last].end <= each.offset) ++last;
    const bool in_formula = last < measured.clusters.size() && measured.clusters[last].formula &&
                            measured.clusters[last].begin < each.offset;
    if (in_formula) continue;
    const bool in_ruby = std::ranges::any_of(
        measured.rubies, [&](const Ruby& ruby) { return ruby.first < last && last < ruby.last; });
    if (in_ruby) continue;
    const std::size_t seen = seen_before(measured, last);
    const bool judged = !is_chromium(rule) && last < measured.clusters.size();
    stops.push_back(
        {last, seen, each.mandatory, each.emergency, judged ? word_cut(measured, last) : WordCut::none});
  }
  return stops;
}

// Behind a mark that stands between parts of a word, or before what opens.
bool parts_at_mark(const Cluster& before, const Cluster& after) {
  constexpr std::u32string_view ends = U"/-_.?&=·ㆍ・,;:+|)]}>」』》〉】”’", opens = U"([{<「『《〈【“‘#@";
  if (before.above || after.above || opens.find(before.code) != opens.npos) return false;
  if (opens.find(after.code) != opens.npos) return true;
  const bool in_number =
      before.code <= U'.' && before.code != U'-' && after.code >= U'0' && after.code <= U'9';
  return !in_number && ends.find(before.code) != ends.npos && is_letter_or_number(after.code);
}

class GreedyFitter {
public:
  GreedyFitter(const Measured& measured, const ParagraphStyle& style) : measured_(measured), style_(style) {}

  std::vector<Span> fit(const std::vector<Stop>& stops) {
    auto word = stops.begin(); // the first opportunity behind the last that was taken
    for (auto stop = stops.begin(); stop != stops.end(); ++stop) {
      if (stop->emergency) continue;
      take(*stop, word, stop);
      word = std::next(stop);
      if (stop->mandatory) end_line(taken_, true, false);
    }
    if (first_ < measured_.clusters.size() || lines_.empty())
      end_line(measured_.clusters.size(), true, false);
    lines_.back().hard = true;
    return std::move(lines_);
  }

private:
  using StopIterator = std::vector<Stop>::const_iterator;

  bool fits(std::size_t seen) const {
    const Fx room = style_.width - (lines_.empty() ? style_.indent : 0) + tolerance_;
    return width_of(measured_, first_, seen) <= std::int64_t{room} * advances_per_fx;
  }

  void end_line(std::size_t last, bool hard, bool cut) {
    lines_.push_back({first_, last, std::max(first_, seen_before(measured_, last)), hard, cut});
    first_ = taken_ = last;
  }

  // A word up to `stop`, with its emergencies from `word` on.
  void take(const Stop& stop, StopIterator word, StopIterator end) {
    if (!fits(stop.seen) && first_ < taken_) {
      const std::size_t number = taken_;
      end_line(keeps_number() ? before_ : taken_, false, false);
      taken_ = number;
    }
    if (!fits(stop.seen) && first_ < taken_) end_line(taken_, false, false);
    if (!fits(stop.seen)) {
      for (; word != end; ++word) take_part(*word);
      take_part(stop);
    }
    before_ = taken_ < stop.last ? taken_ : first_;
    parts_number_ = stop.cut == WordCut::before_number;
    taken_ = stop.last;
  }

  // Whether the line had better end a word earlier, so that a number stays with the noun before it.
  bool keeps_number() const {
    return parts_number_ && first_ < before_ &&
           4 * width_of(measured_, first_, seen_before(measured_, before_)) >=
               std::int64_t{3} * style_.width * advances_per_fx;
  }

  void take_part(const Stop& part) {
    if (!fits(part.seen) && first_ < taken_) end_line(taken_, false, true);
    if (!fits(part.seen)) { // as many graphemes as fit
      for (std::size_t i = first_ + 1; i < part.seen; ++i) {
        if (fits(i + 1) || measured_.clusters[i].hangs) continue;
        if (!is_chromium(style_.breaks)) i = mark_before(i);
        end_line(i, false, true);
      }
    }
    taken_ = part.last;
  }

  // Where readers would rather cut a word than at `last`: in the last third of the line, at a mark.
  std::size_t mark_before(std::size_t last) const {
    for (std::size_t at = last; at > first_ + 1; --at) {
      if (3 * width_of(measured_, first_, at) < 2 * width_of(measured_, first_, last)) break;
      if (parts_at_mark(measured_.clusters[at - 1], measured_.clusters[at])) return at;
    }
    return last;
  }

  const Measured& measured_;
  const ParagraphStyle& style_;
  const Fx tolerance_ = is_chromium(style_.breaks) ? 1 : 0; // LineBreaker::AvailableWidthToFit
  std::vector<Span> lines_;
  std::size_t first_ = 0;     // of the line at hand
  std::size_t taken_ = 0;     // clusters that it has so far,
  std::size_t before_ = 0;    // and had before the last word,
  bool parts_number_ = false; // behind which a number stands
};

std::vector<Span> spans_of(std::size_t first, const std::vector<Stop>& ends) {
  std::vector<Span> spans;
  for (const Stop& end : ends) {
    spans.push_back({first, end.last, std::max(first, end.seen), end.mandatory, false});
    first = end.last;
  }
  return spans;
}

// Where the author's last part ends in a short line, its last three are broken anew.
void mend_last_lines(std::vector<Span>& lines, const Measured& measured, const ParagraphStyle& style,
                     const std::vector<Stop>& stops) {
  const Span last = lines.back();
  std::size_t from = lines.size() - 1; // the first line that may change
  while (from > 0 && from + 3 > lines.size() && !lines[from - 1].hard && !lines[from - 1].cut) --from;
  if (from + 1 == lines.size() || stands_as_last_line(measured, last.first, last.seen)) return;
  const std::size_t first = lines[from].first;
  std::vector<Stop> behind;
  std::ranges::copy_if(stops, std::back_inserter(behind),
                       [&](const Stop& stop) { return stop.last > first; });
  const std::vector<Span> anew = spans_of(first, optimal_stops(measured, style, first, behind, Aim::ragged));
  if (anew.size() != lines.size() - from) return;
  lines.resize(from);
  lines.insert(lines.end(), anew.begin(), anew.end());
  lines.back().hard = true;
}

bool is_little_hangul(const Measured& measured) {
  return 4 * std::size_t{measured.tallies.back().gaps} < measured.clusters.size();
}

// Its spaces are at their cap, and its gaps at half of theirs.
bool is_loose(const Measured& measured, const ParagraphStyle& style, const Span& line) {
  const Fx room = style.width - (line.first == 0 ? style.indent : 0);
  const std::int64_t missing =
      std::int64_t{room} * advances_per_fx - width_of(measured, line.first, line.seen);
  const Stretch stretch = stretch_of(measured, style, line.first, line.seen);
  return stretch.spaces > 0 &&
         missing > stretch.spaces * cap_of_space(style) + stretch.gaps * style.size * advances_per_fx / 40;
}

std::vector<Span> fit_ragged(const Measured& measured, const ParagraphStyle& style,
                             const std::vector<Stop>& stops, const std::vector<Stop>& words) {
  std::vector<Span> lines = GreedyFitter(measured, style).fit(stops);
  mend_last_lines(lines, measured, style, words);
  return lines;
}

} // namespace

const std::vector<Stop>& stops_of(std::string_view text, Measured& measured, const ParagraphStyle& style) {
  if (measured.stops.empty())
    measured.stops = find_stops(measured.shown.empty() ? text : measured.shown, measured, style.breaks);
  return measured.stops;
}

std::vector<Span> fit_lines(std::string_view text, Measured& measured, const ParagraphStyle& style) {
  const std::vector<Stop>& stops = stops_of(text, measured, style);
  if (is_chromium(style.breaks)) return GreedyFitter(measured, style).fit(stops);
  std::vector<Stop> words;
  std::ranges::copy_if(stops, std::back_inserter(words), [](const Stop& stop) { return !stop.emergency; });
  std::vector<Span> lines;
  if (style.justify || style.balance) {
    const Aim aim = style.balance ? Aim::balanced : Aim::justified;
    lines = spans_of(0, optimal_stops(measured, style, 0, words, aim));
  }
  if (lines.empty()) lines = fit_ragged(measured, style, stops, words);
  if (style.justify && style.breaks == BreakRule::syllable && lines.size() > 1) {
    const bool is_short = lines.size() == 2 && !lines[0].cut &&
                          (style.item || is_loose(measured, style, lines[0]) ||
                           !stands_as_last_line(measured, lines[1].first, lines[1].seen));
    if (is_short || is_little_hangul(measured)) {
      std::erase_if(words, [](const Stop& stop) { return stop.cut != WordCut::none; });
      std::vector<Span> ragged = fit_ragged(measured, style, words, words);
      for (Span& line : ragged) line.ragged = true;
      if (!is_short || ragged.size() == 2) lines = std::move(ragged);
    }
  }
  lines.back().hard = true;
  return lines;
}

} // namespace hanji
