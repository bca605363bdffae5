// A publisher's folder as a site that follows it: built in memory, again after each change, and served from
// there with a module in every page that takes what is new (scripts/preview.js). Each build stands for
// itself; while one is made, or where none can be, the last one answers. The site is the one that `hanji
// build` makes with the same options, byte for byte, but for that module in the pages as they are sent.
//
// Nothing is kept by browsers but what is named by its content, and no service worker answers: the one that a
// site has gives way to one that takes itself out (scripts/preview_worker.js), with those that stand there
// from `hanji serve`.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "cli/build_site.h"
#include "cli/site_answers.h"

namespace hanji {

constexpr std::string_view preview_events = "/.hanji-preview/events";

// What the pages are told, as one line of JSON: {"build", "failure", "problems"}. `failure` is what keeps the
// site from being built, {"file", "message"}, or null. `problems` are posts that are left out ("error") and
// warnings of posts that were changed since the preview began, or that came since ("warning"), then those
// that were there before ("old"):
// {"kind", "file", "line", "column", "message", "recovery", "page"}, with the address of the article's page
// below the site where it has one.
class Preview {
public:
  Preview(BuildOptions options, Console& console);

  // Builds, and says on the console what was not said before. `changed`: the files that were, or none for the
  // first time. Error: the folder cannot be built from; the site stays what it was. From one thread.
  Result<void> build(const std::vector<std::string>& changed);
  const fs::path& watched() const { return watched_; } // after the first build: where changes count

  // From any thread.
  SiteAnswer answer(const SiteRequest& request) const;
  std::string state() const;

private:
  struct Build {
    std::string id;
    std::shared_ptr<const HeldSite> site;
  };
  Result<BuiltSite> build_quietly(bool first);
  void say(const BuiltSite& built, bool first);
  std::string problems_of(const Reading& reading, bool first);
  std::vector<Build> builds() const;

  BuildOptions options_;
  Console& console_;
  BuildMemory memory_;
  fs::path watched_;
  std::set<std::string> changed_;  // since the preview began, as diagnostics name files
  std::set<std::string> said_;     // lines of warnings that were there the last time
  std::set<std::string> at_first_; // and when it began

  mutable std::mutex changing_;
  std::vector<Build>
      builds_; // the newest first: pages of former ones may still ask for what those name by content
  std::string problems_ = "[]", failure_ = "null";
};

} // namespace hanji
