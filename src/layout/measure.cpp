#include "layout/measure.h"

#include <algorithm>
#include <string>

#include "article/formula.h"
#include "layout/ruby.h"
#include "layout/spacing.h"
#include "text/boundaries.h"
#include "text/directions.h"
#include "text/utf8.h"

namespace hanji {
namespace {

constexpr std::uint32_t longest_cluster = 255; // Glyph::length

// What the formula takes, or null where the inline is none that is set.
const FormulaExtents* extents_of(std::string_view text, const Inline& part, const ParagraphStyle& style) {
  if ((part.style.flags & style_formula) == 0) return nullptr;
  const Formula* const formula = formula_of(style.formulas, text.substr(part.begin, part.end - part.begin));
  if (formula == nullptr) return nullptr;
  const auto at = static_cast<std::size_t>(formula - style.formulas.data());
  return at < style.formula_extents.size() ? &style.formula_extents[at] : nullptr;
}

Fx scaled(double of_formula, Fx size) { return static_cast<Fx>(of_formula * size / formula_em); }

Look look_of(const ParagraphStyle& base, const Style& style, std::uint32_t link, bool formula = false) {
  Look look{base.face, base.size, 0, style, link};
  if ((style.flags & style_bold) != 0) look.face.bold = true;
  if (!formula && (style.flags & (style_code | style_formula)) != 0) {
    look.face.family = Family::mono;
    look.size = look.size * 9 / 10;
  } else if ((style.flags & style_italic) != 0) {
    look.face.family = base.face.family == Family::sans ? Family::serif : Family::sans;
  }
  if ((style.flags & (style_small | style_ruby_text)) != 0) look.size = look.size * 85 / 100;
  if ((style.flags & (style_sub | style_sup)) != 0) { // KLREQ: 60–70 % of the base
    look.rise = (style.flags & style_sup) != 0 ? look.size * 36 / 100 : -look.size * 14 / 100;
    look.size = look.size * 66 / 100;
  }
  return look;
}

Advance widest_digit(const Look& look, Script beside, const FontMetrics& metrics) {
  Advance widest = 0;
  for (const char digit : {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9'})
    widest = std::max(widest, metrics.advance(look.face, look.size, {&digit, 1}, beside));
  return widest;
}

// Levels for all; a word of letters that run to the left becomes one cluster.
void set_directions(std::vector<Cluster>& clusters, Joining joining) {
  std::u32string codes;
  for (const Cluster& cluster : clusters) codes += cluster.code;
  const std::vector<std::uint8_t> levels = levels_of(codes);
  std::size_t kept = 0;
  bool in_word = false;
  for (std::size_t i = 0; i < clusters.size(); ++i) {
    Cluster cluster = clusters[i];
    cluster.level = levels[i];
    const bool letter = is_right_to_left(cluster.code);
    if (cluster.level == 1 && !letter) cluster.beside = Script::right_to_left;
    Cluster& last = clusters[kept > 0 ? kept - 1 : 0];
    if (in_word && letter && joining == Joining::words && last.look == cluster.look &&
        cluster.end - last.begin <= longest_cluster) {
      last.end = cluster.end;
      last.word = true;
    } else {
      clusters[kept++] = cluster;
    }
    in_word = letter;
  }
  clusters.resize(kept);
}

// What stands between neighbours, and the sums.
void join_clusters(Measured& measured, const ParagraphStyle& style) {
  const bool ours = !is_chromium(style.breaks);
  measured.edges.reserve(measured.clusters.size() + 1);
  measured.tallies.reserve(measured.clusters.size() + 1);
  std::int64_t edge = 0;
  Tally tally;
  for (std::size_t i = 0; i < measured.clusters.size(); ++i) {
    measured.edges.push_back(edge);
    measured.tallies.push_back(tally);
    Cluster& cluster = measured.clusters[i];
    const Cluster* const next = i + 1 < measured.clusters.size() ? &cluster + 1 : nullptr;
    const bool read = next != nullptr && next->above;
    const bool joins = cluster.level % 2 == 1; // letters that run to the left
    if (!read && !joins) cluster.after += style.letter_spacing * advances_per_fx;
    if (cluster.space || cluster.code == U'\u00a0') cluster.after += style.word_spacing * advances_per_fx;
    if (ours && next != nullptr) {
      cluster.gap = !read && takes_gap(cluster.code, next->code);
      cluster.after +=
          added_between(cluster.code, next->code, cluster.advance, measured.looks[cluster.look].size);
    }
    edge += cluster.advance + cluster.after;
    tally.spaces += cluster.space ? 1 : 0;
    tally.gaps += cluster.gap ? 1 : 0;
  }
  measured.edges.push_back(edge);
  measured.tallies.push_back(tally);
}

constexpr int spaces_of_tab = 4; // `tab-size` of the style sheets

// A tab ends at the next of the stops, which stand every `spaces_of_tab` spaces from where its line begins;
// as CSS has it, one that would be narrower than half a space ends at the stop after.
void set_tab_stops(Measured& measured) {
  Advance x = 0;
  for (Cluster& cluster : measured.clusters) {
    if (cluster.newline) x = 0;
    if (cluster.code == U'\t' && cluster.advance > 0) {
      const Advance stop = cluster.advance, space = stop / spaces_of_tab;
      cluster.advance = stop - x % stop;
      if (2 * cluster.advance < space) cluster.advance += stop;
    }
    x += cluster.advance;
  }
}

} // namespace

Measured measure(std::string_view text, std::span<const Inline> inlines, const ParagraphStyle& style,
                 const FontMetrics& metrics, Joining joining) {
  Measured measured;
  measured.looks.push_back(look_of(style, {}, no_index));
  std::vector<const FormulaExtents*> formulas; // by inline
  for (const Inline& part : inlines) {
    formulas.push_back(extents_of(text, part, style));
    Look look = look_of(style, part.style, part.link, formulas.back() != nullptr);
    if (formulas.back() != nullptr) {
      if (measured.shown.empty()) measured.shown = text;
      std::ranges::fill(std::span(measured.shown).subspan(part.begin, part.end - part.begin), 'x');
      const Fx width = scaled(formulas.back()->width, look.size);
      if (style.most_formula > 0 && width > style.most_formula)
        look.size = static_cast<Fx>(std::int64_t{look.size} * style.most_formula / width);
    }
    measured.looks.push_back(look);
  }
  if (!measured.shown.empty()) text = measured.shown;
  const std::vector<RubyInlines> rubies = rubies_of(inlines);
  set_ruby_looks(measured.looks, rubies, style.line_height);

  const std::vector<std::uint32_t> graphemes = grapheme_boundaries(text);
  const std::vector<Script> scripts = scripts_of(text, graphemes);
  measured.clusters.reserve(scripts.size());
  std::size_t at = 0; // the first inline that does not end before the cluster
  for (std::size_t i = 0; i < scripts.size(); ++i) {
    while (at < inlines.size() && inlines[at].end <= graphemes[i]) ++at;
    const bool within = at < inlines.size() && inlines[at].begin <= graphemes[i];
    const bool formula = within && formulas[at] != nullptr;
    if (formula && inlines[at].begin < graphemes[i] && i > 0) {
      measured.clusters.back().end = graphemes[i + 1];
      continue;
    }
    Cluster& cluster = measured.clusters.emplace_back();
    cluster.begin = graphemes[i];
    cluster.end = graphemes[i + 1];
    cluster.beside = scripts[i];
    cluster.formula = formula;
    if (within) cluster.look = static_cast<std::uint32_t>(at + 1);
    std::size_t position = cluster.begin;
    cluster.code = next_code_point(text, position);
    cluster.newline = text[cluster.begin] == '\n' || text.substr(cluster.begin, 2) == "\r\n";
    cluster.space = cluster.code == U' ' && position == cluster.end;
    cluster.hangs = cluster.newline || (cluster.space && !style.keep_spaces);
    measured.reordered |= is_right_to_left(cluster.code);
  }
  if (measured.reordered) set_directions(measured.clusters, joining);
  for (Cluster& cluster : measured.clusters) {
    const Look& look = measured.looks[cluster.look];
    const std::string_view bytes = text.substr(cluster.begin, cluster.end - cluster.begin);
    if (cluster.formula) {
      const FormulaExtents& extents = *formulas[cluster.look - 1];
      cluster.advance = scaled(extents.width, look.size) * advances_per_fx;
      cluster.ascent = scaled(extents.ascent, look.size) + look.rise;
      cluster.descent = scaled(extents.descent, look.size) - look.rise;
      measured.widest_formula = std::max(measured.widest_formula, cluster.advance);
      continue;
    }
    const bool figure = style.tabular && cluster.code >= U'0' && cluster.code <= U'9';
    if (bytes == "\t")
      cluster.advance = spaces_of_tab * metrics.advance(look.face, look.size, " ", cluster.beside);
    else if (figure)
      cluster.advance = widest_digit(look, cluster.beside, metrics);
    else if (!cluster.newline)
      cluster.advance = metrics.advance(look.face, look.size, bytes, cluster.beside);
    if (cluster.word) measured.widest_word = std::max(measured.widest_word, cluster.advance);
  }
  if (style.keep_spaces) set_tab_stops(measured);
  set_rubies(measured, inlines, rubies);
  join_clusters(measured, style);
  return measured;
}

std::int64_t width_of(const Measured& measured, std::size_t first, std::size_t last) {
  return last > first ? measured.edges[last] - measured.edges[first] - measured.clusters[last - 1].after : 0;
}

} // namespace hanji
