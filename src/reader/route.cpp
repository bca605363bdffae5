#include "reader/route.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "text/percent.h"
#include "text/utf8.h"

namespace hanji {
namespace {

std::string decoded(std::string_view text) {
  const std::string out = percent_decoded(text);
  if (!is_valid_utf8(out)) return {};
  return std::string(bounded_text(out));
}

std::string query_value(std::string_view parameters) {
  while (!parameters.empty()) {
    const std::size_t end = std::min(parameters.find('&'), parameters.size());
    const std::string_view one = parameters.substr(0, end);
    if (one.starts_with("q=")) {
      std::string value(one.substr(2));
      for (char& c : value) c = c == '+' ? ' ' : c;
      return decoded(value);
    }
    parameters.remove_prefix(std::min(end + 1, parameters.size()));
  }
  return {};
}

} // namespace

std::string_view bounded_text(std::string_view text) {
  std::size_t end = std::min(text.size(), most_text_bytes);
  while (end < text.size() && end > 0 && (static_cast<std::uint8_t>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

Route parse_route(std::string_view address) {
  if (!address.starts_with("#/")) return {};
  address.remove_prefix(2);
  const std::size_t mark = std::min(address.find('?'), address.size());
  const std::string query = mark < address.size() ? query_value(address.substr(mark + 1)) : std::string();
  const std::string_view path = address.substr(0, mark);
  const std::size_t slash = std::min(path.find('/'), path.size());
  const std::string first = decoded(path.substr(0, slash));
  const std::string rest = slash < path.size() ? decoded(path.substr(slash + 1)) : std::string();

  if (first.empty()) return {};
  if (first == "search" && rest.empty()) return {.view = View::search, .query = query};
  if (first == "category" && !rest.empty()) return {.view = View::category, .category = rest};
  return {.view = View::article, .slug = first, .section = rest, .query = query};
}

std::string format_route(const Route& route) {
  switch (route.view) {
  case View::home: return "#/";
  case View::search: return "#/search?q=" + percent_encoded(route.query);
  case View::category: return "#/category/" + percent_encoded(route.category);
  case View::article: break;
  }
  std::string address = "#/" + percent_encoded(route.slug);
  if (!route.section.empty()) address += "/" + percent_encoded(route.section);
  if (!route.query.empty()) address += "?q=" + percent_encoded(route.query);
  return address;
}

} // namespace hanji
