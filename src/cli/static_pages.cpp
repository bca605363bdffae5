#include "cli/static_pages.h"

#include <algorithm>
#include <array>
#include <map>
#include <mutex>
#include <numeric>
#include <optional>
#include <ranges>
#include <utility>
#include <vector>

#include "article/html.h"
#include "article/outline.h"
#include "cli/color_classes.h"
#include "cli/feeds.h"
#include "cli/page_addresses.h"
#include "cli/page_heads.h"
#include "cli/page_template.h"
#include "cli/parallel.h"
#include "cli/redirect_pages.h"
#include "text/percent.h"

namespace hanji {
namespace {

std::string page_of_month(const Date& date) {
  return "archive/" + (date ? iso_date(date).substr(0, 7) : "undated") + ".html";
}

std::string link_to(std::string_view address, std::string_view text) {
  return "<a href=\"" + escape_html(address) + "\">" + escape_html(text) + "</a>";
}

class StaticPages {
public:
  StaticPages(SiteFolder& site, const Manifest& manifest, const PageTemplate& templates,
              std::span<const ArticleEntry* const> entries, PageCache& cache, const std::string& zone)
      : site_(site), manifest_(manifest), templates_(templates), entries_(entries), cache_(cache),
        words_(page_words(manifest)), url_(url_of(manifest)), head_site_{manifest, url_, zone} {}

  Result<void> add(unsigned jobs) {
    by_slug_.resize(entries_.size());
    std::iota(by_slug_.begin(), by_slug_.end(), 0U);
    std::ranges::sort(by_slug_, {},
                      [this](std::uint32_t i) -> const std::string& { return entries_[i]->slug; });
    PageText whole;
    whole.route = "#/"; // it then names the folder of the program
    const std::string frame = templates_.fill(whole) + '\0' + manifest_.title + '\0' + url_ + '\0' +
                              manifest_.language + '\0' + head_site_.zone;
    frame_ = hash_of(as_bytes(frame));
    for_each_parallel(entries_.size(), jobs, [&](std::size_t i) {
      if (!failure_.holds()) failure_.note(add_files_of(i));
    });
    if (Result<void> done = failure_.result(); !done) return done;
    std::vector<std::uint32_t> all(entries_.size());
    std::map<std::string, std::vector<std::uint32_t>> categories;
    for (std::uint32_t i = 0; i < all.size(); ++i) {
      all[i] = i;
      for (const std::string& category : entries_[i]->categories) categories[category].push_back(i);
    }
    for (const auto& [name, numbers] : categories)
      categories_.push_back({name, static_cast<std::uint32_t>(numbers.size())});
    std::ranges::sort(categories_, [](const CategoryCount& a, const CategoryCount& b) {
      return a.articles != b.articles ? a.articles > b.articles : a.name < b.name;
    });
    const List home{.name = "list", .route = "#/", .title = manifest_.title, .about = manifest_.description};
    if (Result<void> added = add_list(home, all); !added) return added;
    for (const auto& [category, numbers] : categories) {
      const List list{.name = list_of_category(category),
                      .route = "#/category/" + percent_encoded(category),
                      .title = category};
      if (Result<void> added = add_list(list, numbers); !added) return added;
    }
    if (Result<void> added = add_archive(); !added) return added;
    if (Result<void> added = add_missing(); !added) return added;
    if (Result<void> added = add_redirect_pages(site_, manifest_, entries_); !added) return added;
    if (Result<void> done = failure_.result(); !done) return done;
    return url_.empty() ? Result<void>() : add_feeds(site_, manifest_, url_, entries_, links_);
  }

  // Only who has its address reads it: no list, no neighbour and no program leads there, and no robot stays.
  Result<void> add_unlisted(const ArticleEntry& entry) {
    Result<Article> article = article_in(entry);
    if (!article) return std::unexpected(article.error());
    article->categories.clear(); // they may have no list
    const std::string place = page_of(entry.slug, entry.page);
    ColorClasses colors;
    HtmlAddresses addresses;
    addresses.link = [&](std::string_view url) { return links_.link(place, url); };
    addresses.picture = [&](std::string_view source) { return links_.picture(place, source); };
    addresses.color_classes = [&colors](const Style& style) { return colors.classes_of(style); };
    PageText page = begin_article(*article, place, addresses);
    page.head =
        "<meta name=\"robots\" content=\"noindex\">\n" +
        head_of_article(head_site_,
                        {.page = place, .title = article->title, .description = description_of(*article)},
                        *article);
    page.sheet = colors.sheet();
    return add_text(file_of_page(place), page);
  }

private:
  // ---- dates ----

