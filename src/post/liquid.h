// Jekyll's template language, as far as a post can be read without running it. What would be put in from
// elsewhere is left out; what is known stays: text literals, addresses of posts and files, `{% raw %}`, the
// code of `{% highlight %}`, and what stands for something seen (shortcode.h). The site's own address is
// empty, since links then stay within the site. Input: text that begins with "{{" or "{%". Never fails.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hanji {

enum class LiquidKind : std::uint8_t {
  left_out, // nothing is known of it; a reader misses something
  text,     // stands for `text`
  raw,      // what follows up to `end_name` stands as it is,
  code,     // or is code in the language `text`, under a `title`,
  hidden,   // or is not shown,
  opens,    // or stands between `text` and `close_text`
  closes    // what one of the tags before opened
};

struct LiquidTag {
  LiquidKind kind = LiquidKind::left_out;
  std::size_t size = 0; // with its braces
  std::string text, close_text, title;
  std::string title_of; // a post by name: its title stands between `text` and `close_text`
  std::string end_name; // of the tag that ends the block: {% endname %} or {{< /name >}}
};

std::optional<LiquidTag> liquid_tag(std::string_view rest); // nothing: these are only braces

} // namespace hanji
