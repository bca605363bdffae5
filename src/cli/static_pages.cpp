#include "cli/static_pages.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "article/html.h"
#include "article/ink.h"
#include "article/outline.h"
#include "bundle/read_bundle.h"
#include "bundle/shard.h"
#include "cli/page.h"
#include "cli/parallel.h"
#include "text/percent.h"
#include "text/utf8.h"

namespace hanji {
namespace {

constexpr std::size_t entries_per_page = 50, articles_of_feed = 20, addresses_of_sitemap = 50'000;

struct Words {
  std::string_view skip, search, find, contents, older, newer, list, program, previous_page, next_page,
      undated;
  bool korean;
};
constexpr Words korean{.skip = "본문으로 건너뛰기",
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
                       .korean = true};
constexpr Words english{.skip = "Skip to the text",
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
                        .korean = false};

const Words& words_of(const Manifest& manifest) {
  return manifest.language.empty() || manifest.language.starts_with("ko") ? korean : english;
}

std::string day_of(const Words& words, const Date& date) {
  if (!words.korean) return iso_date(date);
  return std::to_string(date.year) + "년 " + std::to_string(date.month) + "월 " + std::to_string(date.day) +
         "일";
}

std::string month_of(const Words& words, const Date& date) {
  if (!date) return std::string(words.undated);
  if (!words.korean) return iso_date(date).substr(0, 7);
  return std::to_string(date.year) + "년 " + std::to_string(date.month) + "월";
}

std::string time_of(const Words& words, const Date& date) {
  if (!date) return {};
  return "<time datetime=\"" + iso_date(date) + "\">" + day_of(words, date) + "</time>";
}

// RFC 3339, by the publisher's clock, which is the program's (cli/time_zone.h). Not from several threads.
std::string moment_of(const Date& date) {
  std::tm local{};
  local.tm_year = date.year - 1900;
  local.tm_mon = date.month - 1;
  local.tm_mday = date.day;
  local.tm_hour = date.hour;
  local.tm_min = date.minute;
  local.tm_isdst = -1;
  if (!date || std::mktime(&local) == -1) return "1970-01-01T00:00:00Z";
  const auto two = [](long number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  const long minutes = std::abs(local.tm_gmtoff / 60);
  return iso_date(date) + "T" + two(date.hour) + ":" + two(date.minute) + ":" + two(date.second) +
         (local.tm_gmtoff < 0 ? "-" : "+") + two(minutes / 60) + ":" + two(minutes % 60);
}

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

std::string hex_of(const Rgba& color) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text = "#";
  for (const std::uint8_t part : {color.red, color.green, color.blue}) {
    text += digits[part >> 4];
    text += digits[part & 15];
  }
  return text;
}

// The author's colours as classes: each with what it becomes on light and on dark paper.
class ColorClasses {
public:
  std::string classes_of(const Style& style) {
    std::string classes;
    if (style.color) classes += class_of(style.color, false);
    if (style.background) classes += (classes.empty() ? "" : " ") + class_of(style.background, true);
    return classes;
  }
  const std::string& sheet() const { return sheet_; }

private:
  std::string class_of(const Rgba& color, bool background) {
    constexpr Rgba paper{0xfd, 0xfc, 0xfa, 255}, night{0x17, 0x18, 0x1a, 255};
    const std::string name = (background ? "b" : "c") + hex_of(color).substr(1) +
                             (color.alpha == 255 ? "" : "-" + std::to_string(color.alpha));
    if (!known_.insert(name).second) return name;
    const std::string by_day =
        hex_of(background ? highlight(color, paper, Ground::white) : readable(color, paper));
    const std::string by_night =
        hex_of(background ? highlight(color, night, Ground::dark) : readable(color, night));
    const std::string property = background ? "background:" : "color:";
    sheet_ += "." + name + "{" + property + by_day + ";" + property + "light-dark(" + by_day + "," +
              by_night + ")}";
    return name;
  }
  std::set<std::string> known_;
  std::string sheet_;
};

// ---- one page ----

struct PageText {
  std::string language, title, root, head, main, sheet; // root: "" or "../", the way to the site's folder
};

class Templates {
public:
  static Result<Templates> read(const fs::path& folder, const Manifest& manifest,
                                const std::string& font_sheet) {
    Templates templates(manifest, font_sheet);
    for (auto [name, text] : {std::pair{"static_page.html", &templates.page_},
                              {"static_page.css", &templates.style_},
                              {"static_page.js", &templates.script_}}) {
      Result<std::string> file = read_file(folder / name);
      if (!file) return std::unexpected(file.error());
      *text = *std::move(file);
    }
    templates.script_hash_ = base64_of(hash_of(as_bytes(templates.script_)));
    return templates;
  }

