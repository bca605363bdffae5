#include "post/html_media.h"

#include <algorithm>
#include <initializer_list>

#include "post/html_attributes.h"
#include "post/picture_original.h"
#include "post/scan.h"
#include "text/normalize.h"

namespace hanji {

namespace {

constexpr std::uint32_t emoji_px = 32; // a picture up to this size stands for a character
constexpr std::uint32_t largest_figure_px = 65535;

// Names that pictures have which only keep a place until a script loads the real one.
bool keeps_a_place(std::string_view source) {
  if (source.empty() || scheme_of(source) == "data") return true;
  const std::string name = lower(source.substr(source.rfind('/') + 1));
  for (const std::string_view word : {"blank", "placeholder", "spacer", "loading", "lazy", "transparent"}) {
    if (name.find(word) != std::string::npos) return true;
  }
  return false;
}

// How sure it is that an attribute of that name holds the real picture's address; 0: it does not.
int rank_of_lazy(std::string_view name) {
  if (!name.starts_with("data-") || name.find("srcset") != name.npos) return 0;
  const auto says = [name](std::initializer_list<std::string_view> words) {
    return std::ranges::any_of(words, [name](std::string_view word) { return name.find(word) != name.npos; });
  };
  if (says({"thumb", "low", "small", "tiny", "preview", "placeholder", "blur", "lqip", "medium", "title",
            "caption", "name"}))
    return 0;
  if (says({"orig", "full", "zoom", "hires", "hi-res", "phocus"})) return 4;
  if (says({"large"})) return 3;
  if (says({"src", "lazy"})) return 2;
  return says({"url", "image", "img", "echo"}) ? 1 : 0;
}

bool looks_like_picture(std::string_view address) {
  const std::string path = lower(address.substr(0, address.find_first_of("?#")));
  for (const std::string_view ending : {".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".bmp"}) {
    if (path.ends_with(ending)) return true;
  }
  return false;
}

// What a script would put there.
std::string lazy_address(const GumboElement& element) {
  std::string best;
  int best_rank = 0;
  for (unsigned i = 0; i < element.attributes.length; ++i) {
    const auto* each = static_cast<const GumboAttribute*>(element.attributes.data[i]);
    const int rank = rank_of_lazy(lower(each->name));
    if (rank <= best_rank) continue;
    std::string value = clean_url(each->value);
    if (value.empty() || value.find_first_of(" {}<>[]") != value.npos || scheme_of(value) == "data") continue;
    const bool address = value.find_first_of("/.:") != value.npos;
    if (!(rank == 2 ? address : looks_like_picture(value))) continue;
    best = std::move(value);
    best_rank = rank;
  }
  return best;
}

// `around`: what a <source> gives.
std::string address_of(const GumboElement& element, std::string_view around) {
  std::string source = clean_url(attribute(element, "src"));
  SizedAddress set;
  for (unsigned i = 0; i < element.attributes.length; ++i) {
    const auto* each = static_cast<const GumboAttribute*>(element.attributes.data[i]);
    const std::string name = lower(each->name);
    if (name != "srcset" && !(name.starts_with("data-") && name.ends_with("srcset"))) continue;
    if (SizedAddress other = best_of_srcset(each->value); other.size > set.size) set = std::move(other);
  }
  if (set.size > 1) return set.address;
  if (std::string lazy = lazy_address(element); !lazy.empty()) return lazy;
  if (!keeps_a_place(source)) return source;
  if (!set.address.empty()) return set.address;
  return source.empty() || (scheme_of(source) == "data" && !around.empty()) ? std::string(around) : source;
}

std::string source_of_child(const GumboElement& element) { // <source> of a video, <param> of an object
  for (unsigned i = 0; i < element.children.length; ++i) {
    const auto* child = static_cast<const GumboNode*>(element.children.data[i]);
    if (child->type != GUMBO_NODE_ELEMENT) continue;
    const GumboElement& inner = child->v.element;
    std::string source = clean_url(attribute(inner, "src"));
    if (inner.tag == GUMBO_TAG_PARAM && lower(attribute(inner, "name")) == "movie")
      source = clean_url(attribute(inner, "value"));
    if (!source.empty()) return source;
  }
  return {};
}

// A script that writes into the page what has a page of its own: pieces of code, sessions of a terminal.
bool is_shown_by_script(std::string_view source) {
  for (const std::string_view host : {"//gist.github.com/", "//asciinema.org/a/", "//jsfiddle.net/"}) {
    if (source.find(host) <= std::string_view("https:").size()) return true;
  }
  return false;
}

// The page where an embedded video plays, or what a script shows stands.
std::string page_of(std::string url) {
  constexpr std::string_view watch = "https://www.youtube.com/watch?v=";
  for (const std::string_view embedded : {"youtube.com/embed/", "youtube-nocookie.com/embed/"}) {
    const std::size_t at = url.find(embedded);
    if (at == std::string::npos) continue;
    const std::string_view id = std::string_view(url).substr(at + embedded.size());
    return std::string(watch) + std::string(id.substr(0, id.find_first_of("?&#/")));
  }
  if (is_shown_by_script(url)) {
    const std::size_t ending = url.find(".js");
    if (ending != std::string::npos) url.erase(ending);
  }
  return url;
}

bool is_of_a_size_to_see(const GumboElement& element) {
  const auto width = number_in(attribute(element, "width")), height = number_in(attribute(element, "height"));
  return !(width && *width <= 1) && !(height && *height <= 1);
}

// As it is written, or as the editors of Naver and Tistory note it.
void set_size(const GumboElement& element, Figure& figure) {
  const auto length = [&element](const std::string& name) {
    return std::min(number_in(attribute(element, name.c_str())).value_or(0), largest_figure_px);
  };
  figure.width = length("width");
  figure.height = length("height");
  for (const std::string kind : {"data-", "data-origin-"}) {
    const std::uint32_t width = length(kind + "width"), height = length(kind + "height");
    if ((figure.width > 0 && figure.height > 0) || width <= 1 || height <= 1) continue;
    figure.width = width;
    figure.height = height;
  }
}

} // namespace

SizedAddress best_of_srcset(std::string_view srcset) {
  SizedAddress best;
  while (!srcset.empty()) { // address, space, perhaps "640w" or "2x", comma
    srcset = trimmed(srcset);
    const std::size_t end = std::min(srcset.find_first_of(" \t\n"), srcset.size());
    std::string_view address = srcset.substr(0, end);
    srcset.remove_prefix(end);
    std::uint32_t size = 1;
    if (address.ends_with(',')) {
      address.remove_suffix(1);
    } else {
      const std::size_t comma = std::min(srcset.find(','), srcset.size());
      size = number_in(srcset.substr(0, comma)).value_or(1);
      srcset.remove_prefix(std::min(comma + 1, srcset.size()));
    }
    if (address.empty() || size <= best.size || keeps_a_place(clean_url(address))) continue;
    best = {clean_url(address), size};
  }
  return best;
}

std::string picture_of_source(const GumboElement& element) {
  if (attribute(element, "media").find("dark") != std::string_view::npos) return {};
  for (const char* name : {"srcset", "data-srcset", "data-lazy-srcset"}) {
    if (std::string address = best_of_srcset(attribute(element, name)).address; !address.empty())
      return address;
  }
  return {};
}

Picture picture_of(const GumboElement& element, std::string_view source) {
  Picture picture;
  picture.text = single_line(attribute(element, "alt"));
  Figure figure;
  figure.source = original_of_picture(address_of(element, source));
  if (figure.source.empty()) return picture;
  if (!is_safe_link(figure.source)) {
    picture.refused = scheme_of(figure.source);
    return picture;
  }
  figure.alternative = to_nfc(picture.text);
  set_size(element, figure);
  const bool sized = figure.width > 0 && figure.height > 0;
  if (sized && figure.width <= 1 && figure.height <= 1) { // counts visits
    picture.text.clear();
    return picture;
  }
  const bool emoji = attribute(element, "class").find("emoji") != std::string_view::npos;
  if (emoji || (sized && figure.width <= emoji_px && figure.height <= emoji_px)) {
    if (!picture.text.empty()) return picture;
  }
  picture.figure = std::move(figure);
  return picture;
}

Player player_of(const GumboElement& element) {
  Player player;
  for (const char* name : {"src", "data", "data-src"}) {
    if (player.source.empty()) player.source = clean_url(attribute(element, name));
  }
  if (player.source.empty()) player.source = source_of_child(element);
  player.title = single_line(attribute(element, "title"));
  if (player.source.starts_with("//")) player.source.insert(0, "https:");
  const std::string scheme = scheme_of(player.source);
  const bool of_the_web = scheme == "http" || scheme == "https";
  const bool plays = element.tag == GUMBO_TAG_VIDEO || element.tag == GUMBO_TAG_AUDIO;
  const bool of_script = element.tag == GUMBO_TAG_SCRIPT;
  if (of_script && !is_shown_by_script(player.source)) return player;
  const bool fills_screen = gumbo_get_attribute(&element.attributes, "allowfullscreen") != nullptr ||
                            attribute(element, "allow").find("fullscreen") != std::string_view::npos ||
                            player.source.find("youtube") != std::string::npos;
  const bool wanted = plays || of_script || fills_screen || !player.title.empty();
  if (!wanted || (!of_the_web && !(plays && scheme.empty())) || player.source.empty() ||
      !is_of_a_size_to_see(element))
    return player;
  player.address = page_of(player.source);
  if (player.title.empty()) {
    const std::size_t slashes = player.address.find("//");
    player.title = slashes == std::string::npos ? player.address : player.address.substr(slashes + 2);
  }
  return player;
}

} // namespace hanji