  std::string month_of(const Date& date) const {
    return date ? month_heading(words_.tongue, date) : std::string(words_.undated);
  }
  std::string year_of(const Date& date) const {
    if (!date) return std::string(words_.undated);
    return std::to_string(date.year) + (words_.tongue == Tongue::korean ? "년" : "");
  }
  std::string month_of_year(const Date& date) const {
    constexpr std::array<std::string_view, 12> names{"January",   "February", "March",    "April",
                                                     "May",       "June",     "July",     "August",
                                                     "September", "October",  "November", "December"};
    if (!date) return std::string(words_.undated);
    if (words_.tongue == Tongue::korean) return std::to_string(date.month) + "월";
    return std::string(names[std::clamp<std::size_t>(date.month, 1, 12) - 1]);
  }
  // In a list, below its month.
  std::string time_of(const Date& date) const {
    if (!date) return {};
    return "<time datetime=\"" + iso_date(date) + "\">" + day_of_month(words_.tongue, date) + "</time>";
  }

  // ---- what is asked of articles ----

  // The first error of all threads. What stands in a page is asked for in its middle, so that one is kept
  // until the page is done.
  class Failure {
  public:
    void note(const Result<void>& done) {
      if (done) return;
      const std::lock_guard lock(noting_);
      if (!first_) first_ = done.error();
    }
    bool holds() const {
      const std::lock_guard lock(noting_);
      return first_.has_value();
    }
    Result<void> result() const {
      const std::lock_guard lock(noting_);
      return first_ ? Result<void>(std::unexpected(*first_)) : Result<void>();
    }

  private:
    mutable std::mutex noting_;
    std::optional<Error> first_;
  };

  Headline headline_of(std::uint32_t number) const {
    Result<Headline> headline = headline_in(*entries_[number]);
    if (headline) return *std::move(headline);
    failure_.note(std::unexpected(headline.error()));
    return {};
  }

  struct Shown { // some that stand in a list
    std::span<const std::uint32_t> numbers;
    std::vector<Headline> headlines; // of each
  };
  Shown shown(std::span<const std::uint32_t> numbers) const {
    Shown some{numbers, {}};
    for (const std::uint32_t number : numbers) some.headlines.push_back(headline_of(number));
    return some;
  }

  std::optional<std::string> page_of_slug(std::string_view slug) const {
    const auto at = std::ranges::lower_bound(
        by_slug_, slug, {}, [this](std::uint32_t i) { return std::string_view(entries_[i]->slug); });
    if (at == by_slug_.end() || entries_[*at]->slug != slug) return {};
    return page_of_number(*at);
  }

  // ---- an article ----

  Result<void> add_files_of(std::size_t number) {
    if (!carry_article(number)) {
      if (Result<void> added = add_article(number); !added) return added;
    }
    return url_.empty() ? Result<void>() : add_oembed(number);
  }

  std::string contents_of(const Article& article) const {
    const std::vector<Section> sections = outline(article);
    if (std::ranges::count_if(sections, [](const Section& each) { return each.heading != no_index; }) < 2)
      return {};
    std::string html =
        "<nav class=\"contents\" id=\"hanji-contents\" aria-labelledby=\"hanji-contents-title\"><h2 "
        "id=\"hanji-contents-title\">" +
        std::string(words_.contents) + "</h2>";
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
    return html + "</nav>\n";
  }

  static std::string description_of(const Article& article) {
    if (!article.excerpt.empty()) return article.excerpt;
    return article.lead.empty() ? article.title : article.lead;
  }

  std::string page_of_number(std::size_t number) const {
    return page_of(entries_[number]->slug, entries_[number]->page);
  }

