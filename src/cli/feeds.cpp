#include "cli/feeds.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "article/html.h"
#include "cli/time_zone.h"

namespace hanji {
namespace {

constexpr std::size_t articles_of_feed = 20, addresses_of_sitemap = 50'000;

// Text for XML 1.0, which has no place for some characters, however they are written (section 2.2). UTF-8.
std::string escape_xml(std::string_view text) {
  std::string allowed;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool control = static_cast<unsigned char>(text[i]) < 0x20 && text[i] != '\t' && text[i] != '\n';
    const std::string_view three = text.substr(i, 3);
    const bool no_character = three == "\uFFFE" || three == "\uFFFF";
    if (control || no_character)
      allowed += "\uFFFD";
    else
      allowed += text[i];
    if (no_character) i += 2;
  }
  return escape_html(allowed);
}

std::string sitemap_of(const std::string& entries) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n" +
         entries + "</urlset>\n";
}

Result<void> add_sitemap(SiteFolder& site, const std::string& url,
                         std::span<const ArticleEntry* const> articles) {
  std::vector<std::string> maps(1); // the entries of each
  std::size_t count = 0;
  const auto put = [&](const std::string& path, const std::string& date) {
    if (count == addresses_of_sitemap) {
      maps.emplace_back();
      count = 0;
    }
    maps.back() += "<url><loc>" + escape_xml(url + address_of_path(path)) + "</loc>";
    if (!date.empty()) maps.back() += "<lastmod>" + date + "</lastmod>";
    maps.back() += "</url>\n";
    ++count;
  };
  std::set<std::string> categories;
  for (const ArticleEntry* entry : articles)
    categories.insert(entry->categories.begin(), entry->categories.end());
  put({}, {});
  for (const std::string& category : categories) put(list_page(list_of_category(category), 0), {});
  for (const ArticleEntry* entry : articles)
    put(page_of(entry->slug, entry->page), iso_date(entry->modified ? entry->modified : entry->date));
  if (maps.size() == 1) return site.add("sitemap.xml", as_bytes(sitemap_of(maps[0])));
  std::string index = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                      "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
  for (std::size_t i = 0; i < maps.size(); ++i) {
    const std::string name = "sitemap-" + std::to_string(i + 1) + ".xml";
    index += "<sitemap><loc>" + escape_xml(url + name) + "</loc></sitemap>\n";
    if (Result<void> added = site.add(name, as_bytes(sitemap_of(maps[i]))); !added) return added;
  }
  return site.add("sitemap.xml", as_bytes(index + "</sitemapindex>\n"));
}

struct FeedEntry {
  std::string address, html;
  Article article;
};

std::string atom_of(const Manifest& manifest, const std::string& url, std::span<const FeedEntry> entries) {
  const auto element = [](std::string_view name, std::string_view text) {
    return "<" + std::string(name) + ">" + escape_xml(text) + "</" + std::string(name) + ">\n";
  };
  const auto changed = [](const Article& article) { return std::max(article.date, article.modified); };
  Date last;
  for (const FeedEntry& entry : entries) last = std::max(last, changed(entry.article));
  std::string feed =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"" +
      escape_xml(manifest.language) + "\">\n" + element("title", manifest.title) + element("id", url) +
      "<link href=\"" + escape_xml(url) + "\"/>\n<link rel=\"self\" href=\"" + escape_xml(url + "feed.xml") +
      "\"/>\n" + element("updated", moment_of(last)) + "<author>" + element("name", manifest.title) +
      "</author>\n";
  for (const auto& [address, html, article] : entries) {
    feed += "<entry>\n" + element("title", article.title) + element("id", address) + "<link href=\"" +
            escape_xml(address) + "\"/>\n" + element("updated", moment_of(changed(article)));
    if (article.date) feed += element("published", moment_of(article.date));
    if (!article.author.empty()) feed += "<author>" + element("name", article.author) + "</author>\n";
    for (const std::string& category : article.categories)
      feed += "<category term=\"" + escape_xml(category) + "\"/>\n";
    if (!article.excerpt.empty()) feed += element("summary", article.excerpt);
    feed += "<content type=\"html\">" + escape_xml(html) + "</content>\n</entry>\n";
  }
  return feed + "</feed>\n";
}

std::string json_feed_of(const Manifest& manifest, const std::string& url,
                         std::span<const FeedEntry> entries) {
  using Json = nlohmann::ordered_json;
  Json items = Json::array();
  for (const auto& [address, html, article] : entries) {
    Json item{{"id", address}, {"url", address}, {"title", article.title}, {"content_html", html}};
    if (!article.excerpt.empty()) item["summary"] = article.excerpt;
    if (article.date) item["date_published"] = moment_of(article.date);
    if (article.modified) item["date_modified"] = moment_of(article.modified);
    if (!article.author.empty()) item["authors"] = Json::array({{{"name", article.author}}});
    std::vector<std::string> tags = article.categories;
    tags.insert(tags.end(), article.tags.begin(), article.tags.end());
    if (!tags.empty()) item["tags"] = std::move(tags);
    items.push_back(std::move(item));
  }
  const Json feed{{"version", "https://jsonfeed.org/version/1.1"},
                  {"title", manifest.title},
                  {"home_page_url", url},
                  {"feed_url", url + "feed.json"},
                  {"language", manifest.language},
                  {"items", std::move(items)}};
  return feed.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace

Result<void> add_feeds(SiteFolder& site, const Manifest& manifest, const std::string& url,
                       std::span<const ArticleEntry* const> articles, const PageLinks& links) {
  if (Result<void> added = add_sitemap(site, url, articles); !added) return added;
  const std::string robots = "User-agent: *\nAllow: /\nSitemap: " + url + "sitemap.xml\n";
  if (Result<void> added = site.add("robots.txt", as_bytes(robots)); !added) return added;
  const HtmlAddresses addresses{
      .link = [&](std::string_view to) { return absolute_address(url, links.link({}, to)); },
      .picture = [&](std::string_view source) { return absolute_address(url, links.picture({}, source)); },
      .color_classes = {}};
  std::vector<FeedEntry> entries;
  for (const ArticleEntry* entry : articles.first(std::min(articles_of_feed, articles.size()))) {
    Result<Article> article = article_in(*entry);
    if (!article) return std::unexpected(article.error());
    std::string html = html_of_blocks(*article, addresses);
    entries.push_back(
        {url + address_of_path(page_of(entry->slug, entry->page)), std::move(html), *std::move(article)});
  }
  if (Result<void> added = site.add("feed.xml", as_bytes(atom_of(manifest, url, entries))); !added)
    return added;
  return site.add("feed.json", as_bytes(json_feed_of(manifest, url, entries)));
}

} // namespace hanji
