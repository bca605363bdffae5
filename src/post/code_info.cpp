#include "post/code_info.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "post/scan.h"
#include "text/percent.h"

namespace hanji {
namespace {

constexpr std::string_view encoded = "info-"; // a word of word_of_info's that is more than a language
constexpr std::uint32_t most_lines = 100'000;

// `{1,3}`, `title="a b"`, `[a.ts]`, `active`: up to a blank outside of quotes and brackets.
std::string_view take_token(std::string_view& text) {
  while (!text.empty() && (is_space(text[0]) || text[0] == ',')) text.remove_prefix(1);
  char quote = 0;
  int depth = 0;
  std::size_t end = 0;
  for (; end < text.size(); ++end) {
    const char c = text[end];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '{' || c == '[') {
      if (depth == 0 && end > 0 && text[end - 1] != '=') break;
      ++depth;
    } else if (c == '}' || c == ']') {
      --depth;
    } else if (depth == 0 && (is_space(c) || c == ',')) {
      break;
    }
  }
  const std::string_view token = text.substr(0, end);
  text.remove_prefix(end);
  return token;
}

std::string_view without(std::string_view text, char open, char close) {
  return text.size() > 1 && text.front() == open && text.back() == close ? text.substr(1, text.size() - 2)
                                                                         : text;
}

std::string_view unquoted(std::string_view text) { return without(without(text, '"', '"'), '\'', '\''); }

std::uint32_t number_at(std::string_view text, std::uint32_t other) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() && number <= most_lines ? number : other;
}

// `1,3-5`, `1 3-5`, `[1,"3-5"]`; false for anything else.
bool take_lines(std::string_view text, CodeInfo& info) {
  if (text.find_first_not_of("0123456789-, \"'[]") != std::string_view::npos) return false;
  while (!text.empty()) {
    const std::size_t begin = text.find_first_of("0123456789");
    if (begin == std::string_view::npos) break;
    text.remove_prefix(begin);
    const std::string_view range = text.substr(0, text.find_first_not_of("0123456789-"));
    text.remove_prefix(range.size());
    const std::size_t dash = range.find('-');
    const std::uint32_t first = number_at(range.substr(0, dash), 0);
    const std::uint32_t last =
        dash == std::string_view::npos ? first : number_at(range.substr(dash + 1), first);
    if (first > 0 && last >= first) info.lines.emplace_back(first, last);
  }
  return true;
}

template <std::size_t Count>
bool is_one_of(std::string_view name, const std::array<std::string_view, Count>& names) {
  return std::ranges::find(names, name) != names.end();
}

constexpr std::array<std::string_view, 6> titles = {"title", "filename", "file", "name", "caption", "label"};
constexpr std::array<std::string_view, 3> marks = {"hl_lines", "highlight", "mark"};
constexpr std::array<std::string_view, 6> numbered = {"linenos",     "showlinenumbers", "line-numbers",
                                                      "linenumbers", "numberlines",     "line_number"};
constexpr std::array<std::string_view, 4> starts = {"linenostart", "startfrom", "start", "first_line"};

void take_attribute(std::string_view token, CodeInfo& info) {
  const std::size_t equals = token.find('=');
  std::string name = lower(token.substr(0, equals));
  if (name.starts_with('.') || name.starts_with(':')) name.erase(0, 1);
  const std::string_view written =
      equals == std::string_view::npos ? std::string_view() : token.substr(equals + 1);
  const std::string_view value = unquoted(without(written, '{', '}'));
  if (is_one_of(name, titles) && !value.empty()) {
    info.title = value;
  } else if (is_one_of(name, marks)) {
    take_lines(value, info);
  } else if (is_one_of(name, numbered)) {
    if (value != "false") info.first_line = std::max(info.first_line, number_at(value, 1));
  } else if (is_one_of(name, starts)) {
    info.first_line = number_at(value, info.first_line);
  }
}

