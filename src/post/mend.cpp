#include "post/mend.h"

#include <algorithm>
#include <array>

#include "post/scan.h"

namespace hanji {

namespace {

constexpr std::size_t max_depth = 400;         // of elements; real posts stay below 30
constexpr std::size_t max_liquid_bytes = 4096; // a longer "tag" is text that happens to hold braces

constexpr std::size_t max_code_span_bytes = 8192;

constexpr std::array<std::string_view, 5> raw_elements = {"pre", "code", "script", "style", "textarea"};

// Elements without an end tag, or whose end tag authors leave out, do not nest.
constexpr std::array<std::string_view, 27> shallow_elements = {
    "area", "base",   "br",    "col",   "embed", "hr", "img", "input",  "link",
    "meta", "source", "track", "wbr",   "p",     "li", "td",  "tr",     "th",
    "dt",   "dd",     "tbody", "thead", "tfoot", "rt", "rp",  "option", "colgroup"};

template <std::size_t Count>
bool contains(const std::array<std::string_view, Count>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string shortened(std::string_view text) {
  constexpr std::size_t longest = 60;
  if (text.size() <= longest) return single_line(text);
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return single_line(text.substr(0, end)) + "…";
}

class Mender {
public:
  Mender(std::string_view body, bool markdown) : body_(body), finder_(body), markdown_(markdown) {
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
      case '`': markdown_ ? take_code_span() : copy_to(position_ + 1); break;
      case '*': markdown_ ? take_stars() : copy_to(position_ + 1); break;
      case '~': markdown_ ? take_tildes() : copy_to(position_ + 1); break;
      case '\\':
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

  // Lines that are dealt with as a whole: code, and kramdown's attribute lists. Answers whether it took the
  // line.
  bool take_line_of_markdown() {
    const std::size_t end = end_of_line(body_, position_);
    const std::string_view line = body_.substr(position_, end - position_);
    const std::string_view content = trimmed(line);
    const std::size_t next = std::min(end + 1, body_.size());
    if (fence_ != 0) {
      if (is_fence(content) == fence_ && content.find_first_not_of(fence_) == std::string_view::npos)
        fence_ = 0;
      copy_to(next);
      return true;
    }
    const bool after_blank = after_blank_;
    after_blank_ = content.empty();
    if (content.empty()) {
      strong_open_ = false;
      return false;
    }
    const bool indented = line.starts_with("    ") || line.starts_with("\t");
    if (!indented) {
      within_list_ = content.starts_with("* ") || content.starts_with("- ") || content.starts_with("+ ") ||
                     is_digit(content[0]) || (within_list_ && is_blank(line[0]));
    }
    if (indented && !within_list_ && (after_blank || within_code_)) {
      within_code_ = true;
      copy_to(next);
      return true;
    }
    within_code_ = false;
    if (!indented && is_fence(content) != 0) {
      fence_ = is_fence(content);
      copy_to(next);
      return true;
    }
    if (content.starts_with("{:") && content.ends_with('}')) {
      leave_out_to(end);
      return true;
    }
    return false;
  }

  static char is_fence(std::string_view content) {
    return content.starts_with("```") ? '`' : content.starts_with("~~~") ? '~' : '\0';
  }

  void take_brace() {
    const std::string_view rest = body_.substr(position_);
    const std::string_view close = rest.starts_with("{%") ? "%}" : "}}";
    if (!rest.starts_with("{%") && !rest.starts_with("{{")) return copy_to(position_ + 1);
    const std::size_t end = rest.substr(0, max_liquid_bytes).find(close, 2);
    if (end == std::string_view::npos) return copy_to(position_ + 2);
    const std::string_view inner = rest.substr(2, end - 2);
    std::size_t size = end + 2;
    if (close == "%}") {
      std::string_view name = trimmed(inner.substr(inner.starts_with('-') ? 1 : 0));
      name = name.substr(0, name.find_first_of(" \t\n-"));
      if (name == "raw") return take_raw(size);
      if (name == "comment") size = end_of_liquid_block("endcomment", size);
      if (name == "endraw") return leave_out_to(position_ + size);
    }
    note(position_, "liquid", "a template tag: " + shortened(rest.substr(0, end + 2)), "left out");
    leave_out_to(position_ + size);
  }

  void take_raw(std::size_t tag_size) {
    const std::size_t end = position_ + end_of_liquid_block("endraw", tag_size);
    leave_out_to(position_ + tag_size);
    const std::size_t close = body_.substr(0, end).rfind("{%");
    copy_to(std::max(close, position_));
    leave_out_to(end);
  }

  // Where the tag `name` ends, counted from here; the end of the tag at hand when there is none.
  std::size_t end_of_liquid_block(std::string_view name, std::size_t tag_size) {
    const std::size_t at = finder_.find(name, position_ + tag_size);
    if (at == std::string_view::npos) return tag_size;
    const std::size_t close = finder_.find("%}", at);
    return close == std::string_view::npos ? tag_size : close + 2 - position_;
  }

  void take_tag() {
    const std::string_view rest = body_.substr(position_);
    if (rest.starts_with("<!--")) {
      const std::size_t end = finder_.find("-->", position_ + 4);
      return copy_to(end == std::string_view::npos ? position_ + 4 : end + 3);
    }
    const bool closing = rest.starts_with("</");
    const std::size_t name_begin = closing ? 2 : 1;
    std::size_t name_end = name_begin;
    while (name_end < rest.size() && is_ascii_alphanumeric(rest[name_end])) ++name_end;
    if (name_end == name_begin || !is_ascii_letter(rest[name_begin])) return copy_to(position_ + 1);
    const std::string name = lower(rest.substr(name_begin, name_end - name_begin));
    if (closing && name_end < rest.size() && static_cast<unsigned char>(rest[name_end]) >= 0x80) {
      note(position_, "broken_tag", "text runs into the end tag </" + name, "closed before the text");
      count_depth(closing, name);
      copy_to(position_ + name_end);
      return insert('>');
    }
    if (!closing && contains(raw_elements, name)) {
      const std::size_t end = finder_.find("</" + name, position_ + name_end);
      if (end != std::string_view::npos) return copy_to(end);
    }
    if (count_depth(closing, name)) return copy_to(position_ + name_end);
    const std::size_t end = finder_.find(">", position_);
    leave_out_to(end == std::string_view::npos ? position_ + name_end : end + 1);
  }

  bool count_depth(bool closing, const std::string& name) { // false: too deep, leave the tag out
    if (contains(shallow_elements, name)) return true;
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

  void take_code_span() {
    const std::string_view rest = body_.substr(position_, max_code_span_bytes);
    const std::string_view paragraph = rest.substr(0, rest.find("\n\n"));
    const std::size_t run = std::min(paragraph.find_first_not_of('`'), paragraph.size());
    for (std::size_t at = paragraph.find('`', run); at != std::string_view::npos;
         at = paragraph.find('`', at)) {
      const std::size_t end = std::min(paragraph.find_first_not_of('`', at), paragraph.size());
      if (end - at == run) return copy_to(position_ + end);
      at = end;
    }
    copy_to(position_ + run);
  }

  void take_stars() {
    std::size_t end = position_;
    while (end < body_.size() && body_[end] == '*') ++end;
    const bool space_before = position_ == 0 || is_space(body_[position_ - 1]);
    const bool space_after = end == body_.size() || is_space(body_[end]);
    const bool strong = end - position_ == 2;
    if (strong && strong_open_ && !space_before) {
      insert(filler);
      strong_open_ = false;
      return copy_to(end);
    }
    copy_to(end);
    if (strong && !strong_open_ && !space_after) {
      insert(filler);
      strong_open_ = true;
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
  std::size_t position_ = 0;
  Mended mended_;
  std::size_t depth_ = 0;
  bool told_depth_ = false;
  char fence_ = 0;
  bool after_blank_ = true, within_list_ = false, within_code_ = false, strong_open_ = false;
};

} // namespace

Mended mend_body(std::string_view body, bool markdown) { return Mender(body, markdown).mend(); }

} // namespace hanji
