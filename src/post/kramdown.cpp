#include "post/kramdown.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

#include "post/abbreviations.h"
#include "post/boxes.h"
#include "post/code_info.h"
#include "post/emoji.h"
#include "post/front_matter.h"
#include "post/kramdown_attributes.h"
#include "post/markdown_html.h"
#include "post/mend.h"
#include "post/scan.h"

namespace hanji {

namespace {

constexpr std::size_t deepest = 12;         // of Markdown within definitions, footnotes and HTML
constexpr std::size_t longest_name = 100;   // of a footnote
constexpr std::size_t most_containers = 64; // that a line opens
constexpr std::size_t widest_margin = 40;   // columns; beyond, what stands in an item leaves it

struct Line {
  std::size_t begin = 0;   // after what its container takes
  std::size_t end = 0;     // of its text
  std::size_t next = 0;    // line's begin
  std::size_t indent = 0;  // columns
  std::string_view text{}; // without indent and trailing space
};

struct Footnote {
  std::string name;
  std::size_t begin = 0; // of its definition
  std::size_t body = 0;  // of its text
  std::size_t end = 0;
  std::uint32_t number = 0; // once it is referred to
  std::uint32_t references = 0;
  bool seen = false; // its definition stood where blocks are read
};

struct Scope { // where blocks are read
  std::size_t end = 0;
  std::size_t strip = 0; // columns that its lines begin with
  bool indented_code = true;
  std::size_t depth = 0;
};

bool is_list_line(std::string_view line) {
  if (line.size() > 1 && (line[0] == '-' || line[0] == '*' || line[0] == '+') && is_blank(line[1]))
    return true;
  const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
  return digits > 0 && digits + 1 < line.size() && (line[digits] == '.' || line[digits] == ')') &&
         is_blank(line[digits + 1]);
}

std::size_t mark_width(std::string_view line) { // of a list's mark and the space behind it
  const std::size_t text = line.find_first_not_of(" \t", line.find_first_of(" \t"));
  constexpr std::size_t widest = 5; // farther in is code
  const std::size_t mark = line.find_first_of(" \t");
  return text == line.npos || text - mark >= widest ? mark + 1 : text;
}

bool is_text_line(std::string_view line) { // not the beginning of another kind of block
  return !line.empty() && line[0] != '#' && line[0] != '>' && line[0] != '<' && line[0] != ':' &&
         !Fence().take(line) && !is_list_line(line) && !is_attribute_line(line);
}

bool is_definition_line(std::string_view line) {
  return line.size() > 1 && line[0] == ':' && is_blank(line[1]);
}

bool is_rule(std::string_view line) { // or what makes a heading of the line above
  return line.size() > 2 && line.find_first_not_of('-') == std::string_view::npos;
}

bool is_reference_definition(std::string_view line) { // [name]: address
  const std::size_t close = line.starts_with('[') ? line.find("]:") : std::string_view::npos;
  return close != std::string_view::npos && close > 1 && line[1] != '^' &&
         line.substr(0, close).find('[', 1) == std::string_view::npos;
}

std::size_t cells_of(std::string_view row) { // 0: no row
  std::size_t pipes = 0;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (row[i] == '\\') {
      ++i;
    } else if (row[i] == '`') {
      i = after_code_span(row, i) - 1;
    } else if (row[i] == '|') {
      ++pipes;
    }
  }
  if (pipes == 0) return 0;
  return pipes + 1 - (row.front() == '|' ? 1 : 0) - (row.back() == '|' && row.size() > 1 ? 1 : 0);
}

// |---|:--:|, with kramdown's + and = too
bool is_table_rule(std::string_view row) {
  return row.find_first_not_of("|+-=: \t") == std::string_view::npos &&
         row.find('|') != std::string_view::npos && row.find_first_of("-=") != std::string_view::npos;
}

std::string md4c_rule(std::string_view rule, std::size_t columns) {
  std::string text = "|";
  if (rule.starts_with('|')) rule.remove_prefix(1);
  for (std::size_t i = 0; i < columns; ++i) {
    const std::size_t end = std::min(rule.find_first_of("|+"), rule.size());
    const std::string_view cell = trimmed(rule.substr(0, end));
    text += cell.starts_with(':') ? ":-" : "-";
    text += cell.size() > 1 && cell.ends_with(':') ? ":|" : "|";
    rule.remove_prefix(std::min(end + 1, rule.size()));
  }
  return text;
}

class Composer {
public:
  Composer(std::string_view text, bool markdown_in_html, bool commonmark)
      : text_(text), markdown_in_html_(markdown_in_html), commonmark_(commonmark), blocks_(text, commonmark),
        finder_(text), has_attributes_(text.find("{:") != std::string_view::npos), box_list_(boxes_in(text)) {
  }

  Composite compose() {
    find_footnotes();
    compose_blocks(0, {.end = text_.size()});
    put_footnotes();
    return std::move(composite_);
  }

private:
  // --- lines

  Line line_at(std::size_t position, const Scope& scope) const {
    Line line;
    line.end = std::min(end_of_text_line(position), scope.end);
    line.next = std::min(line.end + 1, scope.end);
    line.begin = position;
    const bool at_start = position == 0 || text_[position - 1] == '\n';
    for (std::size_t column = 0; at_start && column < scope.strip && line.begin < line.end;) {
      if (!is_blank(text_[line.begin])) break;
      column += text_[line.begin++] == '\t' ? 4 : 1;
    }
    std::size_t content = line.begin;
    for (; content < line.end && is_blank(text_[content]); ++content) {
      line.indent += text_[content] == '\t' ? 4 - line.indent % 4 : 1;
    }
    line.text = trimmed(text_.substr(content, line.end - content));
    return line;
  }

