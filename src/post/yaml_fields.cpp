#include "post/yaml_fields.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <span>
#include <utility>

#include "post/publication.h"
#include "post/scan.h"
#include "post/yaml_events.h"

namespace hanji {

namespace {

// Those that are known even where they slipped from their place. Not all of the table of meanings: such words
// as `summary` and `cover` begin lines of texts and stand within maps.
constexpr auto known_keys = std::to_array<std::string_view>(
    {"title",         "categories",       "category",     "tags",   "tag",      "excerpt",  "description",
     "date",          "author",           "feature_text", "image",  "modified", "lang",     "updated",
     "permalink",     "feature_image",    "layout",       "slug",   "url",      "timezone", "aliases",
     "redirect_from", "last_modified_at", "제목",         "부제",   "날짜",     "작성일",   "작성일자",
     "글쓴이",        "지은이",           "저자",         "작성자", "분류",     "카테고리", "태그",
     "요약"});

bool is_known(std::string_view key) {
  return is_publication_key(key) ||
         std::find(known_keys.begin(), known_keys.end(), lower(key)) != known_keys.end();
}

struct RawField {
  std::string_view key;
  std::string_view text;  // its lines, the key included
  std::size_t value = 0;  // where the value begins in `text`
  std::uint32_t line = 0; // counted from the text's first
};

// A line that begins a field: `key:` at the margin, or one of the well-known keys that slipped from it,
// stands in quotes or lost the space behind its colon. What says whether a post is public may also be written
// as in TOML, `key =`.
std::optional<RawField> begin_of_field(std::string_view line, bool within_block_scalar) {
  const std::size_t margin = skip_blanks(line, 0);
  const bool quoted = margin < line.size() && (line[margin] == '"' || line[margin] == '\'');
  const std::size_t begin = margin + (quoted ? 1 : 0);
  std::size_t end = begin;
  while (end < line.size() && is_of_key(line[end]) && !line.substr(end).starts_with(wide_colon) &&
         blank_size(line.substr(end)) == 0)
    ++end;
  const std::string_view key = line.substr(begin, end - begin);
  if (quoted && (end == line.size() || line[end++] != line[margin])) return std::nullopt;
  const std::size_t mark = skip_blanks(line, end);
  const std::string_view rest = line.substr(mark);
  const bool wide = rest.starts_with(wide_colon), equals = rest.starts_with('=') && is_publication_key(key);
  if (key.empty() || (!wide && !equals && !rest.starts_with(':'))) return std::nullopt;
  const std::size_t value = mark + (wide ? wide_colon.size() : 1);
  const bool separated = !wide && (value == line.size() || is_blank(line[value]));
  if (margin > 0 && (within_block_scalar || !is_known(key))) return std::nullopt;
  if ((!separated || quoted) && !is_known(key)) return std::nullopt;
  return RawField{key, line, value, 0};
}

bool is_block_scalar_header(std::string_view value) {
  value = trimmed(value);
  return !value.empty() && (value[0] == '>' || value[0] == '|') &&
         value.find_first_not_of("+-0123456789", 1) == std::string_view::npos;
}

// Nothing stands beside its key.
bool begins_map(const RawField& field) {
  const std::string_view value = field.text.substr(field.value);
  return trimmed(value.substr(0, end_of_line(value, 0))).empty();
}

std::vector<RawField> split_into_fields(std::string_view yaml) {
  std::vector<RawField> fields;
  std::uint32_t line_number = 0;
  bool within_block_scalar = false;
  for (std::size_t begin = 0; begin < yaml.size(); ++line_number) {
    const std::size_t end = end_of_line(yaml, begin);
    const std::string_view line = yaml.substr(begin, end - begin);
    auto field = begin_of_field(line, within_block_scalar);
    const bool indented = skip_blanks(line, 0) > 0;
    // `hidden` below `cover:` is of the cover.
    if (field && indented && !fields.empty() && is_publication_key(field->key) && begins_map(fields.back()))
      field.reset();
    if (field) {
      within_block_scalar = is_block_scalar_header(line.substr(field->value));
      field->line = line_number;
      fields.push_back(*field);
    } else if (!fields.empty()) {
      RawField& field_above = fields.back();
      const auto size = static_cast<std::size_t>(line.data() + line.size() - field_above.text.data());
      field_above.text = {field_above.text.data(), size};
    }
    begin = end + 1;
  }
  return fields;
}

// The field as its author would have written it: at the margin, a space behind the colon, indents of spaces.
std::string tidied(const RawField& raw) {
  std::string text = std::string(raw.key) + ": ";
  std::string_view rest = raw.text.substr(skip_blanks(raw.text, raw.value));
  while (!rest.empty()) {
    while (const std::size_t size = blank_size(rest)) {
      text += rest[0] == '\t' ? "  " : " ";
      rest.remove_prefix(size);
    }
    const std::size_t end = std::min(end_of_line(rest, 0) + 1, rest.size());
    text += rest.substr(0, end);
    rest.remove_prefix(end);
  }
  return text;
}

std::string unquoted(std::string_view text) {
  text = trimmed(text);
  if (text.size() >= 2 && (text[0] == '"' || text[0] == '\'') && text.back() == text[0]) {
    text = text.substr(1, text.size() - 2);
  }
  return std::string(text);
}

void read_plainly(const RawField& raw, std::uint32_t first_line, std::vector<HeadField>& fields) {
  const auto add = [&](std::string_view value, bool in_list) {
    fields.push_back({std::string(raw.key), unquoted(value), in_list, first_line + raw.line,
                      static_cast<std::uint32_t>(raw.value) + 1});
  };
  std::vector<std::string_view> lines;
  const std::string_view text = raw.text.substr(raw.value);
  const bool begins_below = trimmed(text.substr(0, end_of_line(text, 0))).empty();
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = end_of_line(text, begin);
    std::string_view line = text.substr(begin, end - begin);
    line = trimmed(line.substr(skip_blanks(line, 0)));
    if (!line.empty()) lines.push_back(line);
    begin = end + 1;
  }
  if (!lines.empty() && is_block_scalar_header(lines.front())) lines.erase(lines.begin());
  const bool list =
      begins_below && !lines.empty() &&
      std::all_of(lines.begin(), lines.end(), [](std::string_view line) { return line.starts_with("- "); });
  if (list) {
    for (const std::string_view line : lines) add(line.substr(2), true);
    return;
  }
  std::string joined;
  for (const std::string_view line : lines) {
    if (!joined.empty()) joined += ' ';
    joined += line;
  }
  add(joined, false);
}

std::unexpected<Error> error_at(std::string_view file, const YamlRefusal& refusal) {
  return std::unexpected(
      Error{ErrorKind::bad_input, refusal.message + "; this is not read",
            std::string(file) + ":" + std::to_string(refusal.line) + ":" + std::to_string(refusal.column)});
}

// What yaml-cpp takes in silence: a quote that nobody closed, with the fields below it as part of its value;
// an exclamation mark before Hangul, as a tag without a name.
std::optional<YamlRefusal> find_misread(std::span<const RawField> raw_fields, const StrictYaml& strict,
                                        std::uint32_t first_line) {
  for (const RawField& raw : raw_fields) {
    const bool at_margin = raw.text.data() == raw.key.data();
    if (at_margin && std::find(strict.keys.begin(), strict.keys.end(), raw.key) == strict.keys.end())
      return YamlRefusal{first_line + raw.line, 1, "a field within the value of another"};
    const std::size_t value = skip_blanks(raw.text, raw.value);
    const std::string_view text = raw.text.substr(value);
    if (text.size() > 1 && text[0] == '!' && static_cast<unsigned char>(text[1]) >= 0x80)
      return YamlRefusal{first_line + raw.line, static_cast<std::uint32_t>(value) + 1,
                         "“!” is taken for a tag"};
  }
  return std::nullopt;
}

Result<std::vector<HeadField>> read_tolerantly(std::span<const RawField> raw_fields, std::string_view file,
                                               std::uint32_t first_line, const YamlRefusal& refusal,
                                               std::vector<Diagnostic>& diagnostics) {
  std::vector<HeadField> fields;
  bool named = false;
  for (const RawField& raw : raw_fields) {
    StrictYaml strict = read_strict_yaml(tidied(raw), first_line + raw.line);
    if (strict.beyond_bounds) return error_at(file, *strict.refusal);
    if (!strict.refusal) strict.refusal = find_misread({&raw, 1}, strict, first_line);
    if (!strict.refusal && strict.keys.size() == 1 && strict.keys.front() == raw.key) {
      std::move(strict.fields.begin(), strict.fields.end(), std::back_inserter(fields));
      continue;
    }
    read_plainly(raw, first_line, fields);
    const YamlRefusal here =
        strict.refusal.value_or(YamlRefusal{first_line + raw.line, 1, "the field does not end here"});
    diagnostics.push_back({std::string(file), here.line, here.column, "front_matter_yaml",
                           "not YAML: " + here.message,
                           "“" + std::string(raw.key) + "” was read as plain text"});
    named = true;
  }
  if (!named) {
    diagnostics.push_back({std::string(file), refusal.line, refusal.column, "front_matter_yaml",
                           "not YAML: " + refusal.message, "read field by field"});
  }
  return fields;
}

} // namespace

bool begins_known_field(std::string_view line) {
  const auto field = begin_of_field(line, false);
  return field && is_known(field->key);
}

Result<std::vector<HeadField>> read_yaml_fields(std::string_view yaml, std::string_view file,
                                                std::uint32_t first_line,
                                                std::vector<Diagnostic>& diagnostics) {
  if (yaml.size() > most_head_bytes) {
    return std::unexpected(Error{ErrorKind::bad_input, "YAML of more than 256 KiB is not read",
                                 std::string(file) + ":" + std::to_string(first_line)});
  }
  StrictYaml strict = read_strict_yaml(yaml, first_line);
  if (strict.beyond_bounds) return error_at(file, *strict.refusal);
  const std::vector<RawField> raw_fields = split_into_fields(yaml);
  if (!strict.refusal) strict.refusal = find_misread(raw_fields, strict, first_line);
  if (strict.refusal) return read_tolerantly(raw_fields, file, first_line, *strict.refusal, diagnostics);
  return std::move(strict.fields);
}

} // namespace hanji
