#include "cli/page.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>

#include "article/facts.h"
#include "article/html.h"
#include "base/bytes.h"
#include "cli/commands.h"

namespace hanji {
namespace {

bool stays_at_root(const fs::path& name) {
  constexpr std::array<std::string_view, 4> scripts{"service_worker.js", "embed.js", "embed.d.ts",
                                                    "hanji-search.js"};
  constexpr std::array<std::string_view, 5> endings{".html", ".webmanifest", ".png", ".svg", ".ico"};
  return std::ranges::find(scripts, name.string()) != scripts.end() ||
         std::ranges::find(endings, name.extension().string()) != endings.end();
}

bool is_filled_in(const fs::path& name) {
  return name.extension() == ".html" || name.extension() == ".webmanifest" || name == "service_worker.js" ||
         name == "hanji-search.js";
}

bool is_for_search(std::string_view name) {
  return name == "search.html" || name.starts_with("hanji-search.");
}

// What cli/static_pages.h fills in.
bool is_of_static_pages(std::string_view name) {
  return name == "index.html" || name == "formula.css" || name.starts_with("static_page.");
}

std::string name_of_code_folder(const std::map<std::string, PageFile>& files) {
  std::string all;
  for (const auto& [name, file] : files) {
    if (!stays_at_root(name) && !is_of_static_pages(name)) all += name + '\0' + hex_of(file.sha256) + '\n';
  }
  return "page-" + hex_of(hash_of(as_bytes(all))).substr(0, 16);
}

Error cannot_be_read(const fs::path& folder, const std::error_code& failed) {
  return system_error_at(ErrorKind::unreadable, folder, "the page's folder cannot be read", failed);
}

} // namespace

Result<PageFiles> read_page(const fs::path& folder, PageParts parts) {
  std::map<std::string, PageFile> files;
  std::error_code failed;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, failed)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with('.') || !entry.is_regular_file()) continue;
    if (parts == PageParts::search_only && !is_for_search(name)) continue;
    Result<std::string> bytes = read_file(entry.path());
    if (!bytes) return std::unexpected(bytes.error());
    const Hash hash = hash_of(as_bytes(*bytes));
    files[name] = {*std::move(bytes), hash};
  }
  if (failed) return std::unexpected(cannot_be_read(folder, failed));
  std::string name = name_of_code_folder(files);
  return PageFiles{std::move(files), std::move(name)};
}

Result<fs::path> find_page(const std::optional<fs::path>& asked) {
  std::vector<fs::path> places;
  std::error_code ignored;
  if (asked) {
    places = {*asked};
  } else if (const char* variable = std::getenv("HANJI_PAGE"); variable && *variable) {
    places = {variable};
  } else {
    const fs::path program = fs::read_symlink("/proc/self/exe", ignored).parent_path();
    places = {program / ".." / "web", program / ".." / "share" / "hanji" / "web"};
  }
  for (const fs::path& place : places) {
    if (fs::exists(place / "index.html", ignored)) return place;
  }
  return std::unexpected(
      Error{ErrorKind::not_found,
            "the page's files are not here: run ./dev build, or name their folder with --page or HANJI_PAGE",
            places.front().lexically_normal().string()});
}

Result<std::vector<std::string>> names_at_top(const fs::path& page) {
  std::vector<std::string> names;
  std::error_code failed;
  for (const fs::directory_entry& entry : fs::directory_iterator(page, failed)) {
    const fs::path name = entry.path().filename();
    if (stays_at_root(name)) names.push_back(name.string());
  }
  if (failed) return std::unexpected(cannot_be_read(page, failed));
  return names;
}

std::string escape_json(std::string_view text) {
  const std::string quoted =
      nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  return quoted.substr(1, quoted.size() - 2);
}

std::string fill_in(std::string_view text, const std::vector<std::pair<std::string, std::string>>& values) {
  std::string filled;
  while (!text.empty()) {
    const auto here = std::ranges::find_if(
        values, [&](const auto& value) { return text.starts_with("{{" + value.first + "}}"); });
    if (here != values.end()) {
      filled += here->second;
      text.remove_prefix(here->first.size() + 4);
      continue;
    }
    const std::size_t next = std::min(text.find("{{", 1), text.size());
    filled += text.substr(0, next);
    text.remove_prefix(next);
  }
  return filled;
}

Result<void> add_page(SiteFolder& site, const PageFiles& page, PageParts parts, const Manifest& manifest,
                      const std::string& font_sheet) {
  for (const auto& [name, file] : page.files) {
    if (is_filled_in(name) || is_of_static_pages(name)) continue;
    const std::string place = stays_at_root(name) ? name : page.folder + "/" + name;
    if (Result<void> added = site.add(place, as_bytes(file.bytes), file.sha256); !added) return added;
  }

  std::string version_source =
      hex_of(site.version()); // the pages that are filled in are part of the version too
  for (const auto& [name, file] : page.files) {
    if (is_filled_in(name)) version_source += file.bytes;
  }
  const std::string version_of_site = hex_of(hash_of(as_bytes(version_source))).substr(0, 16);
  for (const auto& [name, file] : page.files) {
    if (!is_filled_in(name) || is_of_static_pages(name)) continue;
    const auto escape = name.ends_with(".html") ? escape_html : escape_json;
    const bool korean = tongue_of(manifest.language) == Tongue::korean;
    const std::string filled = fill_in(
        file.bytes,
        {{"page", page.folder},
         {"version", version_of_site},
         {"hanji", std::string(version())},
         {"article", parts == PageParts::all ? "{page}?q={query}#{section}" : "../{slug}.html#{section}"},
         {"font",
          font_sheet.empty() ? std::string() : "<link rel=\"stylesheet\" href=\"" + font_sheet + "\">"},
         {"icon", parts == PageParts::all
                      ? std::string("<link rel=\"icon\" href=\"icon.svg\" type=\"image/svg+xml\">")
                      : std::string()}, // a site that only searches has the icon of what it lies in
         {"latest", escape(korean ? "새 글" : "Latest")},
         {"search", escape(korean ? "글 찾기" : "Search")},
         {"offline", escape(korean ? "오프라인에 담기" : "Keep offline")},
         {"title", escape(manifest.title)},
         {"description", escape(manifest.description)},
         {"lang", escape(manifest.language)}});
    if (Result<void> added = site.add(name, as_bytes(filled)); !added) return added;
  }
  return {};
}

} // namespace hanji
