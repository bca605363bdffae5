#include "post/yaml_fields.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <sstream>
#include <utility>

#include "post/scan.h"

namespace hanji {

namespace {

constexpr std::size_t max_yaml_bytes = 256 * 1024;

constexpr std::size_t max_depth = 64;        // of lists and maps
constexpr std::size_t max_repeated = 10'000; // events that aliases repeat

struct Beyond { // thrown through yaml-cpp, which knows no other way to stop
  YAML::Mark mark;
  std::string message;
};

// Events rather than yaml-cpp's tree: faster, and what an alias repeats can be counted before it grows.
class FieldCollector : public YAML::EventHandler {
public:
  explicit FieldCollector(std::uint32_t first_line) : first_line_(first_line) {}

  std::vector<YamlField> fields;
  std::vector<YAML::Mark> aliases_left_out;

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    begin({Event::scalar, mark, ""}, anchor);
  }
  void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                const std::string& value) override {
    begin({Event::scalar, mark, value}, anchor);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    begin({Event::list, mark, ""}, anchor);
  }
  void OnSequenceEnd() override { take({Event::end, YAML::Mark::null_mark(), ""}); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    begin({Event::map, mark, ""}, anchor);
  }
  void OnMapEnd() override { take({Event::end, YAML::Mark::null_mark(), ""}); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto known = anchored_.find(anchor);
    if (known == anchored_.end() || known->second.end == 0) { // of what it stands in
      aliases_left_out.push_back(mark);
      return take({Event::scalar, mark, ""});
    }
    const auto [first, end] = known->second;
    if ((repeated_ += end - first) > max_repeated) throw Beyond{mark, "aliases that grow beyond bounds"};
    for (std::size_t i = first; i < end; ++i) {
      Event event = events_[i];
      if (event.kind != Event::end) event.mark = mark;
      take(std::move(event));
    }
  }

private:
  struct Event {
    enum Kind : std::uint8_t { scalar, list, map, end } kind;
    YAML::Mark mark;
    std::string value;
  };
  struct Range {
    std::size_t first = 0, end = 0; // of events_; end 0 = still open
  };
  struct Level {
    bool map = false, expects_key = false;
    YAML::anchor_t anchor = 0;
    std::string path{}, key{};
  };

  void begin(Event event, YAML::anchor_t anchor) {
    const bool scalar = event.kind == Event::scalar;
    if (anchor != 0) anchored_[anchor] = {events_.size(), scalar ? events_.size() + 1 : 0};
    take(std::move(event));
    if (!scalar) levels_.back().anchor = anchor;
  }

  void take(Event event) {
    switch (event.kind) {
    case Event::scalar: take_scalar(event); break;
    case Event::list:
    case Event::map:
      if (levels_.size() == max_depth) throw Beyond{event.mark, "lists and maps nested beyond bounds"};
      levels_.push_back(
          {.map = event.kind == Event::map, .expects_key = event.kind == Event::map, .path = path()});
      break;
    case Event::end: end_level(); break;
    }
    events_.push_back(std::move(event));
  }

  std::string path() const {
    if (levels_.empty()) return {};
    const Level& level = levels_.back();
    if (!level.map || level.key == "<<") return level.path; // the fields of a merged map are the map's own
    const std::string whole = level.path.empty() ? level.key : level.path + "." + level.key;
    return whole.substr(0, 200); // so that deep nesting cannot make many fields large
  }

  void end_level() {
    if (const YAML::anchor_t anchor = levels_.back().anchor; anchor != 0)
      anchored_[anchor].end = events_.size() + 1;
    levels_.pop_back();
    if (!levels_.empty() && levels_.back().map) levels_.back().expects_key = !levels_.back().expects_key;
  }

  void take_scalar(const Event& event) {
    if (levels_.empty()) return;
    Level& level = levels_.back();
    if (level.map && level.expects_key) {
      level.key = event.value;
      level.expects_key = false;
      return;
    }
    fields.push_back({path(), event.value, !level.map,
                      first_line_ + static_cast<std::uint32_t>(std::max(event.mark.line, 0)),
                      static_cast<std::uint32_t>(std::max(event.mark.column, 0)) + 1});
    if (level.map) level.expects_key = true;
  }

