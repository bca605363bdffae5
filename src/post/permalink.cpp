#include "post/permalink.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>
#include <vector>

#include "article/page_address.h"
#include "post/scan.h"
#include "text/letters.h"
#include "text/normalize.h"
#include "text/percent.h"
#include "text/utf8.h"

namespace hanji {
namespace {

constexpr std::size_t most_part_bytes = 200;

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> styles{
    {{"date", "/:categories/:year/:month/:day/:title:output_ext"},
     {"pretty", "/:categories/:year/:month/:day/:title/"},
     {"ordinal", "/:categories/:year/:y_day/:title:output_ext"},
     {"weekdate", "/:categories/:year/W:week/:short_day/:title:output_ext"},
     {"none", "/:categories/:title:output_ext"}}};

constexpr std::array<std::string_view, 17> of_dates{
    "year", "short_year", "month", "i_month",   "short_month", "long_month", "day",    "i_day", "y_day",
    "week", "w_year",     "w_day", "short_day", "long_day",    "hour",       "minute", "second"};
constexpr std::array<std::string_view, 9> of_names{"title",      "slug",       "name",
                                                   "categories", "category",   "path",
                                                   "collection", "output_ext", "slugified_categories"};

bool is_known(std::string_view name) {
  return std::ranges::find(of_dates, name) != of_dates.end() ||
         std::ranges::find(of_names, name) != of_names.end();
}

// The name of the placeholder at a colon, or nothing. `:title_` is `:title` and an underscore.
std::string_view placeholder_at(std::string_view permalink, std::size_t colon) {
  std::size_t end = colon + 1;
  while (end < permalink.size() &&
         ((permalink[end] >= 'a' && permalink[end] <= 'z') || permalink[end] == '_'))
    ++end;
  const std::string_view name = permalink.substr(colon + 1, end - colon - 1);
  return !is_known(name) && name.ends_with('_') ? name.substr(0, name.size() - 1) : name;
}

std::string joined_by_hyphens(std::string_view text, std::string_view also) {
  std::string name;
  bool gap = false;
  for (std::size_t position = 0; position < text.size();) {
    const std::size_t begin = position;
    const char32_t c = next_code_point(text, position);
    const bool stays = is_name_character(c) || (c < 0x80 && also.find(static_cast<char>(c)) != also.npos);
    if (stays && gap && !name.empty()) name += '-';
    if (stays) name += text.substr(begin, position - begin);
    gap = !stays;
  }
  return name;
}

std::string pretty(std::string_view text) { return joined_by_hyphens(text, "._~!$&'()+,;=@"); }
std::string slugified(std::string_view text) { return lower_case(joined_by_hyphens(text, "")); }

std::string_view without_dots(std::string_view name) { // at its end
  while (name.ends_with('.')) name.remove_suffix(1);
  return name;
}

// "2024-7-27-이름" → "이름"
std::string_view without_date(std::string_view name) {
  std::string_view rest = name;
  for (const auto [least, most] : {std::pair(2, 4), std::pair(1, 2), std::pair(1, 2)}) {
    const auto digits = std::ranges::find_if_not(rest, is_digit) - rest.begin();
    if (digits < least || digits > most || !rest.substr(static_cast<std::size_t>(digits)).starts_with('-'))
      return name;
    rest.remove_prefix(static_cast<std::size_t>(digits) + 1);
  }
  return rest;
}

std::string digits_of(unsigned number, std::size_t width) {
  std::string text = std::to_string(number);
  return std::string(width - std::min(width, text.size()), '0') + text;
}

std::string categories_of(const PermalinkFields& fields, std::string (*name_of)(std::string_view)) {
  std::vector<std::string> names;
  for (const std::string& category : fields.categories) {
    std::string name = name_of(category);
    if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
  }
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : "/") + name;
  return text;
}

std::string part_of_date(std::string_view name, const Date& date) {
  using namespace std::chrono;
  constexpr std::array<std::string_view, 12> months{"January",   "February", "March",    "April",
                                                    "May",       "June",     "July",     "August",
                                                    "September", "October",  "November", "December"};
  constexpr std::array<std::string_view, 7> weekdays{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                     "Friday", "Saturday", "Sunday"};
  const auto upper = [](std::string_view text) {
    std::string result(text.substr(0, 3));
    for (char& c : result) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return result;
  };
  const sys_days today =
      std::chrono::year(date.year) / std::chrono::month(date.month) / std::chrono::day(date.day);
  const unsigned weekday = std::chrono::weekday(today).iso_encoding(); // 1 is Monday
  const auto month = months[(date.month + 11u) % 12];
  if (name == "year") return digits_of(date.year, 4);
  if (name == "short_year") return digits_of(date.year % 100u, 2);
  if (name == "month") return digits_of(date.month, 2);
  if (name == "i_month") return digits_of(date.month, 1);
  if (name == "short_month") return upper(month);
  if (name == "long_month") return std::string(month);
  if (name == "day") return digits_of(date.day, 2);
  if (name == "i_day") return digits_of(date.day, 1);
  if (name == "hour") return digits_of(date.hour, 2);
  if (name == "minute") return digits_of(date.minute, 2);
  if (name == "second") return digits_of(date.second, 2);
  if (name == "short_day") return upper(weekdays[weekday - 1]);
  if (name == "long_day") return std::string(weekdays[weekday - 1]);
  if (name == "w_day") return digits_of(weekday, 1);
  const auto day_of_year = [](sys_days day) {
    return static_cast<unsigned>((day - sys_days(year_month_day(day).year() / January / 1)).count());
  };
  if (name == "y_day") return digits_of(day_of_year(today) + 1, 3);
  const sys_days thursday = today + days(4 - static_cast<int>(weekday)); // its year has the week (ISO 8601)
  if (name == "week") return digits_of(day_of_year(thursday) / 7 + 1, 2);
  return digits_of(static_cast<unsigned>(static_cast<int>(year_month_day(thursday).year())), 4);
}

std::string value_of(std::string_view name, const PermalinkFields& fields) {
  if (std::ranges::find(of_dates, name) != of_dates.end())
    return fields.date ? part_of_date(name, fields.date) : std::string();
  const std::string_view own = fields.slug.empty() ? without_dots(without_date(fields.name)) : fields.slug;
  if (name == "title") return pretty(own);
  if (name == "slug") return slugified(own);
  if (name == "name") return slugified(fields.name);
  if (name == "path") return std::string(without_dots(fields.path));
  if (name == "collection") return std::string(fields.collection);
  if (name == "output_ext") return ".html";
  return categories_of(fields, name == "slugified_categories" ? slugified : lower_case);
}

bool is_device(std::string_view part) { // of Windows, whatever ending it has
  const std::string_view given = part.substr(0, part.find('.'));
  const std::string name = lower(given.substr(0, given.find_last_not_of(' ') + 1));
  if (name == "con" || name == "prn" || name == "aux" || name == "nul" || name == "conin$" ||
      name == "conout$")
    return true;
  if (!name.starts_with("com") && !name.starts_with("lpt")) return false;
  const std::string_view number = std::string_view(name).substr(3);
  return (number.size() == 1 && is_digit(number[0])) || number == "¹" || number == "²" || number == "³";
}

bool has_control_character(std::string_view part) {
  for (std::size_t position = 0; position < part.size();) {
    const char32_t c = next_code_point(part, position);
    if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return true;
  }
  return false;
}

// Why no file may be called so, or nothing.
std::string fault_of(std::string_view part) {
  if (part.find('/') != part.npos) return "an encoded slash";
  if (has_control_character(part)) return "a control character";
  if (part == "..") return "“..”";
  if (const std::size_t at = part.find_first_of("\\:*?\"<>|"); at != part.npos)
    return "“" + std::string(1, part[at]) + "”";
  if (part.starts_with('.')) return "a name that begins with a dot";
  if (part.ends_with('.') || part.ends_with(' ')) return "a name that ends with a dot or a space";
  if (is_device(part)) return "“" + std::string(part) + "”, a device of Windows";
  return {};
}

bool has_ending(std::string_view name) {
  const std::string ending = lower(name.substr(std::min(name.rfind('.'), name.size())));
  return ending == ".html" || ending == ".htm";
}

} // namespace