  // The same line is asked for again and again, and may be long.
  std::size_t end_of_text_line(std::size_t position) const {
    if (position < line_begin_ || position > line_end_) {
      line_begin_ = position;
      line_end_ = end_of_line(text_, position);
    }
    return line_end_;
  }

  std::size_t content_of(const Line& line) const {
    return static_cast<std::size_t>(line.text.data() - text_.data());
  }

  // --- what is written

  void copy(std::size_t begin, std::size_t end) {
    while (begin < end) {
      const std::size_t next = margin_ == 0 ? end : std::min(end_of_line(text_, begin) + 1, end);
      put_margin(text_[begin], begin);
      composite_.source.add(composite_.text.size(), begin);
      composite_.text += text_.substr(begin, next - begin);
      begin = next;
    }
  }

  void put(std::string_view made, std::size_t source) {
    for (std::size_t begin = 0; begin < made.size();) {
      const std::size_t next =
          margin_ == 0 ? made.size() : std::min(end_of_line(made, begin) + 1, made.size());
      put_margin(made[begin], source);
      composite_.source.add(composite_.text.size(), source);
      composite_.text += made.substr(begin, next - begin);
      begin = next;
    }
  }

  void put_margin(char first, std::size_t source) {
    if (margin_ == 0 || first == '\n' || !composite_.text.ends_with('\n')) return;
    composite_.source.add(composite_.text.size(), source);
    composite_.text.append(margin_, ' ');
  }

  // --- blocks

  void compose_blocks(std::size_t position, const Scope& scope) {
    Fence fence, quoted_fence;
    bool within_list = false;
    std::size_t item = 0;      // the column of the text of the item at hand
    std::size_t paragraph = 0; // lines of it so far
    const std::size_t margin = margin_;
    std::optional<AttributeList> attributes; // for the next block
    std::string_view quote;                  // the line before, where it holds only its marks
    bool quoted = false;                     // lines of the quotation before held text
    std::string_view marks;                  // of the quotation that the line before belongs to
    while (position < scope.end) {
      const Line line = line_at(position, scope);
      if (fence.is_open()) {
        fence.take(line.text);
        copy(line.begin, line.next);
        position = line.next;
        continue;
      }
      const bool adopted = margin_ > margin; // by the item, as long as no empty line follows
      margin_ = margin;
      const std::string_view open_quote = std::exchange(quote, marks_of_quote(line));
      const bool is_code = take_code_of_quote(line.text, quoted_fence);
      if (is_code && quoted_fence.is_open()) {
        if (const std::size_t end = end_of_unmarked_code(line.next, scope, quoted_fence); end != line.next) {
          copy(line.begin, line.next);
          position = copy_marked(leading_marks(line.text), line.next, end, scope);
          quoted_fence = {};
          continue;
        }
      }
      if (line.text.starts_with('>') && !within_list && !commonmark_)
        marks = is_code ? std::string_view() : leading_marks(line.text);
      else if (!goes_on_in_quote(line.text))
        marks = {};
      else if (!marks.empty()) {
        put(std::string(marks) + " ", line.begin);
        copy_text(copy_containers(line.begin, line.end), line.end);
        put("\n", line.end);
        position = line.next;
        continue;
      }
      if (!line.text.starts_with('>'))
        quoted = false;
      else if (quote.empty())
        quoted = true;
      else if (commonmark_ && quoted)
        quote = {};
      if (has_attributes_ && !is_code && is_attribute_line_of_quote(line.text)) {
        put(line.text.substr(0, line.text.find('{')), line.begin);
        put("\n", line.end);
        position = line.next;
        continue;
      }
      if (line.text.empty()) {
        put("\n", line.begin);
        paragraph = 0;
        attributes.reset();
        position = line.next;
        continue;
      }
      const bool goes_on =
          within_list && !commonmark_ && line.indent < item &&
          (Fence().take(line.text) ? paragraph > 0 || adopted : adopted && is_text_line(line.text));
      if (goes_on)
        margin_ += item;
      else if (line.indent < 4)
        within_list = is_list_line(line.text) || (within_list && line.indent > 0);
      if (within_list && is_list_line(line.text)) {
        item = line.indent + mark_width(line.text);
        if (margin + item > widest_margin) item = 0;
      }
      if (line.indent >= 4 && !within_list && paragraph == 0 && scope.indented_code) {
        copy(line.begin, line.next);
        position = line.next;
        continue;
      }
      const bool near = line.indent < 4 || !scope.indented_code;
      if (const auto taken = take_box(line, scope, paragraph)) {
        paragraph = 0;
        position = *taken;
        continue;
      }
      const std::size_t begin = scope.indented_code || within_list ? line.begin : content_of(line);
      if (near) {
        const std::size_t inset = within_list && line.indent >= item ? item : 0;
        auto taken = take_special_line(line, scope, paragraph, attributes, inset);
        if (!taken && paragraph == 0 && has_attributes_ && (!within_list || is_list_line(line.text)))
          taken = take_attributed_block(position, scope, std::exchange(attributes, std::nullopt));
        if (!taken && paragraph == 0 && is_text_line(line.text) && is_term(position, scope))
          taken = take_definitions(position, scope);
        if (taken) {
          paragraph = 0;
          position = *taken;
          continue;
        }
        if (paragraph > 1 && is_rule(line.text)) put("\n", line.begin);
      }
      if ((near || within_list) && fence.take(line.text)) {
        copy_fence(begin, line);
        paragraph = 0;
      } else {
        if (!open_quote.empty() && is_text_line(line.text)) put(std::string(open_quote) + " ", line.begin);
        if (!take_callout(line)) copy_text(copy_containers(begin, line.end), line.end);
        put("\n", line.end);
        paragraph = line.text[0] == '#' || is_rule(line.text) ? 0 : paragraph + 1;
      }
      position = line.next;
    }
    margin_ = margin;
    if (!composite_.text.empty() && composite_.text.back() != '\n') put("\n", scope.end);
  }

