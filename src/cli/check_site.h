// The judgement of `hanji check <url>`: answers of a host → findings (cli/host_findings.h). Nothing here asks
// anybody; `check_site_command` asks (cli/commands.h), in the order of these functions, and a test gives
// answers of its own. Answers are foreign input: texts are cut before they are shown, and what is unpacked is
// never larger than what build.json says.
//
// What counts as a fault is what the page needs: the types are those of the HTML standard and of
// WebAssembly.instantiateStreaming, the directives those of cli/content_policy.h. A header that changes
// nothing for a reader is not spoken of.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cli/build_list.h"
#include "cli/content_policy.h"
#include "cli/host_findings.h"
#include "cli/http_client.h"

namespace hanji {

struct Plain {                         // files that came without compression
  std::uint64_t bytes = 0, packed = 0; // as sent; by gzip
};

struct NameCount {
  std::size_t asked = 0, lost = 0;
};

struct LostFile {
  ListedFile file;
  std::string url, message;
};

struct SiteReport {
  WebAddress site;   // its folder
  BuildList build;   // nothing where the site has none
  PageHashes hashes; // of its pages' own scripts and styles
  Server server = Server::unknown;
  std::vector<Finding> findings;
  std::size_t asked = 0;                  // files
  std::uint64_t bytes = 0;                // as sent
  std::map<std::string, Plain> plain;     // by ending
  std::map<std::string, NameCount> names; // "plain", "korean", "space", "capital"
  std::vector<LostFile> lost;
  std::size_t failures_in_a_row = 0;
};

// The address of a file of the site.
WebAddress address_of_file(const WebAddress& site, std::string_view name);
// As a person reads it: Korean letters instead of %XX.
std::string shown(const WebAddress& address);

// Where the site stands, of the answer to the address that was given: after redirects, without index.html.
// False: nothing answers there.
bool judge_beginning(SiteReport& report, const WebAddress& given, const HttpAnswer& answer);

// build.json, else bundle.json, else what is there instead. The files that are known now; none: no site.
std::vector<ListedFile> judge_build(SiteReport& report, const HttpAnswer& build, const HttpAnswer& bundle,
                                    const HttpAnswer& home, std::string_view own_version);

// The folder's address, as it was answered first.
void judge_home(SiteReport& report, const HttpAnswer& answer);
// A file, and whatever its answer tells of the host.
void judge_file(SiteReport& report, const ListedFile& file, const WebAddress& asked,
                const HttpAnswer& answer);
// What a list of files lists; none where it is not as it was written, which is told by judge_file.
std::vector<ListedFile> files_of_list(const ListedFile& list, const HttpAnswer& answer);
void judge_worker(SiteReport& report, const WebAddress& asked, const HttpAnswer& answer);
// A name that cannot be there.
void judge_lost_name(SiteReport& report, const WebAddress& asked, const HttpAnswer& answer);
// The folder's address without its slash.
void judge_without_slash(SiteReport& report, const WebAddress& asked, const HttpAnswer& answer);
// A part of a film or of sound, asked for by `Range: bytes=0-1`.
void judge_part(SiteReport& report, const ListedFile& file, const WebAddress& asked,
                const HttpAnswer& answer);
// A lost file by its name in NFD.
void judge_decomposed(SiteReport& report, const ListedFile& file, const HttpAnswer& answer);
// build.json once more, at the end.
void judge_end(SiteReport& report, const HttpAnswer& build);

// All of a few hundred files; of very many those that tell most: each kind's first, last and some between,
// and names that hosts are known to lose. In the order of `files`.
std::vector<std::size_t> choose_files(const std::vector<ListedFile>& files);

bool is_film(std::string_view name);           // or sound
std::string decomposed(std::string_view name); // Hangul as macOS writes names

// What only the whole tells, then all in order.
void conclude(SiteReport& report);

} // namespace hanji
