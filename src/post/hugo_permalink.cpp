#include "post/hugo_permalink.h"

#include <algorithm>
#include <array>
#include <chrono>

#include "post/scan.h"
#include "text/letters.h"
#include "text/normalize.h"
#include "text/utf8.h"

namespace hanji {
namespace {

constexpr std::array<std::string_view, 7> of_dates{"year",    "month",       "monthname", "day",
                                                   "weekday", "weekdayname", "yearday"};
constexpr std::array<std::string_view, 8> of_names{
    "section",        "sections", "title",           "slug",
    "slugorfilename", "filename", "contentbasename", "slugorcontentbasename"};

template <std::size_t n>
bool contains(const std::array<std::string_view, n>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

// Behind the colon at `at`.
std::string_view token_at(std::string_view permalink, std::size_t at) {
  std::size_t end = at + 1;
  while (end < permalink.size() && permalink[end] >= 'a' && permalink[end] <= 'z') ++end;
  return end < permalink.size() && permalink[end] == '[' ? std::string_view("[")
                                                         : permalink.substr(at + 1, end - at - 1);
}

std::string urlized(std::string_view text) {
  constexpr std::string_view kept = "._+~@";
  std::string name;
  bool gap = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(text, at);
    gap = gap || c == ' ' || c == '-';
    const bool stays = is_name_character(c) || (c < 0x80 && kept.find(static_cast<char>(c)) != kept.npos);
    if (!stays || c == '-') continue;
    if (gap && !name.empty()) name += '-';
    gap = false;
    name += text.substr(begin, at - begin);
  }
  return lower_case(name);
}

// The folders between `content` and the file, or all.
std::vector<std::string_view> sections_of(std::string_view path) {
  constexpr std::string_view content = "content/";
  std::size_t at = path.rfind(content);
  if (at != path.npos && (at == 0 || path[at - 1] == '/')) path.remove_prefix(at + content.size());
  std::vector<std::string_view> sections;
  for (at = path.find('/'); at != path.npos; at = path.find('/')) {
    if (at > 0) sections.push_back(path.substr(0, at));
    path.remove_prefix(at + 1);
  }
  if (!sections.empty() && (path.starts_with("index.") || path.starts_with("README."))) sections.pop_back();
  return sections;
}

std::string padded(unsigned number, std::size_t width) {
  const std::string text = std::to_string(number);
  return std::string(width - std::min(width, text.size()), '0') + text;
}

std::string part_of_date(std::string_view token, const Date& date) {
  using namespace std::chrono;
  constexpr std::array<std::string_view, 12> months{"january",   "february", "march",    "april",
                                                    "may",       "june",     "july",     "august",
                                                    "september", "october",  "november", "december"};
  constexpr std::array<std::string_view, 7> weekdays{"sunday",   "monday", "tuesday", "wednesday",
                                                     "thursday", "friday", "saturday"};
  const sys_days day =
      std::chrono::year(date.year) / std::chrono::month(date.month) / std::chrono::day(date.day);
  if (token == "year") return padded(date.year, 4);
  if (token == "month") return padded(date.month, 2);
  if (token == "monthname") return std::string(months[(date.month + 11u) % 12]);
  if (token == "day") return padded(date.day, 2);
  const unsigned weekday = std::chrono::weekday(day).c_encoding();
  if (token == "weekday") return std::to_string(weekday);
  if (token == "weekdayname") return std::string(weekdays[weekday]);
  return std::to_string((day - sys_days(std::chrono::year(date.year) / January / 1)).count() + 1);
}

std::string value_of(std::string_view token, const HugoFields& fields) {
  if (contains(of_dates, token)) return fields.date ? part_of_date(token, fields.date) : std::string();
  if (token.starts_with("section")) {
    std::string folders;
    for (const std::string_view each : sections_of(fields.path)) {
      folders += (folders.empty() ? "" : "/") + urlized(to_nfc(each));
      if (token == "section") break;
    }
    return folders;
  }
  if (token.starts_with("slug") && !fields.slug.empty()) return urlized(fields.slug);
  return urlized(token == "title" || token == "slug" ? fields.title : fields.name);
}

} // namespace

std::vector<SectionPermalink> hugo_permalinks(std::span<const HeadField> fields, std::string_view file,
                                              std::vector<Diagnostic>& diagnostics) {
  std::vector<SectionPermalink> all;
  for (const HeadField& field : fields) {
    std::string_view key = field.key;
    if (!key.starts_with("permalinks.")) continue;
    key.remove_prefix(key.find('.') + 1);
    if (key.starts_with("page.")) key.remove_prefix(5);
    if (key.contains('.') || field.value.empty()) continue; // of lists and terms
    bool known = true;
    for (std::size_t at = field.value.find(':'); at != std::string::npos;
         at = field.value.find(':', at + 1)) {
      const std::string_view token = token_at(field.value, at);
      known = known && (contains(of_dates, token) || contains(of_names, token));
    }
    if (known)
      all.push_back({std::string(key), field.value});
    else
      diagnostics.push_back({std::string(file), field.line, field.column, "bad_permalink",
                             "“" + field.value + "” has a token that is not known here",
                             "articles of " + std::string(key) + " have the usual addresses"});
  }
  return all;
}

const SectionPermalink* permalink_of_section(std::span<const SectionPermalink> all, std::string_view path) {
  for (const std::string_view section : sections_of(path)) {
    const auto found = std::ranges::find(all, to_nfc(section), &SectionPermalink::section);
    if (found != all.end()) return &*found;
  }
  return nullptr;
}

bool hugo_names_date(std::string_view permalink) {
  for (std::size_t at = permalink.find(':'); at != permalink.npos; at = permalink.find(':', at + 1)) {
    if (contains(of_dates, token_at(permalink, at))) return true;
  }
  return false;
}

std::string expand_hugo_permalink(std::string_view permalink, const HugoFields& fields) {
  std::string page;
  for (std::size_t at = 0; at < permalink.size();) {
    if (permalink[at] != ':') {
      page += permalink[at++];
      continue;
    }
    const std::string_view token = token_at(permalink, at);
    page += value_of(token, fields);
    at += 1 + token.size();
  }
  if (!page.ends_with('/') && !page.ends_with(".html")) page += '/';
  return page;
}

} // namespace hanji