  static std::string_view text_of_quote(std::string_view line) {
    return line.substr(std::min(line.find_first_not_of("> \t"), line.size()));
  }
  // Whether the line is of the code of a quotation; `fence`: of it so far.
  static bool take_code_of_quote(std::string_view line, Fence& fence) {
    if (!line.starts_with('>')) {
      fence = {};
      return false;
    }
    return fence.take(text_of_quote(line)) || fence.is_open();
  }
  // ">```", lines without ">", ">```" or "```": behind the last, or `position` where it is not so.
  std::size_t end_of_unmarked_code(std::size_t position, const Scope& scope, Fence fence) const {
    for (std::size_t at = position; at < scope.end;) {
      const Line line = line_at(at, scope);
      if (fence.take(text_of_quote(line.text))) return at > position ? line.next : position;
      if (line.text.starts_with('>') || (at == position && line.text.empty())) return position;
      at = line.next;
    }
    return position;
  }
  // Code of a quotation, whose lines get the marks that they lack.
  std::size_t copy_marked(std::string_view marks, std::size_t position, std::size_t end, const Scope& scope) {
    while (position < end) {
      const Line line = line_at(position, scope);
      if (!line.text.starts_with('>')) put(std::string(marks) + " ", line.begin);
      copy(line.begin, line.next);
      position = line.next;
    }
    return position;
  }
  static bool is_attribute_line_of_quote(std::string_view line) {
    return line.starts_with('>') && is_attribute_line(text_of_quote(line));
  }

  // Where it opens, what is written behind it is one word.
  void copy_fence(std::size_t begin, const Line& line) {
    const std::size_t marks = std::min(line.text.find_first_not_of(line.text[0]), line.text.size());
    const std::string_view info = trimmed(line.text.substr(marks));
    const std::string word = word_of_info(info);
    if (word == info) return copy(begin, line.next);
    copy(begin, static_cast<std::size_t>(info.data() - text_.data()));
    put(word + "\n", line.begin);
  }

  // kramdown's quotations go on to an empty line, whatever begins there (LAZY_END); but what an author may
  // have meant to stand by itself ends them.
  static bool goes_on_in_quote(std::string_view line) {
    return !line.empty() && !std::string_view("<{^:>#").contains(line[0]) && !line.starts_with("[^") &&
           !Fence().take(line) && !is_rule(line);
  }
  static std::string_view leading_marks(std::string_view line) {
    const std::string_view marks = line.substr(0, std::min(line.find_first_not_of("> \t"), line.size()));
    return marks.size() > most_containers ? std::string_view{} : marks.substr(0, marks.rfind('>') + 1);
  }

  // Text on the line below a ">" alone belongs to the quotation (kramdown's LAZY_END).
  static std::string_view marks_of_quote(const Line& line) {
    const bool only_marks = line.indent < 4 && line.text.find_first_not_of("> \t") == std::string_view::npos;
    return only_marks && line.text.size() <= most_containers ? line.text : std::string_view{};
  }

  // Each `take_` answers where to go on, and nothing when there is not what it takes.

  // `inset`: columns that an item's blocks stand in by.
  std::optional<std::size_t> take_special_line(const Line& line, const Scope& scope, std::size_t paragraph,
                                               std::optional<AttributeList>& attributes, std::size_t inset) {
    const std::size_t content = content_of(line);
    if (line.text[0] == '[') {
      const auto footnote = std::ranges::lower_bound(footnotes_, content, {}, &Footnote::begin);
      if (footnote != footnotes_.end() && footnote->begin == content) {
        footnote->seen = true;
        return footnote->end;
      }
    }
    if (line.text[0] == '{' && is_attribute_line(line.text)) {
      put("\n", line.begin);
      if (line.text.starts_with("{::comment}")) return end_of_comment(line, scope);
      if (paragraph == 0 && !line.text.starts_with("{::")) attributes = parse_attribute_list(line.text);
      return line.next;
    }
    if (std::optional<Abbreviation> abbreviation = abbreviation_in(line.text);
        abbreviation || line.text == "^") {
      if (abbreviation) composite_.abbreviations.push_back(*std::move(abbreviation));
      put("\n", line.begin);
      return line.next;
    }
    if (line.text[0] == '<') return take_html(line, scope, paragraph, inset);
    return take_table(line, scope, paragraph);
  }

  std::size_t end_of_comment(const Line& line, const Scope& scope) {
    const std::size_t close = finder_.find("{:/", line.begin);
    if (close >= scope.end) return line.next;
    return std::min(end_of_line(text_, close) + 1, scope.end);
  }