  std::string neighbours_of(std::size_t number, std::string_view from) const {
    std::string html = "<nav class=\"neighbours\" aria-label=\"" + std::string(words_.list) + "\">\n";
    const auto neighbour = [&](std::string_view word, std::size_t other, std::string_view relation) {
      const Result<std::string> title = title_in(*entries_[other]);
      if (!title) failure_.note(std::unexpected(title.error()));
      html += "<div><span>" + std::string(word) + "</span> <a rel=\"" + std::string(relation) + "\" href=\"" +
              escape_html(address_from(from, page_of_number(other))) + "\">" +
              escape_html(title.value_or("")) + "</a></div>\n";
    };
    if (number + 1 < entries_.size()) neighbour(words_.older, number + 1, "prev");
    if (number > 0) neighbour(words_.newer, number - 1, "next");
    return html + "</nav>\n";
  }

  // Of all that the page is made of, but for where its links lead.
  Result<Hash> key_of(std::size_t number) const {
    const ArticleEntry& entry = *entries_[number];
    const Result<Bytes> headline = entry.headline.get(), article = entry.article.get();
    if (!headline) return std::unexpected(headline.error());
    if (!article) return std::unexpected(article.error());
    ByteWriter all;
    all.raw(std::as_bytes(std::span(frame_)));
    all.text(entry.slug);
    all.text(entry.page);
    all.text(as_text(*headline));
    all.text(as_text(*article));
    for (const std::string& category : entry.categories) all.text(list_of_category(category));
    all.text(neighbours_of(number, page_of(entry.slug, entry.page)));
    all.varint(entries_.size() - 1 - number);
    return hash_of(all.bytes());
  }

  // Whether the old site's page is right.
  bool carry_article(std::size_t number) {
    const ArticleEntry& entry = *entries_[number];
    const std::string place = page_of(entry.slug, entry.page), name = file_of_page(place);
    if (!cache_.has(name)) return false;
    const Result<Hash> key = key_of(number);
    const KnownPage* known = key ? cache_.find(name, *key) : nullptr;
    const auto leads_there = [&](const auto& link) { return links_.link(place, link.first) == link.second; };
    if (!known || !std::ranges::all_of(known->links, leads_there) || !site_.carry(name, known->file))
      return false;
    cache_.add(name, *known);
    return true;
  }

  Result<void> add_page(std::size_t number, const std::string& name, const std::string& html,
                        std::vector<std::pair<std::string, std::string>> links) {
    const FileRecord file{html.size(), hash_of(as_bytes(html))};
    if (cache_.adds()) {
      const Result<Hash> key = key_of(number);
      if (!key) return std::unexpected(key.error());
      cache_.add(name, {*key, file, std::move(links)});
    }
    return site_.add(name, as_bytes(html), file.sha256);
  }

  // A new post does not change those of others.
  Result<void> add_oembed(std::size_t number) {
    const ArticleEntry& entry = *entries_[number];
    const std::string place = page_of(entry.slug, entry.page), name = oembed_file_of(place);
    ByteWriter all;
    all.raw(std::as_bytes(std::span(frame_)));
    all.text(place);
    const Result<Bytes> bytes = entry.article.get();
    if (!bytes) return std::unexpected(bytes.error());
    all.text(as_text(*bytes));
    const Hash key = hash_of(all.bytes());
    const KnownPage* known = cache_.find(name, key);
    if (known && site_.carry(name, known->file)) {
      cache_.add(name, *known);
      return {};
    }
    const Result<Article> article = article_in(entry);
    if (!article) return std::unexpected(article.error());
    const std::string json = oembed_of(head_site_, place, *article);
    const FileRecord file{json.size(), hash_of(as_bytes(json))};
    cache_.add(name, {key, file, {}});
    return site_.add(name, as_bytes(json), file.sha256);
  }

  PageText begin_article(const Article& article, const std::string& place,
                         const HtmlAddresses& addresses) const {
    PageText page;
    page.language = manifest_.language; // of the interface too
    page.title = article.title + " — " + manifest_.title;
    page.root = root_from(place);
    const HtmlHead above{.date = article.date ? long_date(words_.tongue, article.date) : std::string(),
                         .facts = time_to_read(words_.tongue, reading_time(article)),
                         .tongue = words_.tongue};
    page.main = html_of_article(article, above, addresses);
    const std::string contents = contents_of(article);
    if (!contents.empty()) page.contents = words_.contents;
    page.main += contents;
    return page;
  }

