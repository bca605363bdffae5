#include "layout/paragraph.h"

#include <algorithm>
#include <limits>

#include "layout/fit_lines.h"
#include "layout/justify.h"
#include "layout/layout_cache.h"
#include "layout/measure.h"
#include "layout/ruby.h"
#include "text/utf8.h"

namespace hanji {
namespace {

Fx nearest_fx(std::int64_t advances) {
  return static_cast<Fx>((advances + advances_per_fx / 2) >> 10); // rounds down below 0 too
}

void place_glyphs(Paragraph& paragraph, Line& line, const Measured& measured, const Span& span) {
  std::int64_t added_before = 0; // by justification
  const auto edge = [&](std::size_t i) {
    return line.x + nearest_fx(measured.edges[i] - measured.edges[span.first] + added_before);
  };
  Fx x = line.x;
  for (std::size_t i = span.first; i < span.last; ++i) {
    const Cluster& cluster = measured.clusters[i];
    const Look& look = measured.looks[cluster.look];
    if (i == span.first || measured.looks[measured.clusters[i - 1].look] != look || cluster.formula)
      paragraph.runs.push_back({look.face, look.size, look.rise, look.style, look.link,
                                static_cast<std::uint32_t>(paragraph.glyphs.size()), 0, cluster.begin,
                                cluster.begin, x, 0});
    Run& run = paragraph.runs.back();
    run.above = cluster.above;
    run.formula = cluster.formula;
    Fx next = x;
    std::int64_t added = 0;
    if (i + 1 < span.seen) {
      added = cluster.after + (cluster.space ? line.gap : 0) + (cluster.gap ? line.track : 0);
      added_before += added - cluster.after;
      next = edge(i + 1);
    } else if (i < span.seen) {
      next = line.x + nearest_fx(width_of(measured, span.first, span.seen) + added_before);
      line.width = next - line.x;
    }
    const std::uint32_t length =
        cluster.formula ? 0 : std::min<std::uint32_t>(cluster.end - cluster.begin, 255);
    paragraph.glyphs.push_back({cluster.begin, static_cast<std::uint8_t>(length), cluster.beside,
                                static_cast<std::int16_t>(nearest_fx(added)), x, next - x});
    x = next;
    run.glyph_count += 1;
    run.end = cluster.end;
    run.width = x - run.x;
  }
}

// What runs to the left changes sides, and what runs to the right within it changes back (UAX #9, L2).
void reorder_glyphs(std::span<Glyph> glyphs, const Measured& measured, const Span& span) {
  const auto level_of = [&](std::size_t i) { return measured.clusters[span.first + i].level; };
  const std::size_t seen = span.seen - span.first;
  for (const int level : {1, 2}) {
    for (std::size_t i = 0, next = 0; i < seen; i = next) {
      Fx left = glyphs[i].x, right = left;
      for (next = i; next < seen && level_of(next) >= level; ++next) {
        left = std::min(left, glyphs[next].x);
        right = std::max(right, glyphs[next].x + glyphs[next].advance);
      }
      for (; i < next; ++i) glyphs[i].x = left + right - glyphs[i].x - glyphs[i].advance;
      next = std::max(next, i + 1);
    }
  }
}

// Where glyphs have left their order: what runs cover.
void fit_runs(Paragraph& paragraph, const Line& line) {
  for (std::size_t r = line.first_run; r < paragraph.runs.size(); ++r) {
    Run& run = paragraph.runs[r];
    const auto glyphs = std::span(paragraph.glyphs).subspan(run.first_glyph, run.glyph_count);
    Fx right = run.x = glyphs.front().x;
    for (const Glyph& each : glyphs) {
      run.x = std::min(run.x, each.x);
      right = std::max(right, each.x + each.advance);
    }
    run.width = right - run.x;
  }
}

Paragraph place(std::string_view text, const Measured& measured, const std::vector<Span>& spans,
                const ParagraphStyle& style, const FontMetrics& metrics) {
  Paragraph paragraph;
  paragraph.text = std::string(text);
  paragraph.width = style.width;
  paragraph.face = style.face;
  paragraph.size = style.size;
  paragraph.line_height = style.line_height;
  paragraph.letter_spacing = style.letter_spacing;
  paragraph.word_spacing = style.word_spacing;
  paragraph.lines.reserve(spans.size());
  paragraph.runs.reserve(spans.size() + measured.looks.size());
  paragraph.glyphs.reserve(measured.clusters.size());
  const FaceExtents extents = metrics.extents(style.face, style.size);
  const Fx half_leading = (style.line_height - extents.ascent - extents.descent) / 2;
  const auto& clusters = measured.clusters;
  for (const Span& span : spans) {
    Line line;
    line.first_run = static_cast<std::uint32_t>(paragraph.runs.size());
    line.begin =
        span.first < clusters.size() ? clusters[span.first].begin : static_cast<std::uint32_t>(text.size());
    line.end = span.last > span.first ? clusters[span.last - 1].end : line.begin;
    Fx above = half_leading + extents.ascent, below = style.line_height - above;
    for (std::size_t i = span.first; i < span.last; ++i) {
      above = std::max(above, clusters[i].ascent);
      below = std::max(below, clusters[i].descent);
    }
    line.top = paragraph.height;
    line.baseline = line.top + above;
    line.height = above + below;
    paragraph.height += line.height;
    line.cut = span.cut;
    line.x = paragraph.lines.empty() ? style.indent : 0;
    const Fx room = style.width - line.x;
    const std::int64_t missing =
        std::int64_t{room} * advances_per_fx - width_of(measured, span.first, span.seen);
    if (style.center || style.right) line.x += std::max(0, nearest_fx(missing / (style.center ? 2 : 1)));
    if (style.justify && !span.hard && !span.cut && !span.ragged) {
      const Spread shares = spread(stretch_of(measured, style, span.first, span.seen), style, missing);
      line.gap = shares.to_space;
      line.track = shares.to_gap;
    }
    place_glyphs(paragraph, line, measured, span);
    if (measured.reordered || !measured.rubies.empty()) {
      const std::span<Glyph> glyphs = std::span(paragraph.glyphs).last(span.last - span.first);
      reorder_glyphs(glyphs, measured, span);
      raise_readings(glyphs, measured, span);
      fit_runs(paragraph, line);
    }
    line.run_count = static_cast<std::uint32_t>(paragraph.runs.size()) - line.first_run;
    paragraph.lines.push_back(line);
  }
  return paragraph;
}

Fx rounded_up(std::int64_t advances) {
  return static_cast<Fx>((advances + advances_per_fx - 1) / advances_per_fx);
}

Fx widest_line(const Measured& measured) {
  std::int64_t widest = 0;
  for (std::size_t first = 0, last = 0; last < measured.clusters.size(); ++last) {
    if (measured.clusters[last].newline)
      first = last + 1;
    else
      widest = std::max(widest, width_of(measured, first, last + 1));
  }
  return rounded_up(widest);
}

std::vector<Inline> clipped(std::span<const Inline> inlines, std::uint32_t end) {
  std::vector<Inline> kept;
  for (Inline part : inlines) {
    if (part.begin >= end) break;
    part.end = std::min(part.end, end);
    kept.push_back(part);
  }
  return kept;
}

} // namespace

Paragraph layout_paragraph(std::string_view text, std::span<const Inline> inlines,
                           const ParagraphStyle& style, const FontMetrics& metrics, LayoutCache* cache) {
  LayoutCache own;
  Measured apart;
  Measured* found = &measured_next(cache != nullptr ? *cache : own, text, inlines, style, metrics);
  if (found->widest_word > (style.width - std::max(style.indent, 0)) * std::int64_t{advances_per_fx}) {
    apart = measure(text, inlines, style, metrics, Joining::none); // it is cut, as any word
    found = &apart;
  }
  if (style.most_formula == 0 && found->widest_formula > style.width * std::int64_t{advances_per_fx}) {
    ParagraphStyle narrow = style;
    narrow.most_formula = style.width;
    return layout_paragraph(text, inlines, narrow, metrics);
  }
  Measured& measured = *found;
  const std::vector<Span> spans = fit_lines(text, measured, style);
  if (style.max_lines == 0 || spans.size() <= style.max_lines)
    return place(text, measured, spans, style, metrics);

  // Shorten by a cluster until the text and its … fit.
  ParagraphStyle whole = style;
  whole.max_lines = 0;
  std::size_t last = spans[style.max_lines - 1].last;
  while (true) {
    while (last > 0 && measured.clusters[last - 1].hangs) --last;
    const std::string_view kept =
        before_ellipsis(text.substr(0, last > 0 ? measured.clusters[last - 1].end : 0));
    Paragraph paragraph = layout_paragraph(
        std::string(kept) + "…", clipped(inlines, static_cast<std::uint32_t>(kept.size())), whole, metrics);
    if (paragraph.lines.size() <= style.max_lines || last == 0) return paragraph;
    --last;
  }
}

Fx natural_width(std::string_view text, std::span<const Inline> inlines, const ParagraphStyle& style,
                 const FontMetrics& metrics, LayoutCache* cache) {
  LayoutCache own;
  return widest_line(measured_next(cache != nullptr ? *cache : own, text, inlines, style, metrics));
}

TextNeed text_need(std::string_view text, std::span<const Inline> inlines, const ParagraphStyle& style,
                   const FontMetrics& metrics, LayoutCache* cache) {
  LayoutCache own;
  Measured& measured = measured_next(cache != nullptr ? *cache : own, text, inlines, style, metrics);
  std::int64_t word = 0;
  std::size_t first = 0;
  for (const Stop& stop : stops_of(text, measured, style)) {
    if (stop.emergency) continue;
    word = std::max(word, width_of(measured, first, stop.seen));
    first = stop.last;
  }
  return {rounded_up(word), widest_line(measured)};
}

std::vector<FxRect> rects_for(const Paragraph& paragraph, std::uint32_t begin, std::uint32_t end) {
  std::vector<FxRect> rects;
  for (const Line& line : paragraph.lines) {
    if (const std::optional<FxRect> rect = rect_on_line(paragraph, line, begin, end)) rects.push_back(*rect);
  }
  return rects;
}

std::optional<FxRect> rect_on_line(const Paragraph& paragraph, const Line& line, std::uint32_t begin,
                                   std::uint32_t end) {
  if (line.end <= begin || line.begin >= end) return {};
  Fx left = std::numeric_limits<Fx>::max(), right = std::numeric_limits<Fx>::min();
  for (std::uint32_t r = line.first_run; r < line.first_run + line.run_count; ++r) {
    const Run& run = paragraph.runs[r];
    for (std::uint32_t g = run.first_glyph; g < run.first_glyph + run.glyph_count; ++g) {
      const Glyph& glyph = paragraph.glyphs[g];
      if (glyph.byte >= end || (run.formula ? run.end : glyph.byte + glyph.length) <= begin) continue;
      left = std::min(left, glyph.x);
      right = std::max(right, glyph.x + glyph.advance);
    }
  }
  if (left >= right) return {};
  return FxRect{left, line.top, right - left, line.height};
}

} // namespace hanji