  std::uint32_t first_line_;
  std::vector<Level> levels_;
  std::vector<Event> events_;
  std::map<YAML::anchor_t, Range> anchored_;
  std::size_t repeated_ = 0;
};

struct Refusal {
  std::uint32_t line = 0, column = 0;
  std::string message;
};

struct StrictReading {
  std::vector<YamlField> fields;
  std::vector<YAML::Mark> aliases_left_out;
  std::optional<Refusal> refusal;
  bool beyond_bounds = false; // what was refused is no mistake of an author's
};

Refusal refusal_at(const YAML::Mark& mark, std::uint32_t first_line, std::string message) {
  return {first_line + static_cast<std::uint32_t>(std::max(mark.line, 0)),
          static_cast<std::uint32_t>(std::max(mark.column, 0)) + 1, std::move(message)};
}

std::unexpected<Error> error_at(std::string_view file, const Refusal& refusal) {
  return std::unexpected(
      Error{ErrorKind::bad_input, refusal.message + "; this is not read",
            std::string(file) + ":" + std::to_string(refusal.line) + ":" + std::to_string(refusal.column)});
}

StrictReading read_strictly(std::string_view yaml, std::uint32_t first_line) {
  StrictReading reading;
  try {
    std::istringstream stream{std::string(yaml)};
    YAML::Parser parser(stream);
    FieldCollector collector(first_line);
    parser.HandleNextDocument(collector);
    reading.fields = std::move(collector.fields);
    reading.aliases_left_out = std::move(collector.aliases_left_out);
  } catch (const Beyond& beyond) {
    reading.refusal = refusal_at(beyond.mark, first_line, beyond.message);
    reading.beyond_bounds = true;
    return reading;
  } catch (const YAML::Exception& refused) {
    reading.refusal = refusal_at(refused.mark, first_line, refused.msg);
    return reading;
  }
  // yaml-cpp lets a stray line pass for a key without a value.
  for (const YamlField& field : reading.fields) {
    if (!field.value.empty() || std::none_of(field.key.begin(), field.key.end(), is_space)) continue;
    reading.refusal = Refusal{field.line, 1, "a line that is neither a field nor part of one"};
    break;
  }
  return reading;
}

constexpr std::array<std::string_view, 22> known_keys = {
    "title",     "categories",   "category",     "tags",    "tag",
    "excerpt",   "description",  "feature_text", "image",   "date",
    "author",    "modified",     "lang",         "updated", "last_modified_at",
    "permalink", "published",    "layout",       "slug",    "url",
    "timezone",  "feature_image"};

struct RawField {
  std::string_view key;
  std::string_view text;  // its lines, the key included
  std::size_t value = 0;  // where the value begins in `text`
  std::uint32_t line = 0; // counted from the text's first
};

// A line that begins a field: `key:` at the margin, or one of the well-known keys that slipped from it.
std::optional<RawField> begin_of_field(std::string_view line, bool within_block_scalar) {
  std::size_t begin = 0;
  while (begin < line.size() && is_blank(line[begin])) ++begin;
  std::size_t end = begin;
  while (end < line.size() && (is_ascii_alphanumeric(line[end]) || line[end] == '_' || line[end] == '-'))
    ++end;
  std::size_t colon = end;
  while (colon < line.size() && is_blank(line[colon])) ++colon;
  if (end == begin || colon >= line.size() || line[colon] != ':') return std::nullopt;
  const std::string_view key = line.substr(begin, end - begin);
  const bool known = std::find(known_keys.begin(), known_keys.end(), key) != known_keys.end();
  const bool separated = colon + 1 == line.size() || is_blank(line[colon + 1]);
  if (begin > 0 && (!known || within_block_scalar)) return std::nullopt;
  if (!separated && !known) return std::nullopt;
  return RawField{key, line, colon + 1, 0};
}

