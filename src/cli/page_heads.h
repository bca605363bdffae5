// What search engines and previews read in the head of a page that needs no program: a description, the
// canonical address, the pages before and behind, Open Graph (https://ogp.me) with the kind of card, and
// JSON-LD of schema.org with what Google asks of NewsArticle, BreadcrumbList and WebSite
// (https://developers.google.com/search/docs/appearance/structured-data). Absolute addresses need the site's
// url; without one they are left out, and the trail with them. A preview shows no SVG, so the picture of an
// article is its first other one, where there is one. No text of a post's ends an element or begins one.
//
// And what an article offers to a page that embeds it when its address is put there: oEmbed 1.0
// (https://oembed.com), as a file beside its page, since static hosts answer no queries. Its page names it.
#pragma once

#include <string>
#include <vector>

#include "article/article.h"
#include "bundle/manifest.h"

namespace hanji {

struct HeadSite {
  const Manifest& manifest; // title, description and language
  std::string url;          // with a slash at its end, or empty
  std::string zone;         // of the publisher's clock; empty: nobody said by which clock dates are
};

struct HeadStep {
  std::string name, page; // paths of pages are below the site's folder
};

struct PageHead {
  std::string page;            // "index.html" is the home page
  std::string title;           // without the site's
  std::string description;     // never empty
  std::string previous, next;  // pages, or empty
  std::vector<HeadStep> trail; // from the home page to this one, neither of them
  std::string picture;         // of a list: the source of one of its entries', or empty
  std::string oembed;          // of an article: the file beside its page, or empty
};

std::string head_of_article(const HeadSite& site, const PageHead& head, const Article& article);
std::string head_of_list(const HeadSite& site, const PageHead& head);

std::string oembed_file_of(std::string_view page); // a/<slug>.oembed.json
std::string oembed_of(const HeadSite& site, std::string_view page, const Article& article); // needs the url

bool is_shown_in_previews(const std::string& picture); // by its source

} // namespace hanji
