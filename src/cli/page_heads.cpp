#include "cli/page_heads.h"

#include <nlohmann/json.hpp>

#include <algorithm>

#include "article/html.h"
#include "cli/page_addresses.h"
#include "cli/time_zone.h"
#include "text/letters.h"

namespace hanji {
namespace {

using Json = nlohmann::ordered_json;

std::string meta(std::string_view kind, std::string_view name, std::string_view content) {
  if (content.empty()) return {};
  return "<meta " + std::string(kind) + "=\"" + std::string(name) + "\" content=\"" + escape_html(content) +
         "\">\n";
}

std::string link(std::string_view relation, std::string_view address) {
  return "<link rel=\"" + std::string(relation) + "\" href=\"" + escape_html(address) + "\">\n";
}

// Of a page's path: the home page is the folder itself.
std::string path_of(std::string_view page) {
  return page == list_page("list", 0) ? std::string() : std::string(page);
}

std::string absolute(const HeadSite& site, std::string_view page) {
  return site.url + address_of_path(path_of(page));
}

// Open Graph wants a territory too.
std::string locale_of(const std::string& language) {
  if (language == "ko") return "ko_KR";
  if (language == "en") return "en_US";
  if (language == "ja") return "ja_JP";
  std::string locale = language;
  std::ranges::replace(locale, '-', '_');
  return locale.size() == 5 && locale[2] == '_' ? locale : std::string();
}

// A day alone where the post tells no more, or nobody said by which clock.
std::string time_in(const HeadSite& site, const Date& date) {
  const bool day_alone = date.hour == 0 && date.minute == 0 && date.second == 0;
  return !date || day_alone || site.zone.empty() ? iso_date(date) : moment_of(date);
}

std::string absolute_picture(const HeadSite& site, const std::string& source) {
  if (source.starts_with("https://") || source.starts_with("http://")) return source;
  return site.url.empty() || !source.starts_with("media/") ? std::string()
                                                           : site.url + address_of_path(source);
}

const Figure* picture_of(const HeadSite& site, const Article& article) {
  const Figure* lead = nullptr;
  for (const Figure& figure : article.figures) {
    if (figure.missing || absolute_picture(site, figure.source).empty()) continue;
    if (is_shown_in_previews(figure.source)) return &figure;
    if (lead == nullptr) lead = &figure;
  }
  return lead;
}

// ---- what all pages say ----

std::string begin_head(const HeadSite& site, const PageHead& head) {
  std::string text = meta("name", "description", head.description);
  const auto neighbour = [&](std::string_view relation, const std::string& page) {
    if (!page.empty()) text += link(relation, address_from(head.page, path_of(page)));
  };
  if (!site.url.empty()) text += link("canonical", absolute(site, head.page));
  neighbour("prev", head.previous);
  neighbour("next", head.next);
  return text;
}

std::string cards(const HeadSite& site, const PageHead& head, std::string_view type,
                  const std::string& language, const std::string& picture) {
  const bool large = is_shown_in_previews(picture);
  return meta("property", "og:type", type) + meta("property", "og:title", head.title) +
         meta("property", "og:description", head.description) +
         meta("property", "og:site_name", site.manifest.title) +
         meta("property", "og:locale", locale_of(language)) +
         (site.url.empty() ? std::string() : meta("property", "og:url", absolute(site, head.page))) +
         meta("name", "twitter:card", large ? "summary_large_image" : "summary") +
         meta("property", "og:image", picture);
}

// U+2028 and U+2029 end a line of JavaScript, though none of JSON.
std::string json_in_html(const Json& data) {
  std::string json = data.dump(-1, ' ', false, Json::error_handler_t::replace), safe;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (c == '<')
      safe += "\\u003c";
    else if (c == '>')
      safe += "\\u003e";
    else if (c == '&')
      safe += "\\u0026";
    else if (json.compare(i, 3, "\u2028") == 0 || json.compare(i, 3, "\u2029") == 0)
      safe += json[i + 2] == '\xA8' ? "\\u2028" : "\\u2029", i += 2;
    else
      safe += c;
  }
  return safe;
}

Json publisher_of(const HeadSite& site) {
  Json publisher{{"@type", "Organization"}, {"name", site.manifest.title}};
  if (!site.url.empty()) publisher["url"] = site.url;
  return publisher;
}

Json trail_of(const HeadSite& site, const PageHead& head) {
  Json steps = Json::array();
  const auto add = [&](const std::string& name, const std::string& page) {
    steps.push_back({{"@type", "ListItem"},
                     {"position", steps.size() + 1},
                     {"name", name},
                     {"item", absolute(site, page)}});
  };
  add(site.manifest.title, list_page("list", 0));
  for (const HeadStep& step : head.trail) add(step.name, step.page);
  add(head.title, head.page);
  return {{"@type", "BreadcrumbList"}, {"itemListElement", std::move(steps)}};
}

std::string data_element(Json things) {
  if (things.empty()) return {};
  return "<script type=\"application/ld+json\">" +
         json_in_html({{"@context", "https://schema.org"}, {"@graph", std::move(things)}}) + "</script>\n";
}

constexpr int oembed_width = 640, oembed_height = 640; // px, as <hanji-reader> has

} // namespace

