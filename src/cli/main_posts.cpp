// `hanji build` within a browser: a module of its own (shell/posts_worker.js), which nobody fetches before he
// opens posts. Files are put into memory, below /posts and /page, and a site comes out of it, the same as the
// tool makes. Strings are UTF-8 and end with a zero; what is given back stays until the next call.
#include <emscripten.h>
#include <nlohmann/json.hpp>

#include <cstddef>
#include <sstream>
#include <string>
#include <utility>

#include "base/bytes.h"
#include "cli/build_site.h"
#include "cli/diagnostics.h"
#include "cli/site_answers.h"
#include "text/icu_data.h"

namespace hanji {
namespace {

using Json = nlohmann::ordered_json;

struct Made {
  HeldSite site;
  std::string answer, file; // of the last call
};
Made& made() {
  static Made one;
  return one;
}

std::string text_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

// As somebody sees it who has opened the folder.
std::string shown(const std::string& text, const std::string& folder) {
  return text.starts_with(folder + "/") ? text.substr(folder.size() + 1) : text;
}

Json answer_of(const Error& error, const std::string& folder) {
  return {{"error", {{"file", shown(error.where, folder)}, {"message", error.message}}}};
}

Json build(const std::string& folder) {
  BuildOptions options{.posts = folder, .page = "/page", .jobs = 1, .quiet = true, .fresh = true};
  std::ostringstream out, err;
  Console console{out, err, false, {}};
  Progress progress(console, true);
  const auto begin = [](const fs::path&) -> Result<SiteFolder> { return SiteFolder::in_memory({}); };
  Result<BuiltSite> built = build_site(options, begin, console, progress);
  if (!built) return answer_of(built.error(), folder);
  made().site = built->site.take();
  Json files = Json::array(), problems = Json::array();
  for (const auto& [name, file] : made().site)
    files.push_back({name, file.record.bytes, media_type_of(name)});
  for (const Skipped& skipped : built->reading.skipped) {
    problems.push_back(
        {{"file", shown(skipped.file, folder)}, {"message", skipped.reason}, {"left_out", true}});
  }
  for (const Diagnostic& warning : built->reading.warnings) {
    if (warning.code == "not_public" || warning.code == "no_site_url") continue;
    Json problem = json_of(warning);
    problem["file"] = shown(warning.file, folder);
    problems.push_back(std::move(problem));
  }
  return {{"files", std::move(files)},
          {"problems", std::move(problems)},
          {"articles", built->listed()},
          {"posts", built->folder.posts.size()}};
}

} // namespace
} // namespace hanji

extern "C" {

// Of the page; the bytes stay. False where they are damaged.
EMSCRIPTEN_KEEPALIVE bool hanji_posts_icu(const std::byte* bytes, std::size_t size) {
  return hanji::use_icu_data({bytes, size}).has_value();
}

// `path` begins with /posts/ or /page/.
EMSCRIPTEN_KEEPALIVE bool hanji_posts_put(const char* path, const std::byte* bytes, std::size_t size) {
  const hanji::fs::path file = path;
  return hanji::make_folder(file.parent_path()) && hanji::write_file(file, {bytes, size});
}

EMSCRIPTEN_KEEPALIVE void hanji_posts_forget() {
  std::error_code ignored;
  hanji::fs::remove_all("/posts", ignored);
  hanji::made() = {};
}

// The folder lies below /posts. {"files": [[name, bytes, type]], "problems", "articles", "posts"} or
// {"error": {"file", "message"}}
EMSCRIPTEN_KEEPALIVE const char* hanji_posts_build(const char* folder) {
  hanji::Json answer;
  try {
    answer = hanji::build(folder);
  } catch (const std::exception& fault) {
    answer = hanji::answer_of({hanji::ErrorKind::bad_input, fault.what(), ""}, folder);
  }
  hanji::made().answer = hanji::text_of(answer);
  return hanji::made().answer.c_str();
}

// The bytes of a file of the site, as many as were told; null where it is none.
EMSCRIPTEN_KEEPALIVE const char* hanji_posts_file(const char* name) {
  const auto found = hanji::made().site.find(name);
  if (found == hanji::made().site.end()) return nullptr;
  std::optional<std::string> bytes = hanji::bytes_of(found->second);
  if (!bytes) return nullptr;
  hanji::made().file = *std::move(bytes);
  return hanji::made().file.data();
}

} // extern "C"