  // A paragraph, heading or list whose last line is followed by its attributes, or that they stand before.
  std::optional<std::size_t> take_attributed_block(std::size_t position, Scope scope,
                                                   const std::optional<AttributeList>& before) {
    std::size_t end = position, after = position;
    AttributeList attributes = before.value_or(AttributeList{});
    const bool single_line = line_at(position, scope).text.starts_with('#');
    while (end < scope.end) {
      const Line line = line_at(end, scope);
      after = end;
      if (line.text.empty()) break;
      if (is_attribute_line(line.text)) {
        const AttributeList own = parse_attribute_list(line.text);
        if (!own.id.empty()) attributes.id = own.id;
        if (!own.style.empty()) attributes.style = own.style;
        attributes.toc = attributes.toc || own.toc;
        after = line.next;
        break;
      }
      if (single_line && end > position) break;
      after = end = line.next;
    }
    if (attributes.toc && is_list_line(line_at(position, scope).text)) {
      tell_of_contents(position, end);
      return after;
    }
    if (attributes.id.empty() && attributes.style.empty()) return std::nullopt;
    put(start_tag("div", attributes) + "\n\n", position);
    scope.end = end;
    const bool had_attributes = std::exchange(has_attributes_, false);
    compose_blocks(position, scope);
    has_attributes_ = had_attributes;
    put("\n\n</div>\n\n", end);
    return after;
  }

  // Kramdown puts its own list there. Of one line (`* TOC`) nobody misses anything.
  void tell_of_contents(std::size_t begin, std::size_t end) {
    std::string text(trimmed(text_.substr(begin, end - begin)));
    if (text.find('\n') == std::string::npos && text.find("](") == std::string::npos && text.size() < 60)
      return;
    std::erase(text, filler);
    text = single_line(text);
    cut_to(text, most_told_characters);
    composite_.notes.push_back({begin, "contents_list", "a list above {:toc}: “" + text + "”",
                                "left out, since {:toc} puts a table of contents in its place"});
  }

  // --- boxes

  std::optional<std::size_t> take_box(const Line& line, const Scope& scope, std::size_t paragraph) {
    if (!(line.text.starts_with(":::") || line.text.starts_with('<')) || scope.depth >= deepest)
      return std::nullopt;
    const auto next = std::ranges::upper_bound(box_list_, line.begin, {}, &Box::begin);
    if (next == box_list_.begin()) return std::nullopt;
    const Box& box = *std::prev(next);
    if (box.body <= line.begin || box.end > scope.end) return std::nullopt;
    const std::string indent(line.indent, ' ');
    const std::string title = box.title.empty() ? title_of_kind(box.kind, is_korean()) : std::string();
    const bool disclosure = box.disclosure, titled = !box.title.empty() || !title.empty();
    if (paragraph > 0) put("\n", line.begin);
    const auto put_title = [&] {
      if (box.title.empty()) return put(title, line.begin);
      const auto begin = static_cast<std::size_t>(box.title.data() - text_.data());
      copy_text(begin, begin + box.title.size());
    };
    if (disclosure)
      put("\n" + indent + "<details><summary>", line.begin);
    else if (titled)
      put("\n" + indent + "<blockquote>\n\n" + indent + "<strong>", line.begin);
    if (titled) put_title();
    if (disclosure)
      put("</summary>\n\n", line.begin);
    else if (titled)
      put("</strong>\n\n", line.begin);
    Scope inner = scope;
    inner.end = box.body_end;
    inner.depth = scope.depth + 1;
    compose_blocks(box.body, inner);
    if (disclosure || titled)
      put("\n" + indent + (disclosure ? "</details>" : "</blockquote>") + "\n\n", box.body_end);
    else
      put("\n", box.body_end);
    return box.end;
  }

  bool take_callout(const Line& line) {
    const auto callout = line.text.starts_with('>') ? callout_in(line.text) : std::nullopt;
    if (!callout) return false;
    const std::size_t begin = content_of(line);
    std::string title = callout->title.empty() ? title_of_kind(callout->kind, is_korean()) : std::string();
    if (callout->title.empty() && title.empty()) title = callout->kind;
    copy(line.begin, begin + callout->begin);
    put("<strong>" + title, begin);
    if (!callout->title.empty()) {
      const auto at = static_cast<std::size_t>(callout->title.data() - text_.data());
      copy_text(at, at + callout->title.size());
    }
    put("</strong>\n", begin);
    put(text_.substr(line.begin, begin + callout->begin - line.begin), line.begin);
    return true;
  }

  bool is_korean() {
    if (!korean_) korean_ = holds_hangul(text_);
    return *korean_;
  }

  // --- HTML

  std::optional<std::size_t> take_html(const Line& line, const Scope& scope, std::size_t paragraph,
                                       std::size_t inset) {
    const std::size_t tag = content_of(line);
    const HtmlExtent block = blocks_.block_at(tag, scope.end);
    if (block.end == std::string_view::npos) {
      if (!blocks_.begins_block(tag)) put({&filler, 1}, tag); // else CommonMark's seventh kind of HTML block
      return std::nullopt;
    }
    if (paragraph > 0) put("\n", line.begin);
    MarkdownInside inside = blocks_.markdown_inside(block);
    if (scope.depth >= deepest && inside != MarkdownInside::none) inside = MarkdownInside::emphasis;
    if (inside == MarkdownInside::block || inside == MarkdownInside::span) {
      put("\n", block.begin);
      margin_ += inset;
      const bool own_tag = inside == MarkdownInside::block;
      if (own_tag) put_html(block.begin, block.content_begin, false);
      put("\n\n", block.content_begin);
      compose_blocks(block.content_begin, {.end = block.content_end,
                                           .strip = indent_within(block, scope),
                                           .indented_code = false,
                                           .depth = scope.depth + 1});
      put("\n", block.content_end);
      if (own_tag) put_html(block.content_end, block.end, false);
      margin_ -= inset;
    } else {
      copy(line.begin, tag);
      put_html(block.begin, block.end, inside == MarkdownInside::emphasis);
    }
    put("\n\n", block.end);
    std::size_t next = block.end;
    while (next < scope.end && is_blank(text_[next])) ++next;
    return next < scope.end && text_[next] == '\n' ? next + 1 : next;
  }