// src/a.js, a.b: what a bare word names is a file where it looks like one.
bool is_file(std::string_view token) {
  return token.find_first_of("=(){};<>") == std::string_view::npos && token.size() < 200 &&
         (token.find('/') != std::string_view::npos ||
          (token.find('.') != std::string_view::npos && token.front() != '.' && token.back() != '.'));
}

void take_tokens(std::string_view text, CodeInfo& info) {
  while (true) {
    const std::string_view token = take_token(text);
    if (token.empty()) {
      if (text.empty()) return;
      text.remove_prefix(1); // a bracket that closes nothing
      continue;
    }
    if (token.starts_with('{')) {
      const std::string_view inside = without(token, '{', '}');
      if (inside.size() < token.size() && !take_lines(inside, info)) take_tokens(inside, info);
    } else if (token.starts_with('[') && token.ends_with(']')) {
      if (!token.starts_with("[[")) info.title = without(token, '[', ']');
    } else if (token.find('=') == std::string_view::npos && is_file(token)) {
      if (info.title.empty()) info.title = token;
    } else {
      take_attribute(token, info);
    }
  }
}

bool is_of_language(char c) {
  return is_ascii_alphanumeric(c) || c == '+' || c == '#' || c == '-' || c == '_' || c == '.';
}

} // namespace

CodeInfo code_info(std::string_view text) {
  CodeInfo info;
  text = trimmed(text);
  if (text.starts_with('{')) { // Pandoc's
    std::string_view inside =
        text.substr(1, text.find('}') == std::string_view::npos ? text.size() : text.find('}') - 1);
    if (is_digit(inside.empty() ? '0' : inside[0])) {
      take_tokens(text, info);
      return info;
    }
    if (inside.starts_with('.') || inside.starts_with('=')) inside.remove_prefix(1);
    const auto* const end = std::ranges::find_if_not(inside, is_of_language);
    info.language = lower({inside.begin(), end});
    take_tokens({end, inside.end()}, info);
    return info;
  }
  const auto* const end = std::ranges::find_if_not(text, is_of_language);
  std::string_view word(text.begin(), end), rest(end, text.end());
  if (is_file(word) && (rest.empty() || is_space(rest[0])) && word.find('/') != std::string_view::npos) {
    info.title = word;
  } else if (rest.starts_with('=')) { // an attribute and no language
    rest = text;
  } else {
    info.language = lower(word);
  }
  if (rest.starts_with(':')) rest.remove_prefix(1); // js:title=…, ts:line-numbers
  take_tokens(rest, info);
  return info;
}

std::string word_of_info(std::string_view text) {
  text = trimmed(text);
  const bool plain = std::ranges::all_of(text, is_of_language) && !text.starts_with(encoded);
  return plain ? std::string(text) : std::string(encoded) + percent_encoded(text);
}

CodeInfo code_info_of_classes(std::string_view classes) {
  constexpr std::array<std::string_view, 4> prefixes = {"language-", "lang-", "highlight-source-",
                                                        "sourceCode-"};
  bool of_highlighter = false, brush = false;
  std::string_view bare;
  for (std::string_view rest = classes; !rest.empty();) {
    const std::size_t end = std::min(rest.find_first_of(" \t\n;"), rest.size());
    const std::string_view word = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (word.empty()) continue;
    for (const std::string_view prefix : prefixes) {
      if (!word.starts_with(prefix)) continue;
      const std::string_view name = word.substr(prefix.size());
      if (name.starts_with(encoded)) return code_info(percent_decoded(name.substr(encoded.size())));
      return code_info(name);
    }
    if (brush) return {.language = lower(word)};
    brush = word == "brush:";
    if (word.starts_with("brush:") && word.size() > 6) return {.language = lower(word.substr(6))};
    if (word == "hljs" || word == "sourceCode" || word == "prettyprint")
      of_highlighter = true;
    else if (bare.empty())
      bare = word;
  }
  return of_highlighter ? CodeInfo{.language = lower(bare)} : CodeInfo{};
}

} // namespace hanji
