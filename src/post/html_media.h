// What pictures and players in a page stand for. A picture is a figure, or text when it stands for a
// character or has no address that may pass. Of its addresses the real and largest counts: what a script
// would load later (`data-src` and whatever else loaders call it) before `src`, the largest of a `srcset`
// that says sizes before both, never a placeholder; and of a thumbnail the original (picture_original.h). Of
// players (frames, videos, sounds, plugins) only a link stays, to the page where they play: for videos and
// sounds, and for frames that may fill the screen or have a title; the others are advertisements, counters
// and maps. Never fails.
#pragma once

#include <gumbo.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "article/article.h"

namespace hanji {

struct Picture {
  std::optional<Figure> figure;
  std::string text;    // where there is no figure
  std::string refused; // the scheme of an address that may not pass
};

// `source`: an address that the elements around it give, or empty.
Picture picture_of(const GumboElement& element, std::string_view source);

struct SizedAddress {
  std::string address;
  std::uint32_t size = 0; // px wide, or how often the usual size; 1 where nothing says it
};
SizedAddress best_of_srcset(std::string_view srcset);       // the largest; none of a placeholder
std::string picture_of_source(const GumboElement& element); // a <source>; not what is for the dark alone

struct Player {
  std::string address; // where it plays; empty when nothing stays of it
  std::string title;   // what to call the link
  std::string source;  // what was there, for a warning; may be empty
};
Player player_of(const GumboElement& element);

} // namespace hanji
