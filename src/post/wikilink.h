// Links between double brackets, as Obsidian and wikis have them: `[[name]]`, `[[folder/name#heading|text]]`,
// `[[name]]{text}` (vimwiki), `[[#heading]]`, and what is shown in its place: `![[picture.png|300]]`,
// `![[paper.pdf]]`. A `|` may be written `\|`, as tables want it. Not one: `[[text]](address)`, what begins
// with a space (`[[ -f x ]]`), what holds brackets or ends in another line.
//
// Input: text that begins with "[[" or "![[". Never fails.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace hanji {

struct WikiLink {
  std::size_t size = 0; // in the text
  bool embedded = false;
  std::string target;        // as written: name and headings
  std::string name, heading; // of several headings the last, which lies in the others
  std::string text;          // what is shown, empty where only the target stands there
  std::uint32_t width = 0, height = 0;
};

std::optional<WikiLink> wikilink_at(std::string_view text);

// `[[1]]` with `[1]: address` somewhere is a reference in brackets: the names that are defined so.
std::set<std::string_view, std::less<>> defined_references(std::string_view body);

std::string words_of(const WikiLink& link);            // what a reader sees of it
std::string markdown_of(const WikiLink& link);         // a link by name, or a picture
std::string words_in_markdown(std::string_view words); // that mean nothing but themselves there, and code

} // namespace hanji
