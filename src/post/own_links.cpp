#include "post/own_links.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "post/anchors.h"
#include "post/line_counter.h"
#include "post/named_post.h"
#include "text/percent.h"

namespace hanji {
namespace {

// Whether others may have to lead it.
bool is_of_site(std::string_view url, const std::vector<std::string>& hosts) {
  if (url.starts_with(named_post_scheme)) return true;
  const std::size_t colon = url.find(':');
  const bool scheme = colon < url.find_first_of("/?#");
  if (!scheme && !url.starts_with("//")) return true;
  if (scheme && !url.starts_with("http:") && !url.starts_with("https:")) return false;
  const std::size_t slashes = url.find("//");
  if (slashes == url.npos) return false;
  const std::string_view host = url.substr(slashes + 2, url.find_first_of("/?#", slashes + 2) - slashes - 2);
  return std::ranges::find(hosts, lower(host)) != hosts.end();
}

} // namespace

void sort_links(std::vector<FoundLink> found, const SplitPost& split, const PostRules& rules, ReadPost& post,
                std::vector<Note>& notes) {
  LineCounter counter(split.body, split.body_line);
  std::optional<Anchors> anchors;
  std::map<std::string, std::string> led;
  for (FoundLink& link : found) {
    if (link.url.starts_with('#') && !link.url.starts_with("#/")) {
      if (!anchors) anchors.emplace(post.article, post.title_id);
      const std::optional<std::string> id = anchors->find(std::string_view(link.url).substr(1));
      if (!id)
        notes.push_back({link.offset, "dead_anchor", "“" + link.url + "” names no heading of this post",
                         "the link leads nowhere"});
      else if (!id->empty() && percent_decoded(link.url.substr(1)) != *id)
        led.emplace(link.url, "#" + percent_encoded(*id));
    } else if (is_of_site(link.url, rules.hosts)) {
      Diagnostic place;
      counter.place(link.offset, place);
      post.links.push_back({std::move(link.url), place.line, place.column});
    }
  }
  if (led.empty()) return;
  const auto lead = [&led](std::string& url) {
    if (const auto to = led.find(url); to != led.end()) url = to->second;
  };
  for (Link& link : post.article.links) lead(link.url);
  for (Figure& figure : post.article.figures) lead(figure.link);
}

} // namespace hanji
