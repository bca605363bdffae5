#include "layout/ruby.h"

#include <algorithm>

namespace hanji {
namespace {

Fx nearest_fx(Advance advance) { return (advance + advances_per_fx / 2) >> 10; }

} // namespace

std::vector<RubyInlines> rubies_of(std::span<const Inline> inlines) {
  std::vector<RubyInlines> rubies;
  const auto goes_on = [&](std::size_t i, StyleFlag flag) {
    return i < inlines.size() && (inlines[i].style.flags & flag) != 0 &&
           (i == 0 || inlines[i].begin == inlines[i - 1].end);
  };
  for (std::size_t first = 0, next = 0; first < inlines.size(); first = next) {
    next = first + 1;
    if ((inlines[first].style.flags & style_ruby) == 0) continue;
    while (goes_on(next, style_ruby)) ++next;
    const std::size_t reading = next;
    while (goes_on(next, style_ruby_text)) ++next;
    if (next > reading) rubies.push_back({first, reading, next});
  }
  return rubies;
}

void set_ruby_looks(std::vector<Look>& looks, const std::vector<RubyInlines>& rubies, Fx line_height) {
  for (const RubyInlines& ruby : rubies) {
    const Look base = looks[ruby.first + 1];
    const Fx air = std::clamp((line_height - base.size * 14 / 10) / 4, 0, base.size / 16);
    for (std::size_t i = ruby.reading; i < ruby.last; ++i) {
      looks[i + 1].size = base.size / 2;
      looks[i + 1].rise = base.rise + base.size * 88 / 100 + air;
    }
  }
}

void set_rubies(Measured& measured, std::span<const Inline> inlines, const std::vector<RubyInlines>& rubies) {
  std::vector<Cluster>& clusters = measured.clusters;
  const auto cluster_at = [&](std::uint32_t byte) {
    return static_cast<std::size_t>(std::ranges::lower_bound(clusters, byte, {}, &Cluster::begin) -
                                    clusters.begin());
  };
  for (const RubyInlines& each : rubies) {
    Ruby ruby{cluster_at(inlines[each.first].begin), cluster_at(inlines[each.reading].begin),
              cluster_at(inlines[each.last - 1].end)};
    if (ruby.first == ruby.reading) continue;
    Advance base = 0;
    for (std::size_t i = ruby.first; i < ruby.reading; ++i) base += clusters[i].advance;
    for (std::size_t i = ruby.reading; i < ruby.last; ++i) {
      Cluster& cluster = clusters[i];
      const bool parenthesis =
          (i == ruby.reading && cluster.code == U'(') || (i + 1 == ruby.last && cluster.code == U')');
      cluster.above = true;
      cluster.above_width = parenthesis ? 0 : cluster.advance;
      cluster.space = cluster.hangs = false;
      cluster.advance = 0;
      ruby.width += cluster.above_width;
    }
    ruby.room = std::max(0, ruby.width - base) / static_cast<Advance>(ruby.reading - ruby.first);
    for (std::size_t i = ruby.first; i < ruby.reading; ++i) clusters[i].after = ruby.room;
    measured.rubies.push_back(ruby);
  }
}

void raise_readings(std::span<Glyph> glyphs, const Measured& measured, const Span& span) {
  for (const Ruby& ruby : measured.rubies) {
    if (ruby.reading < span.first || ruby.reading >= span.last) continue;
    Fx left = glyphs[ruby.reading - span.first].x, right = left;
    for (std::size_t i = std::max(ruby.first, span.first); i < ruby.reading; ++i) {
      Glyph& base = glyphs[i - span.first];
      left = std::min(left, base.x);
      right = std::max(right, base.x + base.advance);
      base.x += nearest_fx(ruby.room / 2);
      base.advance -= nearest_fx(ruby.room / 2);
    }
    const Fx x = (left + right - nearest_fx(ruby.width)) / 2;
    Advance pen = 0;
    for (std::size_t i = ruby.reading; i < std::min(ruby.last, span.last); ++i) {
      Glyph& glyph = glyphs[i - span.first];
      const Advance width = measured.clusters[i].above_width;
      glyph.x = x + nearest_fx(pen);
      glyph.advance = nearest_fx(width);
      if (width == 0) glyph.length = 0;
      pen += width;
    }
  }
}

} // namespace hanji
