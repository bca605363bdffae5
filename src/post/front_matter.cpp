#include "post/front_matter.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_set>
#include <utility>

#include "post/front_matter_keys.h"
#include "post/json_fields.h"
#include "post/scan.h"
#include "post/toml_fields.h"
#include "post/yaml_fields.h"
#include "text/utf8.h"

namespace hanji {

namespace {

bool is_fence(std::string_view line) { return trimmed(line) == "---" && line.starts_with("---"); }

bool looks_like_front_matter(std::string_view line) {
  if (line.empty()) return false;
  if (is_blank(line[0]) || line[0] == '#' || line.starts_with("- ")) return true;
  const std::size_t colon = line.find(':');
  if (colon == 0 || colon == std::string_view::npos) return false;
  const std::string_view key = line.substr(0, colon);
  return begins_known_field(line) || std::all_of(key.begin(), key.end(), [](char c) {
           return is_ascii_alphanumeric(c) || c == '_' || c == '-';
         });
}

// Categories or tags: each once, none too long, and not too many of them.
class NameList {
public:
  NameList(std::vector<std::string>& list, std::size_t most) : list_(list), most_(most) {}

  void add(const HeadField& field, Names names) {
    if (field.in_list || names == Names::one)
      add(field.value, field);
    else
      add_all(field, names);
  }

  const HeadField* first_cut() const { return first_cut_; }
  const HeadField* first_left_out() const { return first_left_out_; }
  std::size_t left_out() const { return left_out_; }

private:
  void add(std::string_view item, const HeadField& field) {
    std::string name = single_line(item);
    if (name.starts_with('#') && name.size() > 1) name.erase(0, 1); // Obsidian
    if (name.empty()) return;
    if (cut_to(name, most_name_characters) && first_cut_ == nullptr) first_cut_ = &field;
    if (!seen_.insert(name).second) return;
    if (list_.size() < most_) {
      list_.push_back(std::move(name));
    } else if (left_out_++ == 0) {
      first_left_out_ = &field;
    }
  }

