// What goes wrong around a build: the message names the path, the exit code is the right one, and the old
// site stays.
#include <doctest.h>
#include <nlohmann/json.hpp>
#include <signal.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

#include "cli/entry_cache.h"
#include "tests/cli/workshop.h"
#include "tests/skip.h"

using namespace hanji;

namespace {

bool says(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

// A site that must survive.
struct OldSite {
  Workshop& workshop;
  std::string before;

  explicit OldSite(Workshop& in) : workshop(in) {
    workshop.write_post("2024-01-01-옛.md", "옛 글", "오래된 본문.");
    REQUIRE(workshop.build() == exit_done);
    before = workshop.read("site/files.json");
  }
  void check_untouched() const {
    CHECK(workshop.read("site/files.json") == before);
    CHECK(workshop.run({"check", workshop.at("site").string()}) == exit_done);
    check_nothing_beside();
  }
  void check_nothing_beside() const {
    for (const auto& entry : fs::directory_iterator(workshop.folder))
      CHECK_FALSE(says(entry.path().string(), ".partial-"));
  }
};

// The work in a process of its own; its exit code, or -1 when it was killed.
template <class Work>
int in_child(const Work& work) {
  const pid_t child = fork();
  if (child == 0) _exit(work());
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

// How often memory is asked for, and waited for, is not the same each time.
bool is_of_memory(std::uint64_t call) {
  constexpr std::array<std::uint64_t, 8> calls{SYS_mmap,    SYS_munmap, SYS_mremap, SYS_mprotect,
                                               SYS_madvise, SYS_brk,    SYS_futex,  SYS_sched_yield};
  return std::ranges::find(calls, call) != calls.end();
}

// The work in a process of its own, killed before its system call of that number. How many it has begun;
// nothing where the system lets nobody trace.
template <class Work>
std::optional<long> run_until(const Work& work, long calls) {
  constexpr int no_right = 77;
  const pid_t child = fork();
  if (child == 0) {
    if (ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) != 0) _exit(no_right);
    raise(SIGSTOP);
    _exit(work());
  }
  int status = 0, signal = 0;
  waitpid(child, &status, 0);
  if (!WIFSTOPPED(status)) return {};
  ptrace(PTRACE_SETOPTIONS, child, nullptr, PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL);
  constexpr int at_a_call = SIGTRAP | 0x80;
  long begun = 0;
  while (begun < calls) {
    ptrace(PTRACE_SYSCALL, child, nullptr, signal);
    waitpid(child, &status, 0);
    if (!WIFSTOPPED(status)) return begun;
    signal = WSTOPSIG(status) == at_a_call ? 0 : WSTOPSIG(status);
    __ptrace_syscall_info info{};
    if (signal == 0 && ptrace(PTRACE_GET_SYSCALL_INFO, child, sizeof info, &info) <= 0) {
      kill(child, SIGKILL);
      waitpid(child, &status, 0);
      return {};
    }
    if (signal == 0 && info.op == PTRACE_SYSCALL_INFO_ENTRY && !is_of_memory(info.entry.nr)) ++begun;
  }
  kill(child, SIGKILL);
  waitpid(child, &status, 0);
  return begun;
}

void write_many_posts(const Workshop& workshop, int count) {
  std::string body;
  for (int i = 0; i < 200; ++i) body += "밀물과 썰물은 하루에 두 번 " + std::to_string(i) + "번 든다.\n\n";
  for (int i = 0; i < count; ++i)
    workshop.write_post("2024-02-01-글" + std::to_string(i) + ".md", "글", body + std::to_string(i));
}

} // namespace

TEST_CASE("실패: 없는 폴더, 폴더가 아닌 것은 이름을 대고 그친다") {
  Workshop workshop;
  const OldSite old(workshop);
  for (const char* wrong : {"nowhere", "page/index.html"}) {
    CHECK(workshop.run({"build", workshop.at(wrong).string(), "--out", workshop.at("site").string(), "--page",
                        workshop.at("page").string()}) == exit_files);
    CHECK(says(workshop.err, workshop.at(wrong).string() + ": error: "));
    old.check_untouched();
  }
}

TEST_CASE("실패: 끊긴 고리는 읽을 수 없는 파일이고, .md로 끝나는 폴더는 폴더다") {
  Workshop workshop;
  const OldSite old(workshop);
  workshop.write("posts/_posts/폴더.md/2024-01-02-안.md", "---\ntitle: 안\n---\n본문\n");
  CHECK(workshop.build() == exit_done);
  CHECK(says(workshop.out, "2 articles from 2 posts"));
  const std::string before = workshop.read("site/files.json");

  fs::create_symlink("없는 파일", workshop.at("posts/_posts/고리.md"));
  CHECK(workshop.build() == exit_files);
  CHECK(says(workshop.err, "고리.md: error: is a link to a file that is not there"));
  CHECK(workshop.read("site/files.json") == before);
  fs::remove(workshop.at("posts/_posts/고리.md"));

  REQUIRE(mkfifo(workshop.at("posts/_posts/관.md").c_str(), 0600) == 0);
  CHECK(workshop.build() == exit_files);
  CHECK(says(workshop.err, "관.md: error: is not a file"));
  CHECK(workshop.read("site/files.json") == before);
  old.check_nothing_beside();
}

TEST_CASE("실패: 읽을 권한이 없는 글과 폴더는 그 이름을 대고 그친다") {
  Workshop workshop;
  const OldSite old(workshop);
  workshop.write_post("닫힌.md", "글", "본문.");
  workshop.write_post("닫힌 폴더/글.md", "글", "본문.");
  fs::permissions(workshop.folder, fs::perms::all);
  const auto build_as_nobody = [&](const std::string& closed) { // root reads everything
    fs::permissions(workshop.at(closed), fs::perms::none);
    const int code = in_child([&] {
      if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) return 1;
      setenv("XDG_CACHE_HOME", workshop.at("cache of nobody").c_str(), 1);
      const bool right = workshop.build() == exit_files &&
                         says(workshop.err, workshop.at(closed).string() + ": error: ") &&
                         says(workshop.err, "Permission denied");
      return right ? 0 : 2;
    });
    fs::permissions(workshop.at(closed), fs::perms::owner_all);
    CHECK(code == 0);
    old.check_untouched();
  };
  build_as_nobody("posts/_posts/닫힌.md");
  build_as_nobody("posts/_posts/닫힌 폴더");
  CHECK(workshop.build() == exit_done);
}

