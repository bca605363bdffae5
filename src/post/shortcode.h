// Tags of templates that stand for something a reader sees, as Hugo (`{{< figure src="a.png" >}}`), Hexo
// (`{% asset_img a.png %}`) and themes of Jekyll (`{% include youtube.html id="a" %}`) have them: pictures
// with captions, code, quotations, boxes, tabs one below the other, and links to players and gists. Named by
// what they are called in the documentation of Hugo and Hexo and in the themes that are used most (PaperMod,
// Docsy, Relearn, Chirpy, Minimal Mistakes, NexT).
//
// Input: what stands between the braces, without `<`, `>` or `%`. Never fails.
#pragma once

#include <optional>
#include <string_view>

#include "post/liquid.h"

namespace hanji {

// Its size is the caller's to give. Nothing: not one of them.
std::optional<LiquidTag> tag_of_shortcode(std::string_view inner);

} // namespace hanji
