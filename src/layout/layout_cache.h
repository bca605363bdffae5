// What was measured of an article's texts, for the next time it is set: at another width, lines are only
// fitted and placed. Whoever sets articles owns one and hands it to layout_article. A text is found by its
// turn and taken only if its bytes, its inlines and all of its style that does not depend on the width are
// the same, so that another article, or other settings, measure anew by themselves. Widths themselves cannot
// be told to be others: when fonts change, the owner drops the cache. About 80 bytes a character.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "layout/measure.h"

namespace hanji {

struct MeasuredText {
  std::string text;
  std::vector<Inline> inlines;
  ParagraphStyle style;
  Measured measured;
};

struct LayoutCache {
  std::vector<MeasuredText> texts; // in the order in which the article's setting asks for them
  std::size_t next = 0;
};

// Of the next text; valid until the next call.
Measured& measured_next(LayoutCache& cache, std::string_view text, std::span<const Inline> inlines,
                        const ParagraphStyle& style, const FontMetrics& metrics);

} // namespace hanji