TEST_CASE("실패: 너무 큰 파일은 읽지 않고, 크기와 한도와 할 일을 말한다") {
  Workshop workshop;
  const OldSite old(workshop);
  for (const auto& [size, text] :
       {std::pair{1ull << 40, "has 1048576 MB"}, {(32ull << 20) + 1, "has 33 MB"}}) {
    workshop.write("posts/_posts/큰.md", "---\ntitle: 큰\n---\n");
    fs::resize_file(workshop.at("posts/_posts/큰.md"),
                    size); // a hole: takes no room, but no machine could read it
    CHECK(workshop.build() == exit_files);
    CHECK(says(workshop.err, "큰.md: error: " + std::string(text)));
    CHECK(says(workshop.err, "at most 32 MB are read: make it smaller, or move it elsewhere"));
    old.check_untouched();
  }
}

TEST_CASE("실패: 깨진 UTF-8은 알리고 들여오며, --strict면 거절한다") {
  Workshop workshop;
  const OldSite old(workshop);
  workshop.write_post("깨진.md", "글", "가\xFF나");
  CHECK(workshop.build({"--strict"}) == exit_strict);
  CHECK(says(workshop.err, "깨진.md:"));
  CHECK(says(workshop.err, "2 warnings: 1 invalid_utf8, 1 no_site_url"));
  old.check_untouched();
  CHECK(workshop.build() == exit_done);
  CHECK(says(workshop.err, "malformed UTF-8"));
  CHECK(says(workshop.out, "2 articles from 2 posts"));
}