  std::string fill(const PageText& page) const {
    const Words& words = words_of(manifest_);
    const std::string style = style_ + page.sheet;
    return fill_in(page_, {{"lang", escape_html(page.language)},
                           {"title", escape_html(page.title)},
                           {"head", page.head},
                           {"root", page.root},
                           {"home", "list.html"},
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
                           {"main", page.main}});
  }

private:
  Templates(const Manifest& manifest, const std::string& font_sheet)
      : manifest_(manifest), font_sheet_(font_sheet) {}
  const Manifest& manifest_;
  const std::string& font_sheet_;
  std::string page_, style_, script_, script_hash_;
};

Result<Article> article_in(const ArticleEntry& entry) {
  const Bytes bytes = encode_articles(0, std::span(&entry.article, 1));
  Shard shard;
  shard.kind = ShardKind::articles;
  shard.bytes = static_cast<std::uint32_t>(bytes.size());
  shard.sha256 = hash_of(bytes);
  shard.count = 1;
  Result<std::vector<Article>> articles = read_articles(shard, bytes);
  if (!articles) return std::unexpected(articles.error());
  return std::move(articles->front());
}

Result<Headline> headline_in(const ArticleEntry& entry) {
  const Bytes bytes = encode_headlines(0, std::span(&entry.headline, 1));
  Shard shard;
  shard.kind = ShardKind::headlines;
  shard.bytes = static_cast<std::uint32_t>(bytes.size());
  shard.sha256 = hash_of(bytes);
  shard.count = 1;
  Result<std::vector<Headline>> headlines = read_headlines(shard, bytes);
  if (!headlines) return std::unexpected(headlines.error());
  return std::move(headlines->front());
}

std::string link_to(std::string_view address, std::string_view text) {
  return "<a href=\"" + escape_html(address) + "\">" + escape_html(text) + "</a>";
}

// A path below the site's folder as an address.
std::string address_of_path(std::string_view path) {
  std::string address;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    address += (begin == 0 ? "" : "/") + percent_encoded(path.substr(begin, end - begin));
    begin = end + 1;
  }
  return address;
}

std::string list_page(std::string_view name, std::size_t page) { // 0: the newest
  return std::string(name) + (page == 0 ? "" : "-" + std::to_string(page)) + ".html";
}

std::string file_name_of(std::string_view name) {
  constexpr std::size_t most = 200; // bytes; file systems take 255
  std::string safe(name);
  std::ranges::replace(safe, '/', '_');
  if (safe.starts_with('.')) safe[0] = '_';
  if (safe.size() <= most && safe == name) return safe;
  std::size_t cut = std::min(safe.size(), most);
  while (cut > 0 && (static_cast<unsigned char>(safe[cut]) & 0xC0) == 0x80) --cut;
  return safe.substr(0, cut) + "-" + hanji::hex_of(hash_of(as_bytes(std::string(name)))).substr(0, 16);
}

std::string page_of_category(std::string_view category) { return "c/" + file_name_of(category); }

class StaticPages {
public:
  StaticPages(SiteFolder& site, const Manifest& manifest, const Templates& templates,
              std::span<const ArticleEntry* const> entries)
      : site_(site), manifest_(manifest), templates_(templates), entries_(entries),
        words_(words_of(manifest)) {
    url_ = manifest.url;
    if (!url_.empty() && !url_.ends_with('/')) url_ += '/';
  }