  // What all lines within an element begin with at least.
  std::size_t indent_within(const HtmlExtent& block, const Scope& scope) const {
    std::size_t least = std::string_view::npos;
    const std::size_t first = std::min(end_of_line(text_, block.content_begin) + 1, block.content_end);
    for (std::size_t at = first; at < block.content_end;) {
      const Line line = line_at(at, {.end = block.content_end});
      if (!line.text.empty()) least = std::min(least, line.indent);
      at = line.next;
    }
    return least == std::string_view::npos ? scope.strip : least;
  }

  void put_html(std::size_t begin, std::size_t end, bool with_emphasis) {
    std::vector<Emphasis> stars;
    if (with_emphasis && text_.substr(begin, end - begin).find('*') != std::string_view::npos)
      stars = blocks_.emphasis_in(begin, end);
    if (!markdown_in_html_) {
      tell_of_stars(stars);
      stars.clear();
    }
    if (with_emphasis && text_.substr(begin, end - begin).find('`') != std::string_view::npos) {
      std::ranges::move(blocks_.hiding_tags_in_code(begin, end), std::back_inserter(stars));
      std::ranges::sort(stars, {}, &Emphasis::begin);
    }
    auto next = stars.begin();
    std::size_t copied = begin;
    const auto copy_lines = [&](std::size_t to) {
      if (to <= copied) return;
      const std::size_t at = composite_.text.size();
      copy(copied, to);
      std::replace(composite_.text.begin() + static_cast<std::ptrdiff_t>(at), composite_.text.end(), '\n',
                   held_newline);
    };
    for (; next != stars.end(); ++next) {
      copy_lines(next->begin);
      put(next->tag, next->begin);
      copied = next->end;
    }
    const std::size_t at = composite_.text.size();
    copy_lines(end);
    const std::size_t name_end = composite_.text.find_first_of(" \t>\x02", at);
    if (stars.empty() && name_end < composite_.text.size() && composite_.text[name_end] == held_newline)
      composite_.text[name_end] = ' '; // md4c knows the element by what ends its name
  }

  void tell_of_stars(const std::vector<Emphasis>& stars) { // once: who writes one writes many
    const auto bold = std::ranges::find(stars, "<strong>", &Emphasis::tag);
    if (bold == stars.end() || std::exchange(told_of_stars_, true)) return;
    composite_.notes.push_back({bold->begin, "stars_in_html", "Markdown's “**” within HTML",
                                "shown as written, as kramdown does; `kramdown: {parse_block_html: true}` in "
                                "_config.yml sets it bold"});
  }

  // --- tables

  std::optional<std::size_t> take_table(const Line& line, const Scope& scope, std::size_t paragraph) {
    if (cells_of(line.text) == 0 || !is_text_line(line.text)) return std::nullopt;
    const Line second = line_at(line.next, scope);
    const bool second_rules = line.next < scope.end && is_table_rule(second.text);
    const bool leading_rule = is_table_rule(line.text);
    const bool framed = line.text.size() > 2 && line.text.front() == '|' && line.text.back() == '|';
    const bool more_rows = line.next < scope.end && cells_of(second.text) > 0 && second.text.front() == '|';
    if (leading_rule ? !more_rows : !second_rules && !(framed && (more_rows || cells_of(line.text) > 1)))
      return std::nullopt;

    std::size_t columns = 0, end = line.begin, last = 0;
    std::string_view rule;
    std::vector<Line> rows;
    for (std::size_t at = line.begin; at < scope.end;) {
      const Line row = at == line.begin ? line : line_at(at, scope);
      at = row.next;
      if (row.text.empty()) break;
      const std::size_t cells = cells_of(row.text);
      if (is_table_rule(row.text)) {
        if (rule.empty()) rule = row.text;
      } else {
        rows.push_back(row);
      }
      if (cells == 0) continue; // a row, when another with cells follows
      columns = std::max(columns, cells);
      last = rows.size();
      end = row.next;
    }
    rows.resize(last);
    const bool headed = second_rules && !leading_rule;
    if (paragraph > 0) put("\n", line.begin);
    const std::string indent(line.indent, ' ');
    const auto put_rule = [&] { put(indent + md4c_rule(rule, columns) + "\n", line.begin); };
    if (!headed) {
      std::string header = indent + "|";
      for (std::size_t i = 0; i < columns; ++i) header += "  |";
      put(header + "\n", line.begin);
      put_rule();
    }
    for (const Line& row : rows) {
      put(indent, row.begin);
      if (row.text.front() != '|') put("|", row.begin); // so that no row looks like another block
      copy_text(content_of(row), row.end);
      put("\n", row.end);
      if (headed && row.begin == rows.front().begin) put_rule();
    }
    put("\n", end);
    return end;
  }

