#include "cli/page_template.h"

#include "article/html.h"
#include "base/bytes.h"
#include "base/hash.h"
#include "cli/commands.h"

namespace hanji {
namespace {

constexpr PageWords korean{.skip = "본문으로 건너뛰기",
                           .search = "글 찾기",
                           .find = "찾기",
                           .contents = "차례",
                           .older = "이전 글",
                           .newer = "다음 글",
                           .list = "글 목록",
                           .program = "한지로 읽기",
                           .previous_page = "더 오래된 글",
                           .next_page = "더 새로운 글",
                           .undated = "날짜 없는 글",
                           .categories = "갈래",
                           .archive = "달별 글",
                           .by_month = "달별로 보기",
                           .keep_offline = "오프라인에 담기",
                           .list_short = "목록",
                           .all = "전체",
                           .bar = "바로 가기",
                           .tongue = Tongue::korean};
constexpr PageWords english{.skip = "Skip to the text",
                            .search = "Search articles",
                            .find = "Search",
                            .contents = "Contents",
                            .older = "Older",
                            .newer = "Newer",
                            .list = "All articles",
                            .program = "Read in Hanji",
                            .previous_page = "Older articles",
                            .next_page = "Newer articles",
                            .undated = "Undated",
                            .categories = "Categories",
                            .archive = "Archive",
                            .by_month = "By month",
                            .keep_offline = "Keep offline",
                            .list_short = "Articles",
                            .all = "All",
                            .bar = "Shortcuts",
                            .tongue = Tongue::english};

// RFC 4648; a policy names what stands in a page by it.
std::string base64_of(const Hash& hash) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t i = 0; i < hash.size(); i += 3) {
    std::uint32_t three = 0;
    for (std::size_t j = 0; j < 3; ++j) three = three << 8 | (i + j < hash.size() ? hash[i + j] : 0U);
    for (int shift = 18; shift >= 0; shift -= 6) text += digits[three >> shift & 63];
  }
  for (std::size_t i = hash.size() % 3 == 0 ? 3 : hash.size() % 3; i < 3; ++i)
    text[text.size() - 3 + i] = '=';
  return text;
}

// What stands below on a phone, where the program has its bar: its icons are those of reader/draw_icons.cpp.
std::string bar_of(const PageText& page, const PageWords& words) {
  const auto entry = [](const std::string& address, std::string_view icon, std::string_view word) {
    return "<a href=\"" + address + "\"><svg viewBox=\"-11 -11 22 22\" aria-hidden=\"true\"><path d=\"" +
           std::string(icon) + "\"/></svg>" + std::string(word) + "</a>";
  };
  std::string bar = entry(page.root + "./", "M-8-7H8M-8-2.5H3M-8 2.5H8M-8 7H3", words.list_short);
  if (!page.contents.empty())
    bar += entry("#hanji-contents", "M-8.5-5.5h2m3 0h12M-8.5 0h2m3 0h12M-8.5 5.5h2m3 0h12", page.contents);
  bar += entry(page.root + "search.html", "M4.5-1.5a6 6 0 1 0-12 0a6 6 0 1 0 12 0M3 3L8.5 8.5", words.search);
  return "<nav class=\"bar\" aria-label=\"" + std::string(words.bar) + "\">" + bar + "<span></span></nav>\n";
}

} // namespace

const PageWords& page_words(const Manifest& manifest) {
  return tongue_of(manifest.language) == Tongue::korean ? korean : english;
}

std::string url_of(const Manifest& manifest) { // with a slash at its end, or empty
  return manifest.url + (manifest.url.empty() || manifest.url.ends_with('/') ? "" : "/");
}

PageTemplate::PageTemplate(const PageFiles& page, const Manifest& manifest, const std::string& font_sheet)
    : manifest_(manifest), font_sheet_(font_sheet), folder_(page.folder) {
  const auto text_of = [&](const std::string& name) {
    const auto file = page.files.find(name);
    return file == page.files.end() ? std::string() : file->second.bytes;
  };
  page_ = text_of("index.html");
  style_ = text_of("static_page.css");
  formula_style_ = text_of("formula.css");
  script_ = text_of("static_page.js");
  script_hash_ = base64_of(hash_of(as_bytes(script_)));
}

std::string PageTemplate::fill(const PageText& page) const {
  const PageWords& words = page_words(manifest_);
  const std::string style = style_ + (page.formulas ? formula_style_ : std::string()) + page.sheet;
  return fill_in(page_, {{"lang", escape_html(page.language)},
                         {"attributes", attributes_of(page)},
                         {"hanji", std::string(version())},
                         {"page", folder_},
                         {"description", escape_html(manifest_.description)},
                         {"title", escape_html(page.title)},
                         {"head", page.head + feed_links()},
                         {"root", page.root},
                         {"site", escape_html(manifest_.title)},
                         {"font", font_sheet_.empty() ? std::string()
                                                      : "<link rel=\"stylesheet\" href=\"" + page.root +
                                                            font_sheet_ + "\">\n"},
                         {"style", style},
                         {"style_hash", base64_of(hash_of(as_bytes(style)))},
                         {"script", script_},
                         {"script_hash", script_hash_},
                         {"skip", std::string(words.skip)},
                         {"search", std::string(words.search)},
                         {"find", std::string(words.find)},
                         {"bar", bar_of(page, words)},
                         {"main", page.main}});
}

std::string PageTemplate::attributes_of(const PageText& page) const {
  std::string attributes = page.list ? " class=\"list\"" : "";
  if (!page.route.empty())
    attributes += " data-route=\"" + escape_html(page.route) + "\" data-program=\"" +
                  (page.root.empty() ? "./" : page.root) + folder_ + "/\"";
  if (page.from_oldest) attributes += " data-from-oldest=\"" + std::to_string(*page.from_oldest) + "\"";
  return attributes;
}

std::string PageTemplate::feed_links() const {
  if (manifest_.url.empty()) return {};
  const std::string url = escape_html(url_of(manifest_));
  return "<link rel=\"alternate\" type=\"application/atom+xml\" href=\"" + url +
         "feed.xml\">\n<link rel=\"alternate\" type=\"application/feed+json\" href=\"" + url +
         "feed.json\">\n";
}

} // namespace hanji