TEST_CASE("실패: 글이 아닌 글은 이름을 대고 빼며, --strict면 거절한다") {
  Workshop workshop;
  const OldSite old(workshop);
  workshop.write("posts/_posts/열여섯.md", std::string(64, '\0'));
  workshop.write("posts/_posts/영.md", std::string(4000, '\0') + "글");
  std::string bomb = "---\ntitle: 폭탄\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i) {
    const std::string one = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + one;
    for (int j = 0; j < 9; ++j) bomb += ", " + one;
    bomb += "]\n";
  }
  workshop.write("posts/_posts/폭탄.md", bomb + "---\n본문\n");
  CHECK(workshop.build({"--strict"}) == exit_strict);
  old.check_untouched();
  CHECK(workshop.build() == exit_done);
  CHECK(says(workshop.err, "열여섯.md: error: the file is no text"));
  CHECK(says(workshop.err, "영.md: error: the file is no text"));
  CHECK(says(workshop.err, "폭탄.md:"));
  CHECK(says(workshop.out, "1 articles from 4 posts"));
}

TEST_CASE("실패: 디스크가 차면 그 길을 말하고, 반쯤 쓴 것을 남기지 않는다") {
  Workshop workshop;
  const OldSite old(workshop);
  write_many_posts(workshop, 30);
  CHECK(in_child([&] {
          signal(SIGXFSZ, SIG_IGN);
          const rlimit limit{12'000, 12'000};
          setrlimit(RLIMIT_FSIZE, &limit);
          const bool right =
              workshop.build() == exit_files && says(workshop.err, ".bin: error: cannot be written");
          return right ? 0 : 1;
        }) == 0);
  old.check_untouched();
}

TEST_CASE("실패: 작은 디스크가 차면 그 위의 옛 누리집이 남고, 기억할 자리가 차는 것은 실패가 아니다") {
  Workshop workshop;
  write_many_posts(workshop, 30);
  fs::create_directories(workshop.at("disk"));
  if (mount("none", workshop.at("disk").c_str(), "tmpfs", 0, "size=400k") != 0) {
    return skip("no right to mount a small disk");
  }
  const std::vector<std::string> command{"build",  workshop.at("posts").string(),
                                         "--out",  workshop.at("disk/site").string(),
                                         "--page", workshop.at("page").string()};
  workshop.write("few/2024-01-01-글.md", "---\ntitle: 글\n---\n본문\n");
  std::vector<std::string> small = command;
  small[1] = workshop.at("few").string();
  CHECK(workshop.run(small) == exit_done);
  const std::string before = workshop.read("disk/site/files.json");
  CHECK(workshop.run(command) == exit_files);
  CHECK(says(workshop.err, workshop.at("disk/site.partial-").string()));
  CHECK(says(workshop.err, "No space left on device"));
  CHECK(workshop.read("disk/site/files.json") == before);
  CHECK(workshop.run({"check", workshop.at("disk/site").string()}) == exit_done);
  CHECK(std::distance(fs::directory_iterator(workshop.at("disk")), fs::directory_iterator()) == 1);

  setenv("XDG_CACHE_HOME", workshop.at("disk/cache").c_str(),
         1); // a full disk for what is remembered is no failure
  CHECK(workshop.build() == exit_done);
  CHECK(umount(workshop.at("disk").c_str()) == 0);
}

