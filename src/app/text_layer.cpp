#include "app/text_layer.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cstdlib>
#include <span>
#include <string_view>
#include <utility>

#include "article/html.h"
#include "reader/compose.h"
#include "reader/page_address.h"
#include "reader/place.h"
#include "reader/words.h"
#include "text/directions.h"
#include "text/utf8.h"

namespace hanji {
namespace {

using Json = nlohmann::json;

std::string css(Rgba color) {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string text = "#";
  for (const std::uint8_t channel : {color.red, color.green, color.blue}) {
    text += digits[channel >> 4];
    text += digits[channel & 15];
  }
  return text;
}

// A link within the site has the address of its page beside its own.
void put_href(Json& json, const std::string& url, const Library& library) {
  json["href"] = url;
  if (url.starts_with("#/")) json["page"] = page_address(library, url);
}

std::string_view name_of(Role role) {
  static constexpr std::array<std::string_view, 22> names{
      "decoration", "title",  "heading", "paragraph", "item",       "more",    "code",     "formula",
      "caption",    "figure", "cell",    "term",      "definition", "summary", "footnote", "note",
      "lead",       "entry",  "meta",    "notice",    "link",       "control"};
  return names[static_cast<std::size_t>(role)];
}

std::string_view name_of(Ink ink) {
  static constexpr std::array<std::string_view, 5> names{"text", "heading", "muted", "accent", "warning"};
  return names[static_cast<std::size_t>(ink)];
}

std::string_view name_of(Part part) {
  static constexpr std::array<std::string_view, 7> names{"",           "entries",    "choices", "outline",
                                                         "categories", "neighbours", "bar"};
  return names[static_cast<std::size_t>(part)];
}

Fx nearest_fx(Advance advance) { return (advance + advances_per_fx / 2) >> 10; }

// What CSS calls the word-spacing of a line: of its no-break spaces too.
Advance word_spacing_of(const Paragraph& text, const Line& line) {
  return line.gap + text.word_spacing * advances_per_fx;
}
bool is_space(std::string_view text) { return text.starts_with(' ') || text.starts_with("\u00a0"); }

// What CSS would call the letter-spacing of a glyph, where its line has `usual`.
Fx spacing_of(const Paragraph& text, const Line& line, const Glyph& glyph, Fx usual) {
  const bool space = is_space(std::string_view(text.text).substr(glyph.byte));
  const Fx own = glyph.added - (space ? nearest_fx(word_spacing_of(text, line)) : 0);
  return std::abs(own - usual) <= 1 ? usual : own;
}

// The run as text, in parts where marks stand closer or looser than the letters of their line
// (layout/justify.h).
void append_run(Json& runs, Json look, const Paragraph& text, const Line& line, const Run& run) {
  const Fx usual = text.letter_spacing + nearest_fx(line.track);
  std::uint32_t begin = run.begin;
  Fx spacing = usual;
  const auto append = [&](std::uint32_t end) {
    std::string_view bytes = std::string_view(text.text).substr(begin, end - begin);
    while (bytes.ends_with('\n') || bytes.ends_with('\r')) bytes.remove_suffix(1);
    look["t"] = bytes;
    look.erase("spacing");
    if (spacing != usual) look["spacing"] = px(spacing);
    runs.push_back(look);
    begin = end;
  };
  for (std::uint32_t g = run.first_glyph; g < run.first_glyph + run.glyph_count; ++g) {
    const Glyph& glyph = text.glyphs[g];
    std::size_t position = glyph.byte;
    const bool leftward = is_right_to_left(next_code_point(text.text, position));
    if (!leftward && glyph.x + glyph.advance >= line.x + line.width)
      continue; // nothing is added behind the last
    const Fx own = spacing_of(text, line, glyph, usual);
    if (own != spacing && glyph.byte > begin) append(glyph.byte);
    spacing = own;
  }
  append(run.end);
}

// A reading takes no room where it stands in the text, `pen`; its parentheses are not seen at all.
void append_reading(Json& runs, Json look, const Paragraph& text, const Run& run, Fx pen) {
  const auto glyphs = std::span(text.glyphs).subspan(run.first_glyph, run.glyph_count);
  look["spacing"] = 0;
  for (std::size_t first = 0, next = 0; first < glyphs.size(); first = next) {
    const bool seen = glyphs[first].length != 0;
    for (next = first + 1; next < glyphs.size() && (glyphs[next].length != 0) == seen;) ++next;
    const std::uint32_t end = next < glyphs.size() ? glyphs[next].byte : run.end;
    Json one = look;
    one["t"] = std::string_view(text.text).substr(glyphs[first].byte, end - glyphs[first].byte);
    if (seen) {
      one["above"] = px(run.width);
      one["shift"] = px(run.x - pen);
    } else {
      one["size"] = 0;
    }
    runs.push_back(std::move(one));
  }
}

Json json_of_line(const Paragraph& text, const Line& line, const ReaderState& state, const Article* article) {
  const Colors& colors = colors_of(state);
  Json json{{"x", px(line.x)}};
  Fx pen = line.x;
  Json runs = Json::array();
  bool rightward = true; // each run begins where the one before it ends
  for (std::uint32_t r = line.first_run; r < line.first_run + line.run_count; ++r) {
    const Run& run = text.runs[r];
    Json one = Json::object();
    if (run.face != text.face) one["face"] = face_number(run.face);
    if (run.size != text.size) one["size"] = px(run.size);
    if (run.rise != 0) one["rise"] = px(run.rise);
    if (run.style.color)
      one["color"] = css(readable(
          run.style.color, run.style.background ? highlight(run.style.background, colors) : colors.paper));
    if (run.style.background) one["background"] = css(highlight(run.style.background, colors));
    if ((run.style.flags & style_mark) != 0) one["background"] = css(colors.mark);
    if (article != nullptr && run.link < article->links.size()) {
      put_href(one, article->links[run.link].url, state.library);
      if (footnote_of(*article, article->links[run.link].url)) one["note"] = true;
    }
    if (run.formula) one["room"] = px(run.width);
    if (run.above) {
      append_reading(runs, std::move(one), text, run, pen);
    } else {
      append_run(runs, std::move(one), text, line, run);
      rightward = rightward && run.x == pen;
      pen = run.x + run.width;
      if (rightward && r + 1 < line.first_run + line.run_count) runs.back()["end"] = px(pen);
    }
  }
  const double usual = px(text.letter_spacing) + line.track / 65536.0;
  json["runs"] = std::move(runs);
  json["w"] = px(line.width);
  if (line.height != text.line_height) {
    json["up"] = px(line.baseline - line.top);
    json["down"] = px(line.top + line.height - line.baseline);
  }
  if (usual != 0) json["spacing"] = usual;
  if (const Advance gap = word_spacing_of(text, line); gap != 0) json["gap"] = gap / 65536.0;
  if (line.end > line.begin && text.text[line.end - 1] == '\n') json["hard"] = true;
  return json;
}

Json json_of_text(const Piece& piece, const ReaderState& state, const Article* article) {
  const Paragraph& text = piece.text;
  Json lines = Json::array();
  for (const Line& line : text.lines) lines.push_back(json_of_line(text, line, state, article));
  return {{"x", px(piece.text_x)},
          {"y", px(piece.text_y)},
          {"w", px(text.width)},
          {"h", px(text.height)},
          {"lineHeight", px(text.line_height)},
          {"face", face_number(text.face)},
          {"size", px(text.size)},
          {"lines", std::move(lines)}};
}

// `article`: whose text the piece may be of, or null.
Json json_of(const Piece& piece, const ReaderState& state, const Article* article) {
  Json json{{"role", name_of(piece.role)},
            {"x", px(piece.box.x)},
            {"y", px(piece.box.y)},
            {"w", px(piece.box.width)},
            {"h", px(piece.box.height)}};
  if (piece.level != 0) json["level"] = piece.level;
  if (piece.ink != Ink::text) json["ink"] = name_of(piece.ink);
  if (!piece.href.empty()) put_href(json, piece.href, state.library);
  if (!piece.label.empty()) json["label"] = piece.label;
  if (!piece.group.empty()) json["group"] = piece.group;
  if (piece.current) json["current"] = true;
  if (piece.part != Part::none) {
    json["part"] = name_of(piece.part);
    json["item"] = piece.item;
  }
  if (piece.scroller != no_index) json["scroller"] = piece.scroller;
  if (!piece.text.lines.empty()) json["text"] = json_of_text(piece, state, article);
  return json;
}

Json json_of_stays(const Page& page, const ReaderState& state) {
  Json pieces = Json::array();
  for (const Piece& piece : page.pieces) {
    if (piece.role != Role::decoration) pieces.push_back(json_of(piece, state, nullptr));
  }
  return pieces;
}

// What of the page is the article's own text says which of its blocks it is, or that it stands in its head.
Json json_of_pieces(const ReaderState& state, const Article* article) {
  Json pieces = Json::array();
  bool in_head = article != nullptr;
  for (const Piece& piece : state.page.pieces) {
    const bool seen_alone = piece.fill == Fill::hairline; // without a canvas too
    if (piece.role == Role::decoration && !seen_alone) continue;
    Json json = json_of(piece, state, article);
    if (in_head && piece.role == Role::decoration)
      in_head = false; // its rule ends it
    else if (in_head)
      json["head"] = true;
    if (article != nullptr && piece.block != no_index) json["block"] = piece.block;
    if (article != nullptr && piece.role == Role::cell && piece.extra < article->cells.size())
      json["column"] = article->cells[piece.extra].column;
    pieces.push_back(std::move(json));
  }
  return pieces;
}

std::string html_of(const Article& article, const ReaderState& state) {
  HtmlAddresses addresses;
  addresses.numbered = true;
  addresses.link = [&](std::string_view url) {
    return url.starts_with("#/") ? page_address(state.library, std::string(url)) : std::string(url);
  };
  const std::string date = article.date ? long_date(state.words->tongue, article.date) : std::string();
  const Tongue tongue = state.words->tongue;
  return html_of_article(article, {date, time_to_read(tongue, state.reading), tongue}, addresses);
}

std::string text_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

} // namespace

const Article* article_shown(const ReaderState& state) {
  return state.showing == Showing::article ? state.article.get() : nullptr;
}

std::string text_layer_of_page(const ReaderState& state, bool article_stands) {
  const Article* article = article_shown(state);
  Json json{{"width", px(state.page.width)},
            {"height", px(state.page.height)},
            {"pieces", json_of_pieces(state, article)},
            {"article", article != nullptr}};
  if (article != nullptr && !article_stands) json["html"] = html_of(*article, state);
  for (std::size_t i = 0; i < state.page.scrollers.size(); ++i) {
    const auto& [box, width] = state.page.scrollers[i];
    json["scrollers"].push_back(
        {{"x", px(box.x)},
         {"y", px(box.y)},
         {"w", px(box.width)},
         {"h", px(box.height)},
         {"width", px(width)},
         {"scrolled", i < state.scrolled_within.size() ? state.scrolled_within[i] : 0}});
  }
  json["title"] = article != nullptr ? article->title : std::string();
  return text_of(json);
}

std::string text_layer_of_sheet(const ReaderState& state) {
  if (state.sheet == Sheet::none) return "{}";
  const FxRect& box = state.sheet_box;
  return text_of({{"x", px(box.x)},
                  {"y", px(box.y)},
                  {"w", px(box.width)},
                  {"h", px(box.height)},
                  {"content", px(state.sheet_page.height)},
                  {"pieces", json_of_stays(state.sheet_page, state)}});
}

std::string text_layer_of_frame(const ReaderState& state) {
  Json pieces = json_of_stays(state.frame, state);
  if (!state.bar_hidden) {
    for (Json& piece : json_of_stays(state.bar, state)) pieces.push_back(std::move(piece));
  }
  const Colors& colors = colors_of(state);
  Json json{{"pieces", std::move(pieces)},
            {"site", state.library.manifest ? state.library.manifest->title : std::string()}};
  json["colors"] = {
      {"paper", css(colors.paper)},     {"panel", css(colors.panel)},       {"ink", css(colors.ink)},
      {"heading", css(colors.heading)}, {"muted", css(colors.muted)},       {"accent", css(colors.accent)},
      {"warning", css(colors.warning)}, {"hairline", css(colors.hairline)}, {"edge", css(colors.edge)},
      {"chip", css(colors.chip)},       {"mark", css(colors.mark)},         {"frame", css(colors.code)}};
  json["dark"] = colors.dark;
  if (find_bar_shows(state)) json["found"] = find_count(state);
  json["words"] = {{"search", state.words->search},
                   {"find", state.words->find_here},
                   {"offers", state.typed.empty() ? state.words->recent : state.words->offers},
                   {"contents", state.words->contents},
                   {"categories", state.words->categories},
                   {"neighbours", state.words->neighbours},
                   {"bar", state.words->bar},
                   {"enlarge", state.words->enlarge},
                   {"copy_code", state.words->copy_code},
                   {"copied", state.words->copied},
                   {"close", state.words->close},
                   {"broken_picture", state.words->broken_picture}};
  return text_of(json);
}

} // namespace hanji
