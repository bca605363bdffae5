// What did not change between two builds keeps its time, and nobody else's file changes with it.
#include <doctest.h>
#include <sys/stat.h>

#include <chrono>
#include <set>

#include "tests/cli/workshop.h"

using namespace hanji;

namespace {

struct Carried : Workshop {
  Carried() {
    for (int i = 0; i < 9; ++i)
      write_post("2024-01-1" + std::to_string(i) + "-글" + std::to_string(i) + ".md",
                 "글 " + std::to_string(i), "본문 " + std::to_string(i) + "번째.\n\n![그림](/a.svg)");
    write("posts/a.svg", R"(<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"/>)");
    REQUIRE(build() == exit_done);
    age("site");
  }

  // As if made two hours ago.
  void age(const std::string& below) const {
    const auto then = fs::file_time_type::clock::now() - std::chrono::hours(2);
    for (const std::string& name : files(below)) fs::last_write_time(at(below + "/" + name), then);
  }
  bool is_old(const std::string& name) const {
    const auto age = fs::file_time_type::clock::now() - fs::last_write_time(at(name));
    return age > std::chrono::hours(1);
  }
  // Names that are written anew, a line each; those of the bundle without the hash.
  std::string new_files() const {
    std::set<std::string> names;
    for (const std::string& name : files("site")) {
      const bool hashed = name.starts_with("bundle/") && name.find('-') != name.npos;
      if (!is_old("site/" + name)) names.insert(hashed ? name.substr(0, name.find('-')) : name);
    }
    std::string lines;
    for (const std::string& name : names) lines += name + "\n";
    return lines;
  }
  // Right, and the same as one that is made from nothing.
  void check_whole() {
    CHECK(run({"check", at("site").string()}) == exit_done);
    REQUIRE(run({"build", at("posts").string(), "--out", at("whole").string(), "--page", at("page").string(),
                 "--fresh"}) == exit_done);
    for (const std::string& name : files("whole")) {
      if (name != "files.json") CHECK(read("site/" + name) == read("whole/" + name));
    }
  }
};

std::uint64_t names_of(const fs::path& file) {
  struct stat state{};
  REQUIRE(lstat(file.c_str(), &state) == 0);
  return state.st_nlink;
}

} // namespace

TEST_CASE("옮겨 잇기: 바뀐 것이 없으면 어느 파일도 새것이 아니다") {
  Carried site;
  REQUIRE(site.build() == exit_done);
  CHECK(site.new_files().empty());
  REQUIRE(site.build({"--fresh", "--jobs", "7"}) == exit_done);
  CHECK(site.new_files().empty());
  site.check_whole();
}

TEST_CASE("옮겨 잇기: 글 하나의 낱말 하나가 바뀌면 그 글에 딸린 것만 새것이다") {
  Carried site;
  site.write_post("2024-01-14-글4.md", "글 4", "밀물 4번째.\n\n![그림](/a.svg)");
  REQUIRE(site.build() == exit_done);
  CHECK(site.new_files() ==
        "a/2024-01-14-글4.html\narchive/2024-01.html\nbuild.json\nbundle/articles\nbundle/bundle.json\n"
        "bundle/files\nbundle/headlines\nbundle/pack\nbundle/search/index\nc/"
        "시험.html\nfiles.json\nindex.html\nservice_worker.js\n");
  site.check_whole();

  site.age("site");
  site.write_post("2024-01-14-글4.md", "새 이름", "밀물 4번째.\n\n![그림](/a.svg)");
  REQUIRE(site.build() == exit_done);
  CHECK(site.new_files().starts_with("a/2024-01-13-글3.html\na/2024-01-14-글4.html\na/"
                                     "2024-01-15-글5.html\narchive/2024-01.html\nbuild.json\nbundle/"));
  site.check_whole();
}

TEST_CASE("옮겨 잇기: 손으로 고친 옛 누리집은 크기와 시각이 같아도 새로 적힌다") {
  Carried site;
  std::string touched;
  for (const std::string& name : {std::string("a/2024-01-14-글4.html"), std::string("bundle/bundle.json"),
                                  std::string("index.html"), "media/" + site.files("site/media").front()}) {
    touched += name + "\n";
    std::string text = site.read("site/" + name);
    text[text.size() / 2] = static_cast<char>(text[text.size() / 2] ^ 1);
    const auto time = fs::last_write_time(site.at("site/" + name));
    site.write("site/" + name, text);
    fs::last_write_time(site.at("site/" + name), time);
  }
  REQUIRE(site.build() == exit_done);
  CHECK(site.new_files() == touched);
  site.check_whole();
}

