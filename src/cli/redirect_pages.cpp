#include "cli/redirect_pages.h"

#include "article/html.h"
#include "base/bytes.h"
#include "cli/page_addresses.h"

namespace hanji {
namespace {

std::string redirect_page(const Manifest& manifest, const Headline& headline, std::string_view from) {
  const std::string page = page_of(headline.slug, headline.page),
                    address = escape_html(address_from(from, page)), title = escape_html(headline.title);
  std::string canonical = address;
  if (!manifest.url.empty())
    canonical = escape_html(manifest.url + (manifest.url.ends_with('/') ? "" : "/") + address_of_path(page));
  return "<!DOCTYPE html>\n<html lang=\"" + escape_html(manifest.language) +
         "\">\n<head>\n<meta charset=\"utf-8\">\n<title>" + title +
         "</title>\n<meta name=\"robots\" content=\"noindex\">\n<link rel=\"canonical\" href=\"" + canonical +
         "\">\n<meta http-equiv=\"refresh\" content=\"0; url=" + address +
         "\">\n<meta name=\"viewport\" content=\"width=device-width, "
         "initial-scale=1\">\n</head>\n<body>\n<p><a href=\"" +
         address + "\">" + title + "</a></p>\n</body>\n</html>\n";
}

} // namespace

Result<void> add_redirect_pages(SiteFolder& site, const Manifest& manifest,
                                std::span<const ArticleEntry* const> articles) {
  for (const ArticleEntry* entry : articles) {
    if (entry->redirects.empty()) continue;
    const Result<Headline> headline = headline_in(*entry);
    if (!headline) return std::unexpected(headline.error());
    for (const std::string& from : entry->redirects) {
      const std::string text = redirect_page(manifest, *headline, from);
      if (Result<void> added = site.add(file_of_page(from), as_bytes(text)); !added) return added;
    }
  }
  return {};
}

} // namespace hanji
