// `hanji preview` follows every change and serves what a full build makes.
#include <doctest.h>
#include <nlohmann/json.hpp>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <functional>
#include <map>
#include <random>
#include <set>
#include <thread>

#include "cli/folder_watch.h"
#include "cli/preview.h"
#include "tests/cli/workshop.h"

using namespace hanji;
using namespace std::chrono_literals;

namespace {

using Files = std::map<std::string, std::string>;

// As a browser is sent it, but for the module.
std::string without_module(std::string text) {
  const std::size_t begin = text.find("<script type=\"module\" src=\"/.hanji-preview/");
  if (begin == text.npos) return text;
  constexpr std::string_view end = "</script>";
  return text.erase(begin, text.find(end, begin) + end.size() - begin);
}

struct Previewed : Workshop {
  std::ostringstream output, errors;
  Console console{output, errors, false, {}};
  std::unique_ptr<Preview> preview;
  FolderState state;
  std::vector<std::string> more; // options of both

  void begin(bool drafts = false) {
    BuildOptions options{.posts = at("posts"), .page = at("page")};
    options.jobs = 2;
    options.drafts = drafts;
    if (drafts) more = {"--drafts"};
    preview = std::make_unique<Preview>(options, console);
    state = look_through(at("posts"));
    REQUIRE(preview->build({}));
  }
  std::vector<std::string> follow() {
    FolderState now = look_through(at("posts"));
    std::vector<std::string> changed = changed_files(state, now);
    state = std::move(now);
    const bool built = preview->build(changed).has_value();
    CAPTURE(built);
    return changed;
  }
  SiteAnswer ask(const std::string& path) const { return preview->answer({"GET", path, "", "", "", false}); }
  std::string at_path(const std::string& path) const { return without_module(ask(path).body); }
  nlohmann::json told() const { return nlohmann::json::parse(preview->state()); }

  void check_same() {
    fs::remove_all(at("site"));
    std::vector<std::string> options{"--fresh"};
    options.insert(options.end(), more.begin(), more.end());
    REQUIRE(build(options) == exit_done);
    const auto listed = nlohmann::json::parse(at_path("/files.json"))["files"];
    Files served, built;
    for (const auto& file : listed) served[file["file"]];
    served["files.json"];
    for (const std::string& name : files("site")) built[name] = read("site/" + name);
    for (auto& [name, text] : served) {
      // The worker of a site is the one file that a preview answers otherwise.
      text = name == "service_worker.js" ? built[name] : at_path("/" + name);
    }
    CHECK(served == built);
  }
};

} // namespace

