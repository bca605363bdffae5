#include "post/kramdown_attributes.h"

#include <algorithm>

#include "post/scan.h"

namespace hanji {

namespace {

constexpr std::size_t longest_span = 4096; // bytes

std::string escaped(std::string_view value) {
  std::string text;
  for (const char c : value) {
    if (c == '"') {
      text += "&quot;";
    } else if (c == '<') {
      text += "&lt;";
    } else if (c == '&') {
      text += "&amp;";
    } else {
      text += c;
    }
  }
  return text;
}

std::string_view take_word(std::string_view& list) { // up to a space outside of quotes
  list = trimmed(list);
  std::size_t end = 0;
  for (char quote = 0; end < list.size() && (quote != 0 || !is_space(list[end])); ++end) {
    if (quote != 0 ? list[end] == quote : list[end] == '"' || list[end] == '\'') {
      quote = quote == 0 ? list[end] : '\0';
    }
  }
  const std::string_view word = list.substr(0, end);
  list.remove_prefix(end);
  return word;
}

std::size_t open_bracket(std::string_view text, std::size_t begin, std::size_t close) { // of the one there
  const char closing = text[close], opening = closing == ')' ? '(' : '[';
  int depth = 0;
  for (std::size_t at = close + 1; at > begin; --at) {
    if (text[at - 1] == closing) ++depth;
    if (text[at - 1] == opening && --depth == 0) return at - 1;
  }
  return std::string_view::npos;
}

} // namespace

bool is_attribute_line(std::string_view line) {
  line = trimmed(line);
  return line.starts_with("{:") && line.ends_with('}');
}

AttributeList parse_attribute_list(std::string_view list) {
  AttributeList attributes;
  list.remove_prefix(std::min<std::size_t>(list.size(), 2));
  if (list.ends_with('}')) list.remove_suffix(1);
  while (!trimmed(list).empty()) {
    const std::string_view word = take_word(list);
    if (word == "toc") attributes.toc = true;
    const std::size_t mark = word.find('#');
    if (mark == 0 || (mark != std::string_view::npos && word[0] == '.')) { // #id, .class#id
      attributes.id = word.substr(mark + 1, word.find_first_of(".#", mark + 1) - mark - 1);
    }
    const std::size_t equals = word.find('=');
    if (equals == std::string_view::npos) continue;
    const std::string_view name = word.substr(0, equals);
    std::string_view value = word.substr(equals + 1);
    if (value.size() >= 2 && (value[0] == '"' || value[0] == '\'')) value = value.substr(1, value.size() - 2);
    if (name == "id") attributes.id = value;
    if (name == "style") attributes.style = value;
  }
  return attributes;
}

std::string start_tag(std::string_view element, const AttributeList& attributes) {
  std::string tag = "<" + std::string(element);
  if (!attributes.id.empty()) tag += " id=\"" + escaped(attributes.id) + "\"";
  if (!attributes.style.empty()) tag += " style=\"" + escaped(attributes.style) + "\"";
  return tag + ">";
}

std::size_t begin_of_span(std::string_view text, std::size_t line_begin, std::size_t end) {
  if (end <= line_begin) return end;
  line_begin = std::max(line_begin, end - std::min(end, longest_span));
  const char last = text[end - 1];
  if (last == '*' || last == '_' || last == '`' || last == '~') {
    std::size_t mark = end - 1;
    while (mark > line_begin && text[mark - 1] == last) --mark;
    const std::string_view run = text.substr(mark, end - mark);
    if (mark == line_begin) return end;
    const std::size_t opening = text.rfind(run, mark - 1);
    if (opening == std::string_view::npos || opening < line_begin || opening + run.size() > mark) return end;
    return opening;
  }
  if (last != ')') return end;
  const std::size_t address = open_bracket(text, line_begin, end - 1);
  if (address == std::string_view::npos || address == line_begin || text[address - 1] != ']') return end;
  const std::size_t label = open_bracket(text, line_begin, address - 1);
  if (label == std::string_view::npos) return end;
  return label > line_begin && text[label - 1] == '!' ? label - 1 : label;
}

} // namespace hanji
