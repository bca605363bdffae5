#include "cli/post_pages.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include "article/page_address.h"
#include "text/letters.h"

namespace hanji {
namespace {

constexpr std::array<std::string_view, 19> names_of_ours{
    "index.html",   "404.html", "search.html", "list.html",  "files.json",   "build.json",
    "offline.html", "feed.xml", "feed.json",   "robots.txt", "sitemap.xml",  "service_worker.js",
    "embed.js",     "_headers", "_redirects",  "CNAME",      "archive.html", "archive/undated.html",
    "open.html"};
constexpr std::array<std::string_view, 5> folders_of_ours{"bundle", "media", "fonts", "c", "hanji-opened"};

bool is_numbered(std::string_view name, std::string_view before, std::string_view after) { // list-1.html
  if (!name.starts_with(before) || !name.ends_with(after) || name.size() <= before.size() + after.size())
    return false;
  const std::string_view number = name.substr(before.size(), name.size() - before.size() - after.size());
  return number.find_first_not_of("0123456789") == number.npos;
}

bool is_month(std::string_view file) { // archive/2024-01.html
  constexpr std::string_view like = "archive/0000-00.html";
  return std::ranges::equal(file, like,
                            [](char c, char of) { return of == '0' ? c >= '0' && c <= '9' : c == of; });
}

bool is_code_folder(std::string_view name) { // page-<hash>
  constexpr std::string_view before = "page-";
  return name.starts_with(before) && name.size() == before.size() + 16 &&
         name.find_first_not_of("0123456789abcdef", before.size()) == name.npos;
}

// Files and the folders that they lie in, as file systems tell them apart that know no case.
class Places {
public:
  // Whose the place is already, or nothing. `file` is below the site.
  std::optional<std::string> owner_of(const std::string& file) const {
    const std::string folded = lower_case(file);
    const std::string_view first = std::string_view(folded).substr(0, folded.find('/'));
    if (is_numbered(first, "list-", ".html") || is_numbered(first, "sitemap-", ".xml") ||
        is_code_folder(first) || is_month(folded.substr(0, 20)))
      return ours;
    if (const auto found = files_.find(folded); found != files_.end()) return found->second;
    if (const auto found = folders_.find(folded); found != folders_.end()) return found->second.owner;
    for (std::size_t slash = folded.find('/'); slash != folded.npos; slash = folded.find('/', slash + 1)) {
      const std::string folder = folded.substr(0, slash);
      if (const auto found = files_.find(folder); found != files_.end()) return found->second;
      const auto found = folders_.find(folder);
      if (found == folders_.end()) continue;
      if (found->second.closed || !file.starts_with(found->second.name + "/")) return found->second.owner;
    }
    return {};
  }

  void take(const std::string& file, const std::string& owner) {
    const std::string folded = lower_case(file);
    files_.emplace(folded, owner);
    std::size_t written = file.find('/'); // folding may change how many bytes a name has
    for (std::size_t slash = folded.find('/'); slash != folded.npos; slash = folded.find('/', slash + 1)) {
      folders_.emplace(folded.substr(0, slash), Folder{file.substr(0, written), owner, false});
      written = file.find('/', written + 1);
    }
  }
  void close(std::string_view folder) {
    folders_.insert_or_assign(std::string(folder), Folder{std::string(folder), ours, true});
  }

  static constexpr const char* ours = "the site itself";

private:
  struct Folder {
    std::string name, owner;
    bool closed = false; // nothing else may lie there
  };
  std::map<std::string, std::string> files_;
  std::map<std::string, Folder> folders_;
};

} // namespace

void give_pages(std::span<PostEntry> entries, std::span<const std::string> files,
                std::span<const std::string> files_of_page, std::vector<Diagnostic>& diagnostics) {
  Places places;
  for (const std::string_view name : names_of_ours) places.take(std::string(name), Places::ours);
  for (const std::string& name : files_of_page) places.take(name, Places::ours);
  for (const std::string_view name : folders_of_ours) places.close(name);
  for (std::size_t i = 0; i < entries.size(); ++i)
    places.take(static_page_of(entries[i].article.slug), files[i]);
  const auto tell = [&](std::size_t i, const PostPage& page, std::string code, const std::string& owner,
                        std::string recovery) {
    diagnostics.push_back({files[i], std::max(page.line, 1u), std::max(page.column, 1u), std::move(code),
                           "“/" + page.path + "” is taken by " + owner, std::move(recovery)});
  };
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const PostPage& asked = entries[i].page;
    if (asked.path.empty() || asked.path == static_page_of(entries[i].article.slug)) continue;
    const std::string file = file_of_page(asked.path);
    if (const std::optional<std::string> owner = places.owner_of(file)) {
      tell(i, asked, "permalink_taken", *owner, "the article has the usual address");
      continue;
    }
    places.take(file, files[i]);
    entries[i].article.page = asked.path;
  }
  for (std::size_t i = 0; i < entries.size(); ++i) {
    ArticleEntry& article = entries[i].article;
    std::set<std::string> own{page_of(article.slug, article.page)};
    for (const PostPage& from : entries[i].redirects) {
      if (!own.insert(from.path).second) continue;
      const std::string file = file_of_page(from.path);
      if (const std::optional<std::string> owner = places.owner_of(file)) {
        tell(i, from, "redirect_taken", *owner, "left out");
        continue;
      }
      places.take(file, files[i]);
      article.redirects.push_back(from.path);
    }
  }
}

} // namespace hanji