  Result<void> add_article(std::size_t number) {
    const Result<Article> read = article_in(*entries_[number]);
    if (!read) return std::unexpected(read.error());
    const Article& article = *read;
    const std::string place = page_of(article.slug, article.page), root = root_from(place);
    ColorClasses colors;
    HtmlAddresses addresses;
    std::vector<std::pair<std::string, std::string>> links; // that were asked for
    addresses.link = [&](std::string_view url) {
      return links.emplace_back(std::string(url), links_.link(place, url)).second;
    };
    addresses.picture = [&](std::string_view source) {
      std::string address = links_.picture(place, source);
      if (!source.starts_with("media/")) links.emplace_back(std::string(source), address);
      return address;
    };
    addresses.numbered = true;
    addresses.color_classes = [&colors](const Style& style) { return colors.classes_of(style); };

    PageText page = begin_article(article, place, addresses);
    page.route = "#/" + percent_encoded(article.slug);
    page.from_oldest = entries_.size() - 1 - number;
    page.main += neighbours_of(number, place) + "<p class=\"program\">" +
                 link_to(root + "#/" + percent_encoded(article.slug), words_.program) + "</p>\n";
    PageHead head{.page = place, .title = article.title, .description = description_of(article)};
    if (!url_.empty()) head.oembed = oembed_file_of(place);
    if (number + 1 < entries_.size()) head.previous = page_of_number(number + 1);
    if (number > 0) head.next = page_of_number(number - 1);
    for (const std::string& category : article.categories | std::views::take(1))
      head.trail.push_back({category, list_page(list_of_category(category), 0)});
    page.head = head_of_article(head_site_, head, article);
    page.sheet = colors.sheet();
    page.formulas = !article.formulas.empty();
    return add_page(number, file_of_page(place), templates_.fill(page), std::move(links));
  }

  // ---- lists ----

  struct List {
    std::string name; // of its pages, see list_page
    std::string route, title, about;
  };

  // Entries under a heading for each month. `program`: it draws over them, and knows them by number.
  std::string entries_html(const Shown& shown, std::string_view root, bool program) const {
    std::string html;
    bool leads = program;
    std::optional<std::pair<int, int>> month;
    for (std::size_t i = 0; i < shown.numbers.size(); ++i) {
      const std::uint32_t number = shown.numbers[i];
      const Headline& headline = shown.headlines[i];
      const std::pair<int, int> own{headline.date.year, headline.date.month};
      if (std::exchange(month, own) != own)
        html += std::string(html.empty() ? "" : "</ul>\n") + "<h2 class=\"month\">" +
                escape_html(month_of(headline.date)) + "</h2>\n<ul class=\"entries\">\n";
      html += std::string("<li class=\"entry") + (std::exchange(leads, false) ? " first" : "") + "\"><h3" +
              (program ? " data-b=\"" + std::to_string(number) + "\">" : ">") +
              link_to(std::string(root) + address_of_path(page_of(headline.slug, headline.page)),
                      headline.title) +
              "</h3>\n";
      if (!headline.excerpt.empty()) html += "<p>" + escape_html(headline.excerpt) + "</p>\n";
      html += "<p class=\"facts\">" + time_of(headline.date);
      for (const std::string& category : headline.categories) html += "  ·  " + escape_html(category);
      html += "</p></li>\n";
    }
    return html.empty() ? html : html + "</ul>\n";
  }