TEST_CASE("옮겨 잇기: files.json이 깨졌어도 나머지는 제 시각을 지킨다") {
  for (const char* text : {"", "{", "{\"format\": 1, \"files\": []}"}) {
    Carried site;
    site.write("site/files.json", text);
    REQUIRE(site.build() == exit_done);
    CHECK(site.new_files() == "files.json\n");
    site.check_whole();
  }
}

TEST_CASE("옮겨 잇기: 다른 이름이 또 있는 파일은 베끼므로 한쪽을 고쳐도 다른 쪽은 그대로다") {
  Carried site;
  fs::copy(site.at("site"), site.at("mirror"),
           fs::copy_options::recursive | fs::copy_options::create_hard_links);
  REQUIRE(names_of(site.at("site/index.html")) == 2);
  REQUIRE(site.build() == exit_done);
  CHECK(site.new_files().empty());
  for (const std::string& name : site.files("site")) {
    CHECK(names_of(site.at("site/" + name)) == 1);
    site.write("mirror/" + name, "고침"); // in place
  }
  site.check_whole();
  for (const std::string& name : site.files("mirror")) CHECK(site.read("mirror/" + name) == "고침");
}

TEST_CASE("옮겨 잇기: 이어진 폴더와 고리 너머의 것은 잇지 않는다") {
  Carried site;
  fs::rename(site.at("site/media"), site.at("elsewhere"));
  fs::create_directory_symlink(site.at("elsewhere"), site.at("site/media"));
  fs::rename(site.at("site/index.html"), site.at("my.html"));
  fs::create_symlink(site.at("my.html"), site.at("site/index.html"));
  fs::remove(site.at("site/index.html"));
  REQUIRE(mkfifo(site.at("site/index.html").c_str(), 0600) == 0);
  REQUIRE(site.build() == exit_done);
  CHECK_FALSE(fs::is_symlink(site.at("site/media")));
  for (const std::string& name : site.files("elsewhere")) {
    CHECK(site.is_old("site/media/" + name)); // a copy, with its time
    site.write("elsewhere/" + name, "고침");
  }
  site.write("my.html", "고침");
  site.check_whole();
}

TEST_CASE("옮겨 잇기: 읽을 권한은 새로 지은 것과 같다") {
  Carried site;
  const fs::path page = site.at("site/index.html");
  const fs::perms usual = fs::status(page).permissions();
  fs::permissions(page, fs::perms::owner_read | fs::perms::owner_write);
  REQUIRE(site.build() == exit_done);
  CHECK(fs::status(page).permissions() == usual);
  CHECK(site.is_old("site/index.html"));
  const mode_t mask = umask(077);
  REQUIRE(site.build() == exit_done);
  umask(mask);
  CHECK(fs::status(page).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("옮겨 잇기: 죽은 짓기가 남긴 것은 누리집과 이어져 있어도 치워진다") {
  Carried site;
  const pid_t dead = 4'194'304; // beyond any process
  const fs::path left = site.at("site.partial-" + std::to_string(dead));
  fs::copy(site.at("site"), left, fs::copy_options::recursive | fs::copy_options::create_hard_links);
  REQUIRE(site.build() == exit_done);
  CHECK_FALSE(fs::exists(left));
  CHECK(site.new_files().empty());
  CHECK(names_of(site.at("site/index.html")) == 1);
  site.check_whole();
}

TEST_CASE("옮겨 잇기: 한 이름의 같은 그림이 여러 폴더에 있어도 옛 누리집은 다치지 않는다") {
  Carried site;
  for (int i = 0; i < 40; ++i) {
    const std::string folder = "폴더" + std::to_string(i);
    site.write("posts/_posts/" + folder + "/b.svg", site.read("posts/a.svg"));
    site.write_post(folder + "/2024-02-0" + std::to_string(i % 9 + 1) + "-그림" + folder + ".md", "그림",
                    "![그림](b.svg)");
  }
  for (int i = 0; i < 3; ++i) {
    REQUIRE(site.build({"--jobs", "8"}) == exit_done);
    site.check_whole();
    site.age("site");
  }
  CHECK(site.files("site/media").size() == 2);
}

TEST_CASE("옮겨 잇기: 발행인이 놓은 파일도 제 시각을 지킨다") {
  Carried site;
  site.write("site/CNAME", "example.org\n");
  site.write("site/나의/글.txt", "글");
  site.age("site");
  REQUIRE(site.build() == exit_done);
  CHECK(site.is_old("site/CNAME"));
  CHECK(site.is_old("site/나의/글.txt"));
}