  Result<void> add(unsigned jobs) {
    headlines_.resize(entries_.size());
    std::vector<Result<void>> done(entries_.size());
    for_each_parallel(entries_.size(), jobs, [&](std::size_t i) {
      Result<Headline> headline = headline_in(*entries_[i]);
      if (headline)
        headlines_[i] = *std::move(headline);
      else
        done[i] = std::unexpected(headline.error());
    });
    for (const ArticleEntry* entry : entries_) slugs_.insert(entry->slug);
    for_each_parallel(entries_.size(), jobs, [&](std::size_t i) {
      if (done[i]) done[i] = add_article(i);
    });
    for (Result<void>& each : done) {
      if (!each) return each;
    }
    std::vector<std::uint32_t> all(entries_.size());
    std::map<std::string, std::vector<std::uint32_t>> categories;
    for (std::uint32_t i = 0; i < all.size(); ++i) {
      all[i] = i;
      for (const std::string& category : headlines_[i].categories) categories[category].push_back(i);
    }
    if (Result<void> added = add_list("list", manifest_.title, manifest_.description, all); !added)
      return added;
    for (const auto& [category, numbers] : categories) {
      if (Result<void> added = add_list(page_of_category(category), category, {}, numbers); !added)
        return added;
    }
    if (Result<void> added = add_missing(); !added) return added;
    return url_.empty() ? Result<void>() : add_addresses(categories);
  }

  // The entries from `first` on, under a heading for each month.
  std::string entries_html(std::span<const std::uint32_t> numbers, std::string_view root) const {
    std::string html;
    std::optional<std::pair<int, int>> month;
    for (const std::uint32_t number : numbers) {
      const Headline& headline = headlines_[number];
      const std::pair<int, int> own{headline.date.year, headline.date.month};
      if (std::exchange(month, own) != own)
        html += "<h2 class=\"month\">" + escape_html(month_of(words_, headline.date)) + "</h2>\n";
      html += "<article class=\"entry\"><h3>" +
              link_to(std::string(root) + address_of_path(static_page_of(headline.slug)), headline.title) +
              "</h3>\n";
      if (!headline.excerpt.empty()) html += "<p>" + escape_html(headline.excerpt) + "</p>\n";
      html += "<p class=\"facts\">" + time_of(words_, headline.date);
      for (const std::string& category : headline.categories) html += " · " + escape_html(category);
      html += "</p></article>\n";
    }
    return html;
  }

  void set_headlines(std::vector<Headline> headlines) { headlines_ = std::move(headlines); }

private:
  // ---- an article ----

  // Where a link of an article leads from its page, which stands one folder below the site's.
  std::string address_of_link(std::string_view url) const {
    if (url.starts_with("#/")) {
      const std::string_view path = url.substr(2, url.substr(2).find('?'));
      const std::size_t slash = std::min(path.find('/'), path.size());
      const std::string slug = percent_decoded(path.substr(0, slash));
      if (!slugs_.contains(slug)) return "../" + std::string(url);
      std::string address = address_of_path(static_page_of(slug)).substr(2); // beside this one
      if (slash < path.size()) address += "#" + std::string(path.substr(slash + 1));
      return address;
    }
    const std::size_t colon = url.find(':');
    const bool absolute = url.starts_with('/') || url.starts_with('#') ||
                          (colon != url.npos && colon < std::min(url.find('/'), url.size()));
    return absolute ? std::string(url) : "../" + std::string(url);
  }

  std::string address_of_picture(std::string_view source) const {
    return source.starts_with("media/") ? "../" + address_of_path(source) : address_of_link(source);
  }

  std::string contents_of(const Article& article) const {
    const std::vector<Section> sections = outline(article);
    if (std::ranges::count_if(sections, [](const Section& each) { return each.heading != no_index; }) < 2)
      return {};
    std::string html = "<nav class=\"contents\" aria-label=\"" + std::string(words_.contents) +
                       "\"><details><summary>" + std::string(words_.contents) + "</summary>";
    int depth = -1;
    for (const Section& section : sections) {
      if (section.heading == no_index) continue;
      if (section.depth > depth) {
        for (; depth < section.depth; ++depth) html += "<ol><li>";
      } else {
        for (; depth > section.depth; --depth) html += "</li></ol>";
        html += "</li><li>";
      }
      const Block& heading = article.blocks[section.heading];
      html += link_to("#" + percent_encoded(heading.id), heading.text);
    }
    for (; depth >= 0; --depth) html += "</li></ol>";
    return html + "</details></nav>\n";
  }

