#include "cli/post_links.h"

#include <algorithm>

#include "article/page_address.h"
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

} // namespace

PostLinks::PostLinks(const std::vector<std::string>& sites, std::string_view baseurl) {
  for (const std::string& site : sites) {
    const Address address = address_in(site);
    if (address.host.empty()) continue;
    hosts_.emplace_back(address.host);
    bases_.push_back(without_slash(percent_decoded(address.path)));
  }
  if (!baseurl.empty()) bases_.push_back((baseurl.starts_with('/') ? "" : "/") + without_slash(baseurl));
  bases_.emplace_back();
  std::ranges::sort(bases_, [](const auto& a, const auto& b) { return a.size() > b.size(); });
}

void PostLinks::add_page(const std::string& page, const std::string& slug) { slugs_.emplace(page, slug); }

void PostLinks::add_file(std::string_view path, const std::string& slug) {
  slugs_.emplace(std::string(path) + "/", slug);
  const std::size_t folder = path.rfind('/') + 1;
  const std::string_view name = path.substr(folder);
  if (folder > 0 && (name == "index" || name == "_index" || name == "README"))
    slugs_.emplace(path.substr(0, folder), slug);
}

std::optional<std::string> PostLinks::slug_at(std::string_view path) const {
  for (const std::string_view ending : {".md", ".markdown"}) {
    if (path.ends_with(ending)) path.remove_suffix(ending.size());
  }
  for (const std::string& page : pages_at(path)) {
    if (const auto found = slugs_.find(page); found != slugs_.end()) return found->second;
  }
  constexpr std::string_view html = ".html"; // of a file whose page ends so on the publisher's own site
  return path.ends_with(html) ? slug_at(path.substr(0, path.size() - html.size())) : std::nullopt;
}

std::optional<std::string> PostLinks::lead(std::string_view page, std::string_view file,
                                           std::string_view url) const {
  if (url.starts_with('#') || url.empty()) return {};
  const Address address = address_in(url);
  if (address.foreign || address.path.empty()) return {};
  if (!address.host.empty() && std::ranges::find(hosts_, address.host) == hosts_.end()) return {};
  std::string path = percent_decoded(address.path);
  if (!is_valid_utf8(path)) return {};
  path = to_nfc(path);
  std::optional<std::string> slug;
  if (path.starts_with('/')) {
    for (const std::string& base : bases_) {
      if (!slug && (base.empty() || path.starts_with(base + "/")))
        slug = slug_at(std::string_view(path).substr(base.size()));
    }
  } else {
    for (const std::string_view from : {page, std::string_view(), file}) {
      if (!slug) slug = slug_at(resolved(from, path));
    }
  }
  if (!slug) return {};
  return "#/" + percent_encoded(*slug) +
         (address.fragment.empty() ? "" : "/" + std::string(address.fragment));
}

} // namespace hanji
