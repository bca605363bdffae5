// Any bytes as links: between double brackets, as addresses between posts, as fragments. No crash, and
// answers that are there.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "cli/post_links.h"
#include "post/anchors.h"
#include "post/picture_original.h"
#include "post/read_post.h"
#include "post/wikilink.h"
#include "tests/fuzz/with_icu.h"
#include "text/normalize.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text = hanji::to_nfc(std::string_view(reinterpret_cast<const char*>(data), size));
  for (const char* mark : {"[[", "![["}) {
    const std::string link = mark + text;
    if (const auto found = hanji::wikilink_at(link)) {
      if (found->size > link.size() || (found->name.empty() && found->heading.empty())) std::abort();
      if (hanji::markdown_of(*found).find('\n') != std::string::npos) std::abort();
    }
  }
  hanji::original_of_picture(text);

  const std::string first = text.substr(0, text.find('\n'));
  if (const auto post = hanji::read_post(text, "x.md", {.hosts = {"example.org"}})) {
    const hanji::Article& article = post->article;
    const hanji::Anchors anchors(article, post->title_id);
    const auto id = anchors.find(first);
    const auto has = [&](const hanji::Block& block) { return block.id == *id; };
    if (id && !id->empty() && std::ranges::none_of(article.blocks, has)) std::abort();
  }

  hanji::PostLinks links({"https://example.org/blog"}, "/blog");
  links.add_page("a/one.html", "one");
  links.add_file("one", "content/post/one", "one");
  links.add_file("2024-01-02-two", "_posts/2024-01-02-two", "two");
  links.add_file(first, first, "three");
  for (const std::string_view url : {std::string_view(first), std::string_view(text)}) {
    const auto target = links.target("a/one.html", "one", url);
    if (target && !target->address.empty() && !target->address.starts_with("#/")) std::abort();
  }
  return 0;
}