bool is_block_scalar_header(std::string_view value) {
  value = trimmed(value);
  return !value.empty() && (value[0] == '>' || value[0] == '|') &&
         value.find_first_not_of("+-0123456789", 1) == std::string_view::npos;
}

std::vector<RawField> split_into_fields(std::string_view yaml) {
  std::vector<RawField> fields;
  std::uint32_t line_number = 0;
  bool within_block_scalar = false;
  for (std::size_t begin = 0; begin < yaml.size(); ++line_number) {
    const std::size_t end = end_of_line(yaml, begin);
    const std::string_view line = yaml.substr(begin, end - begin);
    if (auto field = begin_of_field(line, within_block_scalar)) {
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

std::string unquoted(std::string_view text) {
  text = trimmed(text);
  if (text.size() >= 2 && (text[0] == '"' || text[0] == '\'') && text.back() == text[0]) {
    text = text.substr(1, text.size() - 2);
  }
  return std::string(text);
}

void read_plainly(const RawField& raw, std::uint32_t first_line, std::vector<YamlField>& fields) {
  const auto add = [&](std::string_view value, bool in_list) {
    fields.push_back({std::string(raw.key), unquoted(value), in_list, first_line + raw.line,
                      static_cast<std::uint32_t>(raw.value) + 1});
  };
  std::vector<std::string_view> lines;
  const std::string_view text = raw.text.substr(raw.value);
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = end_of_line(text, begin);
    const std::string_view line = trimmed(text.substr(begin, end - begin));
    if (!line.empty()) lines.push_back(line);
    begin = end + 1;
  }
  if (!lines.empty() && is_block_scalar_header(lines.front())) lines.erase(lines.begin());
  const bool list = !lines.empty() && std::all_of(lines.begin(), lines.end(), [](std::string_view line) {
    return line.starts_with("- ");
  });
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

Result<std::vector<YamlField>> read_tolerantly(std::string_view yaml, std::string_view file,
                                               std::uint32_t first_line, const Refusal& refusal,
                                               std::vector<Diagnostic>& diagnostics) {
  std::vector<YamlField> fields;
  bool named = false;
  for (const RawField& raw : split_into_fields(yaml)) {
    StrictReading strict = read_strictly(raw.text, first_line + raw.line);
    if (strict.beyond_bounds) return error_at(file, *strict.refusal);
    const bool foreign = std::any_of(strict.fields.begin(), strict.fields.end(), [&](const YamlField& field) {
      return field.key != raw.key && !field.key.starts_with(std::string(raw.key) + ".");
    });
    if (!strict.refusal && !foreign && strict.aliases_left_out.empty()) {
      std::move(strict.fields.begin(), strict.fields.end(), std::back_inserter(fields));
      continue;
    }
    read_plainly(raw, first_line, fields);
    const Refusal here =
        strict.refusal.value_or(Refusal{first_line + raw.line, 1, "the field does not end here"});
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

Result<std::vector<YamlField>> read_yaml_fields(std::string_view yaml, std::string_view file,
                                                std::uint32_t first_line,
                                                std::vector<Diagnostic>& diagnostics) {
  if (yaml.size() > max_yaml_bytes) {
    return std::unexpected(Error{ErrorKind::bad_input, "YAML of more than 256 KiB is not read",
                                 std::string(file) + ":" + std::to_string(first_line)});
  }
  StrictReading strict = read_strictly(yaml, first_line);
  if (strict.beyond_bounds) return error_at(file, *strict.refusal);
  if (strict.refusal) return read_tolerantly(yaml, file, first_line, *strict.refusal, diagnostics);
  for (const YAML::Mark& mark : strict.aliases_left_out) {
    diagnostics.push_back({std::string(file), first_line + static_cast<std::uint32_t>(std::max(mark.line, 0)),
                           static_cast<std::uint32_t>(std::max(mark.column, 0)) + 1, "front_matter_alias",
                           "an alias of what it stands in", "left out"});
  }
  return std::move(strict.fields);
}

} // namespace hanji
