#include <CLI/CLI.hpp>

#include <algorithm>
#include <charconv>
#include <numeric>

#include "cli/commands.h"

namespace hanji {
namespace {

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = std::exchange(row[j + 1], std::min({replaced, row[j] + 1, row[j + 1] + 1}));
    }
  }
  return row.back();
}

std::string nearest(std::string_view given, const std::vector<std::string>& known) {
  return *std::ranges::min_element(known, {},
                                   [given](const std::string& name) { return edit_distance(given, name); });
}

std::vector<std::string> names_of_options(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

// The parser would first complain of what is missing; a misspelt name is the better thing to hear of.
std::optional<std::string> find_unknown(const CLI::App& app, const std::vector<std::string>& arguments) {
  const CLI::App* command = &app;
  for (const std::string& argument : arguments) {
    if (argument == "--") break;
    const std::string name = argument.substr(0, argument.find('='));
    if (name.starts_with("--")) {
      const std::vector<std::string> known = names_of_options(*command);
      if (std::ranges::find(known, name) == known.end())
        return "unknown option " + name + "; did you mean " + nearest(name, known) + "?";
    } else if (command == &app && !name.starts_with('-')) {
      std::vector<std::string> known;
      for (const CLI::App* each : app.get_subcommands({})) known.push_back(each->get_name());
      if (std::ranges::find(known, name) == known.end())
        return "unknown command " + name + "; did you mean " + nearest(name, known) + "?";
      command = app.get_subcommand(name);
    }
  }
  return {};
}

std::optional<std::uint32_t> number_in(std::string_view text) { // digits alone
  std::uint32_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [read, failed] = std::from_chars(text.data(), end, number);
  return failed == std::errc() && read == end ? std::optional(number) : std::nullopt;
}

bool is_web_address(std::string_view text) {
  return text.starts_with("http://") || text.starts_with("https://");
}

CLI::IsMember names_of_generators() {
  return CLI::IsMember({"plain", "jekyll", "hugo", "hexo", "docusaurus", "vitepress"});
}

void add_options_of_writing(CLI::App& command, BuildOptions& build) {
  command.add_option("--jobs", build.jobs, "Threads; as many as there are processors unless given");
  command.add_option("--page", build.page,
                     "The folder of the page's files, instead of the one that ./dev build makes");
  command.add_flag("--quiet", build.quiet, "Print errors only");
}

void add_options_of_outcome(CLI::App& command, BuildOptions& build) {
  command.add_flag("--strict", build.strict, "Refuse (exit 1) when there is any warning");
  command.add_option("--report", build.report, "Write a report of all warnings as JSON");
  command.add_flag("--precompress", build.precompress,
                   "Put .gz and .br files beside the others, for hosts that send those");
}

// "2/4"
std::optional<Share> share_in(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto number = number_in(text.substr(0, slash));
  const auto of = slash == text.npos ? std::nullopt : number_in(text.substr(slash + 1));
  constexpr std::uint32_t most_parts = 10'000;
  if (!number || !of || *number < 1 || *number > *of || *of > most_parts) return {};
  return Share{*number, *of};
}

void add_options_of_site(CLI::App& command, BuildOptions& build) {
  command.add_option("--title", build.title, "The site's title, instead of the one in _config.yml");
  command.add_option("--base-url", build.base_url,
                     "Where the site will stand, instead of the url in _config.yml");
  command.add_option("--like", build.like, "Whose posts they are, instead of what the folder's files tell")
      ->check(names_of_generators());
  command.add_flag("--drafts", build.drafts, "Bring drafts in, marked; never what is private");
  command.add_flag("--future", build.future, "Bring in, marked, what has a date that is still to come");
  add_options_of_writing(command, build);
}

void add_options_of_server(CLI::App& command, std::string& host, int& port, bool& open) {
  command.add_option("--host", host, "The address to listen on")->capture_default_str();
  command.add_option("--port", port, "The port; 0 takes any that is free")
      ->capture_default_str()
      ->check(CLI::Range(0, 65535));
  command.add_flag("--open", open, "Open it in the browser");
}

int run(const std::vector<std::string>& arguments, Console& console) {
  CLI::App app("Hanji makes a folder of posts into a site that reads and searches well, and looks into both.",
               "hanji");
  app.require_subcommand(1);
  app.set_version_flag("--version", "hanji " + std::string(version()));
  app.footer("Example:\n  hanji build posts --out site && hanji serve site");

  BuildOptions build;
  CLI::App* build_app = app.add_subcommand("build", "Make a site from a folder of posts");
  build_app
      ->add_option("posts", build.posts,
                   "A folder of posts, or one that holds _posts/ and perhaps _config.yml")
      ->required();
  build_app
      ->add_option("--out", build.site,
                   "The site's folder; an older site in it is replaced once the new one is whole")
      ->required();
  add_options_of_site(*build_app, build);
  add_options_of_outcome(*build_app, build);
  build_app->add_flag("--fresh", build.fresh,
                      "Read every post, and remember none of them for the next build");
  build_app->add_flag("--search-only", build.search_only,
                      "Only what other pages search with: the bundle, hanji-search.js and search.html");
  std::string part;
  build_app->add_option(
      "--part", part, "Read only a share of the posts, as 2/4, and make a part of the site for hanji merge");
  build_app->footer("Example:\n  hanji build posts --out site --title \"나의 글\" --report report.json\n"
                    "  hanji build public --search-only --out public/search\n"
                    "  hanji build posts --part 2/4 --out parts/2");

  MergeOptions merge;
  CLI::App* merge_app =
      app.add_subcommand("merge", "Make the site of all parts that hanji build --part has made of a folder");
  merge_app->add_option("parts", merge.parts, "The parts' folders, in any order")->required();
  merge_app
      ->add_option("--out", merge.build.site,
                   "The site's folder; an older site in it is replaced once the new one is whole")
      ->required();
  add_options_of_writing(*merge_app, merge.build);
  add_options_of_outcome(*merge_app, merge.build);
  merge_app->footer("The site is, byte for byte, what one hanji build makes. Its title and how its posts are "
                    "read are options of hanji build --part.\n\n"
                    "Example:\n  hanji merge parts/* --out site");

  PreviewOptions preview;
  CLI::App* preview_app =
      app.add_subcommand("preview", "Serve a folder of posts as a site that follows every change of them");
  preview_app->add_option("posts", preview.build.posts, "As of hanji build")->required();
  add_options_of_server(*preview_app, preview.host, preview.port, preview.open);
  add_options_of_site(*preview_app, preview.build);
  preview_app->footer(
      "The site is held in memory; nothing is written but what hanji build remembers of posts.\n\n"
      "Example:\n  hanji preview posts --drafts --open");

  ServeOptions serve;
  CLI::App* serve_app = app.add_subcommand("serve", "Serve a site on this machine");
  serve_app->add_option("site", serve.site, "A folder made by hanji build")->required();
  add_options_of_server(*serve_app, serve.host, serve.port, serve.open);
  serve_app->footer("Example:\n  hanji serve site --port 8080 --open");

  SearchOptions search;
  CLI::App* search_app = app.add_subcommand("search", "Search a site as its page does");
  search_app->add_option("site", search.site, "A folder made by hanji build")->required();
  CLI::Option* query = search_app->add_option("query", search.query, "What to look for");
  CLI::Option* batch = search_app->add_option(
      "--batch", search.batch,
      "A file of {\"id\",\"query\"} lines; answers {\"id\",\"hits\",\"micros\"} lines");
  query->excludes(batch);
  search_app->add_option("--limit", search.limit, "At most so many hits")->capture_default_str();
  search_app->add_flag("--json", search.json, "One JSON object for each hit and line");
  search_app->add_flag("--no-recency", search.no_recency,
                       "Nothing for newer articles, but where two are as good");
  search_app
      ->add_flag("--explain", search.explain,
                 "Of each hit what matched, where, and each feature × its weight, whose sum is the score")
      ->excludes(batch);
  search_app->footer("Example:\n  hanji search site 라브로프 --limit 5 --json\n"
                     "  hanji search site \"의사 결정\" --explain");

  ShowOptions show;
  CLI::App* show_app = app.add_subcommand("show", "Print how one post was understood, with its warnings");
  show_app->add_option("post", show.post, "A post's file")->required();
  show_app->add_flag("--json", show.json, "As JSON");
  show_app->add_option("--like", show.like, "Whose post it is, instead of what the folder's files tell")
      ->check(names_of_generators());
  show_app->footer("Example:\n  hanji show posts/_posts/2024-07-27-a-post.md");

  std::string checked; // a folder or an address
  CheckSiteOptions check;
  CLI::App* check_app = app.add_subcommand(
      "check", "Compare every file of a site with its recorded hash, or look at the host that sends it");
  check_app
      ->add_option("site", checked,
                   "A folder made by hanji build, or the address (http:// or https://) where it stands")
      ->required();
  std::vector<CLI::Option*> of_addresses{
      check_app->add_flag("--all", check.all, "Of an address: ask for every file, not for some of each kind"),
      check_app->add_flag("--json", check.json, "Of an address: one JSON object for each finding and line"),
      check_app->add_option("--connections", check.connections, "Of an address: questions at once")
          ->capture_default_str()
          ->check(CLI::Range(1, 64)),
      check_app
          ->add_option("--timeout", check.timeout_s, "Of an address: seconds of silence that are put up with")
          ->capture_default_str()
          ->check(CLI::Range(0.1, 600.0))};
  check_app->footer("Exit code 3 where anything is an error.\n\nExample:\n  hanji check site\n"
                    "  hanji check https://example.org/blog/ --all");

  if (const std::optional<std::string> unknown = find_unknown(app, arguments)) {
    console.err << "error: " << *unknown << '\n';
    return exit_usage;
  }
  try {
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
    if (!part.empty()) {
      build.part = share_in(part);
      if (!build.part)
        throw CLI::ValidationError("--part", "wants a number and how many there are, as 2/4, not " + part);
      for (const char* option : {"--strict", "--report", "--precompress"}) {
        if (!build_app->get_option(option)->empty())
          throw CLI::ValidationError(option, "is for hanji merge, not for a part");
      }
    }
    if (search_app->parsed() && query->empty() && batch->empty())
      throw CLI::RequiredError("query or --batch");
    if (check_app->parsed() && !is_web_address(checked)) {
      for (const CLI::Option* option : of_addresses) {
        if (!option->empty())
          throw CLI::ValidationError(option->get_name(), "is for addresses, not for folders");
      }
    }
  } catch (const CLI::ParseError& stopped) {
    if (stopped.get_exit_code() == 0) return app.exit(stopped, console.out, console.err); // --help, --version
    console.err << "error: " << stopped.what() << "; hanji --help and hanji <command> --help tell more\n";
    return exit_usage;
  }
  if (build_app->parsed()) return build_command(build, console);
  if (merge_app->parsed()) return merge_command(merge, console);
  if (preview_app->parsed()) return preview_command(preview, console);
  if (serve_app->parsed()) return serve_command(serve, console);
  if (search_app->parsed()) return search_command(search, console);
  if (show_app->parsed()) return show_command(show, console);
  if (!is_web_address(checked)) return check_command({checked}, console);
  check.address = checked;
  return check_site_command(check, console);
}

} // namespace

int run_hanji(const std::vector<std::string>& arguments, Console& console) {
  try {
    return run(arguments, console);
  } catch (const fs::filesystem_error& failed) {
    return report_error(console, {ErrorKind::unreadable, words_of(failed.code()), failed.path1().string()});
  } catch (const std::exception& fault) {
    console.err << "error: " << fault.what()
                << "; this is a fault of hanji's, please report it with the command that you gave\n";
    return exit_fault;
  }
}

} // namespace hanji
