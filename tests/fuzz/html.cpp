// Any bytes as a post, written as HTML and read again: the same words in the same order, and no element that
// an author's text could have begun.
#include "article/html.h"

#include <cstdlib>
#include <string_view>

#include "article/plain_text.h"
#include "post/html_blocks.h"
#include "post/read_post.h"
#include "tests/fuzz/with_icu.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const char* path : {"x.md", "x.html"}) {
    const auto post = hanji::read_post(bytes, path, {});
    if (!post) continue;
    const std::string html = hanji::html_of_blocks(post->article);
    if (html.find("<script") != html.npos || html.find("<style") != html.npos) std::abort();
    hanji::Article again;
    std::vector<hanji::Note> notes;
    hanji::add_blocks_from_html(html, again, notes);
    const std::string whole = hanji::html_of_article(post->article, {"오늘", "3분"}, {.numbered = true});
    if (whole.find("<script") != whole.npos || whole.find("<style") != whole.npos) std::abort();
    if (hanji::plain_text(again) != hanji::plain_text(post->article)) std::abort();
  }
  return 0;
}
