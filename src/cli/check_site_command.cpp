#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <functional>
#include <mutex>
#include <optional>
#include <random>

#include "cli/check_site.h"
#include "cli/commands.h"
#include "cli/progress.h"

namespace hanji {
namespace {

constexpr std::uint64_t most_page_bytes = std::uint64_t{8} << 20;
constexpr std::size_t most_failures_in_a_row = 12;
constexpr std::uint64_t large_bytes = std::uint64_t{16} << 20; // asked for one at a time, and only if all are

std::string counted(std::size_t count, std::string_view what) {
  return std::to_string(count) + " " + std::string(what) + (count == 1 ? "" : "s");
}

class HostCheck {
public:
  HostCheck(const CheckSiteOptions& options, Console& console)
      : options_(options), console_(console), progress_(console, options.json) {
    bounds_.connections = options.connections;
    bounds_.silence = std::chrono::milliseconds(static_cast<std::int64_t>(options.timeout_s * 1000));
  }

  int run(const WebAddress& given) {
    look(given);
    progress_.clear();
    conclude(report_);
    return say();
  }

private:
  static HttpQuestion question(WebAddress address, std::uint64_t most_bytes) {
    return {std::move(address), {{"accept-encoding", "gzip, br"}}, most_bytes, false};
  }

  static bool is_large(const ListedFile& file) { return file.bytes > large_bytes; }

  // A name that no site has, at a place where a page might be.
  static std::string name_of_nothing(std::string_view ending) {
    std::random_device random;
    return "hanji-check-" + std::to_string(random()) + std::string(ending);
  }

  void look(const WebAddress& given) {
    HttpQuestion first = question(given, most_page_bytes);
    first.may_leave = true;
    HttpAnswer home = ask(first, bounds_);
    if (!judge_beginning(report_, given, home)) return;
    if (home.address.path != report_.site.path && home.message.status == 200) // that was another page of it
      home = ask(question(report_.site, most_page_bytes), bounds_);
    report_.asked = 1;
    report_.bytes = home.message.body.size();

    std::vector<HttpQuestion> questions;
    for (const std::string& name : {std::string("build.json"), std::string("bundle/bundle.json"),
                                    name_of_nothing(".html"), name_of_nothing(".js")})
      questions.push_back(question(address_of_file(report_.site, name), most_page_bytes));
    WebAddress without_slash = report_.site;
    without_slash.path.pop_back();
    if (!without_slash.path.empty()) questions.push_back(question(without_slash, most_page_bytes));
    std::vector<HttpAnswer> answers(questions.size());
    ask_all(questions, bounds_, [&](std::size_t i, HttpAnswer answer) {
      answers[i] = std::move(answer);
      return true;
    });
    std::vector<ListedFile> files = judge_build(report_, answers[0], answers[1], home, version());
    if (files.empty()) return;
    judge_home(report_, home);
    judge_lost_name(report_, questions[2].address, answers[2]);
    judge_lost_name(report_, questions[3].address, answers[3]);
    if (answers.size() > 4) judge_without_slash(report_, questions[4].address, answers[4]);
    look_at_files(std::move(files));
    if (!report_.build.id.empty())
      judge_end(report_,
                ask(question(address_of_file(report_.site, "build.json"), most_page_bytes), bounds_));
  }

