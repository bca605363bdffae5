#include "post/front_matter.h"

#include <algorithm>
#include <unordered_set>

#include "post/scan.h"
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
  return std::all_of(key.begin(), key.end(),
                     [](char c) { return is_ascii_alphanumeric(c) || c == '_' || c == '-'; });
}

// Categories or tags: each once, none too long, and not too many of them.
class Names {
public:
  Names(std::vector<std::string>& list, std::size_t most) : list_(list), most_(most) {}

  void add(std::string_view item, const YamlField& field) {
    std::string name = single_line(item);
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
  void add_all(const YamlField& field) {
    std::string_view text = field.value;
    if (text.starts_with('[')) text.remove_prefix(1);
    if (text.ends_with(']')) text.remove_suffix(1);
    const bool commas = text.find(',') != std::string_view::npos;
    const auto separates = [commas](char c) { return commas ? c == ',' : is_space(c); };
    while (!text.empty()) {
      const auto end =
          static_cast<std::size_t>(std::find_if(text.begin(), text.end(), separates) - text.begin());
      const std::string_view name = text.substr(0, end);
      add(name.starts_with('-') ? name.substr(1) : name, field);
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

  const YamlField* first_cut() const { return first_cut_; }
  const YamlField* first_left_out() const { return first_left_out_; }
  std::size_t left_out() const { return left_out_; }

private:
  std::vector<std::string>& list_;
  std::size_t most_, left_out_ = 0;
  std::unordered_set<std::string> seen_;
  const YamlField *first_cut_ = nullptr, *first_left_out_ = nullptr;
};

std::string without_quotes(std::string_view text) { // an address has none, even where one was left open
  std::string address = single_line(text);
  std::erase_if(address, [](char c) { return c == '"' || c == '\''; });
  return address;
}

WrittenAddress address_in(const YamlField& field) {
  return {single_line(field.value), field.line, field.column};
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

Result<FrontMatter> parse_front_matter(std::string_view yaml, std::string_view file, std::uint32_t first_line,
                                       std::vector<Diagnostic>& diagnostics) {
  auto fields = read_yaml_fields(yaml, file, first_line, diagnostics);
  if (!fields) return std::unexpected(fields.error());
  FrontMatter front;
  std::string feature_image;
  Names categories(front.categories, most_categories), tags(front.tags, most_tags);
  const YamlField *title = nullptr, *excerpt = nullptr, *lead = nullptr, *author = nullptr,
                  *redirect = nullptr;
  std::size_t redirects_left_out = 0;
  const auto tell = [&](const YamlField& field, std::string code, std::string message, std::string recovery) {
    diagnostics.push_back({std::string(file), field.line, field.column, std::move(code), std::move(message),
                           std::move(recovery)});
  };
  const auto read_date = [&](const YamlField& field, WrittenDate& date) {
    if (const auto read = parse_date(field.value)) {
      date = *read;
    } else if (!field.value.empty()) {
      tell(field, "bad_date", "“" + field.value + "” is not a date", "left out");
    }
  };
  for (const YamlField& field : *fields) {
    const std::string key = lower(field.key);
    if (std::optional<Withheld> withheld = withheld_by(field)) front.withheld.push_back(*std::move(withheld));
    if (std::optional<TimeBound> bound = time_bound(field)) front.bounds.push_back(*std::move(bound));
    if (field.in_list && field.value.empty()) continue;
    if (key == "title") {
      title = &field;
      const std::string text = single_line(field.value);
      if (!field.in_list) {
        front.title = text;
      } else if (front.title.ends_with(']')) {
        front.title.replace(front.title.size() - 1, 1, ", " + text + "]");
      } else {
        front.title = "[" + text + "]"; // `title: [단독]` is a list to YAML, and brackets to its author
      }
    } else if (key == "excerpt" || (key == "description" && front.excerpt.empty())) {
      excerpt = &field;
      front.excerpt = single_line(field.value);
    } else if (key == "feature_text") {
      lead = &field;
      front.feature_text = std::string(trimmed(field.value));
    } else if (key == "image" || key == "image.path" || key == "image.url" || key == "image.src" ||
               key == "image.feature") {
      if (front.image.empty()) front.image = without_quotes(field.value);
    } else if (key == "image.alt") {
      front.image_alternative = single_line(field.value);
    } else if (key == "feature_image") {
      feature_image = without_quotes(field.value);
    } else if (key == "author" || key == "author.name" || key == "authors" || key == "authors.name") {
      author = &field;
      if (!front.author.empty()) front.author += ", ";
      front.author += single_line(field.value);
    } else if (key == "category" || (key == "categories" && field.in_list)) {
      categories.add(field.value, field);
    } else if (key == "categories") {
      categories.add_all(field);
    } else if (key == "tag" || (key == "tags" && field.in_list)) {
      tags.add(field.value, field);
    } else if (key == "tags") {
      tags.add_all(field);
    } else if (key == "date") {
      read_date(field, front.date);
    } else if (key == "last_modified_at" || key == "modified" || key == "updated") {
      read_date(field, front.modified);
    } else if (key == "permalink") {
      front.permalink = address_in(field);
    } else if (key == "url") {
      front.url = address_in(field);
    } else if (key == "slug") {
      front.slug = single_line(field.value);
    } else if (key == "redirect_from" || key == "aliases") {
      std::vector<WrittenAddress>& addresses = key == "aliases" ? front.aliases : front.redirects;
      if (trimmed(field.value).empty()) continue;
      if (addresses.size() < most_redirects)
        addresses.push_back(address_in(field));
      else if (redirects_left_out++ == 0)
        redirect = &field;
    } else if (key == "lang") {
      const std::string tag = single_line(field.value);
      const bool is_tag =
          std::all_of(tag.begin(), tag.end(), [](char c) { return is_ascii_alphanumeric(c) || c == '-'; });
      if (is_tag) front.language = tag;
    }
  }
  if (front.image.empty()) front.image = feature_image;
  const auto bound = [&](std::string& text, std::size_t most, const YamlField* field) {
    if (field != nullptr && cut_to(text, most))
      tell(*field, "too_long", "“" + field->key + "” of more than " + std::to_string(most) + " characters",
           "cut there");
  };
  bound(front.title, most_title_characters, title);
  bound(front.excerpt, most_excerpt_characters, excerpt);
  bound(front.feature_text, most_lead_characters, lead);
  bound(front.author, most_name_characters, author);
  if (redirect != nullptr)
    tell(*redirect, "too_many",
         std::to_string(redirects_left_out) + " addresses too many in “" + redirect->key + "”",
         "left out, from here on");
  for (const Names* names : {&categories, &tags}) {
    if (const YamlField* field = names->first_cut())
      tell(*field, "too_long",
           "a name of more than " + std::to_string(most_name_characters) + " characters in “" + field->key +
               "”",
           "cut there");
    if (const YamlField* field = names->first_left_out())
      tell(*field, "too_many", std::to_string(names->left_out()) + " names too many in “" + field->key + "”",
           "left out, from here on");
  }
  return front;
}

} // namespace hanji