TEST_CASE("미리보기: 아무렇게나 고쳐 나가도 처음부터 지은 누리집과 한 바이트도 다르지 않다") {
  Previewed publisher;
  for (int i = 0; i < 9; ++i)
    publisher.write_post("2024-01-0" + std::to_string(i + 1) + "-글.md", "글 " + std::to_string(i),
                         "## 머리\n\n본문 " + std::to_string(i) +
                             "번째. [다음](/2024/01/02/글/)\n\n![그림](/a.svg)");
  publisher.write("posts/a.svg", R"(<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"/>)");
  publisher.begin();
  publisher.check_same();

  std::mt19937 random(20261130); // NOLINT: the same each time
  const auto any = [&](std::size_t below) { return static_cast<std::size_t>(random() % below); };
  const auto post = [](std::size_t i) { return "2024-01-0" + std::to_string(i + 1) + "-글.md"; };
  const std::vector<std::function<void()>> edits{
      [&] { publisher.write_post(post(any(9)), "고친 글", "다른 본문 " + std::to_string(random())); },
      [&] {
        publisher.write_post("새/" + std::to_string(any(4)) + ".md", "새 글",
                             "$x^2$ 새 본문 ![그림](/a.svg)");
      },
      [&] { fs::remove(publisher.at("posts/_posts/" + post(any(9)))); },
      [&] {
        std::error_code ignored;
        fs::rename(publisher.at("posts/_posts/" + post(any(9))), publisher.at("posts/_posts/옮긴 글.md"),
                   ignored);
      },
      [&] {
        publisher.write("posts/a.svg", R"(<svg xmlns="http://www.w3.org/2000/svg" width="20" height=")" +
                                           std::to_string(10 + any(9)) + "\"/>");
      },
      [&] {
        const std::array<const char*, 5> settings{"title: 갯마을\n",
                                                  "permalink: /:title/\nurl: https://a.example\n",
                                                  "timezone: Asia/Seoul\n", "lang: en\n", ""};
        publisher.write("posts/_config.yml", settings[any(settings.size())]);
      },
      [&] { publisher.write_post(post(any(9)), "[망가진", "<p>닫지 않은 <b>글"); },
      [&] { publisher.write("posts/_posts/" + post(any(9)), std::string(3000, '\0')); },
      [&] {
        publisher.write("posts/_posts/" + post(any(9)), "---\ntitle: 숨은 글\npublished: false\n---\n비밀\n");
      },
      [&] { publisher.write_post(post(any(9)), "시각", "---\n"), fs::remove(publisher.at("posts/a.svg")); },
      [&] {
        publisher.write("posts/_posts/" + post(any(9)),
                        "---\ntitle: 먼 곳\ndate: 2024-02-29 20:00 +0000\nredirect_from: /옛/\n---\n[[글 1]] "
                        "```js\nx\n```\n");
      },
  };
  for (int round = 0; round < 24; ++round) {
    for (std::size_t i = any(3) + 1; i > 0; --i) edits[any(edits.size())]();
    publisher.write_post("2024-05-01-언제나.md", "언제나 있는 글", "본문");
    publisher.follow();
    CAPTURE(round);
    publisher.check_same();
  }
}

TEST_CASE("미리보기: 바뀐 글만 다시 읽는다") {
  Previewed publisher;
  publisher.write("posts/_config.yml", "url: https://a.example\n"); // else it is looked for in posts
  for (const char* name : {"가.md", "나.md", "다.md"}) publisher.write_post(name, name, "본문");
  for (const std::string& name : publisher.files("posts"))
    fs::last_write_time(publisher.at("posts/" + name), fs::file_time_type::clock::now() - 60min);
  publisher.begin();
  publisher.write_post("나.md", "나.md", "고친 본문");

  const int opened = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  REQUIRE(inotify_add_watch(opened, publisher.at("posts/_posts").c_str(), IN_OPEN) >= 0);
  publisher.follow();
  std::set<std::string> names;
  alignas(inotify_event) std::array<char, 4096> bytes{};
  for (ssize_t got = 0; (got = read(opened, bytes.data(), bytes.size())) > 0;) {
    for (std::size_t at = 0; at < static_cast<std::size_t>(got);) {
      const auto& event = *reinterpret_cast<const inotify_event*>(bytes.data() + at);
      if ((event.mask & IN_ISDIR) == 0) names.insert(event.name);
      at += sizeof event + event.len;
    }
  }
  close(opened);
  CHECK(names == std::set<std::string>{"나.md"});
  CHECK(publisher.at_path("/a/나.html").find("고친 본문") != std::string::npos);
}