  // Pages 1, 2, … hold 50 each, the oldest first; the newest page (0) the rest, which is 50 to 99 where there
  // are so many.
  Result<void> add_list(const List& list, std::span<const std::uint32_t> numbers) {
    const std::string &name = list.name, &title = list.title;
    const bool home = name == "list";
    const std::size_t full = numbers.size() / entries_per_page;
    const std::size_t older = full > 0 ? full - 1 : 0; // numbered pages
    const std::string root = name.find('/') == name.npos ? "" : "../";
    for (std::size_t page = 0; page <= older; ++page) {
      const std::size_t end = page == 0 ? numbers.size() - older * entries_per_page
                                        : numbers.size() - (page - 1) * entries_per_page;
      const std::size_t begin = page == 0 ? 0 : end - entries_per_page;
      PageText text;
      text.language = manifest_.language;
      text.title = home ? title : title + " — " + manifest_.title;
      if (page > 0) text.title += " (" + std::to_string(page) + ")";
      text.root = root;
      text.list = true;
      if (page == 0) text.route = list.route;
      text.main = "<h1>" + escape_html(title) + "</h1>\n";
      if (page == 0) // what counts stands here alone: the others are not to change with each post
        text.main +=
            "<p class=\"about\">" +
            escape_html(list.about.empty() ? count_of_articles(words_.tongue, numbers.size()) : list.about) +
            "</p>\n";
      const Shown shown = this->shown(numbers.subspan(begin, end - begin));
      PageHead head{.page = list_page(name, page), .title = title, .picture = picture_of(shown)};
      head.description =
          page > 0 || list.about.empty() ? description_of(shown, page == 0 ? numbers.size() : 0) : list.about;
      if (page > 0) head.previous = list_page(name, page == older ? 0 : page + 1);
      if (page > 0 ? page > 1 : older > 0) head.next = list_page(name, page == 0 ? older : page - 1);
      text.main += entries_html(shown, root, page == 0);
      text.main += turns_html(head, home ? link_to("archive.html", words_.by_month) + "\n" +
                                               link_to("offline.html", words_.keep_offline) + "\n"
                                         : "");
      const std::string beside = page == 0 ? categories_html(root) : std::string();
      if (!beside.empty()) text.contents = words_.categories;
      text.main += beside;
      text.head = head_of_list(head_site_, head);
      if (Result<void> added = add_text(head.page, text); !added) return added;
    }
    return {};
  }

  // To the pages before and behind, the newer one first. `more`: a further link.
  std::string turns_html(const PageHead& head, const std::string& more) const {
    const auto link = [&](const std::string& to, std::string_view text, std::string_view relation) {
      if (to.empty()) return std::string();
      return "<a rel=\"" + std::string(relation) + "\" href=\"" +
             escape_html(address_from(head.page, to == "index.html" ? "" : to)) + "\">" + std::string(text) +
             "</a>\n";
    };
    const std::string links =
        link(head.previous, words_.next_page, "prev") + link(head.next, words_.previous_page, "next") + more;
    if (links.empty()) return {};
    return "<nav class=\"pages\" aria-label=\"" + std::string(words_.list) + "\">\n" + links + "</nav>\n";
  }

  // Of a list that nobody describes. `count`: of all that it holds, or 0 where that is not to be told.
  std::string description_of(const Shown& shown, std::size_t count) const {
    std::string text = count == 0 ? std::string() : count_of_articles(words_.tongue, count);
    for (const Headline& headline : shown.headlines | std::views::take(3))
      text += (text.empty() ? "" : " · ") + headline.title;
    return text.empty() ? manifest_.title : text;
  }

  static std::string picture_of(const Shown& shown) {
    for (const Headline& headline : shown.headlines) {
      if (is_shown_in_previews(headline.image)) return headline.image;
    }
    return {};
  }

  Result<void> add_text(const std::string& name, const PageText& text) {
    return site_.add(name, as_bytes(templates_.fill(text)));
  }

  // ---- the archive: a page for each month, and one of all months ----

  Result<void> add_archive() {
    std::vector<std::vector<std::uint32_t>> months; // newest first, as the entries are
    for (std::uint32_t i = 0; i < entries_.size(); ++i) {
      if (i == 0 || page_of_month(entries_[i]->date) != page_of_month(entries_[i - 1]->date))
        months.emplace_back();
      months.back().push_back(i);
    }
    const std::string all = "archive.html", title(words_.archive);
    const auto first_of = [&](std::size_t month) -> const Date& { return entries_[months[month][0]]->date; };
    std::string list;
    for (std::size_t i = 0; i < months.size(); ++i) {
      const Date& date = first_of(i);
      if (i == 0 || first_of(i - 1).year != date.year)
        list += (i == 0 ? "<h2 class=\"month\">" : "</ul>\n<h2 class=\"month\">") + year_of(date) +
                "</h2>\n<ul class=\"bare\">\n";
      const std::string count = count_of_articles(words_.tongue, months[i].size());
      list +=
          "<li>" + link_to(page_of_month(date), month_of_year(date)) + " <small>" + count + "</small></li>\n";
      const std::string name = month_of(date);
      const Shown shown = this->shown(months[i]);
      PageHead head{.page = page_of_month(date),
                    .title = name,
                    .description = description_of(shown, shown.numbers.size()),
                    .trail = {{title, all}},
                    .picture = picture_of(shown)};
      if (i > 0) head.previous = page_of_month(first_of(i - 1));
      if (i + 1 < months.size()) head.next = page_of_month(first_of(i + 1));
      PageText text = begin_list(head, "../", title, count);
      text.main += entries_html(shown, "../", false) + turns_html(head, link_to("../" + all, title) + "\n");
      if (Result<void> added = add_text(head.page, text); !added) return added;
    }
    if (!months.empty()) list += "</ul>\n";
    const std::string count = count_of_articles(words_.tongue, entries_.size());
    const PageHead head{.page = all, .title = title, .description = title + " · " + count};
    PageText text = begin_list(head, "", title, count);
    text.main += list;
    return add_text(all, text);
  }

