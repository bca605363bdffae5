#include "layout/paragraph.h"

#include <algorithm>
#include <limits>

#include "text/boundaries.h"

namespace hanji {
namespace {

// What the inlines say of a stretch of text, resolved to faces and sizes.
struct Look {
  Face face;
  Fx size = 0, rise = 0;
  Style style;
  std::uint32_t link = no_index;
  bool operator==(const Look&) const = default;
};

struct Cluster {
  std::uint32_t begin = 0, end = 0;
  Fx advance = 0, after = 0; // `after` stands between it and the next of its line
  std::uint32_t look = 0;
  Script beside = Script::own;
  bool space = false, newline = false;
};

struct Measured {
  std::vector<Look> looks;
  std::vector<Cluster> clusters;
};

Look look_of(const ParagraphStyle& base, const Style& style, std::uint32_t link) {
  Look look{base.face, base.size, 0, style, link};
  if ((style.flags & style_bold) != 0) look.face.bold = true;
  if ((style.flags & style_code) != 0) {
    look.face.family = Family::mono;
    look.size = look.size * 9 / 10;
  } else if ((style.flags & style_italic) != 0) {
    look.face.family = base.face.family == Family::serif ? Family::sans : Family::serif;
  }
  if ((style.flags & (style_small | style_ruby_text)) != 0) look.size = look.size * 85 / 100;
  if ((style.flags & (style_sub | style_sup)) != 0) { // KLREQ: 60–70 % of the base
    look.rise = (style.flags & style_sup) != 0 ? look.size * 36 / 100 : -look.size * 14 / 100;
    look.size = look.size * 66 / 100;
  }
  return look;
}

Measured measure(std::string_view text, std::span<const Inline> inlines, const ParagraphStyle& style,
                 const FontMetrics& metrics) {
  Measured measured;
  measured.looks.push_back(look_of(style, {}, no_index));
  for (const Inline& inline_ : inlines) measured.looks.push_back(look_of(style, inline_.style, inline_.link));

  const std::vector<std::uint32_t> graphemes = grapheme_boundaries(text);
  const std::vector<Script> scripts = scripts_of(text, graphemes);
  measured.clusters.reserve(graphemes.size());
  std::size_t at = 0; // the first inline that does not end before the cluster
  for (std::size_t i = 0; i + 1 < graphemes.size(); ++i) {
    Cluster cluster{.begin = graphemes[i], .end = graphemes[i + 1], .beside = scripts[i]};
    while (at < inlines.size() && inlines[at].end <= cluster.begin) ++at;
    if (at < inlines.size() && inlines[at].begin <= cluster.begin)
      cluster.look = static_cast<std::uint32_t>(at + 1);
    const std::string_view bytes = text.substr(cluster.begin, cluster.end - cluster.begin);
    cluster.newline = bytes == "\n" || bytes == "\r\n";
    cluster.space = bytes == " ";
    const Look& look = measured.looks[cluster.look];
    if (bytes == "\t")
      cluster.advance = 4 * metrics.advance(look.face, look.size, " ", cluster.beside);
    else if (!cluster.newline)
      cluster.advance = metrics.advance(look.face, look.size, bytes, cluster.beside);
    cluster.after = style.letter_spacing;
    measured.clusters.push_back(cluster);
  }
  return measured;
}

struct Span {                      // clusters of one line
  std::size_t first = 0, last = 0; // half-open
  bool hard = false;               // ended by the author or by the end of the text
  bool cut = false;
};

bool hangs(const Cluster& cluster, const ParagraphStyle& style) {
  return cluster.newline || (cluster.space && !style.keep_spaces);
}

// Greedy first fit. What stands between two opportunities is a word; one that is wider than a line is taken
// apart at its emergency opportunities, and what is still wider at graphemes.
std::vector<Span> break_lines(std::string_view text, const std::vector<Cluster>& clusters,
                              const ParagraphStyle& style) {
  std::vector<Span> lines;
  const std::vector<LineOpportunity> opportunities = line_opportunities(text, style.breaks);
  std::size_t line_first = 0, word_first = 0;
  Fx line_width = 0; // of the clusters taken so far, trailing spaces included
  const auto room = [&] { return style.width - (lines.empty() ? style.indent : 0); };
  const auto end_line = [&](std::size_t last, bool hard, bool cut) {
    lines.push_back({line_first, last, hard, cut});
    line_first = last;
    line_width = 0;
  };
  struct Part {
    std::size_t last = 0;
    Fx whole = 0, seen = 0; // with and without the spaces that would hang at a line's end
  };
  const auto part_up_to = [&](std::size_t first, std::uint32_t offset) {
    Part part{.last = first};
    while (part.last < clusters.size() && clusters[part.last].end <= offset) {
      part.whole += clusters[part.last].advance;
      if (!hangs(clusters[part.last], style)) part.seen = part.whole;
      part.whole += clusters[part.last].after;
      ++part.last;
    }
    return part;
  };
  // Answers whether the part fitted on a line at all; else it is taken only when it must.
  const auto take = [&](const Part& part, bool cut, bool must) {
    if (line_width + part.seen > room() && line_first < word_first) end_line(word_first, false, cut);
    if (part.seen > room()) {
      if (!must) return false;
      for (std::size_t i = word_first; i < part.last; ++i) { // as many graphemes as fit
        if (line_width + clusters[i].advance > room() && line_first < i && !hangs(clusters[i], style))
          end_line(i, false, true);
        line_width += clusters[i].advance + clusters[i].after;
      }
    } else {
      line_width += part.whole;
    }
    word_first = part.last;
    return true;
  };

  auto emergencies = opportunities.begin(); // of the word at hand
  for (auto end = opportunities.begin(); end != opportunities.end(); ++end) {
    if (end->emergency) continue;
    if (!take(part_up_to(word_first, end->offset), false, emergencies == end)) {
      bool cut = false;
      for (; emergencies <= end; ++emergencies, cut = true)
        take(part_up_to(word_first, emergencies->offset), cut, true);
    }
    emergencies = std::next(end);
    if (end->mandatory) end_line(word_first, true, false);
  }
  if (line_first < clusters.size() || lines.empty())
    lines.push_back({line_first, clusters.size(), true, false});
  lines.back().hard = true;
  return lines;
}

Fx seen_width(const std::vector<Cluster>& clusters, const Span& span, const ParagraphStyle& style,
              std::size_t& seen_last) {
  seen_last = span.last;
  while (seen_last > span.first && hangs(clusters[seen_last - 1], style)) --seen_last;
  Fx width = 0;
  for (std::size_t i = span.first; i < seen_last; ++i) width += clusters[i].advance + clusters[i].after;
  return seen_last > span.first ? width - clusters[seen_last - 1].after : 0;
}

Paragraph place(std::string_view text, const Measured& measured, const std::vector<Span>& spans,
                const ParagraphStyle& style, const FontMetrics& metrics) {
  Paragraph paragraph;
  paragraph.text = std::string(text);
  paragraph.width = style.width;
  paragraph.line_height = style.line_height;
  paragraph.letter_spacing = style.letter_spacing;
  paragraph.height = static_cast<Fx>(spans.size()) * style.line_height;
  paragraph.glyphs.reserve(measured.clusters.size());
  const FaceExtents extents = metrics.extents(style.face, style.size);
  const Fx half_leading = (style.line_height - extents.ascent - extents.descent) / 2;
  const auto& clusters = measured.clusters;

  for (std::size_t n = 0; n < spans.size(); ++n) {
    const Span& span = spans[n];
    Line line;
    line.first_run = static_cast<std::uint32_t>(paragraph.runs.size());
    line.begin =
        span.first < clusters.size() ? clusters[span.first].begin : static_cast<std::uint32_t>(text.size());
    line.end = span.last > span.first ? clusters[span.last - 1].end : line.begin;
    line.top = static_cast<Fx>(n) * style.line_height;
    line.baseline = line.top + half_leading + extents.ascent;
    line.cut = span.cut;
    std::size_t seen_last = 0;
    line.width = seen_width(clusters, span, style, seen_last);
    const Fx room = style.width - (n == 0 ? style.indent : 0);
    line.x = n == 0 ? style.indent : 0;
    if (style.center) line.x += std::max(0, (room - line.width) / 2);

    if (style.justify && !span.hard && !span.cut) {
      const auto spaces =
          static_cast<Fx>(std::ranges::count_if(clusters.begin() + static_cast<std::ptrdiff_t>(span.first),
                                                clusters.begin() + static_cast<std::ptrdiff_t>(seen_last),
                                                [](const Cluster& c) { return c.space; }));
      const Fx missing = room - line.width;
      if (spaces > 0 && missing > 0 && missing / spaces <= style.size / 2) {
        line.gap = missing / spaces;
        line.width += line.gap * spaces;
      }
    }

    Fx x = line.x;
    for (std::size_t i = span.first; i < span.last; ++i) {
      const Cluster& cluster = clusters[i];
      const Look& look = measured.looks[cluster.look];
      const bool new_run = i == span.first || measured.looks[clusters[i - 1].look] != look;
      if (new_run) {
        paragraph.runs.push_back({look.face, look.size, look.rise, look.style, look.link,
                                  static_cast<std::uint32_t>(paragraph.glyphs.size()), 0, cluster.begin,
                                  cluster.begin, x, 0});
      }
      Run& run = paragraph.runs.back();
      const bool hanging = i >= seen_last;
      const Fx added = hanging || i + 1 == seen_last ? 0 : cluster.after + (cluster.space ? line.gap : 0);
      const Fx advance = hanging ? 0 : cluster.advance + added;
      const std::uint32_t length = std::min<std::uint32_t>(cluster.end - cluster.begin, 255);
      paragraph.glyphs.push_back({cluster.begin, static_cast<std::uint8_t>(length), cluster.beside,
                                  static_cast<std::int16_t>(added), x, advance});
      x += advance;
      run.glyph_count += 1;
      run.end = cluster.end;
      run.width = x - run.x;
    }
    line.run_count = static_cast<std::uint32_t>(paragraph.runs.size()) - line.first_run;
    paragraph.lines.push_back(line);
  }
  return paragraph;
}

std::vector<Inline> clipped(std::span<const Inline> inlines, std::uint32_t end) {
  std::vector<Inline> kept;
  for (Inline inline_ : inlines) {
    if (inline_.begin >= end) break;
    inline_.end = std::min(inline_.end, end);
    kept.push_back(inline_);
  }
  return kept;
}

} // namespace

Paragraph layout_paragraph(std::string_view text, std::span<const Inline> inlines,
                           const ParagraphStyle& style, const FontMetrics& metrics) {
  const Measured measured = measure(text, inlines, style, metrics);
  const std::vector<Span> spans = break_lines(text, measured.clusters, style);
  if (style.max_lines == 0 || spans.size() <= style.max_lines)
    return place(text, measured, spans, style, metrics);

  // Shorten by a cluster until the text and its … fit.
  ParagraphStyle whole = style;
  whole.max_lines = 0;
  std::size_t last = spans[style.max_lines - 1].last;
  while (true) {
    while (last > 0 && hangs(measured.clusters[last - 1], style)) --last;
    const std::uint32_t end = last > 0 ? measured.clusters[last - 1].end : 0;
    const std::string shorter = std::string(text.substr(0, end)) + "…";
    Paragraph paragraph = layout_paragraph(shorter, clipped(inlines, end), whole, metrics);
    if (paragraph.lines.size() <= style.max_lines || last == 0) return paragraph;
    --last;
  }
}

Fx natural_width(std::string_view text, std::span<const Inline> inlines, const ParagraphStyle& style,
                 const FontMetrics& metrics) {
  Fx widest = 0, width = 0;
  for (const Cluster& cluster : measure(text, inlines, style, metrics).clusters) {
    if (cluster.newline)
      width = 0;
    else
      width += cluster.advance + cluster.after;
    widest = std::max(widest, width - cluster.after);
  }
  return widest;
}

std::vector<FxRect> rects_for(const Paragraph& paragraph, std::uint32_t begin, std::uint32_t end) {
  std::vector<FxRect> rects;
  for (const Line& line : paragraph.lines) {
    if (line.end <= begin || line.begin >= end) continue;
    Fx left = std::numeric_limits<Fx>::max(), right = std::numeric_limits<Fx>::min();
    for (std::uint32_t r = line.first_run; r < line.first_run + line.run_count; ++r) {
      const Run& run = paragraph.runs[r];
      for (std::uint32_t g = run.first_glyph; g < run.first_glyph + run.glyph_count; ++g) {
        const Glyph& glyph = paragraph.glyphs[g];
        if (glyph.byte >= end || glyph.byte + glyph.length <= begin) continue;
        left = std::min(left, glyph.x);
        right = std::max(right, glyph.x + glyph.advance);
      }
    }
    if (left < right) rects.push_back({left, line.top, right - left, paragraph.line_height});
  }
  return rects;
}

} // namespace hanji
