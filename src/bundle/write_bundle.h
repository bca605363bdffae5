// Articles into the files of bundle/. An article is held only as the bytes that will lie in its shards
// (`ArticleEntry`), and the caller says how a file is stored, so that nothing here touches a disk. Same
// input, same bytes, whatever the machine. Errors: bad_input when an article breaks the rules of
// bundle/shard.h (a fault of ours, not of the post's), and whatever `store` answers.
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
#include "bundle/read_bundle.h"

namespace hanji {

// What a bundle needs of an article. It has no number yet.
struct ArticleEntry {
  std::string slug;
  Date date;
  std::vector<std::string> categories;
  Bytes headline, article; // by encode_headline, encode_article
};

Result<ArticleEntry> entry_of(const Article& article);
void rename_entry(ArticleEntry& entry, std::string slug);
// What its bytes say, read back.
Result<Article> article_in(const ArticleEntry& entry);
Result<Headline> headline_in(const ArticleEntry& entry);

// The order of a bundle: newest first, then by slug, the undated last.
bool comes_before(const ArticleEntry& a, const ArticleEntry& b);

struct SearchShard { // made by search/build_index.h; bytes with a first key to us
  Bytes bytes;
  std::string first_key;
  std::uint32_t keys = 0;
};
// Gives every file of the index to `put`, in the order of their keys, and ends with the first error.
using PutSearchShard = std::function<Result<void>(const SearchShard&)>;
using WriteSearch = std::function<Result<void>(const PutSearchShard& put)>;

// Stores one file of bundle/ under `file.file`; its hash is known already.
using StoreFile = std::function<Result<void>(const Shard& file, std::span<const std::byte> bytes)>;

// Stores every shard and, last, bundle.json. `site` gives title, description, url and language; the rest of
// it is made here and returned. `entries` come in the order of `comes_before`, their slugs are unique.
Result<Manifest> write_bundle(Manifest site, std::span<const ArticleEntry* const> entries,
                              const WriteSearch& write_search, const StoreFile& store);

} // namespace hanji
