#include "cli/post_names.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "post/scan.h"
#include "text/letters.h"

namespace hanji {
namespace {

// Of which addresses tell nothing.
constexpr auto silent_folders = std::to_array<std::string_view>({"content",
                                                                 "src",
                                                                 "source",
                                                                 "pages",
                                                                 "posts",
                                                                 "post",
                                                                 "blog",
                                                                 "docs",
                                                                 "doc",
                                                                 "wiki",
                                                                 "notes",
                                                                 "site",
                                                                 "website",
                                                                 "i18n",
                                                                 "locales",
                                                                 "current",
                                                                 "drafts",
                                                                 "app",
                                                                 "data",
                                                                 "docusaurus-plugin-content-docs",
                                                                 "docusaurus-plugin-content-blog",
                                                                 "ko",
                                                                 "kr",
                                                                 "ko-kr",
                                                                 "en",
                                                                 "en-us",
                                                                 "ja",
                                                                 "zh"});
// That stand before a title where nobody says what an address is like.
constexpr auto common_folders = std::to_array<std::string_view>(
    {"posts", "post", "blog", "articles", "article", "entry", "p", "archives"});

template <std::size_t n>
bool is_one_of(std::string_view name, const std::array<std::string_view, n>& names) {
  return std::ranges::find(names, name) != names.end();
}

std::string key_of(std::string_view part) {
  if (part.size() > 1 && (part[0] == '_' || part[0] == '@')) part.remove_prefix(1);
  std::string key = lower_case(part);
  std::ranges::replace(key, ' ', '-');
  return key;
}

std::vector<std::string> keys_of(std::string_view path) {
  std::vector<std::string> keys;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    const std::string_view part = path.substr(0, end);
    path.remove_prefix(std::min(end + 1, path.size()));
    if (part == "..") {
      if (!keys.empty()) keys.pop_back();
    } else if (!part.empty() && part != ".") {
      keys.push_back(key_of(part));
    }
  }
  return keys;
}

bool names_folder(std::string_view key) { return key == "index" || key == "readme"; } // "_index" too

bool all_digits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_digit); }

std::size_t size_of_date(std::string_view name) { // "2024-05-01-"
  const bool dated = name.size() > 11 && name[4] == '-' && name[7] == '-' && name[10] == '-' &&
                     all_digits(name.substr(0, 4)) && all_digits(name.substr(5, 2)) &&
                     all_digits(name.substr(8, 2));
  return dated ? 11 : 0;
}

std::size_t size_of_number(std::string_view name) { // "01-", "2."
  const std::size_t end = std::min(name.find_first_not_of("0123456789"), name.size());
  const bool numbered = end > 0 && end < 4 && end + 1 < name.size() &&
                        (name[end] == '-' || name[end] == '.' || name[end] == '_');
  return numbered ? end + 1 : 0;
}

// Whether "2024", "2024/05" or "2024/05/01" stand at the end of `folders`; they are taken off.
bool take_date(std::vector<std::string>& folders, const std::string& date) {
  for (const std::size_t size : {10u, 7u, 4u}) {
    const std::vector<std::string> parts = keys_of(std::string_view(date).substr(0, size));
    if (parts.size() > folders.size()) continue;
    if (!std::equal(parts.begin(), parts.end(), folders.end() - std::ssize(parts))) continue;
    folders.resize(folders.size() - parts.size());
    return true;
  }
  return false;
}

} // namespace

std::string_view without_post_ending(std::string_view path) {
  for (const std::string_view ending :
       {".md", ".markdown", ".mdx", ".html", ".htm", ".mkd", ".qmd", ".rmd", ".txt"}) {
    if (path.size() > ending.size() && path.ends_with(ending))
      return path.substr(0, path.size() - ending.size());
  }
  return path;
}

void PostNames::add(std::string_view path) {
  const std::size_t post = paths_.size();
  paths_.emplace_back(path);
  std::vector<std::string> keys = keys_of(path);
  if (keys.size() > 1 && names_folder(keys.back())) keys.pop_back();
  if (keys.empty()) return;
  const std::string name = std::move(keys.back());
  keys.pop_back();
  places_[name].push_back({post, keys, {}, true});
  for (std::string& folder : keys) folder.erase(0, size_of_number(folder));
  if (const std::size_t size = size_of_date(name); size > 0) {
    std::string date = name.substr(0, 10);
    std::ranges::replace(date, '-', '/');
    places_[name.substr(size)].push_back({post, keys, std::move(date), false});
  } else if (const std::size_t number = size_of_number(name); number > 0) {
    places_[name.substr(number)].push_back({post, keys, {}, false});
  } else {
    places_[name].push_back({post, std::move(keys), {}, false}); // numbered folders
  }
}

std::optional<std::size_t> PostNames::find(std::string_view from, std::string_view path,
                                           bool any_folder) const {
  std::vector<std::string> keys = keys_of(without_post_ending(path));
  if (keys.size() > 1 && names_folder(keys.back())) keys.pop_back();
  if (keys.empty()) return {};
  const auto found = places_.find(keys.back());
  if (found == places_.end()) return {};
  keys.pop_back();
  const std::vector<std::string> home = keys_of(from);
  const Place* best = nullptr;
  std::tuple<bool, std::size_t, std::ptrdiff_t> least;
  for (const Place& place : found->second) {
    std::vector<std::string> wanted = keys;
    bool fits = true;
    if (!place.date.empty()) {
      if (take_date(wanted, place.date))
        wanted.clear(); // what stands before are categories
      else if (!any_folder && wanted.size() == 1 && is_one_of(wanted[0], common_folders))
        wanted.clear();
      else
        fits = any_folder || !wanted.empty();
    }
    if (!fits || wanted.size() > place.folders.size() ||
        !std::equal(wanted.begin(), wanted.end(), place.folders.end() - std::ssize(wanted)))
      continue;
    const auto left_out = static_cast<std::ptrdiff_t>(place.folders.size() - wanted.size());
    if (!any_folder && place.date.empty() &&
        !std::all_of(place.folders.begin(), place.folders.begin() + left_out,
                     [](const std::string& folder) { return is_one_of(folder, silent_folders); }))
      continue;
    const auto shared = std::ranges::mismatch(place.folders, home).in1 - place.folders.begin();
    const std::tuple order{!place.exact, static_cast<std::size_t>(left_out), -shared};
    if (best != nullptr && order >= least) continue;
    best = &place;
    least = order;
  }
  return best == nullptr ? std::nullopt : std::optional(best->post);
}

std::optional<std::size_t> PostNames::at_address(std::string_view from, std::string_view path) const {
  return find(from, path, false);
}

std::optional<std::size_t> PostNames::named(std::string_view from, std::string_view name) const {
  if (!name.starts_with('/')) { // beside the post, or below its folder
    const std::string beside = std::string(from.substr(0, from.rfind('/') + 1)) + std::string(name);
    const std::vector<std::string> keys = keys_of(without_post_ending(beside));
    if (const auto found = keys.empty() ? places_.end() : places_.find(keys.back()); found != places_.end()) {
      for (const Place& place : found->second) {
        if (place.exact &&
            std::equal(place.folders.begin(), place.folders.end(), keys.begin(), keys.end() - 1))
          return place.post;
      }
    }
  }
  return find(from, name, true);
}

} // namespace hanji
