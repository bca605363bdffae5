#include "post/publication.h"

#include <algorithm>
#include <array>
#include <span>

#include "post/front_matter.h"
#include "post/scan.h"
#include "post/yaml_events.h"

namespace hanji {

namespace {

using Words = std::span<const std::string_view>;

constexpr std::array<std::string_view, 6> yes = {"true", "yes", "on", "y", "t", "1"};
constexpr std::array<std::string_view, 6> no = {"false", "no", "off", "n", "f", "0"};
constexpr std::array<std::string_view, 3> nothing = {"", "~", "null"};
constexpr std::array<std::string_view, 9> public_states = {
    "public", "publish", "published", "live", "visible", "listed", "공개", "발행", "게시"};
constexpr std::array<std::string_view, 14> private_states = {
    "draft",   "private", "pending",   "future", "trash",      "password", "protected",
    "inherit", "hidden",  "scheduled", "비공개", "auto-draft", "unlisted", "초안"};

bool is_one_of(std::string_view word, Words words) { return std::ranges::find(words, word) != words.end(); }

enum class Says : std::uint8_t { whether_public, whether_private, state, password };
struct Key {
  std::string_view name;
  Says says;
};
constexpr std::array<Key, 12> keys = {{{"published", Says::whether_public},
                                       {"public", Says::whether_public},
                                       {"draft", Says::whether_private},
                                       {"private", Says::whether_private},
                                       {"hidden", Says::whether_private},
                                       {"unlisted", Says::whether_private},
                                       {"unpublished", Says::whether_private},
                                       {"status", Says::state},
                                       {"visibility", Says::state},
                                       {"poststatus", Says::state},
                                       {"password", Says::password},
                                       {"postpassword", Says::password}}};

const Key* find_key(std::string_view written) {
  std::string name = lower(written);
  std::erase_if(name, [](char c) { return c == '_' || c == '-' || c == ' '; });
  const auto* const key = std::ranges::find(keys, name, &Key::name);
  return key == keys.end() ? nullptr : key;
}

// What stands beside a key, without blanks of any kind and quotes around it.
std::string_view bare(std::string_view text) {
  text.remove_prefix(skip_blanks(text, 0));
  for (std::string_view before; before != text;) {
    before = text = trimmed(text);
    for (const std::string_view blank : {no_break_space, wide_space}) {
      if (text.ends_with(blank)) text.remove_suffix(blank.size());
    }
  }
  if (text.size() >= 2 && (text[0] == '"' || text[0] == '\'') && text.back() == text[0])
    return trimmed(text.substr(1, text.size() - 2));
  return text;
}

enum class Verdict : std::uint8_t { may, may_not, doubtful };

Verdict verdict_on(const Key& key, std::string_view value) {
  const std::string word = lower(bare(value));
  switch (key.says) {
  case Says::whether_public:
    if (is_one_of(word, yes) || (key.name == "published" && parse_date(word))) return Verdict::may;
    return is_one_of(word, no) ? Verdict::may_not : Verdict::doubtful;
  case Says::whether_private:
    if (is_one_of(word, no) || is_one_of(word, nothing)) return Verdict::may;
    return is_one_of(word, yes) ? Verdict::may_not : Verdict::doubtful;
  case Says::state:
    if (is_one_of(word, public_states) || is_one_of(word, yes) || is_one_of(word, nothing))
      return Verdict::may;
    return is_one_of(word, private_states) ? Verdict::may_not : Verdict::doubtful;
  case Says::password: return is_one_of(word, nothing) ? Verdict::may : Verdict::may_not;
  }
  return Verdict::doubtful;
}

std::string_view without_comment(std::string_view value) {
  const bool quoted = value.starts_with('"') || value.starts_with('\'');
  const std::size_t from = quoted ? value.find(value[0], 1) : 0;
  for (std::size_t mark = value.find('#', std::min(from, value.size())); mark != std::string_view::npos;
       mark = value.find('#', mark + 1)) {
    if (mark == 0 || is_blank(value[mark - 1])) return value.substr(0, mark);
  }
  return value;
}

// `key: value`, `key = value`, `"key": value,`
std::optional<YamlField> field_in(std::string_view line) {
  std::size_t at = skip_blanks(line, 0);
  const char quote = at < line.size() && (line[at] == '"' || line[at] == '\'') ? line[at] : '\0';
  if (quote != '\0') ++at;
  const std::size_t begin = at;
  while (at < line.size() &&
         (is_ascii_alphanumeric(line[at]) || line[at] == '_' || line[at] == '-' || line[at] == '.'))
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
  std::string_view value = trimmed(without_comment(line.substr(at)));
  if (value.ends_with(',')) value.remove_suffix(1);
  return YamlField{std::string(key), std::string(value), false, 0, static_cast<std::uint32_t>(at) + 1};
}

enum class Extent : std::uint8_t { all, toml, first_paragraph };

std::optional<Withheld> withheld_by_lines(std::string_view text, std::uint32_t line_number, Extent extent) {
  std::string table; // of TOML, with its dot
  bool began = false;
  for (std::size_t begin = 0; begin < text.size(); ++line_number) {
    const std::size_t end = end_of_line(text, begin);
    const std::string_view line = text.substr(begin, end - begin), content = trimmed(line);
    begin = end + 1;
    if (extent == Extent::first_paragraph) {
      if (content.empty() && began) break;
      began =
          began || content.find_first_not_of('-') != std::string_view::npos; // not a rule, or what was one
    } else if (extent == Extent::toml && content.starts_with('[')) {
      const std::size_t name = std::min(content.find_first_not_of('['), content.size());
      table = std::string(content.substr(name, content.find(']') - name)) + '.';
      continue;
    }
    std::optional<YamlField> field = field_in(line);
    if (!field) continue;
    field->key.insert(0, table);
    field->line = line_number;
    if (std::optional<Withheld> withheld = withheld_by(*field)) return withheld;
  }
  return std::nullopt;
}

// JSON is YAML, nearly. Where it is read as neither, a mention of a key is doubt enough.
std::optional<Withheld> withheld_by_json(const std::string& json, std::uint32_t first_line) {
  const StrictYaml strict = read_strict_yaml(json, first_line);
  for (const YamlField& field : strict.fields) {
    if (std::optional<Withheld> withheld = withheld_by(field)) return withheld;
  }
  if (!strict.refusal) return std::nullopt;
  std::uint32_t line_number = first_line;
  for (std::size_t quote = 0, counted = 0; (quote = json.find('"', quote)) != std::string::npos; ++quote) {
    line_number +=
        static_cast<std::uint32_t>(std::count(json.begin() + static_cast<std::ptrdiff_t>(counted),
                                              json.begin() + static_cast<std::ptrdiff_t>(quote), '\n'));
    counted = quote;
    const std::size_t end = json.find_first_of("\"\n", quote + 1);
    if (end == std::string::npos) break;
    const std::string key = json.substr(quote + 1, end - quote - 1);
    if (is_publication_key(key)) return Withheld{line_number, 1, key, "", true};
  }
  return std::nullopt;
}

// The text in the braces that open it, braces included; all of it where they do not close.
std::string_view in_braces(std::string_view text) {
  std::size_t depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (quoted && text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      quoted = !quoted;
    } else if (!quoted && text[i] == '{') {
      ++depth;
    } else if (!quoted && text[i] == '}' && --depth == 0) {
      return text.substr(0, i + 1);
    }
  }
  return text;
}

// What stands before the next line that is just `fence`, or all of it.
std::string_view until_fence(std::string_view text, std::string_view fence) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = end_of_line(text, begin);
    if (trimmed(text.substr(begin, end - begin)) == fence) return text.substr(0, begin);
    begin = end + 1;
  }
  return text;
}

} // namespace