  // Words, or what stands between commas. Where YAML saw no list (`[뉴스, 경제`, `-뉴스`) its marks are still
  // none of a name's.
  void add_all(const HeadField& field, Names names) {
    std::string_view text = field.value;
    if (text.starts_with('[')) text.remove_prefix(1);
    if (text.ends_with(']')) text.remove_suffix(1);
    const bool commas = names == Names::commas || text.find(',') != std::string_view::npos;
    const auto separates = [commas](char c) { return commas ? c == ',' : is_space(c); };
    while (!text.empty()) {
      const auto end =
          static_cast<std::size_t>(std::find_if(text.begin(), text.end(), separates) - text.begin());
      const std::string_view name = text.substr(0, end);
      add(name.starts_with('-') ? name.substr(1) : name, field);
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

  std::vector<std::string>& list_;
  std::size_t most_, left_out_ = 0;
  std::unordered_set<std::string> seen_;
  const HeadField *first_cut_ = nullptr, *first_left_out_ = nullptr;
};

std::string without_quotes(std::string_view text) { // an address has none, even where one was left open
  std::string address = single_line(text);
  std::erase_if(address, [](char c) { return c == '"' || c == '\''; });
  return address;
}

WrittenAddress address_in(const HeadField& field) {
  return {single_line(field.value), field.line, field.column};
}

// Gives fields their meaning. Of one that can only be said once the key of the upper row has it, of equals
// the first.
class FrontMatterReader {
public:
  FrontMatterReader(std::string_view file, std::vector<Diagnostic>& diagnostics)
      : file_(file), diagnostics_(diagnostics) {}

  FrontMatter read(const std::vector<HeadField>& fields) {
    for (const HeadField& field : fields) {
      if (std::optional<Withheld> withheld = withheld_by(field))
        front_.withheld.push_back(*std::move(withheld));
      if (std::optional<TimeBound> bound = time_bound(field)) front_.bounds.push_back(*std::move(bound));
      const std::optional<KeyMeaning> meaning = meaning_of(field.key);
      if (meaning && !(field.in_list && field.value.empty())) take(field, *meaning);
    }
    if (!front_.date.date) front_.date = date_utc_;
    bound_all();
    return std::move(front_);
  }

private:
  void take(const HeadField& field, const KeyMeaning& meaning) {
    switch (meaning.meaning) {
    case Meaning::categories: return categories_.add(field, meaning.names);
    case Meaning::tags: return tags_.add(field, meaning.names);
    case Meaning::redirects: return add_address(field, front_.redirects);
    case Meaning::aliases: return add_address(field, front_.aliases);
    default: break;
    }
    Best& best = best_[static_cast<std::size_t>(meaning.meaning)];
    if (trimmed(field.value).empty() || meaning.rank > best.rank) return;
    const bool again = best.field != nullptr && meaning.rank == best.rank;
    const std::string line = single_line(field.value);
    switch (meaning.meaning) {
    case Meaning::title:
      if (!field.in_list) {
        front_.title = line;
      } else if (again && front_.title.ends_with(']')) {
        front_.title.replace(front_.title.size() - 1, 1, ", " + line + "]");
      } else {
        front_.title = "[" + line + "]"; // `title: [단독]` is a list to YAML, and brackets to its author
      }
      break;
    case Meaning::excerpt: front_.excerpt = line; break;
    case Meaning::lead: front_.feature_text = std::string(trimmed(field.value)); break;
    case Meaning::image:
      if (again || is_word(line)) return; // the first of a list
      front_.image = without_quotes(field.value);
      break;
    case Meaning::image_alternative: front_.image_alternative = line; break;
    case Meaning::author: front_.author = again ? front_.author + ", " + line : line; break;
    case Meaning::date:
      if (!read_date(field, front_.date)) return;
      break;
    case Meaning::date_utc:
      if (!read_date(field, date_utc_)) return;
      date_utc_.offset_minutes = 0;
      break;
    case Meaning::modified:
      if (!read_date(field, front_.modified)) return;
      break;
    case Meaning::permalink: front_.permalink = address_in(field); break;
    case Meaning::url: front_.url = address_in(field); break;
    case Meaning::slug:
      if (line.starts_with('/') && front_.url.text.empty()) front_.url = address_in(field); // Docusaurus
      front_.slug = line.substr(std::min(line.find_first_not_of('/'), line.size()));
      break;
    case Meaning::language: take_language(line); break;
    default: break;
    }
    best = {meaning.rank, &field};
  }

  bool read_date(const HeadField& field, WrittenDate& date) {
    if (const auto read = parse_date(field.value)) {
      date = *read;
      return true;
    }
    const bool says_more = lower(field.key) == "published"; // whether it is
    if (!says_more) tell(field, "bad_date", "“" + field.value + "” is not a date", "left out");
    return false;
  }

  // `image: true` of a theme's is none.
  static bool is_word(std::string_view line) { return line == "true" || line == "false" || line == "null"; }

  void take_language(std::string tag) {
    std::ranges::replace(tag, '_', '-'); // ko_KR
    const bool is_tag =
        std::all_of(tag.begin(), tag.end(), [](char c) { return is_ascii_alphanumeric(c) || c == '-'; });
    if (is_tag) front_.language = tag;
  }

  void add_address(const HeadField& field, std::vector<WrittenAddress>& addresses) {
    if (trimmed(field.value).empty()) return;
    if (addresses.size() < most_redirects)
      addresses.push_back(address_in(field));
    else if (redirects_left_out_++ == 0)
      first_redirect_left_out_ = &field;
  }

  void bound_all() {
    bound(front_.title, most_title_characters, Meaning::title);
    bound(front_.excerpt, most_excerpt_characters, Meaning::excerpt);
    bound(front_.feature_text, most_lead_characters, Meaning::lead);
    bound(front_.author, most_name_characters, Meaning::author);
    if (first_redirect_left_out_ != nullptr)
      tell(*first_redirect_left_out_, "too_many",
           std::to_string(redirects_left_out_) + " addresses too many in “" + first_redirect_left_out_->key +
               "”",
           "left out, from here on");
    for (const NameList* names : {&categories_, &tags_}) {
      if (const HeadField* field = names->first_cut())
        tell(*field, "too_long",
             "a name of more than " + std::to_string(most_name_characters) + " characters in “" + field->key +
                 "”",
             "cut there");
      if (const HeadField* field = names->first_left_out())
        tell(*field, "too_many",
             std::to_string(names->left_out()) + " names too many in “" + field->key + "”",
             "left out, from here on");
    }
  }
  void bound(std::string& text, std::size_t most, Meaning meaning) {
    const HeadField* const field = best_[static_cast<std::size_t>(meaning)].field;
    if (field != nullptr && cut_to(text, most))
      tell(*field, "too_long", "“" + field->key + "” of more than " + std::to_string(most) + " characters",
           "cut there");
  }

  void tell(const HeadField& field, std::string code, std::string message, std::string recovery) {
    diagnostics_.push_back({std::string(file_), field.line, field.column, std::move(code), std::move(message),
                            std::move(recovery)});
  }

  struct Best {
    std::size_t rank = std::string::npos;
    const HeadField* field = nullptr;
  };

  std::string_view file_;
  std::vector<Diagnostic>& diagnostics_;
  FrontMatter front_;
  WrittenDate date_utc_;
  NameList categories_{front_.categories, most_categories}, tags_{front_.tags, most_tags};
  std::array<Best, static_cast<std::size_t>(Meaning::language) + 1> best_;
  const HeadField* first_redirect_left_out_ = nullptr;
  std::size_t redirects_left_out_ = 0;
};

// The text in the braces that open it, braces included; nothing where they do not close.
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
  return {};
}

// TOML or JSON, where `text` begins with it.
std::optional<SplitPost> split_other_head(std::string_view text, std::uint32_t line) {
  const auto lines = [](std::string_view part) {
    return static_cast<std::uint32_t>(std::count(part.begin(), part.end(), '\n'));
  };
  SplitPost split;
  split.found = split.opened = split.closed = true;
  const std::string_view fence = trimmed(text.substr(0, end_of_line(text, 0)));
  if (fence == "+++" || fence == ";;;") {
    const std::size_t front = std::min(end_of_line(text, 0) + 1, text.size());
    for (std::size_t begin = front; begin < text.size(); begin = end_of_line(text, begin) + 1) {
      const std::size_t end = end_of_line(text, begin);
      if (trimmed(text.substr(begin, end - begin)) != fence) continue;
      split.format = fence == "+++" ? HeadFormat::toml : HeadFormat::json;
      split.front = text.substr(front, begin - front);
      split.body = text.substr(std::min(end + 1, text.size()));
      split.front_line = line + 1;
      split.body_line = split.front_line + lines(split.front) + 1;
      return split;
    }
  }
  if (!fence.starts_with('{') || !trimmed(text.substr(text.find('{') + 1)).starts_with('"'))
    return std::nullopt;
  const std::string_view json = in_braces(text.substr(text.find('{')));
  const std::size_t end = static_cast<std::size_t>(json.data() - text.data()) + json.size();
  if (json.empty() || !trimmed(text.substr(end, end_of_line(text, end) - end)).empty()) return std::nullopt;
  split.format = HeadFormat::json;
  split.front = json;
  split.body = text.substr(std::min(end_of_line(text, end) + 1, text.size()));
  split.front_line = line;
  split.body_line = line + lines(text.substr(0, text.size() - split.body.size()));
  return split;
}

} // namespace

SplitPost split_front_matter(std::string_view text) {
  SplitPost split;
  split.body = text;
  const auto line_at = [text](std::size_t begin) {
    return text.substr(begin, end_of_line(text, begin) - begin);
  };
  const auto next_line = [text](std::size_t begin) {
    return std::min(end_of_line(text, begin) + 1, text.size());
  };
  std::size_t begin = 0;
  std::uint32_t line_number = 1;
  for (; begin < text.size() && trimmed(line_at(begin)).empty(); begin = next_line(begin)) ++line_number;
  if (const std::optional<SplitPost> other = split_other_head(text.substr(begin), line_number)) return *other;
  split.opened = is_fence(line_at(begin));
  if (split.opened) {
    begin = next_line(begin);
    ++line_number;
  } else if (!begins_known_field(line_at(begin)) || !begins_known_field(line_at(next_line(begin)))) {
    return split;
  }
  const std::size_t front = begin;
  split.front_line = line_number;

  struct Place {
    std::size_t offset;
    std::uint32_t line;
  };
  std::optional<Place> fence;
  std::optional<Place> stranger; // the first line that does not look like front matter
  std::optional<Place> body;     // such a line below a blank one, and no field below it
  bool after_blank = false;
  for (; begin < text.size() && !fence; begin = next_line(begin), ++line_number) {
    const std::string_view line = line_at(begin);
    if (is_fence(line) || line == "...") {
      fence = {begin, line_number};
      continue;
    }
    const bool strange = !looks_like_front_matter(line), blank = trimmed(line).empty();
    if (strange && !stranger) stranger = {begin, line_number};
    if (strange && !blank && after_blank && !body) body = {begin, line_number};
    if (begins_known_field(line)) body.reset();
    after_blank = blank;
  }
  if (fence && !body) {
    split.found = split.closed = true;
    split.front = text.substr(front, fence->offset - front);
    split.body = text.substr(next_line(fence->offset));
    split.body_line = fence->line + 1;
    return split;
  }
  const Place end = fence ? *body : stranger.value_or(Place{text.size(), line_number});
  split.found = end.offset > front; // else the first "---" was only a rule
  if (split.found) {
    split.front = text.substr(front, end.offset - front);
    split.body = text.substr(end.offset);
    split.body_line = end.line;
  }
  return split;
}

bool cut_to(std::string& text, std::size_t most_characters) {
  if (text.size() <= most_characters) return false;
  std::size_t position = 0;
  for (std::size_t count = 0; position < text.size() && count < most_characters; ++count)
    next_code_point(text, position);
  if (position == text.size()) return false;
  text = std::string(before_ellipsis(std::string_view(text).substr(0, position))) + "…";
  return true;
}

Result<FrontMatter> parse_front_matter(std::string_view text, std::string_view file, std::uint32_t first_line,
                                       std::vector<Diagnostic>& diagnostics, HeadFormat format) {
  const auto read = format == HeadFormat::toml   ? read_toml_fields
                    : format == HeadFormat::json ? read_json_fields
                                                 : read_yaml_fields;
  const Result<std::vector<HeadField>> fields = read(text, file, first_line, diagnostics);
  if (!fields) return std::unexpected(fields.error());
  return FrontMatterReader(file, diagnostics).read(*fields);
}

} // namespace hanji
