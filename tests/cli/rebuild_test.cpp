// A build that takes from the last one what has not changed makes the same site as one that reads everything.
#include <doctest.h>

#include <barrier>
#include <chrono>
#include <map>

#include "base/bytes.h"
#include "cli/entry_cache.h"
#include "cli/page_cache.h"
#include "cli/parallel.h"
#include "tests/cli/workshop.h"

using namespace hanji;

namespace {

using Files = std::map<std::string, std::string>;

Files contents(const Workshop& workshop, const std::string& below) {
  Files files;
  for (const std::string& name : workshop.files(below)) files[name] = workshop.read(below + "/" + name);
  return files;
}

// As if written an hour ago: what is younger than two seconds is not remembered.
void age(const Workshop& workshop) {
  for (const std::string& name : workshop.files("posts")) {
    const fs::path path = workshop.at("posts/" + name);
    const auto hour = std::chrono::minutes(60);
    if (fs::file_time_type::clock::now() - fs::last_write_time(path) < hour / 2)
      fs::last_write_time(path, fs::last_write_time(path) - hour);
  }
}

fs::path cache_file(const Workshop& workshop) { return *cache_path_for(workshop.at("posts/_posts")); }
fs::path page_cache_file(const Workshop& workshop) {
  return *cache_path_for(workshop.at("posts/_posts"), "pages of " + workshop.at("site").string());
}

struct Publisher : Workshop {
  Publisher() {
    for (int i = 0; i < 12; ++i)
      write_post("2024-01-" + std::to_string(10 + i) + "-글.md", "글 " + std::to_string(i),
                 "## 머리\n\n본문 " + std::to_string(i) + "번째.\n\n![그림](/a.svg)");
    write_post("2024-02-01-나쁜.md", "[괄호] 제목", "<p>닫지 않은 <b>글");
    write_post("2024-02-02-이진.md", "이진", std::string(2000, '\0'));
    write("posts/_posts/2024-02-03-숨은.md", "---\ntitle: 숨은 글\npublished: false\n---\n비밀\n");
    write_post("가/같은.md", "같은 이름", "하나.");
    write_post("나/같은.md", "같은 이름", "둘.");
    write("posts/a.svg", R"(<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"/>)");
    age(*this);
  }

  // With what is remembered, and without: both sites, and what was said, are the same.
  void check_same(const std::vector<std::string>& options = {}) {
    const auto with = [&options](std::vector<std::string> more) {
      more.insert(more.end(), options.begin(), options.end());
      return more;
    };
    age(*this);
    REQUIRE(build(options) == exit_done);
    const std::string said = err;
    for (const char* jobs : {"1", "2", "7"}) {
      fs::remove_all(at("whole"));
      REQUIRE(run(with({"build", at("posts").string(), "--out", at("whole").string(), "--page",
                        at("page").string(), "--fresh", "--jobs", jobs})) == exit_done);
      CHECK(contents(*this, "site") == contents(*this, "whole"));
      CHECK(err == said);
      REQUIRE(build(with({"--jobs", jobs})) == exit_done);
      CHECK(contents(*this, "site") == contents(*this, "whole"));
      CHECK(err == said);
    }
  }
};

} // namespace

