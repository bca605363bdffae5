// The links of a post's text. Those to its own headings get their ids (anchors.h), and one to no heading is a
// note; those that lead elsewhere in the site are kept with their lines for who knows all posts.
#pragma once

#include <vector>

#include "post/front_matter.h"
#include "post/html_blocks.h"
#include "post/read_post.h"

namespace hanji {

// `found`: with offsets in the body. Changes `post.article`, fills `post.links`.
void sort_links(std::vector<FoundLink> found, const SplitPost& split, const PostRules& rules, ReadPost& post,
                std::vector<Note>& notes);

} // namespace hanji