TEST_CASE("미리보기: 알릴 것은 바뀐 글의 것이고, 파일과 줄을 말한다") {
  Previewed publisher;
  publisher.write_post("먼저.md", "먼저", "<b>닫지 않은");
  publisher.write_post("나중.md", "나중", "본문");
  publisher.begin();
  CHECK(publisher.told()["failure"].is_null());
  REQUIRE(publisher.told()["problems"].size() == 1);
  CHECK(publisher.told()["problems"][0]["kind"] == "old");
  CHECK(publisher.told()["problems"][0]["page"] == "a/%EB%A8%BC%EC%A0%80.html");

  const std::string build = publisher.told()["build"];
  publisher.write_post("나중.md", "나중", "본문\n\n<b>닫지 않은");
  CHECK(publisher.follow() == std::vector<std::string>{"_posts/나중.md"});
  CHECK(publisher.told()["build"] != build);
  const auto problem = publisher.told()["problems"][0];
  CHECK(problem["kind"] == "warning");
  CHECK(problem["file"] == publisher.at("posts/_posts/나중.md").string());
  CHECK(problem["line"] == 7);
  CHECK(publisher.errors.str().find("나중.md:7:1: warning: ") != std::string::npos);

  publisher.write("posts/_posts/나중.md", std::string(3000, '\0'));
  publisher.follow();
  CHECK(publisher.told()["problems"][0]["kind"] == "error");
  CHECK(publisher.ask("/a/%EB%82%98%EC%A4%91.html").status == 404); // decoded by the server
  CHECK(publisher.ask("/a/나중.html").status == 404);

  publisher.write_post("나중.md", "나중", "본문");
  publisher.follow();
  REQUIRE(publisher.told()["problems"].size() == 1);
  CHECK(publisher.told()["problems"][0]["kind"] == "old");
  CHECK(publisher.told()["build"] == build);
}

TEST_CASE("미리보기: 지을 수 없는 동안에는 앞의 누리집이 남고, 까닭을 말한다") {
  Previewed publisher;
  publisher.write_post("글.md", "글", "본문");
  publisher.begin();
  const std::string build = publisher.told()["build"];
  fs::rename(publisher.at("posts"), publisher.at("away"));
  publisher.follow();
  CHECK(publisher.told()["failure"]["file"] == publisher.at("posts").string());
  CHECK(publisher.told()["build"] == build);
  CHECK(publisher.ask("/a/글.html").status == 200);
  fs::rename(publisher.at("away"), publisher.at("posts"));
  publisher.follow();
  CHECK(publisher.told()["failure"].is_null());
  publisher.check_same();
}

TEST_CASE("미리보기: 초안은 달라고 할 때만 들어온다") {
  for (const bool drafts : {false, true}) {
    Previewed publisher;
    publisher.write_post("글.md", "글", "본문");
    publisher.write("posts/_drafts/초안.md", "---\ntitle: 쓰는 글\n---\n아직\n");
    publisher.begin(drafts);
    CHECK((publisher.at_path("/index.html").find("쓰는 글") != std::string::npos) == drafts);
    publisher.check_same();
  }
}

