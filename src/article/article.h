// The article: what a post means once its markup is gone, and the only thing that search, layout and the
// bundle know of it. A flat list of blocks in reading order; nesting is two small depths (`level`, `quote`),
// so that copying, comparing, dumping and walking need no tree. All text is UTF-8 in NFC with single spaces;
// all positions are byte offsets that lie on character boundaries.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

namespace hanji {

// Dense, 0 = newest; valid within one bundle.
enum class ArticleId : std::uint32_t {};
constexpr std::uint32_t index_of(ArticleId id) { return static_cast<std::uint32_t>(id); }

struct Date { // local to the publisher's time zone; year 0 = none
  std::uint16_t year = 0;
  std::uint8_t month = 0, day = 0, hour = 0, minute = 0, second = 0;
  auto operator<=>(const Date&) const = default;
  explicit operator bool() const { return year != 0; }
};
std::string iso_date(const Date& date); // "2024-07-27", or "" for none

// An author's intent, not a pixel: themes remap colours so that they stay readable.
struct Rgba {
  std::uint8_t red = 0, green = 0, blue = 0, alpha = 0; // alpha 0 = not set
  bool operator==(const Rgba&) const = default;
  explicit operator bool() const { return alpha != 0; }
};

enum StyleFlag : std::uint16_t {
  style_bold = 1,
  style_italic = 2,
  style_underline = 4,
  style_strike = 8,
  style_mark = 16,
  style_sub = 32,
  style_sup = 64,
  style_code = 128,
  style_small = 256,
  style_ruby = 512,       // the base of a ruby text,
  style_ruby_text = 1024, // and behind it what tells how to read it, in parentheses: 漢字(한자)
  style_formula = 2048,   // a formula as it is written; Article::formulas says how it is set, else it is code
  style_abbreviation = 4096, // whose meaning Article::abbreviations says
};

struct Style {
  std::uint16_t flags = 0;
  Rgba color, background;
  bool operator==(const Style&) const = default;
};

constexpr std::uint32_t no_index = 0xFFFF'FFFF;

// A run of styled text: half-open bytes of Block::text. Inlines of a block are sorted, do not overlap, and
// leave out what is plain.
struct Inline {
  std::uint32_t begin = 0, end = 0;
  Style style;
  std::uint32_t link = no_index; // into Article::links
  bool operator==(const Inline&) const = default;
};

enum class BlockKind : std::uint8_t {
  paragraph,
  heading,   // level 1…6; id names its section
  list_item, // level = depth from 1; number = its ordinal, 0 = none. The item's first paragraph
  list_more, // a further paragraph of the item, definition or footnote above it, same level
  code,   // text keeps its newlines and spaces; number = that of its first line, 0 = lines are not numbered
  figure, // extra = Article::figures; text = the caption; number = 1: not of the body (post/read_post.h)
  cell,   // extra = Article::cells; a table is a run of cells with one `table` number
  rule,   // no text
  term,   // of a definition list; level = depth from 1, counted with that of lists
  definition, // of the terms above it, same level. Its first paragraph
  summary,    // begins a disclosure, `details` deep; number = 1 when open from the start. May have no text
  footnote,   // number = its ordinal; level 1. Its first paragraph
  caption,    // of the table whose cells follow, or of the code
  formula,    // with lines for itself; text as style_formula has it, newlines kept
};

// How an item is marked; the ordinal is Block::number.
enum class Marker : std::uint8_t {
  usual, // a bullet, or the ordinal in digits
  none,
  lower_letter,
  upper_letter,
  lower_roman,
  upper_roman
};

struct Block {
  BlockKind kind = BlockKind::paragraph;
  std::uint8_t level = 0;
  std::uint8_t quote = 0; // depth of block quotes around it
  std::uint32_t number = 0;
  std::uint32_t extra = no_index;
  std::string text; // U+000A inside = a line break of the author's (<br>)
  std::vector<Inline> inlines;
  std::string id;           // headings always, unique; others where the author gave one
  std::uint8_t details = 0; // depth of disclosures around it, a summary's own included
  Marker marker = Marker::usual;
  // The outermost of the quotes (of the lists) around it, counted from 1, that begins here although the block
  // before stands in one as deep: two quotes, two lists that follow each other. 0 = they go on.
  std::uint8_t quote_from = 0, list_from = 0;
  bool operator==(const Block&) const = default;
};

// `before` is put in front of `block`, or stays where that goes: it begins what that began.
void pass_beginnings(Block& block, Block& before);

// Whether the block at `index` may have a caption before it.
bool is_captioned(const std::vector<Block>& blocks, std::size_t index);

// Of code whose lines are numbered.
std::uint32_t last_line_number(const Block& code);

struct Link {
  std::string url; // http(s), mailto, tel, or relative to the site
  bool operator==(const Link&) const = default;
};

enum class Align : std::uint8_t { none, left, center, right };

struct Cell {
  std::uint32_t table = 0; // counts the article's tables from 0
  std::uint32_t row = 0, column = 0, rows = 1, columns = 1;
  bool header = false;
  Align align = Align::none;
  bool operator==(const Cell&) const = default;
};

struct Figure {
  std::string source;      // a path below the site's media folder once built, else what the post says
  std::string alternative; // alt text
  std::string link;        // the picture is a link to this, or empty
  std::uint32_t width = 0, height = 0; // CSS px; 0 = unknown
  bool missing = false;                // a local file that was not there when the bundle was built
  bool operator==(const Figure&) const = default;
};

// A formula in TeX, and what it is set as.
struct Formula {
  std::string source; // as it is written, with what it stands between (article/formula.h)
  std::string mathml; // one element of MathML Core
  bool operator==(const Formula&) const = default;
};

struct Abbreviation {
  std::string text, meaning;
  bool operator==(const Abbreviation&) const = default;
};

struct Article {
  ArticleId id{};
  std::string slug, title, excerpt, author;
  std::string page;     // below the site (article/page_address.h), where it is not the usual one
  std::string lead;     // stands above the text, where it says more than the excerpt
  std::string language; // BCP 47, where it is not the site's
  std::vector<std::string> categories, tags;
  Date date, modified;
  std::vector<Block> blocks;
  std::vector<Link> links;
  std::vector<Cell> cells;
  std::vector<Figure> figures;
  std::vector<Formula> formulas;           // by source, each once
  std::vector<Abbreviation> abbreviations; // by text, each once
  bool operator==(const Article&) const = default;
};

} // namespace hanji