std::string permalink_template(std::string_view permalink) {
  const auto* const style = std::ranges::find(styles, permalink, [](const auto& each) { return each.first; });
  return std::string(style == styles.end() ? permalink : style->second);
}

bool names_date(std::string_view permalink) {
  for (std::size_t colon = permalink.find(':'); colon != permalink.npos;
       colon = permalink.find(':', colon + 1)) {
    if (std::ranges::find(of_dates, placeholder_at(permalink, colon)) != of_dates.end()) return true;
  }
  return false;
}

std::optional<std::string> unknown_placeholder(std::string_view permalink) {
  for (std::size_t colon = permalink.find(':'); colon != permalink.npos;
       colon = permalink.find(':', colon + 1)) {
    const std::string_view name = placeholder_at(permalink, colon);
    if (!is_known(name)) return ":" + std::string(name);
  }
  return {};
}

std::string expand_permalink(std::string_view permalink, const PermalinkFields& fields) {
  std::string path;
  for (std::size_t at = 0; at < permalink.size();) {
    const std::size_t colon = std::min(permalink.find(':', at), permalink.size());
    path += permalink.substr(at, colon - at);
    if (colon == permalink.size()) break;
    const std::string_view name = placeholder_at(permalink, colon);
    at = colon + 1 + (is_known(name) ? name.size() : 0);
    if (!is_known(name)) {
      path += ':';
      continue;
    }
    for (const char c : value_of(name, fields)) path += c == '%' ? std::string("%25") : std::string(1, c);
  }
  return path;
}

