#include "cli/dead_links.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "text/percent.h"

namespace hanji {
namespace {

std::string without_entities(std::string_view text) {
  constexpr std::pair<std::string_view, char> entities[] = {
      {"&amp;", '&'}, {"&quot;", '"'}, {"&#39;", '\''}, {"&lt;", '<'}, {"&gt;", '>'}};
  std::string plain;
  while (!text.empty()) {
    const auto* const entity =
        std::ranges::find_if(entities, [text](const auto& each) { return text.starts_with(each.first); });
    plain += entity == std::end(entities) ? text[0] : entity->second;
    text.remove_prefix(entity == std::end(entities) ? 1 : entity->first.size());
  }
  return plain;
}

// Of a link into the program: "../#/<slug>/<section>"; not of lists.
std::string slug_in(std::string_view address) {
  const std::size_t mark = address.find("#/");
  if (mark == address.npos) return {};
  address.remove_prefix(mark + 2);
  const std::string_view slug = address.substr(0, address.find_first_of("/?"));
  return slug == "category" ? std::string() : percent_decoded(slug);
}

class Pages {
public:
  Pages(const fs::path& site, const FileRecords& files, const std::string& url)
      : site_(site), files_(files), url_(url) {
    if (!url_.ends_with('/') && !url_.empty()) url_ += '/';
    const std::size_t slashes = url_.find("//");
    const std::size_t path = slashes == url_.npos ? url_.npos : url_.find('/', slashes + 2);
    base_ = path == url_.npos ? "/" : url_.substr(path);
  }

  std::vector<DeadLink> find() {
    std::vector<DeadLink> dead;
    std::set<std::string> known; // slugs
    for (const auto& [name, record] : files_) {
      if (!name.ends_with(".html")) continue;
      const Result<std::string> text = read_file(site_ / name);
      if (!text) continue;
      const std::size_t main = text->find("<main") == text->npos ? 0 : text->find("<main");
      std::size_t line = 1, counted = 0;
      constexpr std::string_view mark = "<a ";
      for (std::size_t at = text->find(mark, main); at != text->npos; at = text->find(mark, at + 1)) {
        const std::string_view tag = std::string_view(*text).substr(at, text->find('>', at) - at);
        const std::size_t href = tag.find("href=\"");
        if (href == tag.npos) continue;
        const std::string_view value = tag.substr(href + 6, tag.find('"', href + 6) - href - 6);
        line += static_cast<std::size_t>(std::count(text->begin() + static_cast<std::ptrdiff_t>(counted),
                                                    text->begin() + static_cast<std::ptrdiff_t>(at), '\n'));
        counted = at;
        const std::string address = without_entities(value), slug = slug_in(address);
        if (std::string_view(*text).substr(0, at).ends_with("<p class=\"program\">"))
          known.insert(slug); // each article's own place in the program
        else if (!slug.empty() || !leads_somewhere(name, address))
          dead.push_back({name, line, address});
      }
    }
    std::erase_if(dead, [&](const DeadLink& link) { return known.contains(slug_in(link.address)); });
    return dead;
  }

private:
  bool leads_somewhere(const std::string& page, std::string_view address) {
    const std::size_t mark = std::min(address.find('#'), address.size());
    const std::string_view fragment = address.substr(std::min(mark + 1, address.size()));
    std::string_view path = address.substr(0, mark);
    path = path.substr(0, path.find('?'));
    std::string file = page;
    if (!path.empty()) {
      if (!url_.empty() && path.starts_with(url_)) {
        file = percent_decoded(path.substr(url_.size()));
      } else if (path.starts_with("//") || path.find(':') < path.find('/')) {
        return true; // another's
      } else if (path.starts_with('/')) {
        if (!path.starts_with(base_)) return true; // beside the site
        file = percent_decoded(path.substr(base_.size()));
      } else {
        file = (fs::path(page).parent_path() / percent_decoded(path)).lexically_normal().generic_string();
        if (file == ".") file.clear();
        if (file.starts_with("../")) return true;
      }
      const std::optional<std::string> found = file_at(file);
      if (!found) return false;
      file = *found;
    }
    if (fragment.empty() || fragment == "top" || fragment.starts_with(":~:")) return true;
    if (fragment.starts_with('/')) return true; // a place of the program
    if (!file.ends_with(".html")) return true;  // a page of a PDF
    const std::set<std::string>& ids = ids_of(file);
    return ids.contains(std::string(fragment)) || ids.contains(percent_decoded(fragment));
  }

  std::optional<std::string> file_at(const std::string& path) const {
    for (const std::string& name : {path, path + "index.html", path + ".html", path + "/index.html"}) {
      std::error_code failed;
      if (!name.empty() && (files_.contains(name) || fs::is_regular_file(site_ / name, failed))) return name;
    }
    return {};
  }

  const std::set<std::string>& ids_of(const std::string& file) {
    const auto [found, made] = ids_.try_emplace(file);
    if (!made) return found->second;
    const Result<std::string> text = read_file(site_ / file);
    constexpr std::string_view mark = " id=\"";
    for (std::size_t at = text ? text->find(mark) : std::string::npos; at != std::string::npos;
         at = text->find(mark, at + 1)) {
      const std::size_t begin = at + mark.size();
      found->second.insert(
          without_entities(std::string_view(*text).substr(begin, text->find('"', begin) - begin)));
    }
    return found->second;
  }

  const fs::path& site_;
  const FileRecords& files_;
  std::string url_, base_;
  std::map<std::string, std::set<std::string>> ids_; // by file
};

} // namespace

std::vector<DeadLink> find_dead_links(const fs::path& site, const FileRecords& files,
                                      const std::string& url) {
  return Pages(site, files, url).find();
}

} // namespace hanji