TEST_CASE("다시 짓기: 무엇이 바뀌든 처음부터 지은 것과 한 바이트도 다르지 않다") {
  Publisher publisher;
  publisher.check_same();

  SUBCASE("발행인의 시간대가 바뀌면") {
    publisher.write("posts/_posts/2024-03-01-먼-곳.md",
                    "---\ntitle: 먼 곳\ndate: 2024-02-29 20:00 +0000\n---\n글\n");
    publisher.check_same();
    publisher.write("posts/_config.yml", "timezone: Asia/Seoul\n");
    publisher.check_same();
    CHECK(publisher.run({"search", publisher.at("site").string(), "먼 곳", "--json"}) == exit_done);
    if (fs::exists("/usr/share/zoneinfo/Asia/Seoul"))
      CHECK(publisher.out.find("2024-03-01") != std::string::npos);
    publisher.write("posts/_config.yml", "timezone: 서울\n");
    publisher.check_same();
    CHECK(publisher.err.find("this machine knows no time zone “서울”") != std::string::npos);
  }
  SUBCASE("그사이 앞날의 글이 오늘 글이 되고 오늘 글이 지난 글이 되면") {
    publisher.write("posts/_posts/2024-03-01-앞날.md", "---\ntitle: 앞날 글\n---\n글 ![그림](/b.svg)\n");
    publisher.write("posts/_posts/지난.md",
                    "---\ntitle: 지난 글\nexpiryDate: 2024-03-01T09:00:00+09:00\n---\n글\n");
    publisher.write("posts/b.svg", R"(<svg xmlns="http://www.w3.org/2000/svg" width="20" height="11"/>)");
    const std::chrono::sys_seconds midnight = std::chrono::sys_days{std::chrono::year(2024) / 3 / 1};
    const auto has = [&](const char* text) {
      REQUIRE(publisher.run({"search", publisher.at("site").string(), text}) == exit_done);
      return publisher.out.find(text) != std::string::npos &&
             publisher.out.find("No article") == std::string::npos;
    };
    for (const int days : {-2, 2, -2}) {
      publisher.now = midnight + std::chrono::days(days);
      publisher.check_same();
      CHECK(has("앞날 글") == (days > 0));
      CHECK(has("지난 글") == (days < 0));
      CHECK(publisher.files("site/media").size() == (days > 0 ? 2 : 1));
    }
  }
  SUBCASE("프로그램이 새 판이 되면") {
    const std::string before = publisher.read("site/a/2024-01-12-글.html");
    publisher.write("page/other.mjs", "export const next = 1;");
    publisher.check_same();
    CHECK(publisher.read("site/a/2024-01-12-글.html") != before); // 그 판의 폴더를 가리킨다
  }
  SUBCASE("글 하나가 바뀌면") {
    publisher.write_post("2024-01-12-글.md", "고친 글", "다른 본문.");
    publisher.check_same();
    CHECK(publisher.run({"search", publisher.at("site").string(), "다른 본문"}) == exit_done);
    CHECK(publisher.out.find("고친 글") != std::string::npos);
  }
  SUBCASE("크기가 같은 채 바뀌면") {
    const fs::path post = publisher.at("posts/_posts/2024-01-12-글.md");
    const auto time = fs::last_write_time(post);
    std::string text = publisher.read("posts/_posts/2024-01-12-글.md");
    text.replace(text.find("본문"), std::string("본문").size(), "밀물");
    publisher.write("posts/_posts/2024-01-12-글.md", text);
    fs::last_write_time(post, time); // as some editors and copies do
    publisher.check_same();
    CHECK(publisher.run({"search", publisher.at("site").string(), "밀물"}) == exit_done);
    CHECK(publisher.out.find("글 2") != std::string::npos);
  }
  SUBCASE("주소가 바뀌면") {
    publisher.write("posts/_posts/2024-03-01-옮긴.md",
                    "---\ntitle: 옮긴 글\npermalink: /옮긴/\nredirect_from: [/옛/, "
                    "/a%2Fb]\n---\n[글](/2024/01/12/글/)\n");
    publisher.check_same();
    CHECK(fs::exists(publisher.at("site/옛/index.html")));
    CHECK(publisher.err.find("2024-03-01-옮긴.md:4:") != std::string::npos);
    publisher.write("posts/_config.yml", "permalink: /:year/:month/:day/:title/\n");
    publisher.check_same();
    CHECK(publisher.read("site/옮긴/index.html").find("../2024/01/12/%EA%B8%80/") != std::string::npos);
    publisher.write("posts/_config.yml", "permalink: /:title\n");
    publisher.check_same();
    CHECK_FALSE(fs::exists(publisher.at("site/2024")));
  }
  SUBCASE("글이 늘면") {
    publisher.write_post("2025-01-01-새.md", "새 글", "새 본문.");
    publisher.check_same();
  }
  SUBCASE("글이 없어지면") {
    fs::remove(publisher.at("posts/_posts/2024-01-12-글.md"));
    publisher.check_same();
  }
  SUBCASE("글의 이름이 바뀌면") {
    fs::rename(publisher.at("posts/_posts/2024-01-12-글.md"),
               publisher.at("posts/_posts/2024-03-01-옮긴.md"));
    publisher.check_same();
  }
  SUBCASE("같은 이름의 글 하나가 없어지면") {
    fs::remove(publisher.at("posts/_posts/가/같은.md"));
    publisher.check_same();
  }
  SUBCASE("그림이 바뀌면") {
    publisher.write("posts/a.svg", R"(<svg xmlns="http://www.w3.org/2000/svg" width="30" height="10"/>)");
    publisher.check_same();
  }
  SUBCASE("그림이 없어졌다가 다시 나타나면") {
    fs::rename(publisher.at("posts/a.svg"), publisher.at("posts/b.svg"));
    publisher.check_same();
    CHECK(publisher.err.find("a.svg is not there") != std::string::npos);
    fs::rename(publisher.at("posts/b.svg"), publisher.at("posts/a.svg"));
    publisher.check_same();
    CHECK(publisher.err.find("a.svg is not there") == std::string::npos);
  }
  SUBCASE("글 곁에 더 가까운 그림이 생기면") {
    publisher.write_post("가/그림.md", "그림", "![그림](a.svg)");
    publisher.check_same();
    publisher.write("posts/_posts/가/a.svg",
                    R"(<svg xmlns="http://www.w3.org/2000/svg" width="5" height="5"/>)");
    publisher.check_same();
  }
  SUBCASE("누리집의 시간대가 바뀌면") {
    publisher.write("posts/_posts/2024-02-04-시각.md",
                    "---\ntitle: 시각\ndate: 2024-02-04 20:30 +0000\n---\n글\n");
    publisher.check_same();
    const std::string before = publisher.read("site/files.json");
    publisher.write("posts/_config.yml", "timezone: Asia/Seoul\n");
    publisher.check_same();
    CHECK(publisher.read("site/files.json") != before);
  }
  SUBCASE("HTML 속의 마크다운을 읽게 되면") {
    publisher.write("posts/_posts/2024-02-04-별표.md", "---\ntitle: 별표\n---\n<p>**굵은** 말</p>\n");
    publisher.check_same();
    publisher.write("posts/_config.yml", "kramdown: {parse_block_html: true}\n");
    publisher.check_same();
    const std::string post = publisher.at("posts/_posts/2024-02-04-별표.md").string();
    CHECK(publisher.run({"show", post}) == exit_done);
    CHECK(publisher.out.find("⟦bold|굵은⟧ 말") != std::string::npos);
  }
  SUBCASE("시각만 바뀌면") {
    fs::last_write_time(publisher.at("posts/_posts/2024-01-12-글.md"),
                        fs::file_time_type::clock::now() - std::chrono::hours(5));
    publisher.check_same();
  }
}

TEST_CASE("다시 짓기: 글의 페이지는 딸린 것 가운데 하나만 바뀌어도 새로 지어진다") {
  Publisher publisher;
  publisher.write_post("2024-01-15-글.md", "글 5",
                       "[열두째](#/2024-01-12-글/머리) ![셋째](#/2024-01-13-글) [없는 글](#/2026-01-01-글)");
  publisher.check_same();
  const auto page = [&](const char* day) {
    return publisher.read(std::string("site/a/2024-01-") + day + "-글.html");
  };
  const std::string before = page("15");
  const std::vector<std::string> at_example{"--base-url", "https://example.org/"};

  SUBCASE("이웃 글의 제목") {
    publisher.write_post("2024-01-16-글.md", "새 제목", "본문 6번째.");
    publisher.check_same();
    CHECK(page("15").find("새 제목") != std::string::npos);
  }
  SUBCASE("이웃 글의 이름") {
    fs::rename(publisher.at("posts/_posts/2024-01-16-글.md"),
               publisher.at("posts/_posts/2024-01-16-옮긴-글.md"));
    publisher.check_same();
    CHECK(page("15") != before);
  }
  SUBCASE("고리가 가리키는 글이 없어졌다가 다시 생기면") {
    fs::rename(publisher.at("posts/_posts/2024-01-12-글.md"), publisher.at("글.md"));
    publisher.check_same();
    CHECK(page("15").find("../#/2024-01-12-") != std::string::npos);
    fs::rename(publisher.at("posts/_posts/2024-01-13-글.md"), publisher.at("또.md"));
    publisher.check_same();
    fs::rename(publisher.at("글.md"), publisher.at("posts/_posts/2024-01-12-글.md"));
    fs::rename(publisher.at("또.md"), publisher.at("posts/_posts/2024-01-13-글.md"));
    publisher.check_same();
    CHECK(page("15") == before);
    publisher.write_post("2026-01-01-글.md", "없던 글", "이제 있다.");
    publisher.check_same();
    CHECK(page("15").find("\"2026-01-01-") != std::string::npos);
  }
  SUBCASE("갈래의 이름") {
    publisher.write("posts/_posts/2024-01-15-글.md", "---\ntitle: 글 5\ncategories: [다른 갈래]\n---\n글\n");
    publisher.check_same();
    CHECK(page("15").find("다른 갈래") != std::string::npos);
    CHECK(fs::exists(publisher.at("site/c/다른 갈래.html")));
  }
  SUBCASE("본") {
    for (const char* name : {"page/index.html", "page/static_page.css", "page/static_page.js"}) {
      publisher.write(name, publisher.read(name) + "\n\n");
      publisher.check_same();
    }
    CHECK(page("15").size() == before.size() + 4);
  }
  SUBCASE("누리집의 주소") {
    publisher.check_same(at_example);
    CHECK(page("15").find("https://example.org/a/") != std::string::npos);
    publisher.check_same({"--base-url", "https://example.org/blog"});
    CHECK(page("15").find("https://example.org/blog/a/") != std::string::npos);
    publisher.check_same();
    CHECK(page("15") == before);
  }
  SUBCASE("누리집의 제목과 말") {
    publisher.check_same({"--title", "다른 제목"});
    CHECK(page("15").find("다른 제목") != std::string::npos);
    publisher.write("posts/_config.yml", "lang: en\n");
    publisher.check_same();
    CHECK(page("15").find("Read in Hanji") != std::string::npos);
  }
  SUBCASE("옛 누리집의 페이지") {
    for (const bool longer : {false, true}) {
      std::string text = before;
      text[text.size() - 5] = '!';
      publisher.write("site/a/2024-01-15-글.html", longer ? text + "!" : text);
      publisher.check_same();
      CHECK(page("15") == before);
    }
    fs::remove(publisher.at("site/a/2024-01-15-글.html"));
    publisher.check_same();
    fs::remove_all(publisher.at("site"));
    publisher.check_same();
  }
}

TEST_CASE("다시 짓기: 도구가 달라지면 페이지의 기억은 없는 것과 같다") {
  Workshop workshop;
  const fs::path file = workshop.at("memory/pages");
  const Hash key = hash_of(as_bytes("글"));
  PageCache first(file);
  first.add("a/글.html", {key, {5, key}, {{"#/다른", "다른.html"}}});
  first.keep();
  REQUIRE(PageCache(file).find("a/글.html", key) != nullptr);
  CHECK(PageCache(file).find("a/글.html", key)->links.size() == 1);
  CHECK(PageCache(file).find("a/글.html", hash_of({})) == nullptr);

  std::string bytes = workshop.read("memory/pages");
  bytes.resize(bytes.size() - sizeof(Hash));
  for (const std::size_t place : {std::size_t{0}, std::size_t{6}}) { // the format's, and the tool's
    std::string other = bytes;
    other[place] = static_cast<char>(other[place] ^ 1);
    const Hash hash = hash_of(as_bytes(other));
    workshop.write("memory/pages", other + std::string(as_text(std::as_bytes(std::span(hash)))));
    CHECK(PageCache(file).find("a/글.html", key) == nullptr);
  }
}

TEST_CASE("다시 짓기: 바뀐 것이 없으면 기억도 다시 쓰지 않고, --fresh는 기억하지 않는다") {
  Publisher publisher;
  REQUIRE(publisher.build({"--fresh"}) == exit_done);
  CHECK_FALSE(fs::exists(cache_file(publisher)));
  CHECK_FALSE(fs::exists(page_cache_file(publisher)));
  REQUIRE(publisher.build() == exit_done);
  const auto first = stamp_of(cache_file(publisher)), first_pages = stamp_of(page_cache_file(publisher));
  REQUIRE(first);
  REQUIRE(first_pages);
  REQUIRE(publisher.build() == exit_done);
  CHECK(stamp_of(cache_file(publisher)) == first);
  CHECK(stamp_of(page_cache_file(publisher)) == first_pages);
  publisher.write_post("2024-01-12-글.md", "고친 글", "다른 본문.");
  age(publisher);
  REQUIRE(publisher.build() == exit_done);
  CHECK(stamp_of(cache_file(publisher)) != first);
  for (const std::string& name : publisher.files("cache")) CHECK(name.find(".partial-") == std::string::npos);

  publisher.write("cache/hanji/builds/old", "");
  fs::last_write_time(publisher.at("cache/hanji/builds/old"),
                      fs::file_time_type::clock::now() - std::chrono::hours(24 * 91));
  publisher.write_post("2024-01-13-글.md", "또 고친 글", "또 다른 본문.");
  age(publisher);
  REQUIRE(publisher.build() == exit_done);
  CHECK(publisher.files("cache/hanji/builds").size() == 2);
}

TEST_CASE("다시 짓기: 여럿이 함께 적는 동안 디스크가 차면 기억하지 않을 뿐이다") {
  Workshop workshop;
  const fs::path file = workshop.at("memory/builds"), full = "/dev/full"; // takes no byte
  for (const bool fits : {true, false}) {
    fs::remove_all(file.parent_path());
    fs::create_directories(file.parent_path());
    if (!fits) fs::create_symlink(full, partial_path(file));
    EntryCache cache(file);
    PostEntry entry;
    entry.words = Bytes(1000, std::byte{'x'});
    std::barrier together(8);
    for_each_parallel(8, 8, [&](std::size_t i) {
      together.arrive_and_wait();
      for (std::size_t k = 0; k < 50; ++k)
        cache.add("글 " + std::to_string(8 * k + i), FileStamp{1, 2, 3, 8 * k + i}, entry);
    });
    cache.keep();
    CHECK(fs::exists(file) == fits);
    CHECK_FALSE(fs::exists(fs::symlink_status(partial_path(file))));
    EntryCache next(file);
    const auto known = next.find("글 399", FileStamp{1, 2, 3, 399}, "글.md");
    CHECK(known.has_value() == fits);
    if (known) CHECK(*known->words.get() == *entry.words.get());
  }
  CHECK(fs::exists(full));
}

TEST_CASE("다시 짓기: 기억이 깨졌거나 쓸 수 없으면 없는 것과 같다") {
  Publisher publisher;
  REQUIRE(publisher.build() == exit_done);
  const Files site = contents(publisher, "site");
  for (const fs::path& cache : {cache_file(publisher), page_cache_file(publisher)}) {
    const std::string whole = publisher.read(fs::relative(cache, publisher.folder).string());
    REQUIRE(whole.size() > 1000);
    const auto damage = [&](const std::string& bytes) {
      std::ofstream(cache, std::ios::binary) << bytes;
      REQUIRE(publisher.build() == exit_done);
      CHECK(contents(publisher, "site") == site);
    };
    for (std::size_t place = 0; place < whole.size(); place += whole.size() / 97 + 1) {
      std::string bytes = whole;
      bytes[place] = static_cast<char>(bytes[place] ^ 0x55);
      damage(bytes);
    }
    for (const std::size_t length :
         {std::size_t{0}, std::size_t{39}, std::size_t{40}, whole.size() / 2, whole.size() - 1})
      damage(whole.substr(0, length));
    damage(whole + whole);

    fs::remove(cache);
    fs::create_directory(cache); // cannot be written, not even by root
    REQUIRE(publisher.build() == exit_done);
    CHECK(contents(publisher, "site") == site);
  }
  setenv("XDG_CACHE_HOME", "/proc/nothing", 1);
  REQUIRE(publisher.build() == exit_done);
  CHECK(contents(publisher, "site") == site);
}
