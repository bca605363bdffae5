#include "layout/dump.h"

#include <array>
#include <cstdlib>

namespace hanji {
namespace {

constexpr std::array<std::string_view, 22> role_names{
    "decoration", "title",  "heading", "paragraph", "list_item",  "list_more", "code",     "formula",
    "caption",    "figure", "cell",    "term",      "definition", "summary",   "footnote", "note",
    "lead",       "entry",  "meta",    "notice",    "link",       "control"};

std::string px_text(Fx length) { // to a hundredth of a px
  const long hundredths = (static_cast<long>(length) * 100 + (length < 0 ? -32 : 32)) / 64;
  std::string digits = std::to_string(std::labs(hundredths) % 100);
  if (digits.size() < 2) digits.insert(0, "0");
  const std::string whole = (hundredths < 0 ? "-" : "") + std::to_string(std::labs(hundredths) / 100);
  return digits == "00" ? whole : whole + "." + digits;
}

std::string visible(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n')
      out += "\\n";
    else
      out += c;
  }
  return out;
}

} // namespace

std::string dump_lines(const Paragraph& paragraph) {
  std::string out;
  for (const Line& line : paragraph.lines) {
    if (&line != &paragraph.lines.front()) out += '|';
    out += visible(std::string_view(paragraph.text).substr(line.begin, line.end - line.begin));
  }
  return out;
}

std::string dump(const Page& page) {
  std::string out = "page " + px_text(page.width) + " x " + px_text(page.height) + "\n";
  for (const Scroller& scroller : page.scrollers) {
    out += "scroller at " + px_text(scroller.box.x) + "," + px_text(scroller.box.y) + " size " +
           px_text(scroller.box.width) + "x" + px_text(scroller.box.height) + " of " +
           px_text(scroller.width) + "\n";
  }
  for (const Piece& piece : page.pieces) {
    out += std::string(role_names[static_cast<std::size_t>(piece.role)]);
    if (piece.level != 0) out += " " + std::to_string(piece.level);
    if (piece.block != no_index) out += " block " + std::to_string(piece.block);
    out += " at " + px_text(piece.box.x) + "," + px_text(piece.box.y) + " size " + px_text(piece.box.width) +
           "x" + px_text(piece.box.height);
    if (!piece.id.empty()) out += " #" + piece.id;
    if (!piece.href.empty()) out += " -> " + piece.href;
    if (piece.scroller != no_index) out += " in scroller " + std::to_string(piece.scroller);
    if (!piece.folded.empty()) out += " folds " + visible(piece.folded);
    out += "\n";
    for (const Line& line : piece.text.lines) {
      out += "  " + px_text(piece.text_x + line.x) + "," + px_text(piece.text_y + line.baseline) + " w" +
             px_text(line.width);
      if (line.height != piece.text.line_height) out += " high " + px_text(line.height);
      if (line.gap != 0) out += " gap" + px_text(line.gap / advances_per_fx);
      out +=
          "  " + visible(std::string_view(piece.text.text).substr(line.begin, line.end - line.begin)) + "\n";
    }
  }
  return out;
}

} // namespace hanji
