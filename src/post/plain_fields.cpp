#include "post/plain_fields.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "post/scan.h"

namespace hanji {

namespace {

std::string_view without_remark(std::string_view value) {
  const bool quoted = value.starts_with('"') || value.starts_with('\'');
  const std::size_t from = quoted ? value.find(value[0], 1) : 0;
  for (std::size_t mark = value.find('#', std::min(from, value.size())); mark != std::string_view::npos;
       mark = value.find('#', mark + 1)) {
    if (mark == 0 || is_blank(value[mark - 1])) return value.substr(0, mark);
  }
  return value;
}

std::string_view without_quotes(std::string_view text) {
  text = trimmed(text);
  if (text.size() >= 2 && (text[0] == '"' || text[0] == '\'') && text.back() == text[0])
    return text.substr(1, text.size() - 2);
  return text;
}

std::optional<HeadField> field_in(std::string_view line) {
  std::size_t at = skip_blanks(line, 0);
  const char quote = at < line.size() && (line[at] == '"' || line[at] == '\'') ? line[at] : '\0';
  if (quote != '\0') ++at;
  const std::size_t begin = at;
  while (at < line.size() && (is_of_key(line[at]) || line[at] == '.') &&
         !line.substr(at).starts_with(wide_colon) && blank_size(line.substr(at)) == 0)
    ++at;
  const std::string_view key = line.substr(begin, at - begin);
  if (quote != '\0' && (at == line.size() || line[at++] != quote)) return std::nullopt;
  at = skip_blanks(line, at);
  const std::string_view rest = line.substr(at);
  const std::size_t mark = rest.starts_with(wide_colon)                     ? wide_colon.size()
                           : rest.starts_with(':') || rest.starts_with('=') ? 1
                                                                            : 0;
  if (key.empty() || mark == 0) return std::nullopt;
  at = skip_blanks(line, at + mark);
  std::string_view value = trimmed(without_remark(line.substr(at)));
  if (value.ends_with(',')) value.remove_suffix(1);
  return HeadField{std::string(key), std::string(value), false, 0, static_cast<std::uint32_t>(at) + 1};
}

void add(HeadField field, std::vector<HeadField>& fields) {
  const std::string value = std::exchange(field.value, {});
  if (!value.starts_with('[') || !value.ends_with(']')) {
    field.value = without_quotes(value);
    return fields.push_back(std::move(field));
  }
  field.in_list = true;
  std::string_view items = trimmed(std::string_view(value).substr(1, value.size() - 2));
  do {
    const std::size_t comma = std::min(items.find(','), items.size());
    field.value = without_quotes(items.substr(0, comma));
    fields.push_back(field);
    items.remove_prefix(std::min(comma + 1, items.size()));
  } while (!items.empty());
}

} // namespace

std::vector<HeadField> read_plain_fields(std::string_view text, std::uint32_t first_line,
                                         PlainExtent extent) {
  std::vector<HeadField> fields;
  std::string table; // of TOML, with its dot
  bool began = false;
  for (std::size_t begin = 0; begin < text.size(); ++first_line) {
    const std::size_t end = end_of_line(text, begin);
    const std::string_view line = text.substr(begin, end - begin), content = trimmed(line);
    begin = end + 1;
    if (extent == PlainExtent::first_paragraph) {
      if (content.empty() && began) break;
      began =
          began || content.find_first_not_of('-') != std::string_view::npos; // not a rule, or what was one
    } else if (extent == PlainExtent::toml && content.starts_with('[')) {
      const std::size_t name = std::min(content.find_first_not_of('['), content.size());
      table = std::string(content.substr(name, content.find(']') - name)) + '.';
      continue;
    }
    std::optional<HeadField> field = field_in(line);
    if (!field) continue;
    field->key.insert(0, table);
    field->line = first_line;
    add(*std::move(field), fields);
  }
  return fields;
}

} // namespace hanji
