// What a site is beside its posts: what it is called, and by which of the publisher's words it is made.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "post/diagnostic.h"
#include "post/synonyms.h"

namespace hanji {

struct SiteFacts {
  std::string rules;       // that the posts were read by, as a key: other rules, another key
  std::string place, root; // of posts_folder.h
  std::string given;       // where the folder of posts lies below the site's
  std::string title, description, url, language;
  std::string font, font_sheet; // the publisher's own (web_font.h)
  std::string baseurl, zone;    // zone: of the publisher's clock, or empty (page_heads.h)
  std::vector<std::string> addresses;
  std::vector<SynonymGroup> synonyms;
  bool search_only = false;
  std::vector<Diagnostic> warnings, font_warnings; // of the configuration, of the font
};

Bytes encode_facts(const SiteFacts& facts);
std::optional<SiteFacts> decode_facts(std::span<const std::byte> bytes);

void put_diagnostic(ByteWriter& out, const Diagnostic& diagnostic);
Diagnostic get_diagnostic(ByteReader& in);

} // namespace hanji
