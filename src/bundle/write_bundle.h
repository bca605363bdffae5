// Articles into the files of bundle/. An article is held only as the bytes that will lie in its shards
// (`ArticleEntry`), which may wait elsewhere until a shard is made of them, and the caller says how a file is
// stored, so that nothing here touches a disk. Same input, same bytes, whatever the machine. Errors:
// bad_input when an article breaks the rules of bundle/shard.h (a fault of ours, not of the post's), what the
// keeper of the bytes says, and whatever `store` answers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "article/article.h"
#include "base/bytes.h"
#include "base/kept_bytes.h"
#include "base/result.h"
#include "bundle/manifest.h"
#include "bundle/read_bundle.h"

namespace hanji {

// What a bundle needs of an article. It has no number yet.
struct ArticleEntry {
  std::string slug;
  Date date, modified;
  std::vector<std::string> categories;
  KeptBytes headline, article;        // by encode_headline, encode_article; neither says the page
  std::string page;                   // as Article::page
  std::vector<std::string> redirects; // further pages that lead to it
};

Result<ArticleEntry> entry_of(const Article& article);
Result<void> rename_entry(ArticleEntry& entry, std::string slug);
// Each link of its text and its figures as `lead` would have it, nothing where it stays; whether one changed.
using LeadLink = std::function<std::optional<std::string>(std::string_view url)>;
Result<bool> lead_links(ArticleEntry& entry, const LeadLink& lead);
// What its bytes say, read back.
Result<Article> article_in(const ArticleEntry& entry);
Result<Headline> headline_in(const ArticleEntry& entry);
Result<std::string> title_in(const ArticleEntry& entry);

// The order of a bundle: newest first, then by slug, the undated last.
bool comes_before(const ArticleEntry& a, const ArticleEntry& b);

struct SearchShard { // made by index/build_index.h; bytes with a first key to us
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
// it is made here and returned. `entries` come in the order of `comes_before`; their slugs are unique and
// begin with no slash, and so are their pages and redirects.
Result<Manifest> write_bundle(Manifest site, std::span<const ArticleEntry* const> entries,
                              const WriteSearch& write_search, const StoreFile& store);

} // namespace hanji
