#include "cli/preview.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <exception>
#include <utility>

#include "base/bytes.h"
#include "cli/diagnostics.h"
#include "cli/hosting.h"
#include "cli/page_addresses.h"

extern "C" const char preview_script[];
extern "C" const std::uint32_t preview_script_bytes;
extern "C" const char preview_worker_script[];
extern "C" const std::uint32_t preview_worker_script_bytes;

namespace hanji {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t most_builds = 4;     // that pages may still be of
constexpr std::size_t most_problems = 200; // that pages are told of
constexpr int ok = 200, moved = 301, not_found = 404, not_yet = 503;
constexpr std::string_view module_path = "/.hanji-preview/preview.js";

std::string text_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

// At the end of its head, or of the page where that has none.
std::string with_module(std::string page, const std::string& build) {
  const std::string element = "<script type=\"module\" src=\"" + std::string(module_path) +
                              "\" data-preview=\"" + build + "\"></script>";
  const std::size_t end_of_head = page.find("</head>");
  page.insert(std::min(end_of_head, page.size()), element);
  return page;
}

SiteAnswer answer_with_text(std::string_view type, std::string body) {
  SiteAnswer answer;
  answer.type = type;
  answer.body = std::move(body);
  return answer;
}

bool is_folder(const HeldSite& site, const std::string& name) {
  const auto first = site.lower_bound(name + "/");
  return first != site.end() && first->first.starts_with(name + "/");
}

// What is private, and what is said of all pages at once.
bool is_no_problem(const Diagnostic& warning) {
  return warning.code == "not_public" || warning.code == "unlisted" || warning.code == "no_site_url";
}

// ":3:7" or ":3" or nothing
std::pair<std::uint32_t, std::uint32_t> line_and_column(std::string_view place) {
  std::uint32_t numbers[2] = {0, 0};
  int which = -1;
  for (const char c : place) {
    if (c == ':') {
      if (++which == 2) break;
    } else if (which >= 0 && c >= '0' && c <= '9') {
      numbers[which] = numbers[which] * 10 + static_cast<std::uint32_t>(c - '0');
    }
  }
  return {numbers[0], numbers[1]};
}

} // namespace

Preview::Preview(BuildOptions options, Console& console) : options_(std::move(options)), console_(console) {}

Result<BuiltSite> Preview::build_quietly(bool first) {
  BuildOptions options = options_;
  options.quiet = options.quiet || !first;
  Progress progress(console_, options.quiet);
  const auto begin = [&](const fs::path&) -> Result<SiteFolder> {
    return SiteFolder::in_memory(memory_.site);
  };
  // In a thread of its own nobody else catches what the standard library throws where a folder goes in the
  // middle.
  try {
    return build_site(options, begin, console_, progress, &memory_);
  } catch (const fs::filesystem_error& failed) {
    return std::unexpected(Error{ErrorKind::unreadable, words_of(failed.code()), failed.path1().string()});
  } catch (const std::exception& fault) {
    return std::unexpected(Error{ErrorKind::unreadable, fault.what(), options_.posts.string()});
  }
}

Result<void> Preview::build(const std::vector<std::string>& changed) {
  const bool first = !memory_.site;
  if (watched_.empty()) {
    const Result<PostsFolder> folder = open_posts_folder(options_.posts);
    if (!folder) return std::unexpected(folder.error());
    watched_ = folder->root;
  }
  Result<BuiltSite> built = build_quietly(first);
  if (!built) {
    const Error& error = built.error();
    const std::lock_guard lock(changing_);
    failure_ = text_of(Json{{"file", error.where}, {"message", error.message}});
    return std::unexpected(error);
  }
  // As diagnostics have it: below the folder of posts as it was given.
  std::error_code ignored;
  const fs::path place = fs::canonical(built->folder.place, ignored);
  for (const std::string& name : changed) {
    const fs::path file = watched_ / name, below = file.lexically_relative(place);
    changed_.insert(file.string());
    if (!below.empty() && *below.begin() != "..") changed_.insert((built->folder.place / below).string());
  }
  say(*built, first);
  std::string problems = problems_of(built->reading, first);
  memory_.site = std::make_shared<const HeldSite>(built->site.take());
  std::string id = hex_of(memory_.site->at("files.json").record.sha256).substr(0, 16);

  const std::lock_guard lock(changing_);
  failure_ = "null";
  problems_ = std::move(problems);
  if (!builds_.empty() && builds_.front().id == id) {
    builds_.front().site = memory_.site;
    return {};
  }
  builds_.insert(builds_.begin(), {std::move(id), memory_.site});
  if (builds_.size() > most_builds) builds_.pop_back();
  return {};
}

