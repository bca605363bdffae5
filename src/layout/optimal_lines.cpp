#include "layout/optimal_lines.h"

#include <algorithm>
#include <limits>
#include <string_view>

#include "layout/justify.h"
#include "text/boundaries.h"

namespace hanji {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();

// Costs under Aim::justified are weighed against that of a line whose spaces are at their cap: 320.
constexpr double cost_of_river = 100;
constexpr double cost_of_loose_pair = 100; // two lines at the cap, one under the other

double square(double x) { return x * x; }
bool one_of(char32_t code, std::u32string_view set) { return set.find(code) != set.npos; }

// Ragged: as much as another line that lacks a third of the measure; of one syllable, half of it. Justified,
// where marks do not count: one syllable stands alone only where nothing else is possible; two are a little
// worse than a line at the cap; three cost little, since a loose line is worse. Where only one line stands
// above, which then alone would be loose, a quarter of that.
double cost_of_last(const Measured& measured, std::size_t first, std::size_t seen, Aim aim) {
  if (stands_as_last_line(measured, first, seen)) return 0;
  if (aim != Aim::justified) return seen - first <= 1 ? 2.5e3 : 1.1e3;
  const auto letters =
      std::count_if(measured.clusters.begin() + static_cast<std::ptrdiff_t>(first),
                    measured.clusters.begin() + static_cast<std::ptrdiff_t>(seen),
                    [](const Cluster& cluster) { return is_letter_or_number(cluster.code); });
  return letters <= 1 ? 1e4 : letters == 2 ? 400 : 100;
}

// How deep each cluster stands in brackets and quotes.
std::vector<int> depths_of(const Measured& measured) {
  std::vector<int> depths;
  depths.reserve(measured.clusters.size() + 1);
  int depth = 0;
  bool quoted[2]{};
  for (const Cluster& cluster : measured.clusters) {
    depths.push_back(depth);
    const char32_t code = cluster.code;
    if (one_of(code, U"([{“‘「『《〈【"))
      ++depth;
    else if (one_of(code, U")]}”’」』》〉】"))
      depth = std::max(depth - 1, 0);
    else if (code == U'"' || code == U'\'')
      depth += (quoted[code == U'"'] = !quoted[code == U'"']) ? 1 : -1;
  }
  depths.push_back(depth);
  return depths;
}

// Of a heading a line ends best behind a mark. Elsewhere it costs as much as a line that lacks 28/100 of the
// measure; within a Latin name, brackets or quotes as much as one that lacks half, and a little more than
// elsewhere before what leans on the word above: a dependent noun (할 수), a place (역 근처), a number.
double cost_of_parting(const Measured& measured, const std::vector<int>& depths, const Stop& stop) {
  const auto code_at = [&](std::size_t i) {
    return i < measured.clusters.size() ? measured.clusters[i].code : U' ';
  };
  if (stop.seen == 0) return 0;
  const char32_t before = code_at(stop.seen - 1), after = code_at(stop.last), next = code_at(stop.last + 1);
  const auto is_latin = [](char32_t c) { return (c | 0x20) >= U'a' && (c | 0x20) <= U'z'; };
  double cost = depths[stop.last] > 0 ? 2e3 : 0;
  if (cost == 0 && one_of(before, U":,.!?…—–-|·;)]”’")) return 0;
  if (is_latin(before) && is_latin(after)) cost += 2e3;
  constexpr std::u32string_view places = U"근처 인근 주변 부근 사이 이후 이전 동안";
  const char32_t two[]{after, next, 0};
  const bool leans = next == U' ' ? one_of(after, U"수것줄데때등뿐채중후앞뒤옆")
                                  : code_at(stop.last + 2) == U' ' && places.find(two) != places.npos;
  if (leans || stop.cut == WordCut::before_number) cost += 5e2;
  return cost + 8e2;
}

double looseness(const Spread& shares, const ParagraphStyle& style) { // 1 = at the cap
  return static_cast<double>(shares.to_space) / static_cast<double>(cap_of_space(style));
}

double cost_of_stretch(const Stretch& stretch, const ParagraphStyle& style, std::int64_t missing,
                       const Spread& shares) {
  const double em = static_cast<double>(style.size) * advances_per_fx;
  if (missing > stretch.most) return 3e4 + 1e4 * static_cast<double>(missing) / em; // it stays ragged
  if (missing < 0) return 100 * square(16 * static_cast<double>(shares.to_space) / em);
  const double loose = looseness(shares, style), beyond = std::max(loose - 1, 0.0);
  const double gap = 20 * static_cast<double>(shares.to_gap) / em;
  return 320 * square(loose) + 1e3 * beyond * square(beyond) + 300 * square(gap);
}

double cost_of_cutting(WordCut cut) {
  switch (cut) {
  case WordCut::none: return 0;
  case WordCut::before_particle: return 15;
  case WordCut::before_number: return 60;
  case WordCut::within: return 40;
  case WordCut::before_last: return 250;
  case WordCut::behind_first: return 450;
  case WordCut::before_ending: return 1500;
  }
  return 0;
}

struct SetLine { // a line as it would be spread
  std::size_t begin = 0, seen = 0;
  Spread spread;
};

// How many wide spaces stand under a wide space of the line above: what a reader sees as a river.
int rivers(const Measured& measured, const SetLine& above, const SetLine& below) {
  struct Walk { // from space to space, left to right
    const Measured& measured;
    const SetLine& line;
    std::size_t at;
    std::int64_t left = 0, width = 0;
    bool next() {
      for (; at < line.seen; ++at) {
        const Cluster& cluster = measured.clusters[at];
        if (!cluster.space) continue;
        const Tally before = measured.tallies[at], first = measured.tallies[line.begin];
        left = measured.edges[at] - measured.edges[line.begin] +
               std::int64_t{line.spread.to_space} * (before.spaces - first.spaces) +
               std::int64_t{line.spread.to_gap} * (before.gaps - first.gaps);
        width = cluster.advance + line.spread.to_space;
        ++at;
        return true;
      }
      return false;
    }
  };
  int count = 0;
  Walk up{measured, above, above.begin}, down{measured, below, below.begin};
  bool more = up.next() && down.next();
  while (more) {
    const std::int64_t overlap =
        std::min(up.left + up.width, down.left + down.width) - std::max(up.left, down.left);
    if (2 * overlap >= std::min(up.width, down.width)) ++count;
    more = up.left + up.width < down.left + down.width ? up.next() : down.next();
  }
  return count;
}

} // namespace

