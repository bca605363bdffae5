#include "post/toml_fields.h"

#include <algorithm>
#include <sstream>
#include <tuple>
#include <utility>

// A table's header that begins with no key, `[(`, breaks an assertion of toml++ (or, with NDEBUG, an
// assumption) just before toml++ says what is wrong with it.
#undef NDEBUG
#define TOML_ASSERT(expression) static_cast<void>(0)
#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include "post/plain_fields.h"

namespace hanji {

namespace {

class TomlWalk {
public:
  explicit TomlWalk(std::uint32_t first_line) : first_line_(first_line) {}

  void take(const toml::table& table, const std::string& path) {
    if (table.empty() && !path.empty()) add(table, path, "", true);
    for (const auto& [key, node] : table) {
      const std::string whole = path.empty() ? std::string(key.str()) : path + "." + std::string(key.str());
      take(node, whole.substr(0, 200), false);
    }
  }

  std::vector<HeadField> fields() && {
    std::ranges::sort(fields_, {}, [](const HeadField& field) { // toml++ keeps keys by their names
      return std::tuple(field.line, field.column);
    });
    return std::move(fields_);
  }

private:
  void take(const toml::node& node, const std::string& path, bool in_list) {
    if (const toml::table* const table = node.as_table()) return take(*table, path);
    if (const toml::array* const array = node.as_array()) {
      if (array->empty()) add(node, path, "", true);
      for (const toml::node& item : *array) take(item, path, true);
      return;
    }
    std::string text;
    if (const auto* const value = node.as_string()) {
      text = value->get();
    } else {
      std::ostringstream written;
      node.visit([&written](const auto& value) {
        if constexpr (toml::is_value<decltype(value)>) written << value;
      });
      text = written.str();
    }
    add(node, path, std::move(text), in_list);
  }

  void add(const toml::node& node, const std::string& path, std::string text, bool in_list) {
    const toml::source_position at = node.source().begin;
    const std::uint32_t line = std::max<std::uint32_t>(at.line, 1) - 1;
    fields_.push_back({path, std::move(text), in_list, first_line_ + line, at.column});
  }

  std::uint32_t first_line_;
  std::vector<HeadField> fields_;
};

} // namespace

Result<std::vector<HeadField>> read_toml_fields(std::string_view text, std::string_view file,
                                                std::uint32_t first_line,
                                                std::vector<Diagnostic>& diagnostics) {
  if (text.size() > most_head_bytes)
    return std::unexpected(Error{ErrorKind::bad_input, "TOML of more than 256 KiB is not read",
                                 std::string(file) + ":" + std::to_string(first_line)});
  const toml::parse_result parsed = toml::parse(text);
  if (!parsed) {
    const toml::source_position at = parsed.error().source().begin;
    diagnostics.push_back({std::string(file), first_line + std::max<std::uint32_t>(at.line, 1) - 1,
                           std::max<std::uint32_t>(at.column, 1), "front_matter_toml",
                           "not TOML: " + std::string(parsed.error().description()), "read line by line"});
    return read_plain_fields(text, first_line, PlainExtent::toml);
  }
  TomlWalk walk(first_line);
  walk.take(parsed.table(), "");
  return std::move(walk).fields();
}

} // namespace hanji
