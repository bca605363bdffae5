#include "post/boxes.h"

#include <algorithm>
#include <array>

#include "post/scan.h"

namespace hanji {

namespace {

struct Kind {
  std::string_view name, korean, english;
};

constexpr Kind kinds[] = {{"abstract", "요약", "Abstract"},
                          {"attention", "주의", "Attention"},
                          {"bug", "버그", "Bug"},
                          {"caution", "조심", "Caution"},
                          {"danger", "위험", "Danger"},
                          {"deepdive", "더 깊이", "Deep dive"},
                          {"details", "자세히", "Details"},
                          {"error", "오류", "Error"},
                          {"example", "보기", "Example"},
                          {"failure", "실패", "Failure"},
                          {"hint", "귀띔", "Hint"},
                          {"important", "중요", "Important"},
                          {"info", "알림", "Info"},
                          {"note", "참고", "Note"},
                          {"pitfall", "주의", "Pitfall"},
                          {"question", "물음", "Question"},
                          {"recap", "요약", "Recap"},
                          {"solution", "풀이", "Solution"},
                          {"success", "성공", "Success"},
                          {"summary", "요약", "Summary"},
                          {"tip", "도움말", "Tip"},
                          {"todo", "할 일", "To do"},
                          {"warn", "경고", "Warning"},
                          {"warning", "경고", "Warning"},
                          {"youwilllearn", "배울 것", "You will learn"}};

// What components of these names are; others may be whatever a publisher made.
constexpr std::string_view components[] = {"Caution", "Danger",  "DeepDive",    "Hint",  "Important",
                                           "Info",    "Note",    "Pitfall",     "Recap", "Solution",
                                           "Tip",     "Warning", "YouWillLearn"};
constexpr std::string_view typed_components[] = {"Admonition", "Aside", "Callout"};

bool is_of_name(char c) { return is_ascii_alphanumeric(c) || c == '-' || c == '_'; }

std::string_view without_brackets(std::string_view title) { // of [제목] and "제목"
  title = trimmed(title);
  if (const std::size_t attributes = title.find('{');
      attributes != std::string_view::npos && title.ends_with('}'))
    title = trimmed(title.substr(0, attributes));
  const bool quoted = title.size() > 1 && ((title.front() == '[' && title.back() == ']') ||
                                           (title.front() == '"' && title.back() == '"'));
  return quoted ? trimmed(title.substr(1, title.size() - 2)) : title;
}

struct ComponentTag {
  std::string_view name; // empty: the line is no tag of a box
  std::string kind;
  bool closing = false;
};

ComponentTag component_tag(std::string_view line) {
  ComponentTag tag;
  if (!line.starts_with('<') || line.find('>') != line.size() - 1 || line.ends_with("/>")) return tag;
  tag.closing = line.starts_with("</");
  const std::size_t begin = tag.closing ? 2 : 1;
  const std::string_view name = line.substr(begin, line.find_first_of(" \t>") - begin);
  if (std::ranges::find(components, name) != std::end(components)) {
    tag.name = name;
    tag.kind = lower(name);
  } else if (std::ranges::find(typed_components, name) != std::end(typed_components)) {
    tag.name = name;
    const std::size_t type = line.find(" type=\"");
    const std::string_view value =
        type == std::string_view::npos ? "note" : line.substr(type + 7, line.find('"', type + 7) - type - 7);
    tag.kind = title_of_kind(lower(value), false).empty() ? "note" : lower(value);
  }
  return tag;
}

} // namespace

std::vector<Box> boxes_in(std::string_view text) {
  std::vector<Box> boxes;
  std::vector<Box> open, open_components;
  std::vector<std::string_view> names; // of the open components
  Fence fence;
  for (std::size_t position = 0; position < text.size();) {
    const std::size_t begin = position, end = end_of_line(text, position);
    const std::string_view line = trimmed(text.substr(begin, end - begin));
    position = end + 1;
    if (fence.take(line) || fence.is_open()) continue;
    if (const ComponentTag tag = component_tag(line); !tag.name.empty()) {
      if (!tag.closing) {
        open_components.push_back({.begin = begin,
                                   .body = std::min(position, text.size()),
                                   .kind = tag.kind,
                                   .disclosure = tag.name == "Hint" || tag.name == "Solution"});
        names.push_back(tag.name);
      } else if (!names.empty() && names.back() == tag.name) {
        Box box = std::move(open_components.back());
        open_components.pop_back();
        names.pop_back();
        box.body_end = begin;
        box.end = std::min(position, text.size());
        boxes.push_back(std::move(box));
      }
      continue;
    }
    if (!line.starts_with(":::")) continue;
    const std::size_t colons = std::min(line.find_first_not_of(':'), line.size());
    std::string_view rest = trimmed(line.substr(colons));
    if (rest.empty()) {
      if (open.empty()) continue;
      Box box = std::move(open.back());
      open.pop_back();
      box.body_end = begin;
      box.end = std::min(position, text.size());
      boxes.push_back(std::move(box));
      continue;
    }
    const std::size_t name = rest.starts_with("{.") ? 2 : 0; // Pandoc's ::: {.note}
    std::size_t name_end = name;
    while (name_end < rest.size() && is_of_name(rest[name_end])) ++name_end;
    if (name_end == name) continue;
    Box box{.begin = begin,
            .body = std::min(position, text.size()),
            .kind = lower(rest.substr(name, name_end - name))};
    rest.remove_prefix(name_end);
    if (name > 0) rest.remove_prefix(std::min(rest.find('}') + 1, rest.size()));
    box.title = without_brackets(rest);
    box.disclosure = box.kind == "details";
    open.push_back(std::move(box));
  }
  std::ranges::sort(boxes, {}, &Box::begin);
  return boxes;
}

std::optional<Callout> callout_in(std::string_view line) {
  const std::size_t begin = line.find_first_not_of("> \t");
  if (begin == std::string_view::npos || begin == 0 || line[line.find_first_not_of(" \t")] != '>')
    return std::nullopt;
  std::string_view rest = line.substr(begin);
  if (!rest.starts_with("[!")) return std::nullopt;
  std::size_t end = 2;
  while (end < rest.size() && is_of_name(rest[end])) ++end;
  if (end == 2 || end >= rest.size() || rest[end] != ']') return std::nullopt;
  Callout callout{.begin = begin, .kind = lower(rest.substr(2, end - 2)), .title = {}};
  rest.remove_prefix(end + 1);
  if (rest.starts_with('+') || rest.starts_with('-')) rest.remove_prefix(1);
  if (rest.starts_with('(') || rest.starts_with('[')) return std::nullopt; // a link
  callout.title = trimmed(rest);
  return callout;
}

std::string title_of_kind(std::string_view kind, bool korean) {
  const auto known = std::ranges::find(kinds, kind, &Kind::name);
  if (known == std::end(kinds)) return {};
  return std::string(korean ? known->korean : known->english);
}

bool holds_hangul(std::string_view text) { // U+AC00…D7FF
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    const auto first = static_cast<unsigned char>(text[i]), second = static_cast<unsigned char>(text[i + 1]);
    if (first == 0xEB || first == 0xEC || (first == 0xEA && second >= 0xB0) ||
        (first == 0xED && second < 0x9F))
      return true;
  }
  return false;
}

} // namespace hanji
