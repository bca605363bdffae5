#include "post/mend.h"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "post/code_info.h"
#include "post/diagrams.h"
#include "post/formula.h"
#include "post/front_matter.h"
#include "post/liquid.h"
#include "post/mdx.h"
#include "post/scan.h"
#include "post/wikilink.h"

namespace hanji {

namespace {

constexpr std::size_t max_depth = 400;      // of elements; real posts stay below 30
constexpr std::size_t max_formatting = 64;  // elements open at a time, such as <b>
constexpr std::size_t max_attributes = 100; // of one element

constexpr std::array<std::string_view, 5> raw_elements = {"pre", "code", "script", "style", "textarea"};

// Elements without an end tag, or whose end tag authors leave out, do not nest.
constexpr std::array<std::string_view, 27> shallow_elements = {
    "area", "base",   "br",    "col",   "embed", "hr", "img", "input",  "link",
    "meta", "source", "track", "wbr",   "p",     "li", "td",  "tr",     "th",
    "dt",   "dd",     "tbody", "thead", "tfoot", "rt", "rp",  "option", "colgroup"};

// Elements that browsers open anew in each block until they are closed.
constexpr std::array<std::string_view, 14> formatting_elements = {
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"};

constexpr std::array<std::string_view, 18> void_elements = {
    "area", "base",  "basefont", "bgsound", "br",   "col",   "embed",  "frame", "hr",
    "img",  "input", "keygen",   "link",    "meta", "param", "source", "track", "wbr"};

// Elements of which nothing is shown: without an end tag they would swallow the rest of the post.
constexpr std::array<std::string_view, 18> swallowing_elements = {
    "applet", "audio",  "button", "canvas", "iframe",   "noembed",  "noframes", "noscript", "object",
    "script", "select", "style",  "svg",    "template", "textarea", "title",    "video",    "xmp"};

template <std::size_t Count>
bool contains(const std::array<std::string_view, Count>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_ascii_punctuation(char c) { return c > ' ' && c < 0x7F && !is_ascii_alphanumeric(c); }

std::string shortened(std::string_view text) {
  constexpr std::size_t longest = 60;
  if (text.size() <= longest) return single_line(text);
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return single_line(text.substr(0, end)) + "…";
}

class Mender {
public:
  Mender(std::string_view body, bool markdown, const Names& names)
      : body_(body), finder_(body), markdown_(markdown), names_(names),
        formatting_budget_(body.size() / 8 + 20'000), fence_budget_(8 * body.size() + 1'000'000) {
    mended_.text.reserve(body.size() + 64);
  }

  Mended mend() {
    bool line_start = true;
    while (position_ < body_.size()) {
      if (line_start && markdown_ && take_line_of_markdown()) continue;
      const char c = body_[position_];
      line_start = c == '\n';
      switch (c) {
      case '{': take_brace(); break;
      case '<': take_tag(); break;
      case '[': take_wikilink() ? void() : copy_to(position_ + 1); break;
      case '!': take_wikilink() ? void() : copy_to(position_ + 1); break;
      case ']': take_closing_bracket(); break;
      case '`': markdown_ ? take_code_span() : copy_to(position_ + 1); break;
      case '*': markdown_ ? take_stars() : copy_to(position_ + 1); break;
      case '~': markdown_ ? take_tildes() : copy_to(position_ + 1); break;
      case '$': take_formula() ? void() : copy_to(position_ + 1); break;
      case '\\':
        if (take_formula()) break;
        if (markdown_ && body_.substr(position_).starts_with("\\<")) escaped_tag_ = name_at(position_ + 2);
        copy_to(position_ +
                (markdown_ && position_ + 1 < body_.size() && body_[position_ + 1] != '\n' ? 2 : 1));
        break;
      default: copy_to(position_ + 1);
      }
    }
    return std::move(mended_);
  }

private:
  void copy_to(std::size_t end) {
    mended_.text.append(body_, position_, end - position_);
    position_ = end;
  }

  void insert(char c) {
    mended_.text += c;
    mended_.source.add(mended_.text.size(), position_);
  }

  void leave_out_to(std::size_t end) {
    position_ = end;
    mended_.source.add(mended_.text.size(), position_);
  }

  void note(std::size_t offset, std::string code, std::string message, std::string recovery) {
    mended_.notes.push_back({offset, std::move(code), std::move(message), std::move(recovery)});
  }

  // Lines of code are dealt with as a whole. Answers whether it took the line.
  bool take_line_of_markdown() {
    const std::size_t end = end_of_line(body_, position_);
    const std::string_view line = body_.substr(position_, end - position_);
    const std::string_view content = trimmed(line);
    const std::size_t next = std::min(end + 1, body_.size());
    if (fence_.is_open()) {
      fence_.take(content);
      after_blank_ = true; // behind it no paragraph goes on
      copy_code(next);
      return true;
    }
    const bool after_blank = after_blank_;
    if (const std::size_t statement = after_blank ? end_of_module_statement(body_, position_) : 0;
        statement > 0) {
      std::string said = single_line(body_.substr(position_, statement - position_));
      cut_to(said, most_told_characters);
      note(position_, "mdx", "a statement of MDX: “" + said + "”", "left out");
      leave_out_to(std::min(statement + 1, body_.size()));
      return true;
    }
    after_blank_ = content.empty();
    if (content.empty()) {
      open_stars_ = {};
      escaped_tag_.clear();
      return false;
    }
    const bool indented = line.starts_with("    ") || line.starts_with("\t");
    if (!indented) {
      const bool goes_on = is_blank(line[0]) || (!after_blank && Fence().take(content)); // as in kramdown.h
      within_list_ = content.starts_with("* ") || content.starts_with("- ") || content.starts_with("+ ") ||
                     is_digit(content[0]) || (within_list_ && goes_on);
    }
    if (indented && !within_list_ && (after_blank || within_code_)) {
      within_code_ = true;
      copy_code(next);
      return true;
    }
    within_code_ = false;
    if (const std::size_t digits = digits_of_date(content); digits > 0) {
      copy_to(static_cast<std::size_t>(content.data() - body_.data()) + digits);
      insert('\\');
      copy_to(position_ + 1); // the dot
      return false;
    }
    if ((!indented || within_list_) && Fence().take(content)) {
      const std::size_t surplus = surplus_marks(content, next);
      fence_.take(content.substr(surplus));
      copy_to(static_cast<std::size_t>(content.data() - body_.data()));
      leave_out_to(position_ + surplus);
      copy_to(next);
      return true;
    }
    return false;
  }

  // Of the marks that open code, how many are too many: where no line closes it, fewer marks than it has do.
  std::size_t surplus_marks(std::string_view opening, std::size_t below) {
    const auto marks = [](std::string_view line) {
      return std::min(line.find_first_not_of(line[0]), line.size());
    };
    const std::size_t wanted = marks(opening);
    if (wanted == 3) return 0;
    std::size_t most = 0;
    for (std::size_t at = below, next = 0; at < body_.size() && fence_budget_ > 0; at = next) {
      next = std::min(end_of_line(body_, at) + 1, body_.size());
      fence_budget_ -= std::min(fence_budget_, next - at);
      const std::string_view line = trimmed(body_.substr(at, next - at));
      if (line.empty() || line[0] != opening[0] || marks(line) != line.size()) continue;
      if (line.size() >= wanted) return 0;
      most = std::max(most, line.size());
    }
    return most < 3 ? 0 : wanted - most;
  }

  // “1979. 5. 8. 선고”, “8. 15. 광복절”: a line of dates, not lists within lists that have no text of their
  // own. How many digits stand before its first dot.
  static std::size_t digits_of_date(std::string_view line) {
    const auto number = [&line](std::size_t at) { // behind it and its dot
      const std::size_t end = std::min(line.find_first_not_of("0123456789", at), line.size());
      return end > at && end - at <= 4 && line.substr(end).starts_with(". ") ? end + 1
                                                                             : std::string_view::npos;
    };
    const std::size_t first = number(0);
    if (first == std::string_view::npos) return 0;
    const std::size_t next = std::min(line.find_first_not_of(' ', first), line.size());
    return number(next) == std::string_view::npos ? 0 : first - 1;
  }

  // `{% raw %}` and `{% endraw %}` themselves, which Jekyll takes out of code too. Answers whether there was
  // one.
  bool take_raw_mark() {
    const std::string_view rest = body_.substr(position_);
    if (!rest.starts_with("{%") || position_ < raw_end_) return false;
    const std::optional<LiquidTag> tag = liquid_tag(rest);
    if (!tag) return false;
    if (position_ != raw_end_) {
      if (tag->kind != LiquidKind::raw) return false;
      const EndTag end = end_tag(*tag, "{%", position_ + tag->size);
      if (end.begin == std::string_view::npos) return false;
      raw_end_ = end.begin;
    }
    leave_out_to(position_ + tag->size);
    return true;
  }

  // Of the publisher's marks only those that Jekyll resolves in code too are none. A line of nothing else
  // goes.
  void copy_code(std::size_t end) {
    while (position_ < end) {
      const std::size_t begin = std::min(finder_.find("{%", position_), end);
      copy_to(begin);
      if (begin == end) break;
      if (!take_raw_mark()) {
        copy_to(std::min(begin + 2, end));
        continue;
      }
      const std::size_t line_end = end_of_line(body_, position_);
      const bool alone = trimmed(before_in_line(begin)).empty() &&
                         trimmed(body_.substr(position_, line_end - position_)).empty();
      if (alone && line_end < end) leave_out_to(line_end + 1);
    }
  }

  void take_brace() {
    const std::string_view rest = body_.substr(position_);
    if (take_raw_mark()) return;
    if (position_ < raw_end_) return copy_to(position_ + 1);
    if (markdown_ && rest.starts_with("{/*")) return take_comment_of_mdx();
    const bool statement = rest.starts_with("{%");
    if (!statement && !rest.starts_with("{{")) return copy_to(position_ + 1);
    const bool ends = finder_.find(statement ? "%}" : "}}", position_ + 2) != std::string_view::npos;
    const std::optional<LiquidTag> tag = ends ? liquid_tag(rest) : std::nullopt;
    if (!tag) return copy_to(position_ + 2);
    const std::size_t begin = position_, inside = begin + tag->size;
    const bool value = begin < text_begin_ && body_.substr(0, begin).ends_with('='); // style={{…}}
    const std::string_view whole = rest.substr(0, tag->size);
    const bool styles = value && whole.find(':') < whole.find('|'); // by an object of JSX, which is no text
    if ((tag->kind == LiquidKind::left_out && !styles) || tag->kind == LiquidKind::hidden)
      note(begin, "liquid", "a template tag: " + shortened(whole), "left out");
    if (tag->kind == LiquidKind::closes) {
      if (!closings_.empty()) {
        mended_.text += closings_.back();
        closings_.pop_back();
      }
      return leave_out_to(inside);
    }
    if (tag->end_name.empty()) {
      mended_.text += value && tag->text.empty() && tag->title_of.empty() ? "\"\"" : tag->text;
      if (!tag->title_of.empty()) {
        const NamedPost found = names_.find ? names_.find(tag->title_of, true) : NamedPost{};
        mended_.text +=
            words_in_markdown(found.title.empty() ? tag->title_of : found.title) + tag->close_text;
      }
      return leave_out_to(inside);
    }
    const EndTag end = end_tag(*tag, statement ? "{%" : "{{", inside);
    leave_out_to(inside);
    if (end.begin == std::string_view::npos) {
      note(begin, "liquid", "a template tag that does not end: " + shortened(rest.substr(0, tag->size)),
           "left out, its text kept");
      return;
    }
    if (tag->kind == LiquidKind::opens) {
      if (!markdown_) return;
      mended_.text += tag->text;
      closings_.push_back(tag->close_text);
      return leave_out_to(inside);
    }
    if (tag->kind == LiquidKind::code) {
      put_code(tag->title.empty() ? tag->text : tag->text + " title=\"" + tag->title + "\"", end.begin);
    }
    leave_out_to(end.end);
  }

  // What stands before a place in its line, as far as it matters.
  std::string_view before_in_line(std::size_t position) const {
    constexpr std::size_t farthest = 1000;
    const std::string_view before = body_.substr(0, position).substr(position - std::min(position, farthest));
    return before.substr(before.rfind('\n') + 1);
  }

  // {/*…*/}; behind a heading it names it.
  void take_comment_of_mdx() {
    const std::size_t close = finder_.find("*/}", position_);
    if (close == std::string_view::npos) return copy_to(position_ + 1);
    const std::string_view comment =
        trimmed(body_.substr(position_ + 3, close - std::min(close, position_ + 3)));
    const bool of_heading = trimmed(before_in_line(position_)).starts_with('#');
    const bool name = !comment.empty() && comment.find_first_of(" \t\n{}") == std::string_view::npos;
    if (of_heading && name) mended_.text += "{#" + std::string(comment) + "}";
    leave_out_to(close + 3);
  }

  struct EndTag {
    std::size_t begin = std::string_view::npos, end = std::string_view::npos;
  };

  EndTag end_tag(const LiquidTag& tag, std::string_view open, std::size_t from) {
    const bool statement = open == "{%";
    const std::string name = (statement ? "end" : "/") + tag.end_name;
    for (int tries = 0; tries < 100; ++tries) {
      const std::size_t at = finder_.find(name, from);
      const std::size_t close = finder_.find(statement ? "%}" : "}}", std::min(at, body_.size()));
      if (at == std::string_view::npos || close == std::string_view::npos) return {};
      const std::size_t brace = body_.substr(0, at).find_last_not_of(statement ? " \t\n-" : " \t-<%");
      const bool of_tag =
          brace != std::string_view::npos && brace > from && body_.substr(brace - 1, 2) == open;
      if (of_tag) return {brace - 1, close + 2};
      from = at + name.size();
    }
    return {};
  }

  // In tags and addresses is none. Answers whether there was one.
  bool take_formula() {
    if (!markdown_ || position_ < text_begin_) return false;
    const FoundFormula formula = formula_at(body_, position_, finder_);
    if (formula.kind == FormulaKind::none) return false;
    mended_.formulas.push_back({position_, "formula", formula.source, {}});
    mended_.text += html_of(formula);
    leave_out_to(formula.end);
    return true;
  }

  // Answers whether there was one. A name that nobody has is text, as it stands or as its author would show
  // it.
  bool take_wikilink() {
    const std::string_view rest = body_.substr(position_);
    if (!markdown_ || position_ < text_begin_ || !(rest.starts_with("[[") || rest.starts_with("![[")))
      return false;
    std::optional<WikiLink> link = wikilink_at(rest);
    if (!link) return false;
    if (body_.substr(0, position_).ends_with('[')) return false;
    if (!references_) references_ = defined_references(body_);
    if (references_->contains(link->name)) return false;
    if (is_contents_list(*link)) {
      leave_out_to(position_ + link->size);
      return true;
    }
    const std::string_view written = rest.substr(0, link->size);
    const bool asked = !link->name.empty() && !link->embedded && names_.find;
    const NamedPost found = asked ? names_.find(link->name, false) : NamedPost{link->name, {}};
    if (link->name.empty() || !found.name.empty()) {
      link->name = found.name;
      mended_.text += markdown_of(*link);
    } else {
      mended_.text += words_in_markdown(link->text.empty() ? written : link->text);
      if (names_.wiki || !link->text.empty() || !link->heading.empty() || link->name.contains('/'))
        note(position_, "dead_link", "“" + std::string(written) + "” names no post", "its text stays");
    }
    leave_out_to(position_ + link->size);
    return true;
  }

  // `[[toc]]` on a line of its own, where no post has that name: many generators put a list of contents
  // there.
  bool is_contents_list(const WikiLink& link) const {
    const std::size_t end = position_ + link.size;
    const bool alone = trimmed(before_in_line(position_)).empty() &&
                       trimmed(body_.substr(end, end_of_line(body_, end) - end)).empty();
    return alone && !link.embedded && lower(link.target) == "toc" && link.text.empty() &&
           !(names_.find && !names_.find(link.name, false).name.empty());
  }

  void take_closing_bracket() {
    if (position_ == cdata_end_) return leave_out_to(position_ + 3);
    const std::string_view rest = body_.substr(position_);
    const bool definition = rest.starts_with("]: ") && !trimmed(before_in_line(position_)).starts_with("[^");
    if (rest.starts_with("](") || definition)
      text_begin_ = position_ + std::min(rest.find_first_of(" )\n", 3), rest.size());
    copy_to(position_ + 1);
  }

  // Answers whether it took the tag, or the name, which HTML would mistake for one of its own.
  bool take_component(std::string_view name, bool closing) {
    if (!closing) {
      const Component component = component_at(body_.substr(position_));
      if (component.size == 0) return false;
      if (take_output(name, component)) return true;
      if (is_only_tags(before_in_line(position_))) mended_.text += component.seen;
      leave_out_to(position_ + (component.of_mdx ? component.size : 0));
      if (component.of_mdx) return true;
    }
    if (!is_mistaken(name)) return false;
    text_begin_ = std::max(text_begin_, finder_.find(">", position_));
    copy_to(position_ + (closing ? 2 : 1));
    mended_.text += "x-";
    leave_out_to(position_);
    copy_to(position_ + name.size());
    return true;
  }

  // What a terminal shows, as React's documentation has it: `<TerminalBlock>`, `<ConsoleBlock
  // level="error">`.
  bool take_output(std::string_view name, const Component& component) {
    if (name != "TerminalBlock" && name != "ConsoleBlock") return false;
    const std::size_t begin = position_ + component.size;
    const std::size_t end_tag = finder_.find("</" + std::string(name), begin);
    const std::size_t close = finder_.find(">", end_tag);
    if (close == std::string_view::npos || !trimmed(before_in_line(position_)).empty()) return false;
    std::string_view output = trimmed(body_.substr(begin, end_tag - begin));
    if (output.size() > 3 && output.starts_with("{`") && output.ends_with("`}"))
      output = output.substr(2, output.size() - 4);
    if (output.empty()) return false;
    leave_out_to(static_cast<std::size_t>(output.data() - body_.data()));
    put_code(name == "TerminalBlock" ? "sh" : "", position_ + output.size());
    leave_out_to(close + 1);
    return true;
  }

  static bool is_only_tags(std::string_view text) {
    for (text = trimmed(text); text.starts_with('<'); text = trimmed(text)) {
      const std::size_t end = text.find('>');
      if (end == std::string_view::npos) return false;
      text.remove_prefix(end + 1);
    }
    return text.empty();
  }

  // The language of a diagram whose source stands in the element at hand.
  static std::string_view diagram_in(std::string_view rest, std::string_view name) {
    if (name != "div" && name != "pre") return {};
    const std::string_view tag = rest.substr(0, rest.find('>'));
    for (const std::string_view quote : {"\"", "'"}) {
      const std::string open = "class=" + std::string(quote);
      const std::size_t begin = std::min(tag.find(open), tag.size());
      const std::string_view value = tag.substr(std::min(begin + open.size(), tag.size()));
      const std::string_view language = diagram_of_classes(value.substr(0, value.find(quote)));
      if (!language.empty()) return language;
    }
    return {};
  }

  // `entities`: a "&" begins one.
  void put_code(std::string_view info, std::size_t end, bool entities = false) {
    while (position_ < end && (body_[position_] == '\n' || take_raw_mark())) {
      if (body_[position_] == '\n') ++position_;
    }
    while (end > position_ && is_space(body_[end - 1])) --end;
    mended_.text += "\n\n<pre><code class=\"language-" + word_of_info(info) + "\">";
    for (leave_out_to(position_); position_ < end;) {
      const char c = body_[position_];
      if (c == '{' && take_raw_mark()) continue;
      if (c != '<' && (c != '&' || entities)) {
        copy_to(position_ + 1);
      } else {
        mended_.text += c == '<' ? "&lt;" : "&amp;";
        leave_out_to(position_ + 1);
      }
    }
    mended_.text += "</code></pre>\n\n";
  }

  void take_tag() {
    const std::string_view rest = body_.substr(position_);
    if (rest.starts_with("<!--")) {
      const std::size_t end = finder_.find("-->", position_ + 4);
      if (end != std::string_view::npos) return copy_to(end + 3);
      note(position_, "broken_tag", "a comment that does not end", "its mark was dropped, its text kept");
      return leave_out_to(position_ + 4);
    }
    if (rest.starts_with("<![CDATA[")) {
      note(position_, "broken_tag", "a CDATA section", "its marks were dropped, its text kept");
      cdata_end_ = finder_.find("]]>", position_);
      return leave_out_to(position_ + 9);
    }
    const bool closing = rest.starts_with("</");
    const std::size_t name_begin = closing ? 2 : 1;
    std::size_t name_end = name_begin;
    while (name_end < rest.size() && is_ascii_alphanumeric(rest[name_end])) ++name_end;
    if (name_end == name_begin || !is_ascii_letter(rest[name_begin])) return copy_to(position_ + 1);
    if (markdown_ && !closing && name_end < rest.size() && rest[name_end] == ':') { // <https://…>
      const std::size_t end = rest.find_first_of("<> \n", name_end);
      if (end == std::string_view::npos) return copy_to(position_ + name_end);
      copy_to(position_ + end);
      const std::size_t close = rest.find_first_not_of(" \t", end); // <https://… >, of a hasty hand
      if (close != std::string_view::npos && rest[close] == '>') leave_out_to(position_ + close - end);
      return;
    }
    const std::string_view written = rest.substr(name_begin, name_end - name_begin);
    const std::string name = lower(written);
    if (name == escaped_tag_) {
      escaped_tag_.clear();
      if (closing) return copy_as_text(); // \<b>…</b>
    }
    if (markdown_ && is_component(written) && is_tag(name_end) && take_component(written, closing)) return;
    if (const std::string_view diagram = closing ? std::string_view() : diagram_in(rest, name);
        markdown_ && !diagram.empty()) {
      const std::size_t begin = finder_.find(">", position_) + 1, last = finder_.find("</" + name, begin);
      if (last != std::string_view::npos) {
        position_ = begin;
        put_code(diagram, last, true);
        return leave_out_to(std::min(finder_.find(">", last), body_.size() - 1) + 1);
      }
    }
    if (markdown_ && rest.size() > name_end && rest[name_end] == '.' &&
        is_tag(name_end)) // <Tabs.Item>, of MDX
      return leave_out_to(finder_.find(">", position_) + 1);
    if (markdown_ && !closing && !is_tag(name_end))
      return is_address(rest) ? copy_to(position_ + 1) : copy_as_text();
    if (closing && name_end < rest.size() && static_cast<unsigned char>(rest[name_end]) >= 0x80) {
      note(position_, "broken_tag", "text runs into the end tag </" + name, "closed before the text");
      count_depth(closing, name);
      copy_to(position_ + name_end);
      return insert('>');
    }
    if (!closing && contains(raw_elements, name)) {
      const std::size_t end = finder_.find("</" + name, position_ + name_end);
      if (end != std::string_view::npos) return copy_code(end);
    }
    const std::size_t close = finder_.find(">", position_);
    const std::size_t end = close == std::string_view::npos ? position_ + name_end : close + 1;
    if (name == "plaintext") return leave_out_to(end);
    if (markdown_ && !closing && is_closed_at_once(rest.substr(0, end - position_), name)) {
      copy_to(end);
      mended_.text += "</" + name + ">";
      return leave_out_to(end);
    }
    const bool fits_depth = count_depth(closing, name);
    if (!count_formatting(closing, name) || !fits_depth) return leave_out_to(end);
    if (!closing && contains(swallowing_elements, name) && close != std::string_view::npos &&
        finder_.find("</" + name, end) == std::string_view::npos &&
        finder_.find(std::string(rest.substr(0, name_end)).insert(1, "/"), end) == std::string_view::npos) {
      note(position_, "broken_tag", "<" + name + "> is never closed", "closed at once");
      copy_to(end);
      mended_.text += "</" + name + ">";
      return leave_out_to(end);
    }
    const std::size_t attributes_end = close == std::string_view::npos ? close : end_of_attributes(end - 1);
    if (attributes_end < close) {
      if (markdown_) return copy_as_text(); // whatever it is, words are worth more
      note(position_, "broken_tag",
           "<" + name + "> has more than " + std::to_string(max_attributes) + " attributes",
           "the others were dropped");
      copy_to(attributes_end);
      return leave_out_to(close);
    }
    if (close != std::string_view::npos) text_begin_ = std::max(text_begin_, close);
    copy_to(position_ + name_end);
  }

  std::string name_at(std::size_t position) const { // of an element, in lower case
    const std::string_view rest = body_.substr(position);
    const auto* const end = std::ranges::find_if_not(rest, is_ascii_alphanumeric);
    return lower({rest.begin(), end});
  }

  // [글](<a(b).md>), <me@example.org>
  bool is_address(std::string_view rest) const {
    const std::string_view before = body_.substr(0, position_);
    if (before.ends_with("](") || before.ends_with("]: ")) return true;
    const std::size_t end = rest.find_first_of(" \t\n<>", 1);
    return end != std::string_view::npos && rest[end] == '>' && rest.substr(0, end).contains('@');
  }

  // Whether the "<" at hand, with a name that is `name_size` long behind it, begins a tag of Markdown: no
  // blank line stands in one, and a name ends with it or before a space.
  bool is_tag(std::size_t name_size) {
    constexpr std::string_view of_names = "-.:_"; // <my-box>, <Tabs.Item>
    std::size_t end = position_ + name_size;
    while (end < body_.size() &&
           (is_ascii_alphanumeric(body_[end]) || of_names.find(body_[end]) != std::string_view::npos))
      ++end;
    const char next = end < body_.size() ? body_[end] : '\0';
    if (!is_space(next) && next != '>' && next != '/' && next != '<') return false;
    return finder_.find(">", end) < finder_.find("\n\n", end);
  }

  void copy_as_text() { // a "<"
    copy_to(position_ + 1);
    insert(filler);
  }

  // What looks like a tag in code is none, within a block of HTML neither.
  void take_code_span() {
    const std::size_t end = after_code_span(body_, position_);
    const std::string_view span = body_.substr(position_, end - position_);
    const std::string_view code = span.substr(std::min(span.find_first_not_of('`'), span.size()));
    const bool between_tags = code.starts_with("</") && code.find('<', 1) != std::string_view::npos;
    if (between_tags || span.find('\n') != std::string_view::npos) return copy_code(end);
    while (position_ < end) {
      copy_to(std::min(body_.substr(0, end).find_first_of("<{", position_), end));
      if (position_ == end) return;
      if (body_[position_] == '<')
        copy_as_text();
      else if (!take_raw_mark())
        copy_to(position_ + 1);
    }
  }

  // `<sup class="a" />`, which kramdown and MDX close at once; browsers do not see the slash, and would raise
  // all that follows. In `<a href=https://a.kr/>` it is the address's.
  static bool is_closed_at_once(std::string_view tag, const std::string& name) {
    if (!tag.ends_with("/>")) return false;
    tag.remove_suffix(2);
    const bool parted = is_space(tag.back()) || tag.back() == '"' || tag.back() == '\'';
    return (parted || tag.size() == name.size() + 1) && !contains(void_elements, name) &&
           gumbo_tag_enum(name.c_str()) != GUMBO_TAG_UNKNOWN &&
           tag.substr(name.size() + 1).find_first_of("-.:_") != 0;
  }

  // Where the tag at hand has as many attributes as it may; `close` when it has no more.
  std::size_t end_of_attributes(std::size_t close) const {
    std::size_t attributes = 0;
    for (std::size_t i = position_; i < close; ++i) {
      if (is_space(body_[i]) && !is_space(body_[i + 1]) && ++attributes > max_attributes) return i;
      if (body_[i] != '"' && body_[i] != '\'') continue;
      const std::size_t end = body_.substr(0, close).find(body_[i], i + 1);
      if (end == std::string_view::npos) return close; // the value goes on behind this ">"
      i = end;
    }
    return close;
  }

  // Browsers open formatting elements that are not closed anew in each block: many of both would make a tree
  // that is their product. False: leave the tag out.
  bool count_formatting(bool closing, const std::string& name) {
    if (!contains(formatting_elements, name)) {
      formatting_budget_ -= closing ? 0 : std::min(formatting_budget_, formatting_.size());
      if (formatting_budget_ == 0 && !formatting_.empty()) {
        note(position_, "too_deep", "<" + formatting_.back() + "> and others that are never closed",
             "closed; later ones were dropped, their text kept");
        for (; !formatting_.empty(); formatting_.pop_back()) mended_.text += "</" + formatting_.back() + ">";
        leave_out_to(position_);
      }
      return true;
    }
    if (closing) {
      const auto open = std::find(formatting_.rbegin(), formatting_.rend(), name);
      if (open != formatting_.rend()) formatting_.erase(std::next(open).base());
      return true;
    }
    if (formatting_budget_ == 0 || formatting_.size() >= max_formatting) return false;
    formatting_.push_back(name);
    return true;
  }

  bool count_depth(bool closing, const std::string& name) { // false: too deep, leave the tag out
    const bool opener = name == "ruby" || name == "svg" || name == "math";
    std::size_t& open = name == "ruby" ? rubies_ : foreign_;
    if (opener) open = closing ? open - std::min<std::size_t>(open, 1) : open + 1;
    const bool deep = foreign_ > 0 || (rubies_ == 0 && (name == "rt" || name == "rp"));
    if (contains(shallow_elements, name) && !deep) return true;
    if (closing && depth_ == 0) return true;
    const bool fits = depth_ + (closing ? 0 : 1) <= max_depth;
    depth_ = closing ? depth_ - 1 : depth_ + 1;
    if (!fits && !told_depth_) {
      note(position_, "too_deep", "elements nested more than " + std::to_string(max_depth) + " deep",
           "the tags were dropped, their text kept");
      told_depth_ = true;
    }
    return fits;
  }

  // Between a closing mark of punctuation and a particle (`*…(a)*는`) no space stands, nor one before `**`.
  void take_stars() {
    std::size_t end = position_;
    while (end < body_.size() && body_[end] == '*') ++end;
    const std::size_t stars = end - position_;
    const char before = position_ == 0 ? ' ' : body_[position_ - 1],
               after = end == body_.size() ? ' ' : body_[end];
    if (stars > 3) return copy_to(end);
    bool& open = open_stars_[stars - 1];
    if (open && !is_space(before)) {
      const bool clings = is_ascii_punctuation(before) && !is_ascii_punctuation(after) && !is_space(after);
      if (clings || (stars == 2 && before != '_')) insert(filler);
      open = false;
      return copy_to(end);
    }
    const bool word_begins = stars == 2 || !is_ascii_alphanumeric(before);
    copy_to(end);
    if (!open && !is_space(after) && word_begins) {
      const bool word_before = !is_space(before) && !is_ascii_punctuation(before);
      if (stars == 2 && (after != '_' || word_before)) insert(filler);
      open = true;
    }
  }

  // Korean writes ranges with a tilde (09:30~19:00); only two strike text out.
  void take_tildes() {
    const std::size_t end = std::min(body_.find_first_not_of('~', position_), body_.size());
    if (end - position_ != 1) return copy_to(end);
    mended_.text += "&#126;";
    leave_out_to(end);
  }

  std::string_view body_;
  Finder finder_;
  bool markdown_;
  const Names& names_;
  std::optional<std::set<std::string_view, std::less<>>> references_; // that are defined
  std::size_t position_ = 0;
  Mended mended_;
  std::size_t depth_ = 0, rubies_ = 0, foreign_ = 0;
  std::size_t cdata_end_ = std::string_view::npos;
  std::string escaped_tag_;             // the name of one that is text, in this paragraph
  std::size_t text_begin_ = 0;          // behind a tag or an address
  std::vector<std::string> closings_;   // of template tags that are open
  std::optional<std::size_t> raw_end_;  // of what stands between {% raw %} and {% endraw %}
  std::vector<std::string> formatting_; // open
  std::size_t formatting_budget_, fence_budget_;
  bool told_depth_ = false;
  Fence fence_;
  bool after_blank_ = true, within_list_ = false, within_code_ = false;
  std::array<bool, 3> open_stars_{}; // of one, two and three, in this paragraph
};

} // namespace

Mended mend_body(std::string_view body, bool markdown, const Names& names) {
  return Mender(body, markdown, names).mend();
}

} // namespace hanji