  PageText begin_list(const PageHead& head, const std::string& root, const std::string& title,
                      const std::string& about) const {
    PageText text;
    text.language = manifest_.language;
    text.title = head.title + " — " + manifest_.title;
    text.root = root;
    text.list = true;
    text.head = head_of_list(head_site_, head);
    text.main = "<h1>" + escape_html(title) + "</h1>\n<p class=\"about\">" + about + "</p>\n";
    return text;
  }

  // Where there are several; as the canvas says them beside a list.
  std::string categories_html(const std::string& root) const {
    if (categories_.size() < 2) return {};
    std::string html = "<nav class=\"categories\" id=\"hanji-contents\" aria-label=\"" +
                       std::string(words_.categories) + "\"><ul>\n";
    const auto add = [&](const std::string& address, std::string_view name, std::size_t articles) {
      html += "<li>" + link_to(address, name) + " <small>" + std::to_string(articles) + "</small></li>\n";
    };
    add(root + "./", words_.all, entries_.size());
    for (const auto& [name, articles] : categories_)
      add(root + address_of_list(list_of_category(name), 0), name, articles);
    html += "<li>" + link_to(root + "archive.html", words_.by_month) + "</li>\n";
    html += "<li>" + link_to(root + "offline.html", words_.keep_offline) + "</li>\n";
    return html + "</ul></nav>\n";
  }

  static std::string address_of_list(const std::string& name, std::size_t page) {
    return name == "list" && page == 0 ? "./" : address_of_path(list_page(name, page));
  }

  Result<void> add_missing() {
    PageText page;
    page.language = manifest_.language;
    page.title = "404 – " + manifest_.title;
    page.root = url_; // shown at any depth
    page.main = words_.tongue == Tongue::korean
                    ? "<h1>그런 글이 없습니다</h1>\n<p>주소가 바뀌었거나 글이 없어졌을 수 있습니다. 위에서 "
                      "찾아보세요.</p>\n"
                    : "<h1>There is no such page</h1>\n<p>It may have moved. Try the search above.</p>\n";
    page.main += "<p>" + link_to(url_.empty() ? "./" : url_, words_.list) + "</p>\n";
    page.head = "<meta name=\"robots\" content=\"noindex\">\n";
    return add_text("404.html", page);
  }

  SiteFolder& site_;
  const Manifest& manifest_;
  const PageTemplate& templates_;
  std::span<const ArticleEntry* const> entries_;
  PageCache& cache_;
  const PageWords& words_;
  std::string url_; // ends in a slash, or is empty
  HeadSite head_site_;
  mutable Failure failure_;
  std::vector<std::uint32_t> by_slug_;    // numbers of entries
  std::vector<CategoryCount> categories_; // most articles first, then by name
  PageLinks links_{[this](std::string_view slug) { return page_of_slug(slug); }};
  Hash frame_{}; // of what all pages have
};

} // namespace

Result<void> add_static_pages(SiteFolder& site, const PageFiles& page, const Manifest& manifest,
                              std::span<const ArticleEntry* const> articles,
                              std::span<const ArticleEntry* const> unlisted, const std::string& font_sheet,
                              const std::string& zone, PageCache& cache, unsigned jobs) {
  const PageTemplate templates(page, manifest, font_sheet);
  StaticPages pages(site, manifest, templates, articles, cache, zone);
  if (Result<void> added = pages.add(jobs); !added) return added;
  for (const ArticleEntry* entry : unlisted) {
    if (Result<void> added = pages.add_unlisted(*entry); !added) return added;
  }
  return add_redirect_pages(site, manifest, unlisted);
}

} // namespace hanji