  // --- definition lists

  // Lines of text, then perhaps an empty one, then ": ".
  bool is_term(std::size_t position, const Scope& scope) const {
    for (int lines = 0; position < scope.end && lines < 8; ++lines) {
      const Line line = line_at(position, scope);
      if (lines > 0 && line.indent < 4 && is_definition_line(line.text)) return true;
      if (line.text.empty()) {
        if (lines == 0 || line.next >= scope.end) return false;
        const Line next = line_at(line.next, scope);
        return next.indent < 4 && is_definition_line(next.text);
      }
      if (!is_text_line(line.text)) return false;
      position = line.next;
    }
    return false;
  }

  std::size_t take_definitions(std::size_t position, const Scope& scope) {
    put("\n<dl>\n\n", position);
    do {
      Line line = line_at(position, scope);
      for (; !line.text.empty() && !is_definition_line(line.text); line = line_at(line.next, scope)) {
        put("<dt>\n\n", line.begin);
        copy_text(content_of(line), line.end);
        put("\n\n</dt>\n\n", line.end);
      }
      if (line.text.empty()) line = line_at(line.next, scope);
      position = line.begin;
      while (position < scope.end) {
        const Line mark = line_at(position, scope);
        if (!is_definition_line(mark.text)) break;
        std::size_t body = content_of(mark) + 1;
        while (body < mark.end && is_blank(text_[body])) ++body;
        const std::size_t width = body - mark.begin;
        const std::size_t end = end_of_body(mark.next, scope, is_definition_line);
        put("<dd>\n\n", mark.begin);
        compose_inner(body, end, scope, width);
        put("\n\n</dd>\n\n", end);
        position = end;
        while (position < scope.end && line_at(position, scope).text.empty())
          position = line_at(position, scope).next;
      }
    } while (position < scope.end && is_text_line(line_at(position, scope).text) && is_term(position, scope));
    put("</dl>\n\n", position);
    return position;
  }

  void compose_inner(std::size_t begin, std::size_t end, const Scope& scope, std::size_t width) {
    if (scope.depth >= deepest) {
      for (std::size_t at = begin; at < end;) {
        const Line line = line_at(at, {.end = end});
        copy_text(content_of(line), line.end);
        put("\n", line.end);
        at = line.next;
      }
      return;
    }
    compose_blocks(begin, {.end = end, .strip = scope.strip + width, .depth = scope.depth + 1});
  }

  // What belongs to a definition or footnote after its first line: lines up to an empty one, then what stands
  // further in.
  template <class Begins>
  std::size_t end_of_body(std::size_t position, const Scope& scope, Begins begins_another) const {
    bool after_empty = false;
    std::size_t end = position;
    while (position < scope.end) {
      const Line line = line_at(position, scope);
      position = line.next;
      if (line.text.empty()) {
        after_empty = true;
        continue;
      }
      const bool ends = after_empty || begins_another(line.text) || is_attribute_line(line.text) ||
                        is_reference_definition(line.text);
      if (line.indent < 2 && ends) break;
      after_empty = false;
      end = line.next;
    }
    return end;
  }

  // --- footnotes

  static std::string_view footnote_name(std::string_view line) { // of "[^name]", which the line begins with
    if (!line.starts_with("[^")) return {};
    const std::size_t close = line.substr(0, longest_name).find(']');
    if (close == std::string_view::npos || close == 2) return {};
    const std::string_view name = line.substr(2, close - 2);
    return name.find_first_of(" \t\n[") == std::string_view::npos ? name : std::string_view{};
  }

  static bool is_footnote_definition(std::string_view line) {
    const std::string_view name = footnote_name(line);
    return !name.empty() && line.substr(name.size() + 3).starts_with(':');
  }

  void find_footnotes() {
    if (text_.find("[^") == std::string_view::npos) return;
    const Scope scope{.end = text_.size()};
    Fence fence;
    for (std::size_t position = 0; position < scope.end;) {
      const Line line = line_at(position, scope);
      position = line.next;
      if (fence.take(line.text) || fence.is_open()) continue;
      if (line.indent > 3 || !is_footnote_definition(line.text)) continue;
      Footnote footnote;
      footnote.name = footnote_name(line.text);
      footnote.begin = content_of(line);
      footnote.body = footnote.begin + footnote.name.size() + 4;
      footnote.end = position = end_of_body(line.next, scope, is_footnote_definition);
      by_name_.try_emplace(footnote.name, footnotes_.size());
      footnotes_.push_back(std::move(footnote));
    }
  }

  void put_reference(std::size_t footnote, std::size_t source) {
    Footnote& noted = footnotes_[footnote];
    if (noted.references == 0) {
      order_.push_back(footnote);
      noted.number = static_cast<std::uint32_t>(order_.size());
    }
    std::string id = "fnref:" + noted.name;
    if (noted.references > 0) id += ":" + std::to_string(noted.references);
    ++noted.references;
    put(start_tag("sup", {.id = id, .style = {}}) + "<a href=\"#" + "fn:" + noted.name + "\">" +
            std::to_string(noted.number) + "</a></sup>",
        source);
  }