bool is_publication_key(std::string_view key) { return find_key(key) != nullptr; }

std::optional<Withheld> withheld_by(const YamlField& field) {
  const std::string_view path = field.key;
  const std::size_t first_dot = path.find('.'), last_dot = path.rfind('.');
  const Key* key = find_key(path.substr(0, first_dot));
  bool scalar = !field.in_list && first_dot == std::string_view::npos;
  if (key == nullptr && first_dot != std::string_view::npos && lower(path.substr(last_dot + 1)) == "draft") {
    key = find_key("draft");
    scalar = !field.in_list;
  }
  if (key == nullptr) return std::nullopt;
  const Verdict verdict = scalar ? verdict_on(*key, field.value) : Verdict::doubtful;
  if (verdict == Verdict::may) return std::nullopt;
  const bool secret = key->says == Says::password || !scalar;
  return Withheld{field.line, field.column, scalar ? field.key : std::string(path.substr(0, first_dot)),
                  secret ? "" : single_line(field.value), verdict == Verdict::doubtful};
}

std::optional<Withheld> withheld_beyond_front_matter(std::string_view text, const SplitPost& split) {
  if (split.opened && split.found && !split.closed)
    return withheld_by_lines(split.body, split.body_line, Extent::all);
  if (split.found)
    return split.closed ? std::nullopt
                        : withheld_by_lines(split.body, split.body_line, Extent::first_paragraph);
  std::uint32_t line_number = 1;
  std::size_t begin = 0;
  while (begin < text.size() && trimmed(text.substr(begin, end_of_line(text, begin) - begin)).empty()) {
    begin = std::min(end_of_line(text, begin) + 1, text.size());
    ++line_number;
  }
  const std::string_view rest = text.substr(begin), fence = trimmed(rest.substr(0, end_of_line(rest, 0)));
  const std::string_view below = rest.substr(std::min(end_of_line(rest, 0) + 1, rest.size()));
  if (fence == "+++") return withheld_by_lines(until_fence(below, fence), line_number + 1, Extent::toml);
  if (fence == ";;;")
    return withheld_by_json("{\n" + std::string(until_fence(below, fence)) + "}", line_number);
  if (fence.starts_with('{') && trimmed(rest.substr(rest.find('{') + 1)).starts_with('"')) {
    const std::string_view json = rest.substr(rest.find('{'));
    return withheld_by_json(std::string(in_braces(json)), line_number);
  }
  return withheld_by_lines(rest, line_number, Extent::first_paragraph);
}

Diagnostic diagnostic_of(const Withheld& withheld, std::string_view file) {
  constexpr std::size_t most_shown = 60; // bytes of a value
  std::string value = withheld.value;
  if (value.size() > most_shown) {
    std::size_t end = most_shown;
    while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xC0) == 0x80) --end;
    value = value.substr(0, end) + "…";
  }
  const std::string field = "“" + withheld.key + (value.empty() ? "" : ": " + value) + "”";
  Diagnostic diagnostic{std::string(file),
                        withheld.line,
                        withheld.column,
                        "not_public",
                        field + " says that this post is not public",
                        "left out"};
  if (withheld.doubtful) {
    diagnostic.code = "perhaps_not_public";
    diagnostic.message = field + " does not say that this post is public";
    const Key* const key = find_key(withheld.key);
    const char* const clear = key == nullptr || key->says == Says::whether_private ? "false"
                              : key->says == Says::whether_public                  ? "true"
                                                                                   : "published";
    diagnostic.recovery = "left out; “" + withheld.key + ": " + clear + "” would bring it in";
  }
  return diagnostic;
}

} // namespace hanji
