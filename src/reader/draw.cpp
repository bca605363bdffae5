#include "reader/draw.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <span>

#include "reader/draw_icons.h"
#include "reader/motion.h"
#include "reader/place.h"

namespace hanji {
namespace {

ImU32 packed(Rgba c) { return IM_COL32(c.red, c.green, c.blue, c.alpha); }

struct Canvas {
  ImDrawList& list;
  const ReaderState& state;
  const Colors& colors;
  const GlyphSource& glyphs;
  const Seen& seen;
  float top, bottom; // of what shows of this list, window px
  bool live = true;  // nothing lies over it where the pointer is
  float density = static_cast<float>(seen.density);

  float snapped(double value) const { return static_cast<float>(std::round(value * density) / density); }
};

Rgba ink_of(const Colors& colors, Ink ink) {
  switch (ink) {
  case Ink::text: return colors.ink;
  case Ink::heading: return colors.heading;
  case Ink::muted: return colors.muted;
  case Ink::accent: return colors.accent;
  case Ink::warning: return colors.warning;
  }
  return colors.ink;
}

void fill(const Canvas& canvas, double x, double y, double width, double height, Rgba color,
          float rounding = 0) {
  canvas.list.AddRectFilled({canvas.snapped(x), canvas.snapped(y)},
                            {canvas.snapped(x + width), canvas.snapped(y + height)}, packed(color), rounding);
}

// A card that lies over the page: a soft shadow, an edge.
void sheet(const Canvas& canvas, double x, double y, double width, double height) {
  constexpr float rounding = 14;
  const ImVec2 from{canvas.snapped(x), canvas.snapped(y)},
      to{canvas.snapped(x + width), canvas.snapped(y + height)};
  for (int ring = 10; ring > 0; --ring) {
    const auto reach = static_cast<float>(ring * ring) / 5;
    canvas.list.AddRectFilled({from.x - reach, from.y - reach + 3}, {to.x + reach, to.y + reach + 3},
                              IM_COL32(0, 0, 0, canvas.colors.dark ? 9 : 2), rounding + reach);
  }
  canvas.list.AddRectFilled(from, to, packed(canvas.colors.panel), rounding);
  canvas.list.AddRect(from, to, packed(canvas.colors.hairline), rounding, ImDrawFlags_None,
                      1 / canvas.density);
}

// One device pixel, whatever the density.
void hairline(const Canvas& canvas, double x, double y, double width, Rgba color) {
  const float top = canvas.snapped(y), left = canvas.snapped(x);
  canvas.list.AddRectFilled(
      {left, top},
      {canvas.snapped(x + width), top + std::max(1.0F, std::floor(canvas.density)) / canvas.density},
      packed(color));
}

// What is to be found: the border of a field, of a choice that is made.
void edge(const Canvas& canvas, double x, double y, double width, double height, float rounding) {
  const float half = 0.5F / canvas.density * std::max(1.0F, std::floor(canvas.density));
  canvas.list.AddRect({canvas.snapped(x) + half, canvas.snapped(y) + half},
                      {canvas.snapped(x + width) - half, canvas.snapped(y + height) - half},
                      packed(canvas.colors.edge), rounding, ImDrawFlags_None, 2 * half);
}

void draw_fill(const Canvas& canvas, const Piece& piece, double x, double y, bool hovered) {
  const Colors& colors = canvas.colors;
  const double width = px(piece.box.width), height = px(piece.box.height);
  switch (piece.fill) {
  case Fill::none: break;
  case Fill::code: fill(canvas, x, y, width, height, colors.code, 6); break;
  case Fill::header_cell:
    fill(canvas, x, y, width, height, colors.code);
    hairline(canvas, x, y + height, width, colors.muted);
    break;
  case Fill::cell: hairline(canvas, x, y + height, width, colors.hairline); break;
  case Fill::quote_bar:
    fill(canvas, x, y, width, height, piece.role == Role::decoration ? colors.accent : colors.muted, 1.5F);
    break;
  case Fill::hairline:
    hairline(canvas, x, y, width, piece.ink == Ink::muted ? colors.muted : colors.hairline);
    break;
  case Fill::frame: break; // a picture's: shell.css paints it, below the canvas
  case Fill::chip: fill(canvas, x, y, width, height, hovered ? colors.chosen : colors.chip, 16); break;
  case Fill::chip_on:
    fill(canvas, x, y, width, height, colors.chosen, 16);
    edge(canvas, x, y, width, height, 16);
    break;
  case Fill::field:
    fill(canvas, x, y, width, height, colors.chip, 8);
    edge(canvas, x, y, width, height, 8);
    break;
  case Fill::bar:
    fill(canvas, x, y, width, height, colors.paper);
    hairline(canvas, x, piece.current ? y : y + height - 1, width, colors.hairline);
    break;
  case Fill::sheet: sheet(canvas, x, y, width, height); break;
  case Fill::track:
    fill(canvas, x, y, width, height, colors.chip, static_cast<float>(std::min(10.0, width / 2)));
    break;
  case Fill::thumb:
    fill(canvas, x, y + 1, width, height, colors.hairline, 8);
    fill(canvas, x, y, width, height, colors.raised, 8);
    edge(canvas, x, y, width, height, 8);
    break;
  case Fill::row:
    if (hovered || piece.current) fill(canvas, x, y, width, height, colors.chip, 8);
    break;
  case Fill::progress:
    fill(canvas, x, y, width, std::max(4.0, height * section_progress(canvas.state)), colors.accent);
    break;
  }
}

struct RunInk {
  Rgba text, behind;
  bool filled = false;
};

RunInk ink_of_run(const Canvas& canvas, const Piece& piece, const Run& run) {
  const Colors& colors = canvas.colors;
  RunInk ink{ink_of(colors, piece.ink), colors.paper, false};
  if (piece.fill == Fill::code || piece.fill == Fill::header_cell) ink.behind = colors.code;
  if (run.style.background) {
    ink.behind = highlight(run.style.background, colors);
    ink.filled = true;
  } else if ((run.style.flags & style_mark) != 0) {
    ink.behind = colors.mark;
    ink.filled = true;
  } else if ((run.style.flags & style_code) != 0) {
    ink.behind = colors.code;
    ink.filled = piece.fill != Fill::code;
  }
  if (run.style.color)
    ink.text = readable(run.style.color, ink.behind);
  else if (run.link != no_index)
    ink.text = readable(colors.accent, ink.behind);
  else if (ink.filled)
    ink.text = readable(ink.text, ink.behind);
  return ink;
}

// Calls `visit(left, image)` for the glyphs to be seen of a run whose paragraph begins at `x`; left = of the
// pen, in whole device pixels.
template <class Visit>
void visit_glyphs(const GlyphSource& glyphs, const Seen& seen, const Paragraph& text, const Run& run,
                  double x, Visit visit) {
  const double reach = 2 * px(run.size), from = seen.x - reach, to = seen.x + seen.width + reach;
  for (std::uint32_t g = run.first_glyph; g < run.first_glyph + run.glyph_count; ++g) {
    const Glyph& glyph = text.glyphs[g];
    const std::string_view cluster = std::string_view(text.text).substr(glyph.byte, glyph.length);
    if (cluster.empty() || cluster == " " || cluster == "\n" || cluster == "\t") continue;
    const double left = x + px(glyph.x);
    if (left < from || left > to) continue;
    const double pen = left * seen.density;
    const double whole = std::floor(pen);
    const int phase = std::min(static_cast<int>((pen - whole) * glyphs.phases), glyphs.phases - 1);
    const GlyphImage image = glyphs.glyph(run.face, run.size, cluster, glyph.beside, phase);
    if (image.width > 0) visit(static_cast<float>(whole), image);
  }
}

void draw_glyphs(const Canvas& canvas, const Paragraph& text, const Run& run, double x, float baseline,
                 Rgba color) {
  const ImU32 ink = packed(color), white = IM_COL32_WHITE;
  visit_glyphs(canvas.glyphs, canvas.seen, text, run, x, [&](float pen, const GlyphImage& image) {
    const float left = pen / canvas.density + image.left, top = baseline + image.top;
    canvas.list.PrimReserve(6, 4); // the window's texture is the atlas, also after the atlas grew
    canvas.list.PrimRectUV({left, top}, {left + image.width, top + image.height}, {image.u0, image.v0},
                           {image.u1, image.v1}, image.colored ? white : ink);
  });
}

// Calls `visit(line)` for the lines of a paragraph at `y` that reach between `top` and `bottom`.
template <class Visit>
void lines_between(const Paragraph& text, double y, double top, double bottom, Visit visit) {
  for (const Line& line : text.lines) {
    const double from = y + px(line.top);
    if (from <= bottom && from + px(line.height) >= top) visit(line);
  }
}

template <class Visit>
void visible_lines(const Canvas& canvas, const Paragraph& text, double y, Visit visit) {
  lines_between(text, y, canvas.top, canvas.bottom, visit);
}

std::span<const Run> runs_of(const Paragraph& text, const Line& line) {
  return std::span(text.runs).subspan(line.first_run, line.run_count);
}

void draw_backgrounds(const Canvas& canvas, const Piece& piece, double x, double y) {
  visible_lines(canvas, piece.text, y, [&](const Line& line) {
    const float baseline = canvas.snapped(y + px(line.baseline));
    for (const Run& run : runs_of(piece.text, line)) {
      const RunInk ink = ink_of_run(canvas, piece, run);
      if (!ink.filled || run.width <= 0) continue;
      const double band = px(run.size) * 1.32, drop = px(run.size) * 0.28;
      fill(canvas, x + px(run.x) - 1, baseline + drop - band, px(run.width) + 2, band, ink.behind, 2);
    }
  });
}

// All that is lit; the place that was gone to has an edge.
void draw_lit(const Canvas& canvas, const Piece& piece, double x, double y) {
  if (piece.text.runs.empty()) return;
  const auto boxes = [&](const TextSpan& span, const auto& paint) {
    if (!is_set_by(span, piece)) return;
    visible_lines(canvas, piece.text, y, [&](const Line& line) {
      const std::optional<FxRect> rect = rect_on_line(piece.text, line, span.begin, span.end);
      if (!rect) return;
      const double height = px(rect->height);
      const double inset = std::max(0.0, (height - px(piece.text.runs.front().size) * 1.4) / 2);
      paint(x + px(rect->x) - 1, y + px(rect->y) + inset, px(rect->width) + 2, height - 2 * inset);
    });
  };
  for (const TextSpan& span : canvas.state.lit)
    boxes(span, [&](double left, double top, double width, double height) {
      fill(canvas, left, top, width, height, canvas.colors.mark, 2);
    });
  const Finding& finding = canvas.state.finding;
  if (finding.at >= finding.stops.size()) return;
  boxes(finding.stops[finding.at], [&](double left, double top, double width, double height) {
    canvas.list.AddRect({canvas.snapped(left - 1), canvas.snapped(top - 1)},
                        {canvas.snapped(left + width + 1), canvas.snapped(top + height + 1)},
                        packed(canvas.colors.accent), 3, ImDrawFlags_None, 1.5F);
  });
}

void draw_runs(const Canvas& canvas, const Piece& piece, double x, double y, bool hovered) {
  visible_lines(canvas, piece.text, y, [&](const Line& line) {
    const float baseline = canvas.snapped(y + px(line.baseline));
    for (const Run& run : runs_of(piece.text, line)) {
      const RunInk ink = ink_of_run(canvas, piece, run);
      const float risen = canvas.snapped(baseline - px(run.rise));
      draw_glyphs(canvas, piece.text, run, x, risen, hovered ? canvas.colors.accent : ink.text);
      const bool link = run.link != no_index && (run.style.flags & style_sup) == 0; // not a footnote's mark
      const bool underline = !run.above && ((run.style.flags & style_underline) != 0 || link);
      const bool strike = (run.style.flags & style_strike) != 0;
      if (underline) hairline(canvas, x + px(run.x), risen + px(run.size) * 0.16, px(run.width), ink.text);
      if (strike) hairline(canvas, x + px(run.x), risen - px(run.size) * 0.32, px(run.width), ink.text);
    }
  });
}

// Backgrounds, then what is lit, then all ink: a wide glyph may reach into its neighbour's box.
void draw_text(const Canvas& canvas, const Piece& piece, double x, double y, bool hovered, bool lit) {
  draw_backgrounds(canvas, piece, x, y);
  if (lit) draw_lit(canvas, piece, x, y);
  draw_runs(canvas, piece, x, y, hovered && piece.role != Role::control);
}

// Where a scroller goes on, its edge fades into the paper.
void draw_fades(const Canvas& canvas, const Scroller& scroller, double scrolled, double shift) {
  constexpr float wide = 28;
  const float left = canvas.snapped(px(scroller.box.x)),
              right = canvas.snapped(px(scroller.box.x + scroller.box.width)),
              top = canvas.snapped(px(scroller.box.y) - shift),
              bottom = canvas.snapped(px(scroller.box.y + scroller.box.height) - shift);
  Rgba clear = canvas.colors.paper;
  clear.alpha = 0;
  const ImU32 paper = packed(canvas.colors.paper), none = packed(clear);
  if (scrolled > 1)
    canvas.list.AddRectFilledMultiColor({left, top}, {left + wide, bottom}, paper, none, none, paper);
  if (scrolled + px(scroller.box.width) < px(scroller.width) - 1)
    canvas.list.AddRectFilledMultiColor({right - wide, top}, {right, bottom}, none, paper, paper, none);
}

double scrolled_within(const ReaderState& state, std::uint32_t scroller) {
  return scroller < state.scrolled_within.size() ? state.scrolled_within[scroller] : 0;
}

// Clips to one scroller after the other, as pieces lie in them.
class ScrollerClip {
public:
  ScrollerClip(const Canvas& canvas, const Page& page, double shift)
      : canvas_(canvas), page_(page), shift_(shift) {}
  ~ScrollerClip() { enter(no_index); }
  ScrollerClip(const ScrollerClip&) = delete;
  ScrollerClip& operator=(const ScrollerClip&) = delete;