Result<std::string> page_at(std::string_view permalink, Endless endless) {
  const auto refused = [](std::string why) {
    return std::unexpected(Error{ErrorKind::bad_input, std::move(why), {}});
  };
  std::vector<std::string> parts;
  bool folder = true; // the last one is
  for (std::size_t begin = 0; begin < permalink.size();) {
    const std::size_t end = std::min(permalink.find('/', begin), permalink.size());
    std::string part = percent_decoded(permalink.substr(begin, end - begin));
    begin = end + 1;
    if (part.empty()) continue; // of "//"
    if (!is_valid_utf8(part)) return refused("it has what is no UTF-8");
    part = to_nfc(part);
    if (const std::string fault = fault_of(part); !fault.empty()) return refused("it has " + fault);
    parts.push_back(std::move(part));
    folder = end < permalink.size();
  }
  if (!folder && !has_ending(parts.back())) {
    folder = endless == Endless::folder;
    if (!folder) parts.back() += ".html";
  }
  if (!folder && parts.back() == "index.html") {
    parts.pop_back();
    folder = true;
  }
  if (parts.empty()) return refused("the site’s own first page is there");
  std::string page;
  for (const std::string& part : parts) {
    if (part.size() > most_part_bytes)
      return refused("it has a name of more than " + std::to_string(most_part_bytes) + " bytes");
    page += (page.empty() ? "" : "/") + part;
  }
  if (folder) page += '/';
  if (file_of_page(page).size() > most_page_bytes)
    return refused("it has more than " + std::to_string(most_page_bytes) + " bytes");
  return page;
}

std::string path_beside(std::string_view page, std::string_view path) {
  if (path.starts_with('/')) return std::string(path);
  if (page.ends_with('/')) page.remove_suffix(1);
  std::string_view folder = page.substr(0, page.rfind('/') + 1); // with its slash, or empty
  while (path.starts_with("../") || path.starts_with("./")) {
    if (path.starts_with("../")) {
      if (folder.empty()) break;
      folder.remove_suffix(1);
      folder = folder.substr(0, folder.rfind('/') + 1);
    }
    path.remove_prefix(path.find('/') + 1);
  }
  return std::string(folder) + std::string(path);
}

} // namespace hanji