TEST_CASE("실패: 언제 죽여도 옛 누리집이 온전하고, 다음 짓기가 남은 것을 치운다") {
  Workshop workshop;
  const OldSite old(workshop);
  write_many_posts(workshop, 40);
  const fs::path remembered = *cache_path_for(workshop.at("posts/_posts"));
  const auto build_until = [&](long calls) { // reads all posts each time
    fs::remove(remembered);
    return run_until([&] { return workshop.build({"--jobs", "1"}); }, calls);
  };
  const std::optional<long> whole = build_until(std::numeric_limits<long>::max());
  if (!whole) return skip("no right to trace a process");
  REQUIRE(*whole > 500);
  workshop.write_post("2024-03-01-뒤.md", "뒤", "나중 글.");

  constexpr int moments = 40;
  for (int i = 0; i < moments; ++i) {
    const long calls = *whole * i / moments;
    CHECK(build_until(calls) == calls); // killed there
    CHECK(workshop.run({"check", workshop.at("site").string()}) == exit_done);
  }
  CHECK(workshop.build() == exit_done);
  CHECK(says(workshop.out, "42 articles from 42 posts"));
  CHECK(workshop.run({"check", workshop.at("site").string()}) == exit_done);
  old.check_nothing_beside();
  for (const std::string& name : workshop.files("cache")) CHECK_FALSE(says(name, ".partial-"));
}

TEST_CASE("실패: 두 짓기가 한 누리집을 두고 겨뤄도 누리집은 늘 온전하다") {
  Workshop workshop;
  write_many_posts(workshop, 10);
  const auto many = [&] {
    for (int i = 0; i < 12; ++i) {
      if (const int code = workshop.build(); code != exit_done) return code;
    }
    return static_cast<int>(exit_done);
  };
  const pid_t one = fork();
  if (one == 0) _exit(many());
  const pid_t two = fork();
  if (two == 0) _exit(many());
  for (const pid_t child : {one, two}) {
    int status = 0;
    waitpid(child, &status, 0);
    CHECK(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == exit_done);
  }
  CHECK(workshop.run({"check", workshop.at("site").string()}) == exit_done);
  for (const auto& entry : fs::directory_iterator(workshop.folder))
    CHECK_FALSE(says(entry.path().string(), ".partial-"));
}

TEST_CASE("실패: 글 폴더 안의 누리집은 글이 아니고, 누리집 안의 글은 지워지지 않는다") {
  Workshop workshop;
  workshop.write_post("글.md", "글", "본문.");
  std::vector<std::string> inside{"build",  workshop.at("posts").string(),
                                  "--out",  workshop.at("posts/_posts/site").string(),
                                  "--page", workshop.at("page").string()};
  for (int i = 0; i < 3; ++i) {
    CHECK(workshop.run(inside) == exit_done);
    CHECK(says(workshop.out, "1 articles from 1 posts"));
  }
  inside[3] = workshop.at("posts").string();
  CHECK(workshop.run(inside) == exit_files);
  CHECK(says(workshop.err, "the posts lie in this folder"));

  fs::rename(workshop.at("posts/_posts/site"), workshop.at("site"));
  fs::rename(workshop.at("posts"), workshop.at("site/posts"));
  CHECK(workshop.run({"build", workshop.at("site/posts").string(), "--out", workshop.at("site").string(),
                      "--page", workshop.at("page").string()}) == exit_files);
  CHECK(says(workshop.err, "the posts lie in this folder"));
  CHECK(fs::exists(workshop.at("site/posts/_posts/글.md")));
}

TEST_CASE("보고: 알린 것을 갈래마다 세고, 짓기의 끝에도 센다") {
  Workshop workshop;
  workshop.write_post("하나.md", "하나", "![없는 그림](/a.png) ![없는 그림](/b.png)\n\n{% include x %}");
  CHECK(workshop.build({"--report", workshop.at("report.json").string()}) == exit_done);
  const auto report = nlohmann::json::parse(workshop.read("report.json"));
  CHECK(report["kinds"] == nlohmann::json{{"liquid", 1}, {"missing_picture", 2}, {"no_site_url", 1}});
  CHECK(report["bytes"]["articles"] > 0);
  CHECK(says(workshop.err, "4 warnings: 1 liquid, 2 missing_picture, 1 no_site_url\n"));

  const std::string before = workshop.read("site/files.json");
  workshop.write_post("둘.md", "둘", "본문");
  CHECK(workshop.build({"--report", workshop.at("nowhere/report.json").string()}) == exit_files);
  CHECK(workshop.read("site/files.json") == before);
}
