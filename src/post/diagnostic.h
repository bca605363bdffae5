// What was odd about a post and what was done about it: a warning, never a failure. Shown by `hanji show`,
// counted by code in `--report`.
//
//   front_matter_missing    none at all            front_matter_yaml    not YAML; fields read one by one
//   front_matter_toml       not TOML, read by line front_matter_json    not JSON, read as YAML
//   front_matter_unclosed   no second "---"        front_matter_unopened no first "---"
//   other_encoding          UTF-16, CP949: read as that
//   title_unused            of an HTML document    contents_list        left out for {:toc}
//   title_missing           another one was made   bad_date             left out
//   invalid_utf8            became U+FFFD          liquid               a template tag was left out
//   mdx                     an import or export of MDX was left out
//   unsafe_link             dropped, text kept     data_image           dropped
//   active_content          dropped                broken_tag           mended, text kept
//   unclosed_tag            ended with its block
//   too_deep                tags dropped or shown less deep, text kept
//   too_wide                cells of a table stand over one another
//   too_long                a field of the front matter was cut
//   too_many                categories or tags were left out
//   not_public              the post is left out    perhaps_not_public   left out; its value is unknown here
//   unlisted                the post is in no list
//   footnote_unused         kept at the end
//   bad_permalink           cannot be an address; the usual one
//   permalink_undated       its template needs a date; the usual one
//   permalink_taken         another has the address; the usual one
//   bad_redirect            cannot be an address    redirect_taken       is one already: left out
//   synonym_line            of a publisher's file of synonyms: left out
//   synonym_file            could not be read: there are none
//   missing_picture         a frame stands there    unknown_picture      of no kind that browsers show
//   large_file              a link to it stays      same_name            of another post: named by its folder
//   dead_link               leads to nothing        dead_anchor          leads to no heading; to the
//   beginning formula                 cannot be set: it is shown as it is written no_site_url             the
//   site's address is not known: what needs it is left out
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace hanji {

struct Diagnostic {
  std::string file;
  std::uint32_t line = 0, column = 0; // from 1, columns in bytes; 0 = the file as a whole
  std::string code, message, recovery;
};

struct Note { // a diagnostic before its place is known: an offset into the text it was found in
  std::size_t offset = 0;
  std::string code, message, recovery;
};

} // namespace hanji
