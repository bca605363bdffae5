// Links to posts and files that are named, not addressed: `{% post_url %}`, `{% link %}`, `ref`, `relref`,
// `{% post_link %}`, wikilinks. In an article such a link is "post:<name>" with its "#<section>", where the
// name may have folders before it and an ending behind it; who knows all posts leads it to one
// (cli/post_links.h).
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace hanji {

constexpr std::string_view named_post_scheme = "post:";

// `name` with its section, as authors write it: what an address in Markdown or HTML cannot hold is
// percent-encoded.
std::string address_of_named_post(std::string_view name);

struct NamedPost {
  std::string name;  // by which a link leads there; empty: nobody is called so
  std::string title; // where it is asked for, and known
  bool operator==(const NamedPost&) const = default;
};

// Whom links by name may mean, as seen from one post: by the name of a file, else by a title or an alias of a
// post (Obsidian's `aliases`).
struct Names {
  std::function<NamedPost(std::string_view name, bool titled)> find; // none: every name is one
  bool wiki = false; // the folder's posts name one another so: a name that nobody has is a mistake
};

} // namespace hanji
