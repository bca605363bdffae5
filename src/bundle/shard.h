// The bytes of the bundle's own shards (bundle/FORMAT.md) and the rules that an article inside one keeps.
// Writers use the encoders; read_bundle.h is the reading door and checks the same rules, so that whatever it
// lets through is safe to lay out and draw.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "article/article.h"
#include "base/bytes.h"
#include "base/result.h"
#include "bundle/manifest.h"
#include "bundle/read_bundle.h"

namespace hanji {

constexpr std::string_view shard_magic = "hnji";
constexpr std::uint8_t shard_format = 1;
constexpr std::uint8_t shard_format_with_pages = 2; // of headlines and articles, where one has its own page
constexpr std::uint8_t shard_format_with_formulas = 3; // of articles, where one has formulas; pages too
constexpr std::uint8_t shard_format_with_titles = 4; // likewise, where code has a caption, or words a meaning
constexpr std::uint8_t shard_format_with_beginnings = 5; // likewise, where a quote or a list follows another

constexpr std::size_t headlines_per_shard = 64, slugs_per_shard = 1024;
constexpr std::size_t most_newest_headlines =
    96; // the newest shard of headlines holds at least 33, if there are
constexpr std::size_t article_shard_bytes = 12 * 1024;  // one large article may exceed it
constexpr std::size_t category_shard_bytes = 16 * 1024; // one large category may exceed it
constexpr std::uint8_t directory_code = 5;              // in the header, where others have their kind

constexpr std::size_t headline_excerpt_length =
    120; // code points of an article's excerpt that its headline keeps

constexpr std::uint32_t most_table_columns = 4096, most_table_rows = 1u << 20, most_picture_px = 1u << 20;

std::string_view name_of(ShardKind kind); // "headlines", …

// "articles-0123456789abcdef.bin", or "directory-…"; of the index "search/index-…"
std::string shard_file_name(ShardKind kind, const Hash& hash, bool directory = false);

bool is_sound(const Date& date); // none, or parts that a calendar and a clock can show

// The rules: valid UTF-8; inlines sorted, apart, on character boundaries, with links that exist; figures and
// cells that exist; formulas by source, set by what they may be set by (article/formula.h); dates, levels,
// spans and sizes within the limits above. The message says which one is broken and where.
Result<void> check_article(const Article& article);

Headline headline_of(const Article& article);

// `encoded` are headlines by `encode_headline`, of articles that follow one another; which ones, the list of
// shards says, so that the bytes stay the same when newer articles come. `pages` is what own page each has
// (the encoded bytes do not say), or nothing where none has one.
Bytes encode_headline(const Headline& headline);
Bytes encode_headlines(std::span<const Bytes> encoded, std::span<const std::string> pages = {});

Bytes encode_slugs(std::span<const SlugEntry> slugs); // sorted by slug, each once
std::uint32_t least_number(std::span<const SlugEntry> slugs);

Bytes encode_category(const CategoryEntry& category);
Bytes encode_categories(std::span<const Bytes> encoded); // sorted by name, each once

// Shards of one kind that follow one another in their list.
Bytes encode_directory(std::span<const Shard> shards);

// `encoded` are articles by `encode_article`, else as headlines.
Bytes encode_article(const Article& article);
Bytes encode_articles(std::span<const Bytes> encoded, std::span<const std::string> pages = {});

} // namespace hanji
