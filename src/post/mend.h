// What has to happen to a body before any parser sees it: formulas become code (formula.h); Liquid tags are
// resolved or left out (liquid.h; never inside code), wikilinks become links (wikilink.h), sources of
// diagrams code, what components of MDX say is text before them (mdx.h), end tags that a Korean particle ran
// into are closed (`<b>…</b는` keeps its 는), so are `<sup />` in Markdown and elements that would swallow
// the rest of the post; comments that do not end and CDATA keep their text; what nests beyond all reason is
// dropped: depth, formatting that is never closed, attributes. Code that only fewer marks close than opened
// it ends there, and `[[toc]]` on a line of its own goes. In Markdown a "<" is text where no tag can begin
// (`$z_{<t}$`) and in code, and `**` opens and closes whatever punctuation stands beside it, since no space
// stands between `**…)**` and its particle.
//
// Never fails. Cost: one pass.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "post/diagnostic.h"
#include "post/named_post.h"
#include "post/offset_map.h"

namespace hanji {

// Put where Markdown needs something that is neither space nor punctuation, and behind a "<" that is text;
// html_from_markdown takes it out again.
constexpr char filler = '\x01'; // no source text holds it

struct Mended {
  std::string text;
  OffsetMap source;           // offsets in `text` → in the body
  std::vector<Note> notes;    // offsets in the body
  std::vector<Note> formulas; // where each begins in the body, and as its message what is written there
};

// A wikilink that nobody answers to is text, as it stands; a note says so where it has a path, a heading or a
// text of its own, or the posts are a wiki's.
Mended mend_body(std::string_view body, bool markdown, const Names& names = {});

} // namespace hanji
