// An article as semantic HTML: what is read without our program, by people, search engines and readers for
// the blind. Written from the same blocks that layout sets, in their order: h2–h6 by the outline's depth (the
// title is the page's h1), p, nested lists, definition lists, tables with header cells, figures, blockquote,
// details, ruby, abbr, code, formulas as MathML with their TeX beside it, and footnotes with links back.
// Well-formed whatever the article: each element that is opened is closed, all text is escaped, no element of
// script or style is ever written. Pictures come when they are near, but for one at the very top, which is on
// the first screen. UTF-8. The caller says how links and pictures are addressed from the page, and what
// classes give an author's colours. Cost: linear in the text.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "article/article.h"
#include "article/facts.h"

namespace hanji {

struct HtmlAddresses {
  std::function<std::string(std::string_view url)> link, picture; // absent: as the article has them
  std::function<std::string(const Style&)>
      color_classes; // of a run’s colours, style_code in all code; absent or "": none
  // For a page that the program draws over: each block's element says in data-b which of Article::blocks it
  // is, a disclosure in data-open that its author left it open, a link of the program's in data-route where
  // it leads there ("#/slug"), a formula in data-tex what its TeX begins with as written; a table stands in
  // an element that scrolls.
  bool numbered = false;
};

// What stands below the title: every block, without the article element itself.
std::string html_of_blocks(const Article& article, const HtmlAddresses& addresses = {});

struct HtmlHead {    // of what stands above the text, what an interface says, and in its words
  std::string date;  // the article's; not said where it has none
  std::string facts; // behind the article's own: how long it takes to read
  Tongue tongue = Tongue::korean;
};

// The article element: title (h1), date, categories as links ("#/category/…", as addresses.link has them),
// author, facts and tags as links ("#/search?q=태그:…"; p.meta, its words as layout_article says them), lead
// (p.lead), then every block.
std::string html_of_article(const Article& article, const HtmlHead& head,
                            const HtmlAddresses& addresses = {});

// A formula as an element; `alone`: with lines for itself. `inside`: what more its <semantics> says.
void append_math(std::string& html, const Formula& formula, bool alone, std::string_view attributes,
                 std::string_view inside);

// Text for an element or a quoted attribute.
std::string escape_html(std::string_view text);

} // namespace hanji
