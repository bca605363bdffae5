// build.json and its lists: all that readers may keep of a site, by size and hash.
#include <doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

#include "base/bytes.h"
#include "base/hash.h"
#include "tests/cli/workshop.h"

using namespace hanji;

namespace {

struct Build {
  nlohmann::json root;
  std::map<std::string, std::string> listed; // begins of hashes, by name
  std::vector<std::string> lists;
};

struct Listed : Workshop {
  void write_posts(int count) const {
    for (int i = 0; i < count; ++i)
      write_post("2024-01-01-글-" + std::to_string(1000 + i) + ".md", "글", "본문.");
  }
  Build read_build() const {
    Build read{nlohmann::json::parse(this->read("site/build.json")), {}, {}};
    const auto take = [&](const nlohmann::json& entry) {
      const std::string name = entry[0], bytes = this->read("site/" + name);
      CAPTURE(name);
      CHECK(entry[1] == bytes.size());
      CHECK(hex_of(hash_of(as_bytes(bytes))).starts_with(entry[2].get<std::string>()));
      CHECK(read.listed.emplace(name, entry[2]).second);
      return bytes;
    };
    for (const auto& entry : read.root["files"]) take(entry);
    for (const auto& entry : read.root["lists"]) {
      read.lists.push_back(entry[1]);
      const std::string text = this->read("site/" + read.lists.back());
      CHECK(entry[2] == text.size());
      const auto list = nlohmann::json::parse(text);
      CHECK(entry[0] == list[0][0]);
      std::string pack;
      for (const auto& file : list) {
        const std::string bytes = take(file), name = file[0];
        if (name.starts_with("bundle/") && name.ends_with(".bin")) pack += bytes;
      }
      CHECK(entry.size() == (pack.empty() ? 3 : 5));
      if (pack.empty()) continue;
      CHECK(this->read("site/" + entry[3].get<std::string>()) == pack);
      CHECK(entry[4] == pack.size());
    }
    return read;
  }
};

} // namespace

TEST_CASE("판의 목록: 누리집의 모든 파일이 크기와 해시와 함께 한 번씩 적혀 있다") {
  Listed site;
  site.write_posts(300);
  REQUIRE(site.build() == exit_done);
  const Build build = site.read_build();
  CHECK(build.root["format"] == 1);
  CHECK(build.root["id"].get<std::string>().size() == 16);
  const std::string program = build.root["program"];
  CHECK(std::ranges::all_of(build.root["files"], [&](const auto& entry) {
    const std::string name = entry[0];
    return name.find('/') == name.npos || name == "bundle/bundle.json" || name.starts_with(program + "/");
  }));
  for (const std::string& name : site.files("site")) {
    CAPTURE(name);
    const bool is_list = name.starts_with("bundle/files-") || name.starts_with("bundle/pack-");
    const bool replaced = name == "404.html" || name == "_headers" || name == "service_worker.js" ||
                          name == "files.json" || name == "build.json";
    CHECK(build.listed.contains(name) != (is_list || replaced));
  }
}

TEST_CASE("판의 목록: 같은 글에서는 같은 이름, 글 하나가 달라지면 다른 이름이고, 바뀌는 목록은 몇 안 된다") {
  Listed site;
  site.write_posts(1000);
  REQUIRE(site.build() == exit_done);
  const Build before = site.read_build();
  REQUIRE(site.build() == exit_done);
  CHECK(site.read_build().root == before.root);
  site.write_post("2024-02-01-새-글.md", "새 글", "본문.");
  REQUIRE(site.build() == exit_done);
  const Build after = site.read_build();
  CHECK(after.root["id"] != before.root["id"]);
  std::size_t changed_files = 0, changed_lists = 0;
  for (const auto& [name, hash] : after.listed) {
    const auto was = before.listed.find(name);
    changed_files += was == before.listed.end() || was->second != hash;
  }
  for (const std::string& list : after.lists)
    changed_lists += std::ranges::find(before.lists, list) == before.lists.end();
  CHECK(changed_lists <= 2 * changed_files);
  CHECK(changed_lists < after.lists.size());
}
