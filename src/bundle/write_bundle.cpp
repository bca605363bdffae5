#include "bundle/write_bundle.h"

#include <algorithm>
#include <cassert>
#include <map>
#include <tuple>
#include <utility>

#include "article/page_address.h"
#include "bundle/shard.h"

namespace hanji {
namespace {

Shard described(ShardKind kind, std::span<const std::byte> bytes, std::uint32_t first, std::size_t count) {
  Shard shard;
  shard.kind = kind;
  shard.bytes = static_cast<std::uint32_t>(bytes.size());
  shard.sha256 = hash_of(bytes);
  shard.first = first;
  shard.count = static_cast<std::uint32_t>(count);
  return shard;
}

Result<void> store_shard(std::vector<Shard>& shards, Shard shard, const Bytes& bytes,
                         const StoreFile& store) {
  shard.file = shard_file_name(shard.kind, shard.sha256, shard.directory);
  Result<void> stored = store(shard, bytes);
  if (stored) shards.push_back(std::move(shard));
  return stored;
}

// Encoded entries gathered until a shard is full.
struct Gathering {
  std::size_t most_entries, most_bytes;
  std::vector<Bytes> encoded;
  std::size_t bytes = 0;

  bool is_full_for(const Bytes& next) const {
    return !encoded.empty() && (encoded.size() == most_entries || bytes + next.size() > most_bytes);
  }
  void add(Bytes next) {
    bytes += next.size();
    encoded.push_back(std::move(next));
  }
};

using Entries = std::span<const ArticleEntry* const>;

// Where each shard of a kind begins, and the end. They are filled from the oldest article on, so that a new
// one changes the newest shard alone.
std::vector<std::size_t> parted_from_oldest(ShardKind kind, Entries entries) {
  std::vector<std::size_t> begins{entries.size()};
  std::size_t bytes = 0;
  for (std::size_t i = entries.size(); i > 0; --i) {
    const std::size_t next = entries[i - 1]->article.size(), gathered = begins.back() - i;
    const bool full = kind == ShardKind::articles
                          ? gathered > 0 && bytes + next > article_shard_bytes
                          : gathered == headlines_per_shard && begins.back() > most_newest_headlines;
    if (full) begins.push_back(i);
    bytes = (full ? 0 : bytes) + next;
  }
  if (begins.back() > 0) begins.push_back(0);
  std::ranges::reverse(begins);
  return begins;
}

Result<void> store_numbered(Manifest& site, ShardKind kind, Entries entries, const StoreFile& store) {
  const auto encode = kind == ShardKind::articles ? encode_articles : encode_headlines;
  const std::vector<std::size_t> begins = parted_from_oldest(kind, entries);
  for (std::size_t part = 0; part + 1 < begins.size(); ++part) {
    std::vector<Bytes> encoded;
    std::vector<std::string> pages;
    for (const ArticleEntry* entry : entries.subspan(begins[part], begins[part + 1] - begins[part])) {
      Result<Bytes> kept = (kind == ShardKind::articles ? entry->article : entry->headline).get();
      if (!kept) return std::unexpected(kept.error());
      encoded.push_back(*std::move(kept));
      pages.push_back(entry->page);
    }
    const Bytes bytes = encode(encoded, pages);
    Shard shard = described(kind, bytes, static_cast<std::uint32_t>(begins[part]), encoded.size());
    if (Result<void> stored = store_shard(list_of(site, kind), std::move(shard), bytes, store); !stored)
      return stored;
  }
  return {};
}

// Slugs, and the keys of pages in shards of their own: those of slugs stay as near to their articles as they
// were.
Result<void> store_slugs(Manifest& site, Entries entries, const StoreFile& store) {
  std::vector<SlugEntry> slugs;
  slugs.reserve(entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const ArticleId id{static_cast<std::uint32_t>(i)};
    assert(!entries[i]->slug.starts_with('/'));
    slugs.push_back({entries[i]->slug, id});
    if (!entries[i]->page.empty()) slugs.push_back({key_of_page(entries[i]->page), id});
    for (const std::string& page : entries[i]->redirects) slugs.push_back({key_of_page(page), id});
  }
  std::ranges::sort(slugs, {}, &SlugEntry::slug);
  const auto is_page = [](const SlugEntry& entry) { return entry.slug.starts_with('/'); };
  for (std::size_t first = 0, end = 0; first < slugs.size(); first = end) {
    for (end = first + 1; end < slugs.size() && end - first < slugs_per_shard; ++end) {
      if (is_page(slugs[end]) != is_page(slugs[first])) break;
    }
    const auto part = std::span(slugs).subspan(first, end - first);
    const Bytes bytes = encode_slugs(part);
    Shard shard = described(ShardKind::slugs, bytes, least_number(part), part.size());
    shard.first_key = part.front().slug;
    if (Result<void> stored = store_shard(site.slugs, std::move(shard), bytes, store); !stored) return stored;
  }
  return {};
}

Result<void> store_categories(Manifest& site, Entries entries, const StoreFile& store) {
  std::map<std::string, std::vector<std::uint32_t>> categories;
  for (std::uint32_t number = 0; number < entries.size(); ++number) {
    for (const std::string& name : entries[number]->categories) {
      std::vector<std::uint32_t>& articles = categories[name];
      if (articles.empty() || articles.back() != number) articles.push_back(number);
    }
  }
  for (const auto& [name, articles] : categories)
    site.categories.push_back({name, static_cast<std::uint32_t>(articles.size())});
  std::ranges::sort(site.categories, [](const CategoryCount& a, const CategoryCount& b) {
    return std::tie(b.articles, a.name) < std::tie(a.articles, b.name);
  });

  constexpr Gathering empty{most_shards_listed * slugs_per_shard, category_shard_bytes, {}, 0};
  Gathering gathering = empty;
  std::string first_key;
  const auto flush = [&]() -> Result<void> {
    if (gathering.encoded.empty()) return {};
    const Bytes bytes = encode_categories(gathering.encoded);
    Shard shard = described(ShardKind::categories, bytes, 0, gathering.encoded.size());
    shard.first_key = first_key;
    gathering = empty;
    return store_shard(site.shards_of_categories, std::move(shard), bytes, store);
  };
  for (auto& [name, articles] : categories) {
    Bytes bytes = encode_category({name, std::move(articles)});
    if (gathering.is_full_for(bytes)) {
      if (Result<void> flushed = flush(); !flushed) return flushed;
    }
    if (gathering.encoded.empty()) first_key = name;
    gathering.add(std::move(bytes));
  }
  return flush();
}

Result<void> store_search(Manifest& site, const WriteSearch& write_search, const StoreFile& store) {
  return write_search([&](const SearchShard& part) {
    Shard shard = described(ShardKind::search, part.bytes, 0, part.keys);
    shard.first_key = part.first_key;
    return store_shard(site.search, std::move(shard), part.bytes, store);
  });
}

// As many as there are directories, so that the way to a shard is short to fetch; both are bounded.
std::size_t shards_of_a_directory(std::size_t shards) {
  std::size_t listed = least_shards_of_a_directory;
  while (listed < most_shards_of_a_directory && listed * listed < shards) ++listed;
  return listed;
}

Result<void> store_directories(std::vector<Shard>& shards, const StoreFile& store) {
  if (shards.size() <= most_shards_listed) return {};
  const ShardKind kind = shards.front().kind;
  const std::size_t kept = kind == ShardKind::search ? 1 : has_key(kind) ? 0 : newest_shards_listed;
  std::vector<Shard> directories(shards.begin(), shards.begin() + static_cast<std::ptrdiff_t>(kept));
  const std::size_t listed = shards_of_a_directory(shards.size());
  // Numbered ones from the oldest on, as they are filled: what is not full is the newest.
  std::size_t next = has_key(kind) ? listed : (shards.size() - kept) % listed;
  if (next == 0) next = listed;
  for (std::size_t first = kept; first < shards.size(); first += std::exchange(next, listed)) {
    const auto part = std::span<const Shard>(shards).subspan(first, std::min(next, shards.size() - first));
    std::size_t count = 0;
    for (const Shard& shard : part) count += shard.count;
    const Bytes bytes = encode_directory(part);
    Shard directory = described(part.front().kind, bytes, part.front().first, count);
    directory.first_key = part.front().first_key;
    directory.directory = true;
    if (Result<void> stored = store_shard(directories, std::move(directory), bytes, store); !stored)
      return stored;
  }
  shards = std::move(directories);
  return {};
}

} // namespace

Result<ArticleEntry> entry_of(const Article& article) {
  if (Result<void> sound = check_article(article); !sound) return std::unexpected(sound.error());
  return ArticleEntry{article.slug,
                      article.date,
                      article.modified,
                      article.categories,
                      encode_headline(headline_of(article)),
                      encode_article(article),
                      article.page,
                      {}};
}

Result<void> rename_entry(ArticleEntry& entry, std::string slug) {
  for (KeptBytes* kept : {&entry.headline, &entry.article}) { // both begin with the slug
    const Result<Bytes> bytes = kept->get();
    if (!bytes) return std::unexpected(bytes.error());
    ByteReader in(*bytes);
    in.text();
    assert(!in.failed());
    ByteWriter out;
    out.text(slug);
    out.raw(std::span<const std::byte>(*bytes).subspan(in.position()));
    *kept = out.take();
  }
  entry.slug = std::move(slug);
  return {};
}

Result<bool> lead_links(ArticleEntry& entry, const LeadLink& lead) {
  const Result<Bytes> bytes = entry.article.get();
  if (!bytes) return std::unexpected(bytes.error());
  ByteReader in(*bytes);
  ByteWriter out;
  std::size_t written = 0; // of the bytes that were
  bool changed = false;
  const auto lead_next = [&] {
    const std::size_t begin = in.position();
    const std::optional<std::string> led = lead(in.text());
    if (!led) return;
    changed = true;
    out.raw(std::span<const std::byte>(*bytes).subspan(written, begin - written));
    out.text(*led);
    written = in.position();
  };
  const auto skip_texts = [&](std::uint64_t count) {
    for (; count > 0 && !in.failed(); --count) in.text();
  };
  const auto skip_date = [&] {
    if (in.varint() != 0) in.raw(5);
  };
  skip_texts(6);
  skip_texts(in.varint()); // categories
  skip_texts(in.varint()); // tags
  skip_date();
  skip_date();
  for (std::uint64_t links = in.varint(); links > 0 && !in.failed(); --links) lead_next();
  for (std::uint64_t cells = in.varint(); cells > 0 && !in.failed(); --cells) {
    for (int part = 0; part < 5; ++part) in.varint();
    in.u8();
  }
  for (std::uint64_t figures = in.varint(); figures > 0 && !in.failed(); --figures) {
    skip_texts(2);
    lead_next();
    in.varint();
    in.varint();
    in.u8();
  }
  assert(!in.failed());
  if (!changed) return false;
  out.raw(std::span<const std::byte>(*bytes).subspan(written));
  entry.article = out.take();
  return true;
}

namespace {

Shard shard_of_one(ShardKind kind, std::span<const std::byte> bytes) {
  Shard shard;
  shard.kind = kind;
  shard.bytes = static_cast<std::uint32_t>(bytes.size());
  shard.sha256 = hash_of(bytes);
  shard.count = 1;
  return shard;
}

} // namespace

Result<Article> article_in(const ArticleEntry& entry) {
  const Result<Bytes> kept = entry.article.get();
  if (!kept) return std::unexpected(kept.error());
  const Bytes bytes = encode_articles(std::span(&*kept, 1), std::span(&entry.page, 1));
  Result<std::vector<Article>> articles = read_articles(shard_of_one(ShardKind::articles, bytes), bytes);
  if (!articles) return std::unexpected(articles.error());
  return std::move(articles->front());
}

Result<Headline> headline_in(const ArticleEntry& entry) {
  const Result<Bytes> kept = entry.headline.get();
  if (!kept) return std::unexpected(kept.error());
  return read_headline(*kept, entry.page);
}

Result<std::string> title_in(const ArticleEntry& entry) {
  const Result<Bytes> kept = entry.headline.get();
  if (!kept) return std::unexpected(kept.error());
  ByteReader in(*kept);
  in.text(); // the slug
  std::string title(in.text());
  assert(!in.failed());
  return title;
}

bool comes_before(const ArticleEntry& a, const ArticleEntry& b) {
  return std::tie(b.date, a.slug) < std::tie(a.date, b.slug);
}

Result<Manifest> write_bundle(Manifest site, Entries entries, const WriteSearch& write_search,
                              const StoreFile& store) {
  assert(std::ranges::is_sorted(entries, [](const auto* a, const auto* b) { return comes_before(*a, *b); }));
  site.articles = static_cast<std::uint32_t>(entries.size());
  const auto store_all = [&]() -> Result<void> {
    if (auto stored = store_numbered(site, ShardKind::headlines, entries, store); !stored) return stored;
    if (auto stored = store_slugs(site, entries, store); !stored) return stored;
    if (auto stored = store_categories(site, entries, store); !stored) return stored;
    if (auto stored = store_numbered(site, ShardKind::articles, entries, store); !stored) return stored;
    if (auto stored = store_search(site, write_search, store); !stored) return stored;
    for (const ShardKind kind : all_shard_kinds) {
      if (auto stored = store_directories(list_of(site, kind), store); !stored) return stored;
    }
    const std::string json = write_manifest(site);
    Shard list;
    list.file = "bundle.json";
    list.bytes = static_cast<std::uint32_t>(json.size());
    list.sha256 = hash_of(as_bytes(json));
    return store(list, as_bytes(json));
  };
  if (Result<void> stored = store_all(); !stored) return std::unexpected(stored.error());
  return site;
}

} // namespace hanji