  void put_footnotes() {
    if (footnotes_.empty()) return;
    put("\n\n<div class=\"footnotes\">\n<ol>\n\n", text_.size());
    for (std::size_t i = 0; i < order_.size(); ++i) put_footnote(order_[i]); // which may refer to others
    for (std::size_t i = 0; i < footnotes_.size(); ++i) {
      if (footnotes_[i].references > 0 || !footnotes_[i].seen) continue;
      composite_.notes.push_back({footnotes_[i].begin, "footnote_unused",
                                  "nothing refers to the footnote [^" + footnotes_[i].name + "]",
                                  "kept at the end"});
      put_footnote(i);
    }
    put("</ol>\n</div>\n\n", text_.size());
  }

  void put_footnote(std::size_t index) {
    const Footnote footnote = footnotes_[index];
    const bool named = by_name_.at(footnote.name) == index;
    put(start_tag("li", {.id = named ? "fn:" + footnote.name : std::string(), .style = {}}) + "\n\n",
        footnote.begin);
    std::size_t body = footnote.body;
    while (body < footnote.end && is_blank(text_[body])) ++body;
    compose_inner(body, footnote.end, {}, 4);
    put("\n\n</li>\n\n", footnote.end);
  }

  // --- text

  // The marks of quotes and lists that a line begins with: beyond reason many are text.
  std::size_t copy_containers(std::size_t begin, std::size_t end) {
    std::size_t at = begin;
    bool of_list = false; // the last mark
    for (std::size_t marks = 0; at < end; ++marks) {
      std::size_t mark = at;
      while (mark < end && is_blank(text_[mark])) ++mark;
      const std::string_view rest = text_.substr(mark, end - mark);
      const bool quote = rest.starts_with('>');
      if (!quote && !is_list_line(rest)) return of_list ? copy_task_box(begin, mark, end) : begin;
      of_list = !quote;
      if (marks < most_containers) {
        at = mark + (quote ? 1 : rest.find_first_of(" \t"));
        continue;
      }
      const std::size_t sign = std::min(text_.find_first_not_of("0123456789", mark), end);
      copy(begin, sign);
      put("\\", sign);
      composite_.notes.push_back(
          {mark, "too_deep",
           "more than " + std::to_string(most_containers) + " marks of quotes and lists in a line",
           "the others are text"});
      return sign;
    }
    return begin;
  }

  // "[ ]" and "[x]" behind the mark of a list; answers where the text goes on.
  std::size_t copy_task_box(std::size_t begin, std::size_t box, std::size_t end) {
    const std::string_view rest = text_.substr(box, end - box);
    const bool done = rest.starts_with("[x] ") || rest.starts_with("[X] ");
    if (!done && !rest.starts_with("[ ] ")) return begin;
    copy(begin, box);
    put(done ? "☑" : "☐", box);
    return box + 3;
  }

  struct Edit { // what stands at `begin` instead of the text up to `end`
    std::size_t begin = 0, end = 0;
    std::string made;
  };

  // A line, or what is left of one.
  void copy_text(std::size_t begin, std::size_t end) {
    const std::vector<Edit> edits = has_attributes_ ? attribute_edits(begin, end) : std::vector<Edit>{};
    auto edit = edits.begin();
    std::size_t copied = begin, at = begin;
    const auto copy_up_to_here = [&] {
      if (copied < at) copy(copied, at);
      copied = at;
    };
    while (at < end) {
      while (edit != edits.end() && edit->begin < at) ++edit;
      if (edit != edits.end() && edit->begin == at) {
        copy_up_to_here();
        put(edit->made, at);
        copied = at = edit->end;
        ++edit;
        continue;
      }
      if (at < code_end_) {
        at = std::min(code_end_, end);
        continue;
      }
      switch (text_[at]) {
      case '\\': at = std::min(at + 2, end); break;
      case '`':
        code_end_ = after_code_span(text_, at);
        at = std::min(code_end_, end);
        break;
      case '=':
        if (const std::size_t close = end_of_mark(at, begin, end); close != std::string_view::npos) {
          copy_up_to_here();
          put("<mark>", at);
          copied = at + 2;
          mark_end_ = close;
          at += 2;
        } else if (at == mark_end_) {
          copy_up_to_here();
          put("</mark>", at);
          copied = at += 2;
        } else {
          at = std::min(text_.find_first_not_of('=', at), end);
        }
        break;
      case ':':
        if (const std::size_t close = end_of_short_code(at, begin, end); close > at) {
          copy_up_to_here();
          put(emoji_of(text_.substr(at + 1, close - at - 2)), at);
          copied = at = close;
        } else {
          ++at;
        }
        break;
      case 'h':
        if (const std::size_t close = commonmark_ ? end_of_address(at, begin, end) : at; close > at) {
          copy_up_to_here();
          put("<", at);
          copy(at, close);
          put(">", close);
          copied = at = close;
        } else {
          ++at;
        }
        break;
      case '[':
        if (const auto known = by_name_.find(footnote_name(text_.substr(at, end - at)));
            known != by_name_.end()) {
          copy_up_to_here();
          put_reference(known->second, at);
          copied = at = at + known->first.size() + 3;
        } else {
          ++at;
        }
        break;
      default: ++at;
      }
    }
    at = end;
    copy_up_to_here();
  }

  std::size_t end_of_short_code(std::size_t at, std::size_t begin, std::size_t end) const { // `at`: none
    constexpr std::size_t longest = 40;
    if (at > begin && (is_ascii_alphanumeric(text_[at - 1]) || text_[at - 1] == '/')) return at;
    const std::string_view rest = text_.substr(at, std::min(end - at, longest));
    const std::size_t close = rest.find(':', 1);
    return close != std::string_view::npos && !emoji_of(rest.substr(1, close - 1)).empty() ? at + close + 1
                                                                                           : at;
  }