bool stands_as_last_line(const Measured& measured, std::size_t first, std::size_t seen) {
  return seen - first >= 4 || measured.tallies[seen].spaces > measured.tallies[first].spaces;
}

std::vector<Stop> optimal_stops(const Measured& measured, const ParagraphStyle& style, std::size_t first,
                                const std::vector<Stop>& stops, Aim aim) {
  struct Way { // the cheapest to a stop
    double cost = never;
    std::size_t from = 0; // 0 = the text's begin, n = stops[n - 1]
    SetLine line;         // the last on it, where that is justified
  };
  const Advance wide = style.size * advances_per_fx / 6; // added to a space, so that it shows
  const std::vector<int> depths = aim == Aim::balanced ? depths_of(measured) : std::vector<int>();
  std::vector<Way> ways(stops.size() + 1);
  ways[0].cost = 0;
  std::size_t barrier = 0;  // no line reaches back across what the author ended
  std::size_t earliest = 0; // where the longest line to the stop at hand begins; it never moves back
  for (std::size_t to = 1; to <= stops.size(); ++to) {
    const Stop& stop = stops[to - 1];
    const bool is_last = stop.mandatory || to == stops.size();
    const double parting = is_last                ? 0
                           : aim == Aim::balanced ? cost_of_parting(measured, depths, stop)
                                                  : cost_of_cutting(stop.cut);
    for (std::size_t from = earliest; from < to; ++from) {
      const std::size_t begin = from == 0 ? first : stops[from - 1].last, seen = std::max(begin, stop.seen);
      const Fx indent = begin == 0 ? style.indent : 0;
      const std::int64_t room = std::int64_t{style.width - indent} * advances_per_fx;
      const std::int64_t missing = room - width_of(measured, begin, seen);
      const bool stretched = aim == Aim::justified && !is_last;
      const Stretch stretch = stretched ? stretch_of(measured, style, begin, seen) : Stretch{};
      if (missing < stretch.least) {
        earliest = from + 1;
        continue;
      }
      // Shorter lines are looser still: with one way known, they are not asked.
      if (!is_last && ways[to].cost < never && missing > (stretched ? stretch.most : room / 2)) break;
      double cost = ways[from].cost + parting;
      SetLine line{begin, seen, {}};
      if (stretched) {
        line.spread = spread(stretch, style, missing);
        cost += cost_of_stretch(stretch, style, missing, line.spread);
        const double above = looseness(ways[from].line.spread, style), loose = looseness(line.spread, style);
        if (std::min(above, loose) > 0.6) cost += cost_of_loose_pair * above * loose;
        if (cost < ways[to].cost && line.spread.to_space > wide && ways[from].line.spread.to_space > wide)
          cost += cost_of_river * rivers(measured, ways[from].line, line);
      } else if (aim == Aim::balanced || !is_last)
        cost +=
            1e4 * square(static_cast<double>(missing) / static_cast<double>(std::max<std::int64_t>(room, 1)));
      if (is_last && from > barrier) {
        const bool second = aim == Aim::justified && ways[from].from == barrier && seen - begin > 1;
        cost += cost_of_last(measured, begin, seen, aim) / (second ? 4 : 1);
      }
      if (cost < ways[to].cost) ways[to] = {cost, from, line};
    }
    if (ways[to].cost == never) return {};
    if (stop.mandatory) earliest = barrier = to;
  }
  std::vector<Stop> chosen;
  for (std::size_t at = stops.size(); at != 0; at = ways[at].from) chosen.push_back(stops[at - 1]);
  std::ranges::reverse(chosen);
  return chosen;
}

} // namespace hanji
