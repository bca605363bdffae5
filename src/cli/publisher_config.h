// _config.yml of a publisher's folder, as a file: what it says about the site, and the rules by which its
// posts are read; with the file of synonyms that it names. Without one, everything is Jekyll's default.
// Of other generators' files the site's address is read, and Hugo's permalinks. Errors: unreadable.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cli/files.h"
#include "cli/generator.h"
#include "post/config.h"
#include "post/read_post.h"
#include "post/synonyms.h"

namespace hanji {

struct PublisherConfig {
  SiteConfig site;
  PostRules rules;
  Generator generator = Generator::plain;
  std::string rules_key; // differs where the rules differ
  std::vector<SynonymGroup> synonyms;
  std::vector<std::string>
      addresses; // that the site is known by: of the config, of the generator's, of CNAME
};

// `root` as in posts_folder.h; `rules.folder` is the caller's to say. Sets the program's time zone
// (time_zone.h), so it is called once, before threads start. `like`: whose posts they are, where somebody
// says so.
Result<PublisherConfig> read_publisher_config(const fs::path& root, std::vector<Diagnostic>& diagnostics,
                                              std::optional<Generator> like = {});

std::string host_of(std::string_view address); // in lower case

// What an exporter has written into its posts (`permalink: https://blog.example/2016/…`), where no
// configuration tells the site's address: "https://blog.example", or nothing. Looks at the beginnings of the
// first 200.
std::optional<std::string> address_in_permalinks(std::span<const std::string> posts);

} // namespace hanji