  // Of an address that stands in the text as it is: `at` where none begins. A particle that clings to it is
  // none of it, a name in Hangul behind a slash is.
  std::size_t end_of_address(std::size_t at, std::size_t begin, std::size_t limit) const {
    const std::string_view line = text_.substr(begin, limit - begin), rest = text_.substr(at, limit - at);
    const std::size_t scheme = rest.starts_with("https://") ? 8 : rest.starts_with("http://") ? 7 : 0;
    const std::size_t offset = at - begin;
    const char before = offset == 0 ? ' ' : line[offset - 1];
    if (scheme == 0 || is_ascii_alphanumeric(before) ||
        std::string_view("<>\"'=[/").find(before) != std::string_view::npos)
      return at;
    constexpr std::size_t farthest = 2048; // a link's text, and an address
    const std::string_view head =
        line.substr(offset - std::min(offset, farthest), std::min(offset, farthest));
    const std::size_t target = head.rfind("](");
    const bool in_target = target != head.npos && head.find_first_not_of('(', target + 2) == head.npos;
    if (in_target || trimmed(head).ends_with("]:")) return at;
    const std::size_t opened = head.rfind('['), tag = head.rfind('<');
    const bool in_link = opened != std::string_view::npos && head.find(']', opened) == std::string_view::npos;
    if (in_link || (tag != std::string_view::npos && head.find('>', tag) == std::string_view::npos))
      return at;
    std::size_t size = scheme;
    for (; size < std::min(rest.size(), farthest); ++size) {
      const char c = rest[size], last = rest[size - 1];
      if (static_cast<unsigned char>(c) >= 0x80 && is_ascii_alphanumeric(last)) break;
      if (static_cast<unsigned char>(c) <= ' ' || c == filler ||
          std::string_view("<>\"`|\\").find(c) != std::string_view::npos)
        break;
    }
    while (size > scheme) {
      const char last = rest[size - 1];
      const std::string_view address = rest.substr(0, size);
      const bool unbalanced =
          last == ')' && std::ranges::count(address, ')') > std::ranges::count(address, '(');
      if (!unbalanced && std::string_view(".,:;!?'*_~]}").find(last) == std::string_view::npos) break;
      --size;
    }
    return size > scheme ? at + size : at;
  }

  // ==…==, close around words of one line, as no comparison is written.
  std::size_t end_of_mark(std::size_t at, std::size_t begin, std::size_t end) const {
    const std::string_view line = text_.substr(0, end);
    const auto none = std::string_view::npos;
    const bool word_begins = at == begin || is_blank(line[at - 1]) || !is_ascii_alphanumeric(line[at - 1]);
    if (!word_begins || !line.substr(at).starts_with("==") || at + 3 >= end) return none;
    if (is_blank(line[at + 2]) || line[at + 2] == '=') return none;
    const std::size_t close = line.find("==", at + 3);
    if (close == none || is_blank(line[close - 1]) || line.substr(at, close - at).find('`') != none)
      return none;
    const char after = close + 2 < end ? line[close + 2] : ' ';
    return is_ascii_alphanumeric(after) || after == '=' ? none : close;
  }

  // Attribute lists behind a span go; what they say that a reader can see is said by an element around it.
  std::vector<Edit> attribute_edits(std::size_t begin, std::size_t end) const {
    std::vector<Edit> edits;
    for (std::size_t mark = text_.find("{:", begin); mark < end; mark = text_.find("{:", mark + 2)) {
      const std::size_t close = text_.substr(0, end).find('}', mark);
      if (close == std::string_view::npos) break;
      const char last = mark == begin ? ' ' : text_[mark - 1];
      if (!edits.empty() && edits.back().end == mark) { // of one that another precedes, nothing is taken
        edits.push_back({mark, close + 1, ""});
        continue;
      }
      if (std::string_view("*_`~)]>").find(last) == std::string_view::npos) continue;
      const AttributeList attributes = parse_attribute_list(text_.substr(mark, close + 1 - mark));
      const std::size_t opening = begin_of_span(text_, begin, mark);
      const bool seen = opening < mark && (!attributes.id.empty() || !attributes.style.empty());
      if (seen) edits.push_back({opening, opening, start_tag("span", attributes)});
      edits.push_back({mark, close + 1, seen ? "</span>" : ""});
    }
    std::ranges::sort(edits, {}, &Edit::begin);
    return edits;
  }

  std::string_view text_;
  bool markdown_in_html_, commonmark_, told_of_stars_ = false;
  std::size_t margin_ = 0; // columns that lines are set in by, to stay in their item
  HtmlBlocks blocks_;
  Finder finder_;
  Composite composite_;
  mutable std::size_t line_begin_ = 1, line_end_ = 0; // a line, or the rest of one, that was looked for
  bool has_attributes_;
  std::vector<Box> box_list_;
  std::size_t mark_end_ = std::string_view::npos; // of ==…==
  std::optional<bool> korean_;
  std::size_t code_end_ = 0; // of the code span that the last line left open
  std::vector<Footnote> footnotes_;
  std::map<std::string, std::size_t, std::less<>> by_name_;
  std::vector<std::size_t> order_; // of those referred to
};

} // namespace

Composite commonmark_from_kramdown(std::string_view text, bool markdown_in_html, bool commonmark) {
  return Composer(text, markdown_in_html, commonmark).compose();
}

} // namespace hanji
