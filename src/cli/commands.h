// The commands of `hanji`, as functions that a test can call. Each answers the exit code.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/console.h"
#include "cli/files.h"

namespace hanji {

struct Share { // of the posts: the first of seven, say
  std::uint32_t number = 1, of = 1;
};

struct BuildOptions {
  fs::path posts, site;
  std::optional<std::string> title, base_url;
  std::optional<std::string> like; // the name of a generator
  std::optional<fs::path> report, page;
  unsigned jobs = 0; // 0 = as many as there are processors
  bool strict = false, quiet = false;
  bool fresh = false;       // reads every post, and remembers nothing
  bool precompress = false; // x.gz and x.br beside x
  bool search_only = false; // for other people's pages: the bundle and hanji-search, without the reader
  bool drafts = false, future = false; // what is not public yet comes in, marked
  std::optional<Share> part;           // then `site` becomes a part of one, which merge_command takes
};
int build_command(const BuildOptions& options, Console& console);

struct MergeOptions { // what a site is called and how its posts are read, its parts say
  std::vector<fs::path> parts;
  BuildOptions build; // of it: site, report, page, jobs, strict, quiet, precompress
};
int merge_command(const MergeOptions& options, Console& console);

struct ServeOptions {
  fs::path site;
  std::string host = "127.0.0.1";
  int port = 8080; // 0 = any that is free
  bool open = false;
};
int serve_command(const ServeOptions& options, Console& console);

struct PreviewOptions {
  BuildOptions build; // but for its site, its report and --strict
  std::string host = "127.0.0.1";
  int port = 8080; // 0 = any that is free
  bool open = false;
};
int preview_command(const PreviewOptions& options, Console& console);

struct SearchOptions {
  fs::path site;
  std::string query;
  std::optional<fs::path> batch;
  std::uint32_t limit = 10;
  bool json = false;
  bool explain = false; // why each hit stands where it stands
  bool no_recency = false;
};
int search_command(const SearchOptions& options, Console& console);

struct ShowOptions {
  fs::path post;
  bool json = false;
  std::optional<std::string> like; // the name of a generator
};
int show_command(const ShowOptions& options, Console& console);

struct CheckOptions {
  fs::path site;
};
int check_command(const CheckOptions& options, Console& console);

struct CheckSiteOptions {
  std::string address; // http:// or https://
  bool all = false;    // every file, not some of each kind
  bool json = false;
  unsigned connections = 6; // at once, as browsers
  double timeout_s = 15;    // of silence
};
int check_site_command(const CheckSiteOptions& options, Console& console);

// Of Hanji, "0.2.0": what CMakeLists.txt says, also in what the tool makes.
std::string_view version();

// The whole tool: arguments without the program's name. Never throws.
int run_hanji(const std::vector<std::string>& arguments, Console& console);

} // namespace hanji