  double enter(std::uint32_t scroller) { // answers how far it is scrolled
    if (scroller >= page_.scrollers.size()) scroller = no_index;
    if (scroller != current_) {
      if (current_ != no_index) {
        canvas_.list.PopClipRect();
        draw_fades(canvas_, page_.scrollers[current_], scrolled(current_), shift_);
      }
      current_ = scroller;
      if (current_ != no_index) {
        const FxRect& box = page_.scrollers[current_].box;
        canvas_.list.PushClipRect(
            {canvas_.snapped(px(box.x)), canvas_.snapped(px(box.y) - shift_)},
            {canvas_.snapped(px(box.x + box.width)), canvas_.snapped(px(box.y + box.height) - shift_)}, true);
      }
    }
    return scrolled(current_);
  }

private:
  double scrolled(std::uint32_t scroller) const { return scrolled_within(canvas_.state, scroller); }

  const Canvas& canvas_;
  const Page& page_;
  double shift_;
  std::uint32_t current_ = no_index;
};

void draw_control(const Canvas& canvas, const Piece& piece, double x, double y, bool hovered) {
  const Colors& colors = canvas.colors;
  if (!piece.text.lines.empty() && piece.text_y - piece.box.y < fx(12))
    return; // no room for one above its text
  const double height = px(piece.text.lines.empty() ? piece.box.height : piece.text_y - piece.box.y);
  const bool strong = hovered || (piece.current && piece.group.empty());
  draw_icon(canvas.list, piece.href, x + px(piece.box.width) / 2, y + height / 2,
            packed(strong ? colors.heading : colors.muted), piece.current ? packed(colors.accent) : 0);
}

// Those of a page that are `above`, or those that are not.
void draw_pieces(const Canvas& canvas, const Page& page, std::span<const Piece> pieces, double shift,
                 bool above) {
  ScrollerClip clip(canvas, page, shift);
  for (const Piece& piece : pieces) {
    if (piece.above != above) continue;
    const double y = px(piece.box.y) - shift;
    if (y > canvas.bottom || y + px(piece.box.height) < canvas.top) continue;
    const double scrolled = clip.enter(piece.scroller);
    const double x = px(piece.box.x) - scrolled;
    const bool live = canvas.live && !piece.href.empty();
    const bool hovered = live && ImGui::IsMouseHoveringRect({static_cast<float>(x), static_cast<float>(y)},
                                                            {static_cast<float>(x + px(piece.box.width)),
                                                             static_cast<float>(y + px(piece.box.height))});
    draw_fill(canvas, piece, x, y, hovered);
    if (piece.role == Role::control) draw_control(canvas, piece, x, y, hovered);
    draw_text(canvas, piece, px(piece.text_x) - scrolled, px(piece.text_y) - shift, hovered,
              &page == &canvas.state.page);
  }
}

void draw_page(const Canvas& canvas, const Page& page, double shift) {
  draw_pieces(canvas, page, page.pieces, shift, false);
  draw_pieces(canvas, page, page.pieces, shift, true);
}

// Draws by `paint` and moves what was drawn, in whole device pixels.
template <class Paint>
void draw_moved(const Canvas& canvas, double dx, double dy, Paint paint) {
  const int first = canvas.list.VtxBuffer.Size;
  paint();
  const ImVec2 by{canvas.snapped(dx), canvas.snapped(dy)};
  for (int i = first; i < canvas.list.VtxBuffer.Size; ++i) {
    canvas.list.VtxBuffer[i].pos.x += by.x;
    canvas.list.VtxBuffer[i].pos.y += by.y;
  }
}

// Comes from below on phones, from the right on wide windows. Its first piece, the card, does not scroll.
void draw_sheet(const Canvas& canvas) {
  const ReaderState& state = canvas.state;
  const std::span<const Piece> pieces = state.sheet_page.pieces;
  const FxRect& box = state.sheet_box;
  const double away = 1 - eased(state.motion.sheet), reach = 24;
  const double dx = is_phone(state) ? 0 : away * (px(box.width) + reach);
  const double dy = is_phone(state) ? away * (px(box.height) + reach) : 0;
  const ImVec2 from{static_cast<float>(px(box.x) + dx), static_cast<float>(px(box.y) + dy)};
  draw_moved(canvas, dx, dy, [&] {
    draw_pieces(canvas, state.sheet_page, pieces.first(1), 0, false);
    canvas.list.PushClipRect(
        from, {from.x + static_cast<float>(px(box.width)), from.y + static_cast<float>(px(box.height))});
    draw_pieces(canvas, state.sheet_page, pieces.subspan(1), state.sheet_scroll, false);
    canvas.list.PopClipRect();
  });
}

bool pointer_within(const FxRect& box) {
  const ImVec2 at = ImGui::GetMousePos();
  return at.x >= px(box.x) && at.x < px(box.x + box.width) && at.y >= px(box.y) &&
         at.y < px(box.y + box.height);
}

// What is begun is ended, also where memory is refused between.
struct Window {
  Window(const char* name, float width, float height) {
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize({width, height});
    ImGui::Begin(name, nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoInputs | ImGuiWindowFlags_NoNav |
                     ImGuiWindowFlags_NoFocusOnAppearing);
  }
  ~Window() {
    ImGui::End();
    ImGui::PopStyleVar(2);
  }
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;
  ImDrawList& list() const { return *ImGui::GetWindowDrawList(); }
};

} // namespace

void draw(const ReaderState& state, const GlyphSource& glyphs, const Seen& seen) {
  const Colors& colors = colors_of(state);
  const auto width = static_cast<float>(state.viewport.width),
             height = static_cast<float>(state.viewport.height);
  const auto from = static_cast<float>(seen.y), to = static_cast<float>(seen.y + seen.height);

  const bool sheet = state.motion.sheet > 0 && !state.sheet_page.pieces.empty();
  const bool covered = sheet && pointer_within(state.sheet_box);
  const double top = masthead_shows(state) ? frame_px::masthead : 0;
  const bool on_page = !covered && ImGui::GetMousePos().y >= top;

  {
    const Window window("page", width, height);
    const Canvas canvas{
        window.list(), state, colors, glyphs, seen, std::max(from, static_cast<float>(top)), to, on_page};
    draw_page(canvas, state.page, state.scroll);
  }
  {
    const Window window("frame", width, height);
    const Canvas canvas{window.list(), state, colors, glyphs, seen, from, to, !covered};
    draw_page(canvas, state.frame, 0);
    // At the top nothing has been read yet, even where all of it is in the window.
    if (state.showing == Showing::article && state.scroll > 0)
      fill(canvas, 0, frame_px::masthead - 2, width * progress(state), 2, colors.accent);
    if (state.motion.bar > 0) {
      draw_moved(canvas, 0, (1 - eased(state.motion.bar)) * (frame_px::bar + 1 + state.viewport.below),
                 [&] { draw_page(canvas, state.bar, 0); });
    }
  }
  if (sheet) {
    const Window window("sheet", width, height);
    draw_sheet({window.list(), state, colors, glyphs, seen,
                std::max(from, static_cast<float>(px(state.sheet_box.y))), to});
  }
}

void draw_ahead(const ReaderState& state, const GlyphSource& glyphs, const Seen& seen, double top,
                double bottom) {
  for (const Piece& piece : state.page.pieces) {
    if (px(piece.box.y) > bottom || px(piece.box.y + piece.box.height) < top) continue;
    const double x = px(piece.text_x) - scrolled_within(state, piece.scroller);
    lines_between(piece.text, px(piece.text_y), top, bottom, [&](const Line& line) {
      for (const Run& run : runs_of(piece.text, line))
        visit_glyphs(glyphs, seen, piece.text, run, x, [](float, const GlyphImage&) {});
    });
  }
}

} // namespace hanji
