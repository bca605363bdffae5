// What all pages without the program have: shell/index.html with its style and script filled in, and the
// words of the site's language that stand around a text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "article/facts.h"
#include "bundle/manifest.h"
#include "cli/page.h"

namespace hanji {

struct PageWords {
  std::string_view skip, search, find, contents, older, newer, list, program, previous_page, next_page,
      undated, categories, archive, by_month, keep_offline, list_short, all, bar;
  Tongue tongue;
};
const PageWords& page_words(const Manifest& manifest);

std::string url_of(const Manifest& manifest); // with a slash at its end, or empty

struct PageText {
  std::string language, title, root, head, main, sheet; // root: "" or "../", the way to the site's folder
  std::string route;                                    // of the program that draws over it; empty: none does
  std::optional<std::size_t> from_oldest;               // of an article: how many are older
  bool list = false, formulas = false;
  std::string_view contents = {}; // the word that leads to the element "contents", where the page has one
};

class PageTemplate {
public:
  // `manifest` and `font_sheet` must outlive it.
  PageTemplate(const PageFiles& page, const Manifest& manifest, const std::string& font_sheet);
  std::string fill(const PageText& page) const;

private:
  std::string attributes_of(const PageText& page) const;
  std::string feed_links() const;

  const Manifest& manifest_;
  const std::string& font_sheet_;
  std::string folder_, page_, style_, formula_style_, script_, script_hash_;
};

} // namespace hanji