  std::string neighbours_of(std::size_t number) const {
    std::string html = "<nav class=\"neighbours\" aria-label=\"" + std::string(words_.list) + "\">\n";
    const auto neighbour = [&](std::string_view word, std::size_t other, std::string_view relation) {
      const Headline& headline = headlines_[other];
      html += "<div><span>" + std::string(word) + "</span><a rel=\"" + std::string(relation) + "\" href=\"" +
              escape_html(address_of_path(static_page_of(headline.slug)).substr(2)) + "\">" +
              escape_html(headline.title) + "</a></div>\n";
    };
    if (number + 1 < headlines_.size()) neighbour(words_.older, number + 1, "prev");
    if (number > 0) neighbour(words_.newer, number - 1, "next");
    return html + "</nav>\n";
  }

  Result<void> add_article(std::size_t number) {
    const Result<Article> read = article_in(*entries_[number]);
    if (!read) return std::unexpected(read.error());
    const Article& article = *read;
    const std::string& slug = entries_[number]->slug;
    ColorClasses colors;
    HtmlAddresses addresses;
    addresses.link = [this](std::string_view url) { return address_of_link(url); };
    addresses.picture = [this](std::string_view source) { return address_of_picture(source); };
    addresses.color_classes = [&colors](const Style& style) { return colors.classes_of(style); };

    PageText page;
    page.language = article.language.empty() ? manifest_.language : article.language;
    page.title = article.title + " – " + manifest_.title;
    page.root = "../";
    page.main = "<article>\n<h1>" + escape_html(article.title) + "</h1>\n<p class=\"meta\">" +
                time_of(words_, article.date);
    for (const std::string& category : article.categories)
      page.main +=
          " · " + link_to("../" + address_of_path(list_page(page_of_category(category), 0)), category);
    if (!article.author.empty()) page.main += " · " + escape_html(article.author);
    page.main += "</p>\n";
    if (!article.lead.empty()) page.main += "<p class=\"lead\">" + escape_html(article.lead) + "</p>\n";
    page.main += contents_of(article) + html_of_blocks(article, addresses) + "</article>\n" +
                 neighbours_of(number) + "<p class=\"program\">" +
                 link_to("../#/" + percent_encoded(slug), words_.program) + "</p>\n";
    page.head = head_of(article, slug);
    page.sheet = colors.sheet();
    return site_.add(static_page_of(slug), as_bytes(templates_.fill(page)));
  }

  // What previews and search engines read.
  std::string head_of(const Article& article, const std::string& slug) const {
    const auto meta = [](std::string_view kind, std::string_view name, std::string_view content) {
      return content.empty() ? std::string()
                             : "<meta " + std::string(kind) + "=\"" + std::string(name) + "\" content=\"" +
                                   escape_html(content) + "\">\n";
    };
    std::string head = meta("name", "description", article.excerpt) + meta("property", "og:type", "article") +
                       meta("property", "og:title", article.title) +
                       meta("property", "og:description", article.excerpt) +
                       meta("property", "og:site_name", manifest_.title) +
                       meta("property", "article:published_time", iso_date(article.date));
    for (const std::string& tag : article.tags) head += meta("property", "article:tag", tag);
    const std::string image = absolute_picture(article);
    nlohmann::ordered_json data{
        {"@context", "https://schema.org"}, {"@type", "NewsArticle"}, {"headline", article.title}};
    if (article.date) data["datePublished"] = iso_date(article.date);
    if (article.modified) data["dateModified"] = iso_date(article.modified);
    if (!article.author.empty()) data["author"] = {{"@type", "Person"}, {"name", article.author}};
    if (!article.excerpt.empty()) data["description"] = article.excerpt;
    if (!url_.empty()) {
      const std::string address = url_ + address_of_path(static_page_of(slug));
      head += "<link rel=\"canonical\" href=\"" + escape_html(address) + "\">\n" +
              meta("property", "og:url", address);
      data["mainEntityOfPage"] = address;
    }
    head += meta("property", "og:image", image) +
            meta("name", "twitter:card", image.empty() ? "summary" : "summary_large_image");
    if (!image.empty()) data["image"] = image;
    return head + "<script type=\"application/ld+json\">" + json_in_html(data) + "</script>\n";
  }

  std::string absolute_picture(const Article& article) const {
    if (article.figures.empty() || article.figures.front().missing) return {};
    const std::string& source = article.figures.front().source;
    if (source.starts_with("https://") || source.starts_with("http://")) return source;
    return url_.empty() || !source.starts_with("media/") ? std::string() : url_ + address_of_path(source);
  }

