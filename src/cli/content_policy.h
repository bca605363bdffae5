// What a host's Content-Security-Policy forbids of a site of ours (https://www.w3.org/TR/CSP3/). Pages bring
// a policy in themselves; one of the host's holds beside it, and each must allow what is done. Read as
// browsers do: several policies by commas, the first directive of a name, `default-src` where there is none
// of its own. Paths of sources are taken to fit.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cli/web_address.h"

namespace hanji {

enum class Forbidden : std::uint8_t {
  scripts,       // ours, from our own address: no search
  inline_script, // of the page: nothing begins the program
  wasm,          // the program itself
  fetching,      // of the bundle: connect-src
  workers,       // nothing is kept for offline reading
  styles,        // ours, or those within the page
  frames,        // on pages of others: frame-ancestors
  everything,    // `sandbox` without scripts
};

struct ForbiddenBy {
  Forbidden what{};
  std::string directive; // as it was said: "script-src 'self'"
  bool operator==(const ForbiddenBy&) const = default;
};

struct PageHashes {
  std::vector<std::string> scripts, styles; // "'sha256-…'", as the page's own policy lists them
};

// Of a page's <meta http-equiv="Content-Security-Policy">; nothing where it has none.
PageHashes hashes_in_page(std::string_view html);

// Each at most once, in the order of the enumeration.
std::vector<ForbiddenBy> forbidden_by(std::string_view header, const WebAddress& site,
                                      const PageHashes& hashes);

} // namespace hanji
