// What a site consists of, for who keeps it: `build.json`, and the lists that it names. A page, its program
// and its bundle belong together where one build.json names them all, and what is fetched is what the build
// wrote where its size and hash are those listed. The format is in bundle/FORMAT.md ("Around the bundle").
//
// build.json lists by itself what a page needs to go on: the program's files, the home page, the icons and
// bundle.json. Everything else (but what publishers replace, such as 404.html) stands in lists of about 128
// files, `bundle/files-<hash>.json`, by name. Where one ends depends on the names alone, so that a new
// article changes as many lists as files. Errors: unwritable.
//
// They are read again by who looks at a host (cli/check_site.h), whose word is not to be trusted: texts that
// nest, names that leave the site's folder, and files larger than any of ours are bad_shard.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cli/site_folder.h"

namespace hanji {

// After all of the site's other files, but what hosts are told. `program` is the folder of the program's
// files.
Result<void> add_build_list(SiteFolder& site, const std::string& program);

struct ListedFile {
  std::string name; // below the site's folder
  std::uint64_t bytes = 0;
  Hash sha256{};
  std::size_t hash_bytes = sizeof(Hash); // of it that are listed
};

struct ListOfFiles {
  std::string first; // name in it
  ListedFile file;
};

struct BuildList {
  std::string id, program;
  std::vector<ListedFile> files; // what a page needs to go on
  std::vector<ListOfFiles> lists;
  std::vector<ListedFile> packs;
};

Result<BuildList> read_build_list(std::string_view text);                  // bad_shard, newer_format
Result<std::vector<ListedFile>> read_list_of_files(std::string_view text); // bad_shard

} // namespace hanji
