// Small looks at text that the parsers of this room share. All of them work on bytes and ASCII.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace hanji {

constexpr bool is_blank(char c) { return c == ' ' || c == '\t'; }
constexpr bool is_space(char c) { return is_blank(c) || c == '\n' || c == '\r' || c == '\f'; }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
constexpr bool is_ascii_letter(char c) { return to_lower(c) >= 'a' && to_lower(c) <= 'z'; }
constexpr bool is_ascii_alphanumeric(char c) { return is_ascii_letter(c) || is_digit(c); }

// Of a field's name, which may be Korean.
constexpr bool is_of_key(char c) {
  return is_ascii_alphanumeric(c) || c == '_' || c == '-' || static_cast<unsigned char>(c) >= 0x80;
}

constexpr std::string_view no_break_space = "\u00A0", wide_space = "\u3000", wide_colon = "：";

// How many bytes the blank at the beginning takes: a space, a tab, a space that only looks like one; 0 for
// none.
constexpr std::size_t blank_size(std::string_view text) {
  if (text.empty()) return 0;
  if (is_blank(text[0])) return 1;
  if (text.starts_with(no_break_space)) return no_break_space.size();
  return text.starts_with(wide_space) ? wide_space.size() : 0;
}

constexpr std::size_t skip_blanks(std::string_view text, std::size_t position) {
  while (const std::size_t size = blank_size(text.substr(position))) position += size;
  return position;
}

constexpr std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

constexpr std::size_t end_of_line(std::string_view text,
                                  std::size_t position) { // of the '\n', or of the text
  const std::size_t end = text.find('\n', position);
  return end == std::string_view::npos ? text.size() : end;
}

inline std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = to_lower(c);
  return result;
}

inline std::string single_line(std::string_view text) { // runs of white space become one space
  std::string result;
  for (const char c : trimmed(text)) {
    if (!is_space(c)) {
      result += c;
    } else if (result.back() != ' ') {
      result += ' ';
    }
  }
  return result;
}

// Lines between which Markdown is code. The same look at the same lines serves every step.
class Fence {
public:
  bool is_open() const { return size_ > 0; }

  // Whether `line`, without what it is indented by, opens or closes it; else it stays as it was.
  bool take(std::string_view line) {
    const char mark = line.empty() ? '\0' : line[0];
    if (mark != '`' && mark != '~') return false;
    std::size_t size = line.find_first_not_of(mark);
    const bool bare = size == std::string_view::npos || trimmed(line.substr(size)).empty();
    if (size == std::string_view::npos) size = line.size();
    if (size < 3 || (is_open() && (mark != mark_ || size < size_ || !bare))) return false;
    if (!is_open() && mark == '`' && line.find('`', size) != std::string_view::npos)
      return false; // a code span
    size_ = is_open() ? 0 : size;
    mark_ = mark;
    return true;
  }

private:
  char mark_ = 0;
  std::size_t size_ = 0; // of the marks that opened it
};

// Where the first item of a list begins below the first line, whatever it is indented by; npos: nowhere.
constexpr std::size_t item_below(std::string_view text) {
  for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    const std::size_t mark = text.find_first_not_of(" \t", at + 1);
    if (mark == std::string_view::npos || mark + 1 >= text.size()) return std::string_view::npos;
    const bool bullet = text[mark] == '-' || text[mark] == '*' || text[mark] == '+';
    if (bullet && is_blank(text[mark + 1])) return at;
  }
  return std::string_view::npos;
}

// Past a Markdown code span whose first backtick stands at `position`; past the backticks when it does not
// close within its paragraph or item.
constexpr std::size_t after_code_span(std::string_view text, std::size_t position) {
  constexpr std::size_t longest = 8192; // bytes
  const std::string_view rest = text.substr(position, longest);
  const std::string_view lines = rest.substr(0, rest.find("\n\n"));
  const std::string_view paragraph = lines.substr(0, item_below(lines));
  const auto end_of_run = [&](std::size_t at) {
    const std::size_t end = paragraph.find_first_not_of('`', at);
    return end == std::string_view::npos ? paragraph.size() : end;
  };
  const std::size_t run = end_of_run(0);
  for (std::size_t at = paragraph.find('`', run); at != std::string_view::npos;
       at = paragraph.find('`', at)) {
    const std::size_t end = end_of_run(at);
    if (end - at == run) return position + end;
    at = end;
  }
  return position + run;
}

// std::string_view::find for texts that begin many things and end few of them: what lies ahead of one place,
// or does not, is not looked for again from a later one.
class Finder {
public:
  explicit Finder(std::string_view text) : text_(text) {}

  std::size_t find(std::string_view needle, std::size_t from) {
    const auto known = found_.find(needle);
    if (known != found_.end() && from >= known->second.from && from <= known->second.at)
      return known->second.at;
    const std::size_t at = text_.find(needle, from);
    found_.insert_or_assign(std::string(needle), Found{from, at});
    return at;
  }

private:
  struct Found {
    std::size_t from, at; // npos: nowhere behind `from`
  };
  std::string_view text_;
  std::map<std::string, Found, std::less<>> found_;
};

} // namespace hanji
