#include "post/json_fields.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <utility>

#include "post/publication.h"
#include "post/yaml_events.h"

namespace hanji {

namespace {

constexpr std::size_t max_depth = 64;

struct Place {
  std::uint32_t line = 0;
  bool behind_newline = false; // the parser looks one character beyond a number
};

class CountedChars { // an input iterator that knows its line
public:
  // NOLINTBEGIN(readability-identifier-naming): the standard library's names
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;
  // NOLINTEND(readability-identifier-naming)

  CountedChars(const char* at, Place* place) : at_(at), place_(place) {}
  reference operator*() const { return *at_; }
  CountedChars& operator++() {
    place_->behind_newline = *at_ == '\n';
    if (place_->behind_newline) ++place_->line;
    ++at_;
    return *this;
  }
  bool operator==(const CountedChars& other) const { return at_ == other.at_; }

private:
  const char* at_;
  Place* place_;
};

class JsonWalk : public nlohmann::json_sax<nlohmann::json> {
public:
  explicit JsonWalk(const Place& place) : place_(place) {}

  std::vector<HeadField> fields;
  std::string refusal;

  bool null() override { return add(""); }
  bool boolean(bool value) override { return add(value ? "true" : "false"); }
  bool number_integer(number_integer_t value) override { return add(std::to_string(value), true); }
  bool number_unsigned(number_unsigned_t value) override { return add(std::to_string(value), true); }
  bool number_float(number_float_t, const string_t& text) override { return add(text, true); }
  bool string(string_t& value) override { return add(value); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return begin(true); }
  bool end_object() override { return end(); }
  bool start_array(std::size_t) override { return begin(false); }
  bool end_array() override { return end(); }
  bool key(string_t& key) override {
    Level& level = levels_.back();
    level.key = (level.path.empty() ? key : level.path + "." + key).substr(0, 200);
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& error) override {
    refusal = error.what();
    return false;
  }

private:
  struct Level {
    bool object = false;
    std::string path{}, key{};
    std::size_t fields_before = 0;
  };

  std::string path() const {
    if (levels_.empty()) return {};
    return levels_.back().object ? levels_.back().key : levels_.back().path;
  }
  bool begin(bool object) {
    if (levels_.size() == max_depth) {
      refusal = "lists and objects nested beyond bounds";
      return false;
    }
    levels_.push_back({object, path(), {}, fields.size()});
    return true;
  }
  bool end() {
    const bool empty = levels_.back().fields_before == fields.size();
    levels_.pop_back();
    if (empty && !levels_.empty()) fields.push_back({path(), "", true, place_.line, 1});
    return true;
  }
  bool add(std::string value, bool number = false) {
    if (levels_.empty()) return true;
    const std::uint32_t line = place_.line - (number && place_.behind_newline ? 1 : 0);
    fields.push_back({path(), std::move(value), !levels_.back().object, line, 1});
    return true;
  }

  const Place& place_;
  std::vector<Level> levels_;
};

void add_mentions(const std::string& json, std::uint32_t line, std::vector<HeadField>& fields) {
  for (std::size_t quote = 0, counted = 0; (quote = json.find('"', quote)) != std::string::npos; ++quote) {
    line += static_cast<std::uint32_t>(std::count(json.begin() + static_cast<std::ptrdiff_t>(counted),
                                                  json.begin() + static_cast<std::ptrdiff_t>(quote), '\n'));
    counted = quote;
    const std::size_t end = json.find_first_of("\"\n", quote + 1);
    if (end == std::string::npos) break;
    const std::string key = json.substr(quote + 1, end - quote - 1);
    if (is_publication_key(key)) fields.push_back({key, "", true, line, 1});
  }
}

} // namespace

Result<std::vector<HeadField>> read_json_fields(std::string_view written, std::string_view file,
                                                std::uint32_t first_line,
                                                std::vector<Diagnostic>& diagnostics) {
  if (written.size() > most_head_bytes)
    return std::unexpected(Error{ErrorKind::bad_input, "JSON of more than 256 KiB is not read",
                                 std::string(file) + ":" + std::to_string(first_line)});
  const bool bare = !written.starts_with('{'); // between `;;;`
  const std::string json = bare ? "{" + std::string(written) + "}" : std::string(written);
  Place place{first_line};
  JsonWalk walk(place);
  const CountedChars begin(json.data(), &place), end(json.data() + json.size(), &place);
  if (nlohmann::json::sax_parse(begin, end, &walk, nlohmann::json::input_format_t::json, true, true))
    return std::move(walk.fields);
  const std::size_t reason = std::min(walk.refusal.rfind(": "), walk.refusal.size());
  diagnostics.push_back({std::string(file), place.line, 1, "front_matter_json",
                         "not JSON" + walk.refusal.substr(reason), "read as YAML, as far as it goes"});
  StrictYaml yaml = read_strict_yaml(json, first_line);
  if (yaml.refusal) add_mentions(json, first_line, yaml.fields);
  return std::move(yaml.fields);
}

} // namespace hanji
