// The popover of a footnote: its text on a sheet below the line that refers to it, so that nobody loses the
// place.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iterator>

#include "reader/compose.h"

namespace hanji {
namespace {

struct Reference {
  std::size_t piece = 0; // of the page
  FxRect box;            // of the mark, in page coordinates
};

// The mark nearest to the window's middle: the one that was tapped, where a footnote has several.
std::optional<Reference> find_reference(const ReaderState& state, const Page& page, std::string_view url) {
  std::optional<Reference> nearest;
  const Fx middle = fx(state.scroll + state.viewport.height / 2);
  for (std::size_t p = 0; p < page.pieces.size(); ++p) {
    const Piece& piece = page.pieces[p];
    if (piece.role == Role::footnote) continue;
    for (const Run& run : piece.text.runs) {
      if (run.link >= state.article->links.size() || state.article->links[run.link].url != url) continue;
      for (FxRect box : rects_for(piece.text, run.begin, run.end)) {
        box.x += piece.text_x;
        box.y += piece.text_y;
        if (!nearest || std::abs(box.y - middle) < std::abs(nearest->box.y - middle)) nearest = {p, box};
      }
    }
  }
  return nearest;
}

} // namespace

std::optional<std::uint32_t> footnote_of(const Article& article, std::string_view url) {
  if (!url.starts_with('#')) return {};
  const auto found = std::ranges::find_if(article.blocks, [&](const Block& block) {
    return block.kind == BlockKind::footnote && block.id == url.substr(1);
  });
  if (found == article.blocks.end()) return {};
  return static_cast<std::uint32_t>(found - article.blocks.begin());
}

void add_note(const ReaderState& state, const FontMetrics& metrics, Page& page) {
  const Article& article = *state.article;
  const std::optional<std::uint32_t> first = footnote_of(article, state.note);
  const std::optional<Reference> reference = first ? find_reference(state, page, state.note) : std::nullopt;
  if (!reference) return;

  const Column column = text_column(state);
  const double size = std::round(text_px(state) * 0.9), pad = 16;
  const double width = std::min(column.width, 26 * size + 2 * pad);
  const double middle = px(reference->box.x + reference->box.width / 2);
  const double left = std::clamp(middle - width / 2, column.left, column.left + column.width - width);
  const ParagraphStyle style{.face = {state.settings.font, false},
                             .size = fx(size),
                             .line_height = fx(std::round(size * 1.6)),
                             .width = fx(width - 2 * pad),
                             .breaks = state.settings.breaks};
  std::vector<Piece> note(1);
  Piece& sheet = note.front();
  sheet.role = Role::decoration;
  sheet.fill = Fill::sheet;
  sheet.above = true;
  sheet.box = {fx(left), reference->box.y + reference->box.height + fx(4), fx(width), 0};
  Fx y = sheet.box.y + fx(pad - 4);
  for (std::uint32_t i = *first; i < article.blocks.size(); ++i) {
    const Block& block = article.blocks[i];
    if (i > *first && block.kind != BlockKind::list_more) break;
    Piece& piece = note.emplace_back();
    piece.role = Role::note;
    piece.above = true;
    piece.text = layout_paragraph(block.text, block.inlines, style, metrics);
    piece.text_x = fx(left + pad);
    piece.text_y = y;
    piece.box = {fx(left), y, fx(width), piece.text.height};
    y += piece.text.height + fx(6);
  }
  note.front().box.height = y + fx(pad - 10) - note.front().box.y;
  page.height = std::max(page.height, y + fx(48));
  page.pieces.insert(page.pieces.begin() + static_cast<std::ptrdiff_t>(reference->piece) + 1,
                     std::make_move_iterator(note.begin()), std::make_move_iterator(note.end()));
}

} // namespace hanji
