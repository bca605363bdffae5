#include "cli/static_pages.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "article/html.h"
#include "article/ink.h"
#include "article/outline.h"
#include "cli/feeds.h"
#include "cli/page.h"
#include "cli/page_addresses.h"
#include "cli/parallel.h"
#include "text/percent.h"

namespace hanji {
namespace {

constexpr std::size_t entries_per_page = 50;

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

std::string url_of(const Manifest& manifest) { // with a slash at its end, or empty
  return manifest.url + (manifest.url.empty() || manifest.url.ends_with('/') ? "" : "/");
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
                           {"head", page.head + feed_links()},
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
  std::string feed_links() const {
    if (manifest_.url.empty()) return {};
    const std::string url = escape_html(url_of(manifest_));
    return "<link rel=\"alternate\" type=\"application/atom+xml\" href=\"" + url +
           "feed.xml\">\n<link rel=\"alternate\" type=\"application/feed+json\" href=\"" + url +
           "feed.json\">\n";
  }

  Templates(const Manifest& manifest, const std::string& font_sheet)
      : manifest_(manifest), font_sheet_(font_sheet) {}
  const Manifest& manifest_;
  const std::string& font_sheet_;
  std::string page_, style_, script_, script_hash_;
};

std::string link_to(std::string_view address, std::string_view text) {
  return "<a href=\"" + escape_html(address) + "\">" + escape_html(text) + "</a>";
}

class StaticPages {
public:
  StaticPages(SiteFolder& site, const Manifest& manifest, const Templates& templates,
              std::span<const ArticleEntry* const> entries, PageCache& cache)
      : site_(site), manifest_(manifest), templates_(templates), entries_(entries), cache_(cache),
        words_(words_of(manifest)), url_(url_of(manifest)) {}

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
    std::set<std::string, std::less<>> slugs;
    for (const ArticleEntry* entry : entries_) slugs.insert(entry->slug);
    links_ = PageLinks(std::move(slugs));
    const std::string frame =
        templates_.fill({}) + '\0' + manifest_.title + '\0' + url_ + '\0' + manifest_.language;
    frame_ = hash_of(as_bytes(frame));
    for_each_parallel(entries_.size(), jobs, [&](std::size_t i) {
      if (done[i] && !carry_article(i)) done[i] = add_article(i);
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
      if (Result<void> added = add_list(list_of_category(category), category, {}, numbers); !added)
        return added;
    }
    if (Result<void> added = add_missing(); !added) return added;
    return url_.empty() ? Result<void>() : add_feeds(site_, manifest_, url_, entries_, headlines_, links_);
  }

private:
  // ---- an article ----

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

  // Of all that the page is made of, but for where its links lead.
  Hash key_of(std::size_t number) const {
    const ArticleEntry& entry = *entries_[number];
    ByteWriter all;
    all.raw(std::as_bytes(std::span(frame_)));
    all.text(entry.slug);
    all.text(as_text(entry.headline));
    all.text(as_text(entry.article));
    for (const std::string& category : headlines_[number].categories) all.text(list_of_category(category));
    all.text(neighbours_of(number));
    return hash_of(all.bytes());
  }

  // Whether the old site's page is right.
  bool carry_article(std::size_t number) {
    const std::string name = static_page_of(entries_[number]->slug);
    const KnownPage* known = cache_.find(name, key_of(number));
    const auto leads_there = [this](const auto& link) { return links_.link(link.first) == link.second; };
    if (!known || !std::ranges::all_of(known->links, leads_there) || !site_.carry(name, known->file))
      return false;
    cache_.add(name, *known);
    return true;
  }

  Result<void> add_page(std::size_t number, const std::string& name, const std::string& html,
                        std::vector<std::pair<std::string, std::string>> links) {
    const FileRecord file{html.size(), hash_of(as_bytes(html))};
    cache_.add(name, {key_of(number), file, std::move(links)});
    return site_.add(name, as_bytes(html), file.sha256);
  }

  Result<void> add_article(std::size_t number) {
    const Result<Article> read = article_in(*entries_[number]);
    if (!read) return std::unexpected(read.error());
    const Article& article = *read;
    const std::string& slug = entries_[number]->slug;
    ColorClasses colors;
    HtmlAddresses addresses;
    std::vector<std::pair<std::string, std::string>> links; // that were asked for
    addresses.link = [&](std::string_view url) {
      return links.emplace_back(std::string(url), links_.link(url)).second;
    };
    addresses.picture = [&](std::string_view source) {
      std::string address = links_.picture(source);
      if (!source.starts_with("media/")) links.emplace_back(std::string(source), address);
      return address;
    };
    addresses.color_classes = [&colors](const Style& style) { return colors.classes_of(style); };

    PageText page;
    page.language = article.language.empty() ? manifest_.language : article.language;
    page.title = article.title + " – " + manifest_.title;
    page.root = "../";
    page.main = "<article>\n<h1>" + escape_html(article.title) + "</h1>\n<p class=\"meta\">" +
                time_of(words_, article.date);
    for (const std::string& category : article.categories)
      page.main +=
          " · " + link_to("../" + address_of_path(list_page(list_of_category(category), 0)), category);
    if (!article.author.empty()) page.main += " · " + escape_html(article.author);
    page.main += "</p>\n";
    if (!article.lead.empty()) page.main += "<p class=\"lead\">" + escape_html(article.lead) + "</p>\n";
    page.main += contents_of(article) + html_of_blocks(article, addresses) + "</article>\n" +
                 neighbours_of(number) + "<p class=\"program\">" +
                 link_to("../#/" + percent_encoded(slug), words_.program) + "</p>\n";
    page.head = head_of(article, slug);
    page.sheet = colors.sheet();
    return add_page(number, static_page_of(slug), templates_.fill(page), std::move(links));
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

  // Entries under a heading for each month.
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

  SiteFolder& site_;
  const Manifest& manifest_;
  const Templates& templates_;
  std::span<const ArticleEntry* const> entries_;
  PageCache& cache_;
  const Words& words_;
  std::string url_; // ends in a slash, or is empty
  std::vector<Headline> headlines_;
  PageLinks links_{{}};
  Hash frame_{}; // of what all pages have
};

} // namespace

Result<void> add_static_pages(SiteFolder& site, const fs::path& page, const Manifest& manifest,
                              std::span<const ArticleEntry* const> articles, const std::string& font_sheet,
                              PageCache& cache, unsigned jobs) {
  const Result<Templates> templates = Templates::read(page, manifest, font_sheet);
  if (!templates) return std::unexpected(templates.error());
  return StaticPages(site, manifest, *templates, articles, cache).add(jobs);
}

} // namespace hanji
