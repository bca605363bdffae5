// What is wrong with a host, as people and as programs read it: each kind told once, with how often and where
// for example, and what to do about it in the words of that host, where its headers tell which it is.
//
//   no_such_host, refused, unreachable, silent, certificate, no_tls, not_http   no answer comes: why
//   gave_up               so many in a row that the rest was not asked
//   redirect_loop         sent round                redirect_elsewhere  the site stands at another address
//   redirect_to_http      from https to http        not_hanji           something else is there
//   older_site            without build.json        other_version       made by another version
//   newer_format          of a later version        damaged_build       build.json is none
//   mixed_builds          files of two builds       changed_meanwhile   put anew while it was looked at
//   missing               a file is not there       forbidden           401, 403
//   failing               5xx or no sense           throttled           429
//   no_index              a folder does not show its index.html
//   names_lost            all those with Korean letters, spaces or capitals
//   names_decomposed      Korean letters in the names have come apart (NFD)
//   truncated             shorter than written      changed             not as it was written
//   line_endings          LF has become CRLF        rewritten           the host puts things into pages
//   html_instead          a page in place of a file leads_away          a file is sent for to another origin
//   compressed_twice, compression_unsaid, compression_unknown, compression_broken
//   wrong_type            a browser will not take it wasm_type          works, but later
//   other_type            nobody minds              wrong_charset       of a page
//   html_stripped, slash_added, lower_cased, moved  another name, by a redirect: works
//   soft_404              lost files are "found"    lost_status         not 404
//   no_404_page           not the site's own        no_slash            a folder's address without its slash
//   kept_too_long         what keeps its name is cached
//   no_store, not_kept, no_tag                      more is fetched than needed
//   no_compression        with the figure           no_range            parts of films
//   no_frames             pages of others cannot embed it
//   policy                a header forbids what the page does
//   no_cors, resource_policy                        frames without an origin, pages that load embed.js
//   no_https              nothing is kept for offline reading
//   worker                the service worker will not start
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cli/http_message.h"

namespace hanji {

// Reading or searching breaks; a way of use does, or some readers see what is old; could be better.
enum class Severity : std::uint8_t { error, warning, note };
std::string_view name_of(Severity severity);

struct Finding {
  std::string code;
  Severity severity = Severity::error;
  std::string url, message; // of one of them, where there are several
  std::string group;        // of one code, what is told apart: an ending, a header
  std::size_t count = 1;
  std::string remedy;
};

enum class Server : std::uint8_t { unknown, nginx, apache, github, netlify, cloudflare, python };
Server server_of(const HttpHeaders& headers);

// Into one of the same code, group and severity, where there is one: of two addresses the lesser stays.
void add_finding(std::vector<Finding>& findings, Finding finding);

// Errors first, then by code; each with its remedy.
void arrange(std::vector<Finding>& findings, Server server);

std::string line_of(const Finding& finding); // "url: error: message, and 3 more (remedy) [code]"
nlohmann::ordered_json json_of(const Finding& finding);

// What a host says of itself, for a terminal: one line, nothing that moves it, at most so many bytes.
std::string plain_words(std::string_view text, std::size_t most = 200);

} // namespace hanji