  void look_at_files(std::vector<ListedFile> files) {
    const bool has_page = !report_.build.id.empty();
    // The lists name the rest. Of a large site, a few of them, unless all is wanted.
    constexpr std::size_t most_lists = 24;
    std::vector<ListedFile> lists;
    const std::vector<ListOfFiles>& all_lists = report_.build.lists;
    const std::size_t count = options_.all ? all_lists.size() : std::min(all_lists.size(), most_lists);
    for (std::size_t i = 0; i < count; ++i)
      lists.push_back(all_lists[count == 1 ? 0 : i * (all_lists.size() - 1) / (count - 1)].file);
    std::erase_if(files, [&](const ListedFile& file) {
      return std::ranges::any_of(all_lists,
                                 [&](const ListOfFiles& list) { return list.file.name == file.name; });
    });
    std::vector<std::vector<ListedFile>> listed(lists.size());
    if (!ask_files("Lists", lists, [&](std::size_t i, const HttpAnswer& answer) {
          listed[i] = files_of_list(lists[i], answer);
        }))
      return;
    for (const std::vector<ListedFile>& each : listed) files.insert(files.end(), each.begin(), each.end());
    files.insert(files.end(), report_.build.packs.begin(), report_.build.packs.end());
    lost_lists_ = std::ranges::any_of(listed, &std::vector<ListedFile>::empty);
    lost_lists_ = std::ranges::any_of(listed, &std::vector<ListedFile>::empty);
    known_ = files.size() + all_lists.size();
    for (std::size_t i = count; i < all_lists.size(); ++i) partly_ = true;

    std::vector<ListedFile> wanted;
    if (options_.all) {
      wanted = files;
    } else {
      for (const std::size_t i : choose_files(files)) wanted.push_back(files[i]);
    }
    for (const ListedFile& file : report_.build.files) { // what a page needs, in any case
      if (std::ranges::find(wanted, file.name, &ListedFile::name) == wanted.end()) wanted.push_back(file);
    }
    std::vector<ListedFile> large;
    std::ranges::copy_if(wanted, std::back_inserter(large), is_large);
    std::erase_if(wanted, is_large);
    partly_ = partly_ || wanted.size() + (options_.all ? large.size() : 0) < files.size();
    if (!ask_files("Files", wanted, {})) return;
    if (options_.all && !large.empty()) {
      bounds_.connections = 1;
      if (!ask_files("Large files", large, {})) return;
    }
    if (has_page) {
      const WebAddress worker = address_of_file(report_.site, "service_worker.js");
      judge_worker(report_, worker, ask(question(worker, most_page_bytes), bounds_));
    }
    const auto film = std::ranges::find_if(files, is_film, &ListedFile::name);
    if (film != files.end() && film->bytes > 2) {
      HttpQuestion part{address_of_file(report_.site, film->name), {{"range", "bytes=0-1"}}, 2, false};
      judge_part(report_, *film, part.address, ask(part, bounds_));
    }
    const auto lost = std::ranges::find_if(
        report_.lost, [](const LostFile& each) { return decomposed(each.file.name) != each.file.name; });
    if (lost != report_.lost.end()) {
      const ListedFile file = lost->file;
      judge_decomposed(
          report_, file,
          ask(question(address_of_file(report_.site, decomposed(file.name)), file.bytes + (64u << 10)),
              bounds_));
    }
  }

  // False: the host answers no more.
  bool ask_files(const char* step, const std::vector<ListedFile>& files,
                 const std::function<void(std::size_t, const HttpAnswer&)>& also) {
    std::vector<HttpQuestion> questions;
    questions.reserve(files.size());
    constexpr std::uint64_t slack = 64u << 10; // of a page in place of a file its begin is enough
    for (const ListedFile& file : files)
      questions.push_back(question(address_of_file(report_.site, file.name), file.bytes + slack));
    progress_.begin(step, files.size());
    bool goes_on = true;
    ask_all(questions, bounds_, [&](std::size_t i, const HttpAnswer& answer) {
      const std::lock_guard lock(judging_);
      judge_file(report_, files[i], questions[i].address, answer);
      if (also) also(i, answer);
      progress_.advance();
      goes_on = report_.failures_in_a_row < most_failures_in_a_row;
      return goes_on;
    });
    if (goes_on) {
      progress_.end();
    } else {
      add_finding(report_.findings, {"gave_up", Severity::error, shown(report_.site),
                                     std::to_string(report_.failures_in_a_row) +
                                         " questions in a row were not answered: the rest was not asked",
                                     "", 1, ""});
    }
    return goes_on;
  }

  int say() {
    std::array<std::size_t, 3> counts{};
    for (const Finding& finding : report_.findings) {
      ++counts[static_cast<std::size_t>(finding.severity)];
      if (options_.json)
        console_.out << json_of(finding).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)
                     << '\n';
      else
        console_.err << line_of(finding);
    }
    if (!options_.json) {
      console_.out << report_.asked << (partly_ ? " of " + std::to_string(known_) : "") << " files, "
                   << report_.bytes << " bytes as sent, " << counted(counts[0], "error") << ", "
                   << counted(counts[1], "warning") << ", " << counted(counts[2], "note")
                   << (lost_lists_ ? " (what the lists of files name that did not come is not known)"
                       : partly_   ? " (--all asks for every file)"
                                   : "")
                   << '\n';
    }
    return counts[0] == 0 ? exit_done : exit_files;
  }

  const CheckSiteOptions& options_;
  Console& console_;
  Progress progress_;
  HttpBounds bounds_;
  SiteReport report_;
  std::mutex judging_;
  std::size_t known_ = 0; // files of the site
  bool partly_ = false;   // some of them were not asked for
  bool lost_lists_ = false;
};

} // namespace

int check_site_command(const CheckSiteOptions& options, Console& console) {
  const std::optional<WebAddress> given = parse_web_address(options.address);
  if (!given) {
    return report_error(console, {ErrorKind::bad_input,
                                  "this is no address; give one such as https://example.org/blog/",
                                  plain_words(options.address)});
  }
  return HostCheck(options, console).run(*given);
}

} // namespace hanji