  // No text of it ends the element or begins another one.
  static std::string json_in_html(const nlohmann::ordered_json& data) {
    std::string json = data.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace), safe;
    for (const char c : json) {
      if (c == '<')
        safe += "\\u003c";
      else if (c == '>')
        safe += "\\u003e";
      else if (c == '&')
        safe += "\\u0026";
      else
        safe += c;
    }
    return safe;
  }

  // ---- lists ----

  // Pages 1, 2, … hold 50 each, the oldest first; the newest page (0) the rest, which is 50 to 99 where there
  // are so many.
  Result<void> add_list(const std::string& name, const std::string& title, const std::string& description,
                        std::span<const std::uint32_t> numbers) {
    const std::size_t full = numbers.size() / entries_per_page;
    const std::size_t older = full > 0 ? full - 1 : 0; // numbered pages
    const std::string root = name.find('/') == name.npos ? "" : "../";
    for (std::size_t page = 0; page <= older; ++page) {
      const std::size_t end = page == 0 ? numbers.size() - older * entries_per_page
                                        : numbers.size() - (page - 1) * entries_per_page;
      const std::size_t begin = page == 0 ? 0 : end - entries_per_page;
      PageText text;
      text.language = manifest_.language;
      text.title = title == manifest_.title ? title : title + " – " + manifest_.title;
      if (page > 0) text.title += " (" + std::to_string(page) + ")";
      text.root = root;
      text.main = "<h1>" + escape_html(title) + "</h1>\n";
      if (!description.empty()) text.main += "<p class=\"meta\">" + escape_html(description) + "</p>\n";
      text.main += entries_html(numbers.subspan(begin, end - begin), root);
      text.main += pages_html(name, page, older);
      if (!url_.empty())
        text.head = "<link rel=\"canonical\" href=\"" +
                    escape_html(url_ + address_of_path(list_page(name, page))) + "\">\n";
      if (Result<void> added = site_.add(list_page(name, page), as_bytes(templates_.fill(text))); !added)
        return added;
    }
    return {};
  }

  std::string pages_html(const std::string& name, std::size_t page, std::size_t older) const {
    if (older == 0) return {};
    const std::string last = name.substr(name.rfind('/') + 1);
    const auto link = [&](std::size_t to, std::string_view text, std::string_view relation) {
      return "<a rel=\"" + std::string(relation) + "\" href=\"" +
             escape_html(address_of_path(list_page(last, to))) + "\">" + std::string(text) + "</a>\n";
    };
    std::string html = "<nav class=\"pages\" aria-label=\"" + std::string(words_.list) + "\">\n";
    if (page > 0) html += link(page == older ? 0 : page + 1, words_.next_page, "prev");
    if (page == 0 || page > 1) html += link(page == 0 ? older : page - 1, words_.previous_page, "next");
    return html + "</nav>\n";
  }

  Result<void> add_missing() {
    PageText page;
    page.language = manifest_.language;
    page.title = "404 – " + manifest_.title;
    page.root = url_; // shown at any depth
    page.main = words_.korean
                    ? "<h1>그런 글이 없습니다</h1>\n<p>주소가 바뀌었거나 글이 없어졌을 수 있습니다. 위에서 "
                      "찾아보세요.</p>\n"
                    : "<h1>There is no such page</h1>\n<p>It may have moved. Try the search above.</p>\n";
    page.main += "<p>" + link_to(url_ + "list.html", words_.list) + "</p>\n";
    std::string text = templates_.fill(page);
    return site_.add("404.html", as_bytes(text));
  }

  // ---- sitemap.xml, feed.xml, robots.txt ----