void Preview::say(const BuiltSite& built, bool first) {
  std::set<std::string> lines;
  for (const Skipped& skipped : built.reading.skipped) {
    if (skipped.refused)
      lines.insert(skipped.file + skipped.place + ": error: " + skipped.reason +
                   " (this post is left out)\n");
  }
  for (const Diagnostic& warning : built.reading.warnings) lines.insert(line_of(warning));
  if (first) {
    print_warnings(built.reading, console_, options_.quiet);
  } else if (!options_.quiet) {
    for (const std::string& line : lines) {
      if (!said_.contains(line)) console_.err << line;
    }
  }
  said_ = std::move(lines);
}

std::string Preview::problems_of(const Reading& reading, bool first) {
  std::map<std::string_view, std::string> pages; // of files
  for (std::size_t i = 0; i < reading.entries.size(); ++i) {
    const ArticleEntry& article = reading.entries[i].article;
    pages.emplace(reading.files[i], address_of_path(page_of(article.slug, article.page)));
  }
  const auto page_of_file = [&](const std::string& file) {
    const auto page = pages.find(file);
    return page == pages.end() ? Json() : Json(page->second);
  };
  Json problems = Json::array(), old = Json::array();
  for (const Skipped& skipped : reading.skipped) {
    if (!skipped.refused) continue;
    const auto [line, column] = line_and_column(skipped.place);
    problems.push_back({{"kind", "error"},
                        {"file", skipped.file},
                        {"line", line},
                        {"column", column},
                        {"message", skipped.reason},
                        {"recovery", "this post is left out"},
                        {"page", Json()}});
  }
  if (first) at_first_ = said_;
  for (const Diagnostic& warning : reading.warnings) {
    if (is_no_problem(warning)) continue;
    const bool is_new = changed_.contains(warning.file) || !at_first_.contains(line_of(warning));
    Json problem{
        {"kind", is_new ? "warning" : "old"}, {"file", warning.file},       {"line", warning.line},
        {"column", warning.column},           {"message", warning.message}, {"recovery", warning.recovery},
        {"page", page_of_file(warning.file)}};
    (is_new ? problems : old).push_back(std::move(problem));
  }
  for (Json& problem : old) {
    if (problems.size() == most_problems) break;
    problems.push_back(std::move(problem));
  }
  return text_of(problems);
}

std::string Preview::state() const {
  const std::lock_guard lock(changing_);
  return "{\"build\": \"" + (builds_.empty() ? std::string() : builds_.front().id) +
         "\", \"failure\": " + failure_ + ", \"problems\": " + problems_ + "}";
}

std::vector<Preview::Build> Preview::builds() const {
  const std::lock_guard lock(changing_);
  return builds_;
}

SiteAnswer Preview::answer(const SiteRequest& request) const {
  constexpr std::string_view javascript = "text/javascript; charset=utf-8";
  const std::vector<Build> all = builds();
  const bool reads = request.method == "GET" || request.method == "HEAD";
  SiteAnswer answer;
  bool forever = false;
  if (all.empty()) {
    answer =
        answer_with_text("text/plain; charset=utf-8", "The preview is being built. Load the page again.\n");
    answer.status = not_yet;
    answer.whole = true;
  } else if (reads && request.path == module_path) {
    answer = answer_with_text(javascript, std::string(preview_script, preview_script_bytes));
  } else if (reads && request.path == "/service_worker.js") {
    answer = answer_with_text(javascript, std::string(preview_worker_script, preview_worker_script_bytes));
  } else if (reads && request.path.starts_with('/')) {
    std::string name = request.path.substr(1);
    if (name.empty() || name.ends_with('/')) name += "index.html";
    forever = never_changes(name);
    answer.status = not_found;
    for (std::size_t i = 0; i < (forever ? all.size() : 1) && answer.status != ok; ++i) {
      const auto file = all[i].site->find(name);
      std::optional<std::string> bytes;
      if (file != all[i].site->end()) bytes = bytes_of(file->second);
      if (!bytes) continue;
      answer = answer_with_text(media_type_of(name), *std::move(bytes));
      answer.status = ok;
    }
    if (answer.status == not_found && is_folder(*all.front().site, name)) {
      answer.status = moved;
      answer.headers.emplace_back("Location", address_of_path(request.path + "/"));
    }
  } else {
    answer.status = not_found;
  }
  if (answer.status == not_found) {
    forever = false;
    answer.whole = true;
    const auto page = all.front().site->find("404.html");
    const bool has_page = page != all.front().site->end() && page->second.bytes;
    answer.type = has_page ? "text/html; charset=utf-8" : "text/plain";
    answer.body = has_page ? *page->second.bytes : "404\n";
  }
  if (answer.type.starts_with("text/html")) answer.body = with_module(std::move(answer.body), all.front().id);
  if (answer.status == ok) answer.headers.emplace_back("Accept-Ranges", "bytes");
  answer.headers.emplace_back("Cache-Control", forever ? "max-age=31536000, immutable" : "no-store");
  answer.headers.emplace_back("X-Content-Type-Options", "nosniff");
  if (request.path == "/embed.js") answer.headers.emplace_back("Access-Control-Allow-Origin", "*");
  return answer;
}

} // namespace hanji
