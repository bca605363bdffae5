#include "cli/post_links.h"

#include <algorithm>

#include "article/page_address.h"
#include "post/named_post.h"
#include "post/scan.h"
#include "text/normalize.h"
#include "text/percent.h"
#include "text/utf8.h"

namespace hanji {
namespace {

struct Address {
  std::string_view host, path, fragment; // host without its port's default; empty: none is named
  bool foreign = false;                  // mailto:, javascript:
};

Address address_in(std::string_view url) {
  Address address;
  if (const std::size_t mark = url.find('#'); mark != url.npos) {
    address.fragment = url.substr(mark + 1);
    url = url.substr(0, mark);
  }
  url = url.substr(0, url.find('?'));
  for (const std::string_view scheme : {"https://", "http://", "//"}) {
    if (!url.starts_with(scheme)) continue;
    url.remove_prefix(scheme.size());
    address.host = url.substr(0, url.find('/'));
    address.path = url.substr(address.host.size());
    if (address.path.empty()) address.path = "/";
    return address;
  }
  const std::size_t colon = url.find(':');
  address.foreign = colon < std::min(url.find('/'), url.size());
  address.path = url;
  return address;
}

std::string without_slash(std::string_view path) {
  while (path.ends_with('/')) path.remove_suffix(1);
  return std::string(path);
}

// "../x" as seen from a page, with a slash at its beginning.
std::string resolved(std::string_view from, std::string_view path) {
  std::string folder = "/" + std::string(from.substr(0, from.rfind('/') + 1));
  for (;;) {
    if (path.starts_with("../")) {
      path.remove_prefix(3);
      if (folder.size() > 1) folder.erase(folder.rfind('/', folder.size() - 2) + 1);
    } else if (path.starts_with("./")) {
      path.remove_prefix(2);
    } else {
      return folder + std::string(path);
    }
  }
}

// What every site of ours has, or an address of its publisher's beside the articles.
bool is_of_site(std::string_view path) {
  for (const std::string_view name :
       {"/index.html", "/feed.xml", "/feed.json", "/sitemap.xml", "/robots.txt", "/archive.html"}) {
    if (path == name) return true;
  }
  return false;
}

// "/categories/<name>/"
std::string_view category_in(std::string_view path) {
  for (const std::string_view folder : {"/categories/", "/category/", "/tags/", "/tag/"}) {
    if (!path.starts_with(folder)) continue;
    path.remove_prefix(folder.size());
    return path.substr(0, path.find('/'));
  }
  return {};
}

} // namespace

PostLinks::PostLinks(const std::vector<std::string>& sites, std::string_view baseurl) {
  for (const std::string& site : sites) {
    const Address address = address_in(site);
    if (address.host.empty()) continue;
    hosts_.push_back(lower(address.host));
    bases_.push_back(without_slash(percent_decoded(address.path)));
  }
  if (!baseurl.empty()) bases_.push_back((baseurl.starts_with('/') ? "" : "/") + without_slash(baseurl));
  bases_.emplace_back();
  std::ranges::sort(bases_, [](const auto& a, const auto& b) { return a.size() > b.size(); });
}

void PostLinks::add_page(const std::string& page, const std::string& slug) {
  slugs_.emplace(page, slug);
  known_slugs_.insert(slug);
}

void PostLinks::add_file(std::string_view path, std::string_view path_below_site, const std::string& slug) {
  known_slugs_.insert(slug);
  slugs_.emplace(std::string(path) + "/", slug);
  const std::size_t folder = path.rfind('/') + 1;
  const std::string_view name = path.substr(folder);
  if (folder > 0 && (name == "index" || name == "_index" || name == "README"))
    slugs_.emplace(path.substr(0, folder), slug);
  site_paths_.emplace(path, path_below_site);
  names_.add(path_below_site);
  slugs_of_posts_.push_back(slug);
}

void PostLinks::add_category(const std::string& name) { categories_.insert(name); }

std::optional<std::string> PostLinks::slug_at(std::string_view path) const {
  for (const std::string& page : pages_at(path)) {
    if (const auto found = slugs_.find(page); found != slugs_.end()) return found->second;
  }
  const std::string_view bare = without_post_ending(path); // on the publisher's own site a page may end so
  return bare.size() < path.size() ? slug_at(bare) : std::nullopt;
}

std::optional<std::string> PostLinks::slug_of(const std::optional<std::size_t>& post) const {
  return post ? std::optional(slugs_of_posts_[*post]) : std::nullopt;
}

std::optional<std::string> PostLinks::slug_named(std::string_view file, std::string_view name) const {
  const auto below_site = site_paths_.find(file);
  if (name.starts_with('/')) {
    if (std::optional<std::string> slug = slug_at(name)) return slug;
  }
  return slug_of(
      names_.named(below_site == site_paths_.end() ? file : std::string_view(below_site->second), name));
}

// Of a path that does not begin at the site's folder.
std::optional<std::string> PostLinks::slug_beside(std::string_view page, std::string_view file,
                                                  std::string_view path) const {
  const auto below_site = site_paths_.find(file);
  const std::string_view from = below_site == site_paths_.end() ? file : std::string_view(below_site->second);
  const std::string as_folder = std::string(from) + "/"; // generators give a file's page such an address
  const bool of_file = path.ends_with(".md") || path.ends_with(".mdx") || path.ends_with(".markdown");
  const auto named = [&](std::string_view seen_from) {
    return slug_of(names_.at_address(from, resolved(seen_from, path)));
  };
  if (of_file) {
    if (std::optional<std::string> slug = slug_at(resolved(file, path))) return slug;
    if (std::optional<std::string> slug = named(from)) return slug;
  }
  for (const std::string_view seen_from : {page, std::string_view(), file}) {
    if (std::optional<std::string> slug = slug_at(resolved(seen_from, path))) return slug;
  }
  for (const std::string_view seen_from : {from, std::string_view(as_folder), page}) {
    if (std::optional<std::string> slug = named(seen_from)) return slug;
  }
  return path.starts_with('.') ? std::nullopt : named({});
}

std::optional<LinkTarget> PostLinks::target(std::string_view page, std::string_view file,
                                            std::string_view url) const {
  if (url.empty() || url.starts_with('?')) return {};
  LinkTarget target;
  const auto led = [&target](std::optional<std::string> slug) {
    if (slug) {
      target.slug = *std::move(slug);
      target.address = "#/" + percent_encoded(target.slug);
    }
    return target;
  };
  if (url.starts_with("#/")) { // as the program has it
    url.remove_prefix(2);
    const std::string_view path = url.substr(0, url.find('?'));
    const std::size_t slash = std::min(path.find('/'), path.size());
    const std::string slug = percent_decoded(path.substr(0, slash));
    if (path.empty() || slug == "category") return {};
    target.fragment = path.substr(std::min(slash + 1, path.size()));
    return led(known_slugs_.contains(slug) ? std::optional(slug) : std::nullopt);
  }
  if (url.starts_with('#')) return {};
  const auto decoded = [](std::string_view text) {
    std::string path = percent_decoded(text);
    return is_valid_utf8(path) ? std::optional(to_nfc(path)) : std::nullopt;
  };
  if (url.starts_with(named_post_scheme)) {
    url.remove_prefix(named_post_scheme.size());
    const std::size_t mark = std::min(url.find('#'), url.size());
    target.fragment = url.substr(std::min(mark + 1, url.size()));
    const std::optional<std::string> name = decoded(url.substr(0, mark));
    return led(name ? slug_named(file, *name) : std::nullopt);
  }
  const Address address = address_in(url);
  if (address.foreign || address.path.empty()) return {};
  if (!address.host.empty() && std::ranges::find(hosts_, lower(address.host)) == hosts_.end()) return {};
  target.fragment = address.fragment;
  std::optional<std::string> path = decoded(address.path);
  if (!path) return target;
  if (path->starts_with("@site/")) path->erase(0, 5);
  if (!path->starts_with('/')) return led(slug_beside(page, file, *path));
  std::optional<std::string> slug;
  for (const std::string& base : bases_) {
    if (slug || (!base.empty() && !path->starts_with(base + "/") && *path != base)) continue;
    const std::string_view below = std::string_view(*path).substr(base.size());
    if (below.empty() || below == "/" || is_of_site(below)) return {};
    slug = slug_at(below);
    if (slug) continue;
    const auto below_site = site_paths_.find(file);
    slug = slug_of(names_.at_address(
        below_site == site_paths_.end() ? file : std::string_view(below_site->second), below));
    if (slug) continue;
    if (const std::string_view category = category_in(below); categories_.contains(category)) {
      target.address = "#/category/" + percent_encoded(category);
      return target;
    }
  }
  return led(std::move(slug));
}

} // namespace hanji
