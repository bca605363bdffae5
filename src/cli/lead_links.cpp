#include "cli/lead_links.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

#include "article/page_address.h"
#include "cli/parallel.h"
#include "cli/post_links.h"
#include "post/anchors.h"
#include "post/named_post.h"
#include "text/normalize.h"
#include "text/percent.h"

namespace hanji {
namespace {

// As its author has written it.
std::string shown(const std::string& url) {
  const bool named = url.starts_with(named_post_scheme);
  return to_nfc(percent_decoded(named ? std::string_view(url).substr(named_post_scheme.size()) : url));
}

// Where a link by name goes that nobody answers to: the reader says there that there is no such article.
std::string dead_address(const std::string& url) {
  std::string_view name = std::string_view(url).substr(named_post_scheme.size());
  name = name.substr(0, name.find('#'));
  return "#/" + percent_encoded(without_post_ending(percent_decoded(name.substr(name.rfind('/') + 1))));
}

struct Led { // of one post, by its links
  std::vector<std::optional<LinkTarget>> targets;
};

} // namespace

std::string path_below(const fs::path& file, const fs::path& folder) {
  return to_nfc(file.lexically_relative(folder).replace_extension().generic_string());
}

Result<void> lead_links(std::span<PostEntry> entries, std::span<const std::string> files,
                        const SiteFacts& facts, ByteFile& keeper, unsigned jobs,
                        std::vector<Diagnostic>& diagnostics) {
  const auto has_links = [](const PostEntry& entry) { return !entry.links.empty(); };
  if (std::ranges::none_of(entries, has_links)) return {};
  PostLinks links(facts.addresses, facts.baseurl);
  std::unordered_map<std::string, std::size_t> by_slug;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const ArticleEntry& article = entries[i].article;
    links.add_page(page_of(article.slug, article.page), article.slug);
    for (const std::string& page : article.redirects) links.add_page(page, article.slug);
    for (const std::string& category : article.categories) links.add_category(category);
    by_slug.emplace(article.slug, i);
  }
  const fs::path given = facts.given;
  std::vector<std::string> below; // the folder of posts
  for (std::size_t i = 0; i < files.size(); ++i) {
    below.push_back(path_below(files[i], facts.place));
    links.add_file(below[i], to_nfc((given / below[i]).lexically_normal().generic_string()),
                   entries[i].article.slug);
  }

  std::vector<Led> led(entries.size());
  std::vector<std::uint8_t> wanted(entries.size()); // its sections
  for_each_parallel(entries.size(), jobs, [&](std::size_t i) {
    const ArticleEntry& article = entries[i].article;
    if (entries[i].links.empty()) return;
    const std::string& page = article.page; // of a usual one its publisher has not thought
    for (const PostLink& link : entries[i].links)
      led[i].targets.push_back(links.target(page, below[i], link.url));
  });
  for (const Led& each : led) {
    for (const std::optional<LinkTarget>& target : each.targets) {
      if (target && !target->slug.empty() && !target->fragment.empty()) wanted[by_slug.at(target->slug)] = 1;
    }
  }
  std::vector<std::optional<Anchors>> anchors(entries.size());
  for_each_parallel(entries.size(), jobs, [&](std::size_t i) {
    if (wanted[i] == 0) return;
    if (const Result<Article> article = article_in(entries[i].article))
      anchors[i].emplace(*article, entries[i].title_id); // else who writes it says why
  });

  std::vector<std::vector<Diagnostic>> told(entries.size());
  std::vector<Result<void>> done(entries.size());
  for_each_parallel(entries.size(), jobs, [&](std::size_t i) {
    std::map<std::string, std::string, std::less<>> addresses; // by url
    for (std::size_t at = 0; at < led[i].targets.size(); ++at) {
      const PostLink& link = entries[i].links[at];
      const std::optional<LinkTarget>& target = led[i].targets[at];
      if (!target) continue;
      const auto tell = [&](std::string code, std::string message, std::string recovery) {
        told[i].push_back({files[i], std::max(link.line, 1u), std::max(link.column, 1u), std::move(code),
                           std::move(message), std::move(recovery)});
      };
      if (target->address.empty()) {
        tell("dead_link", "“" + shown(link.url) + "” leads to no article and no file", "it stays as it is");
        if (link.url.starts_with(named_post_scheme)) addresses.emplace(link.url, dead_address(link.url));
        continue;
      }
      std::string address = target->address, before_id = "/";
      const PostEntry* const entry = target->slug.empty() ? nullptr : &entries[by_slug.at(target->slug)];
      if (entry != nullptr && entry->unlisted) { // the program does not know it, its page is there
        address = address_of_path(page_of(entry->article.slug, entry->article.page));
        before_id = "#";
      }
      if (entry != nullptr && !target->fragment.empty()) {
        const std::optional<Anchors>& of_target = anchors[by_slug.at(target->slug)];
        const std::optional<std::string> id = of_target ? of_target->find(target->fragment) : std::nullopt;
        if (id && !id->empty()) address += before_id + percent_encoded(*id);
        if (!id)
          tell("dead_anchor", "“" + shown(link.url) + "” names no heading of that article",
               "it leads to its beginning");
      }
      addresses.emplace(link.url, std::move(address));
    }
    if (addresses.empty()) return;
    const Result<bool> changed = lead_links(entries[i].article, [&](std::string_view url) {
      const auto found = addresses.find(url);
      return found == addresses.end() ? std::nullopt : std::optional(found->second);
    });
    if (!changed)
      done[i] = std::unexpected(changed.error());
    else if (*changed)
      done[i] = keeper.keep(entries[i].article.article);
  });
  for (Result<void>& each : done) {
    if (!each) return each;
  }
  for (std::vector<Diagnostic>& each : told) std::ranges::move(each, std::back_inserter(diagnostics));
  return {};
}

} // namespace hanji