  Result<void> add_addresses(const std::map<std::string, std::vector<std::uint32_t>>& categories) {
    std::vector<std::string> sitemaps;
    std::string entries;
    std::size_t count = 0;
    const auto close = [&]() -> Result<void> {
      if (count == 0) return {};
      const std::string name = "sitemap-" + std::to_string(sitemaps.size() + 1) + ".xml";
      sitemaps.push_back(name);
      count = 0;
      return site_.add(name, as_bytes(urlset(std::exchange(entries, {}))));
    };
    const auto put = [&](const std::string& path, const std::string& date) {
      entries += "<url><loc>" + escape_html(url_ + address_of_path(path)) + "</loc>";
      if (!date.empty()) entries += "<lastmod>" + date + "</lastmod>";
      entries += "</url>\n";
      ++count;
    };
    put("list.html", {});
    for (const auto& [category, numbers] : categories) put(list_page(page_of_category(category), 0), {});
    for (const Headline& headline : headlines_) {
      put(static_page_of(headline.slug), iso_date(headline.date));
      if (count < addresses_of_sitemap) continue;
      if (Result<void> added = close(); !added) return added;
    }
    Result<void> added;
    if (sitemaps.empty()) {
      added = site_.add("sitemap.xml", as_bytes(urlset(entries)));
    } else {
      if (added = close(); !added) return added;
      std::string index = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                          "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
      for (const std::string& name : sitemaps)
        index += "<sitemap><loc>" + escape_html(url_ + name) + "</loc></sitemap>\n";
      added = site_.add("sitemap.xml", as_bytes(index + "</sitemapindex>\n"));
    }
    if (!added) return added;
    if (added =
            site_.add("robots.txt", as_bytes("User-agent: *\nAllow: /\nSitemap: " + url_ + "sitemap.xml\n"));
        !added)
      return added;
    return add_feed();
  }

  static std::string urlset(const std::string& entries) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset "
           "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n" +
           entries + "</urlset>\n";
  }

  // Atom (RFC 4287), with whole texts.
  Result<void> add_feed() {
    const Date newest = headlines_.empty() ? Date{} : headlines_.front().date;
    std::string feed = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed "
                       "xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"" +
                       escape_html(manifest_.language) + "\">\n<title>" + escape_html(manifest_.title) +
                       "</title>\n<id>" + escape_html(url_) + "</id>\n<link href=\"" + escape_html(url_) +
                       "\"/>\n<link rel=\"self\" href=\"" + escape_html(url_ + "feed.xml") +
                       "\"/>\n<updated>" + moment_of(newest) + "</updated>\n<author><name>" +
                       escape_html(manifest_.title) + "</name></author>\n";
    for (std::size_t i = 0; i < std::min(articles_of_feed, entries_.size()); ++i) {
      const Result<Article> article = article_in(*entries_[i]);
      if (!article) return std::unexpected(article.error());
      const std::string address = url_ + address_of_path(static_page_of(entries_[i]->slug));
      HtmlAddresses addresses;
      addresses.link = [this](std::string_view url) { return absolute(address_of_link(url)); };
      addresses.picture = [this](std::string_view source) { return absolute(address_of_picture(source)); };
      feed += "<entry>\n<title>" + escape_html(article->title) + "</title>\n<id>" + escape_html(address) +
              "</id>\n<link href=\"" + escape_html(address) + "\"/>\n<updated>" +
              moment_of(article->modified ? article->modified : article->date) + "</updated>\n";
      for (const std::string& category : article->categories)
        feed += "<category term=\"" + escape_html(category) + "\"/>\n";
      if (!article->excerpt.empty()) feed += "<summary>" + escape_html(article->excerpt) + "</summary>\n";
      feed += "<content type=\"html\">" + escape_html(html_of_blocks(*article, addresses)) +
              "</content>\n</entry>\n";
    }
    return site_.add("feed.xml", as_bytes(feed + "</feed>\n"));
  }

  std::string absolute(const std::string& address) const { // as seen from a/
    if (address.starts_with("../")) return url_ + address.substr(3);
    return address.find(':') == address.npos && !address.starts_with('/') && !address.starts_with('#')
               ? url_ + "a/" + address
               : address;
  }

  SiteFolder& site_;
  const Manifest& manifest_;
  const Templates& templates_;
  std::span<const ArticleEntry* const> entries_;
  const Words& words_;
  std::string url_; // ends in a slash, or is empty
  std::vector<Headline> headlines_;
  std::set<std::string, std::less<>> slugs_;
};

} // namespace

std::string static_page_of(std::string_view slug) { return "a/" + file_name_of(slug) + ".html"; }

Result<void> add_static_pages(SiteFolder& site, const fs::path& page, const Manifest& manifest,
                              std::span<const ArticleEntry* const> articles, const std::string& font_sheet,
                              unsigned jobs) {
  const Result<Templates> templates = Templates::read(page, manifest, font_sheet);
  if (!templates) return std::unexpected(templates.error());
  return StaticPages(site, manifest, *templates, articles).add(jobs);
}

} // namespace hanji
