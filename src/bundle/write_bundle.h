// Articles into the files of bundle/. The caller says how a file is stored, so that nothing here touches a
// disk and no more than one shard is in memory besides the articles. Same input, same bytes, whatever the
// machine. Errors: bad_input when an article breaks the rules of bundle/shard.h (a fault of ours, not of the
// post's), and whatever `store` answers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "article/article.h"
#include "base/bytes.h"
#include "base/result.h"
#include "bundle/manifest.h"

namespace hanji {

// Sorts newest first, then by slug, and numbers them. Articles without a date come last.
void number_articles(std::vector<Article>& articles);

struct SearchShard { // made by search/build_index.h; bytes with a first key to us
  Bytes bytes;
  std::string first_key;
  std::uint32_t keys = 0;
};

using StoreFile = std::function<Result<void>(const std::string& name, std::span<const std::byte> bytes)>;

// Stores every shard and, last, bundle.json. `site` gives title, description, url and language; the rest of
// it is made here and returned. `articles` are numbered (`number_articles`), their slugs are unique.
Result<Manifest> write_bundle(Manifest site, std::span<const Article> articles,
                              std::span<const SearchShard> search, const StoreFile& store);

} // namespace hanji