std::string oembed_file_of(std::string_view page) {
  const std::string file = file_of_page(page);
  const std::size_t ending = file.rfind(".html");
  return file.substr(0, ending) + ".oembed.json";
}

std::string oembed_of(const HeadSite& site, std::string_view page, const Article& article) {
  const std::string frame = "<iframe src=\"" + escape_html(absolute(site, page)) + "?embed\" width=\"" +
                            std::to_string(oembed_width) + "\" height=\"" + std::to_string(oembed_height) +
                            "\" title=\"" + escape_html(article.title) +
                            "\" loading=\"lazy\" sandbox=\"allow-scripts allow-same-origin allow-popups\" "
                            "allow=\"clipboard-write\" style=\"border: 0; max-width: 100%\"></iframe>";
  Json card{{"version", "1.0"},
            {"type", "rich"},
            {"title", article.title},
            {"provider_name", site.manifest.title},
            {"provider_url", site.url}};
  if (!article.author.empty()) card["author_name"] = article.author;
  const Figure* figure = picture_of(site, article);
  if (figure != nullptr && figure->width > 0 && figure->height > 0) {
    card["thumbnail_url"] = absolute_picture(site, figure->source);
    card["thumbnail_width"] = figure->width;
    card["thumbnail_height"] = figure->height;
  }
  card["html"] = frame;
  card["width"] = oembed_width;
  card["height"] = oembed_height;
  return card.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

bool is_shown_in_previews(const std::string& picture) {
  const std::string_view path = std::string_view(picture).substr(0, picture.find_first_of("?#"));
  return !path.empty() && !lower_case(path).ends_with(".svg");
}

std::string head_of_article(const HeadSite& site, const PageHead& head, const Article& article) {
  const std::string& language = article.language.empty() ? site.manifest.language : article.language;
  const Figure* figure = picture_of(site, article);
  const std::string picture = figure == nullptr ? std::string() : absolute_picture(site, figure->source);
  std::string text = begin_head(site, head);
  if (!head.oembed.empty())
    text += "<link rel=\"alternate\" type=\"application/json+oembed\" href=\"" +
            escape_html(site.url + address_of_path(head.oembed)) + "\">\n";
  text += cards(site, head, "article", language, picture);
  if (figure != nullptr) {
    if (figure->width > 0 && figure->height > 0)
      text += meta("property", "og:image:width", std::to_string(figure->width)) +
              meta("property", "og:image:height", std::to_string(figure->height));
    text += meta("property", "og:image:alt", figure->alternative);
  }
  text += meta("name", "author", article.author) +
          meta("property", "article:published_time", time_in(site, article.date)) +
          meta("property", "article:modified_time", time_in(site, article.modified));
  if (!article.categories.empty()) text += meta("property", "article:section", article.categories.front());
  for (const std::string& tag : article.tags) text += meta("property", "article:tag", tag);

  Json data{{"@type", "NewsArticle"}, {"headline", article.title}, {"description", head.description}};
  if (!language.empty()) data["inLanguage"] = language;
  if (article.date) data["datePublished"] = time_in(site, article.date);
  if (article.modified) data["dateModified"] = time_in(site, article.modified);
  data["author"] =
      article.author.empty() ? publisher_of(site) : Json{{"@type", "Person"}, {"name", article.author}};
  data["publisher"] = publisher_of(site);
  if (figure != nullptr) {
    Json image{{"@type", "ImageObject"}, {"url", picture}};
    if (figure->width > 0) image["width"] = figure->width;
    if (figure->height > 0) image["height"] = figure->height;
    data["image"] = std::move(image);
  }
  if (!article.categories.empty()) data["articleSection"] = article.categories;
  if (!article.tags.empty()) data["keywords"] = article.tags;
  Json things = Json::array();
  if (!site.url.empty()) data["mainEntityOfPage"] = absolute(site, head.page);
  things.push_back(std::move(data));
  if (!site.url.empty()) things.push_back(trail_of(site, head));
  return text + data_element(std::move(things));
}

std::string head_of_list(const HeadSite& site, const PageHead& head) {
  const std::string& language = site.manifest.language;
  std::string text =
      begin_head(site, head) + cards(site, head, "website", language, absolute_picture(site, head.picture));
  if (site.url.empty()) return text;
  Json things = Json::array();
  if (head.page != list_page("list", 0)) {
    things.push_back(trail_of(site, head));
  } else {
    Json home{{"@type", "WebSite"}, {"name", site.manifest.title}, {"url", site.url}};
    home["description"] = head.description;
    if (!language.empty()) home["inLanguage"] = language;
    home["potentialAction"] = {
        {"@type", "SearchAction"},
        {"target",
         {{"@type", "EntryPoint"}, {"urlTemplate", site.url + "search.html?q={search_term_string}"}}},
        {"query-input", "required name=search_term_string"}};
    things.push_back(std::move(home));
  }
  return text + data_element(std::move(things));
}

} // namespace hanji
