#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <map>
#include <span>

#include "base/bytes.h"
#include "bundle/shard.h"
#include "cli/build_site.h"
#include "cli/commands.h"
#include "cli/diagnostics.h"

namespace hanji {
namespace {

nlohmann::ordered_json bytes_by_part(const FileRecords& files) {
  std::uint64_t total = 0, page = 0, media = 0;
  std::map<std::string, std::uint64_t> bundle;
  for (const auto& [name, record] : files) {
    total += record.bytes;
    if (name.starts_with("bundle/"))
      bundle[name.substr(7, name.find_first_of("-./", 7) - 7)] += record.bytes;
    else
      (name.starts_with("media/") ? media : page) += record.bytes;
  }
  nlohmann::ordered_json bytes{{"site", total}, {"page", page}, {"media", media}};
  for (const ShardKind kind : all_shard_kinds)
    bytes[std::string(name_of(kind))] = bundle[std::string(name_of(kind))];
  bytes["directories"] = bundle["directory"];
  return bytes;
}

Result<void> write_report(const fs::path& file, const BuiltSite& built, double seconds) {
  using Json = nlohmann::ordered_json;
  Json warnings = Json::array(), skipped = Json::array(), passed_over = Json::array();
  for (const Diagnostic& warning : built.reading.warnings) warnings.push_back(json_of(warning));
  for (const Skipped& each : built.reading.skipped)
    skipped.push_back({{"file", each.file}, {"reason", each.reason}});
  for (const PassedOver& each : built.folder.passed_over)
    passed_over.push_back({{"file", each.file}, {"reason", each.reason}});
  const Json report{{"posts", built.folder.posts.size()},
                    {"articles", built.listed()},
                    {"unlisted", built.reading.entries.size() - built.listed()},
                    {"skipped", std::move(skipped)},
                    {"passed_over", std::move(passed_over)},
                    {"kinds", warnings_by_kind(built.reading)},
                    {"warnings", std::move(warnings)},
                    {"bytes", built.refused ? Json::object() : bytes_by_part(built.site.records())},
                    {"seconds", seconds}};
  const std::string text = report.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
  return write_file(file, as_bytes(text));
}

Result<int> build_once(const BuildOptions& options, Console& console, Progress& progress) {
  const auto began = std::chrono::steady_clock::now();
  const auto begin = [&](const fs::path& posts) { return SiteFolder::begin(options.site, posts); };
  Result<BuiltSite> built = build_site(options, begin, console, progress);
  if (!built) return std::unexpected(built.error());
  const Reading& reading = built->reading;
  print_warnings(reading, console, options.quiet);
  if (options.report) {
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - began;
    if (Result<void> written = write_report(*options.report, *built, taken.count()); !written)
      return std::unexpected(written.error());
  }
  if (built->refused) {
    console.err << "error: refused because of --strict: " << reading.warnings.size() << " warnings, "
                << reading.skipped.size() << " posts left out\n";
    return exit_strict;
  }
  if (Result<void> finished = built->site.finish(); !finished) return std::unexpected(finished.error());
  if (!options.quiet) {
    const PostsFolder& folder = built->folder;
    if (!folder.passed_over.empty())
      console.out << folder.passed_over.size()
                  << " other files and folders passed over (--report FILE says why)\n";
    console.out << built->listed() << " articles from " << folder.posts.size() << " posts in "
                << options.site.string() << '\n';
  }
  return exit_done;
}

} // namespace

int build_command(const BuildOptions& options, Console& console) {
  Progress progress(console, options.quiet);
  const Result<int> done = build_once(options, console, progress);
  progress.clear();
  return done ? *done : report_error(console, done.error());
}

} // namespace hanji