TEST_CASE("미리보기: 답은 정적 호스트와 같고, 낡은 것이 남지 않게 한다") {
  Previewed publisher;
  publisher.write_post("글.md", "글", "본문 ![그림](/a.svg)");
  publisher.write("posts/a.svg", R"(<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"/>)");
  publisher.begin();
  const auto header = [&](const std::string& path, const std::string& name) {
    for (const auto& [each, value] : publisher.ask(path).headers)
      if (each == name) return value;
    return std::string();
  };
  CHECK(header("/", "Cache-Control") == "no-store");
  CHECK(header("/bundle/bundle.json", "Cache-Control") == "no-store");
  CHECK(publisher.ask("/").body.find("data-preview=\"") != std::string::npos);
  CHECK(publisher.ask("/none").status == 404);
  CHECK(publisher.ask("/none").body.find("data-preview=\"") != std::string::npos);
  CHECK(publisher.ask("/a").status == 301);
  CHECK(header("/a", "Location") == "/a/");
  CHECK(publisher.ask("/../posts/_posts/글.md").status == 404);
  CHECK(publisher.ask("/posts/_posts/글.md").status == 404);
  CHECK(publisher.ask("/service_worker.js").body.find("unregister") != std::string::npos);
  CHECK(publisher.preview->answer({"POST", "/", "", "", "", false}).status == 404);

  // What is named by its content is asked for by pages of the build before, too; a picture that has changed
  // is not sent under its former name.
  std::string shard, picture;
  for (const auto& file : nlohmann::json::parse(publisher.at_path("/files.json"))["files"]) {
    const std::string name = file["file"];
    if (name.starts_with("bundle/articles-")) shard = "/" + name;
    if (name.starts_with("media/")) picture = "/" + name;
  }
  REQUIRE(publisher.ask(shard).status == 200);
  REQUIRE(publisher.ask(picture).status == 200);
  CHECK(header(shard, "Cache-Control").find("immutable") != std::string::npos);
  publisher.write_post("글.md", "글", "고친 본문 ![그림](/a.svg)");
  publisher.write("posts/a.svg", R"(<svg xmlns="http://www.w3.org/2000/svg" width="30" height="10"/>)");
  publisher.follow();
  CHECK(publisher.ask(shard).status == 200);
  CHECK(publisher.ask(picture).status == 404);
}

TEST_CASE("폴더 지켜보기: 새 글, 이름을 바꿔 쓰는 편집기, 사라진 폴더, 한꺼번에 바뀐 여럿을 안다") {
  Workshop workshop;
  workshop.write("posts/_posts/글.md", "처음");
  FolderWatch watch(workshop.at("posts"));
  const auto end = std::chrono::steady_clock::now() + 30s;
  const auto next = [&] { return watch.wait([&] { return std::chrono::steady_clock::now() > end; }); };
  using Names = std::vector<std::string>;

  workshop.write("posts/_posts/글.md", "고침");
  CHECK(next() == Names{"_posts/글.md"});
  workshop.write("posts/_posts/.글.md.swp", "편집기의 것");
  workshop.write("posts/_posts/글.md.new", "이름을 바꿔 쓴 것");
  fs::rename(workshop.at("posts/_posts/글.md.new"), workshop.at("posts/_posts/글.md"));
  CHECK(next() == Names{"_posts/글.md"});
  workshop.write("posts/새/깊은/글.md", "새 폴더의 글");
  CHECK(next() == Names{"새/깊은/글.md"});
  workshop.write("posts/새/깊은/글.md", "그 글을 고침");
  CHECK(next() == Names{"새/깊은/글.md"});
  for (int i = 0; i < 300; ++i) workshop.write("posts/여럿/" + std::to_string(i), "하나");
  Names many;
  while (many.size() < 300 && std::chrono::steady_clock::now() < end) {
    const Names more = next();
    many.insert(many.end(), more.begin(), more.end());
  }
  CHECK(many.size() == 300);
  fs::rename(workshop.at("posts"), workshop.at("away"));
  CHECK(next().size() == 302);
  fs::rename(workshop.at("away"), workshop.at("posts"));
  CHECK(next().size() == 302);
  workshop.write("posts/_posts/글.md", "돌아온 뒤에");
  CHECK(next() == Names{"_posts/글.md"});
}

TEST_CASE("폴더 지켜보기: 쓰는 중인 파일은 다 쓸 때까지 기다린다") {
  Workshop workshop;
  workshop.write("posts/글.md", "처음");
  FolderWatch watch(workshop.at("posts"));
  std::jthread writer([&] {
    std::ofstream out(workshop.at("posts/글.md"));
    for (int i = 0; i < 4; ++i) {
      out << "조금씩 쓴다\n" << std::flush;
      std::this_thread::sleep_for(100ms);
    }
    out << "끝\n";
  });
  const auto end = std::chrono::steady_clock::now() + 30s;
  CHECK(watch.wait([&] { return std::chrono::steady_clock::now() > end; }) ==
        std::vector<std::string>{"글.md"});
  CHECK(workshop.read("posts/글.md").ends_with("끝\n"));
}

TEST_CASE("폴더 지켜보기: 무엇이 없어지고 생기고 바뀌었는지 이름의 차례대로 말한다") {
  const FolderState before{{"가", {1}}, {"나", {1}}, {"라", {1}}},
      after{{"나", {2}}, {"다", {1}}, {"라", {1}}};
  CHECK(changed_files(before, after) == std::vector<std::string>{"가", "나", "다"});
  CHECK(changed_files({}, {}).empty());
}
