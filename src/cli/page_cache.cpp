#include "cli/page_cache.h"

#include <algorithm>
#include <utility>

#include "base/bytes.h"
#include "cli/entry_cache.h"

namespace hanji {
namespace {

// The file: the tool, the pages, then the hash of all before it.
constexpr std::string_view magic = "hnjp1";

std::span<const std::byte> bytes_of(const Hash& hash) { return std::as_bytes(std::span(hash)); }

Hash get_hash(ByteReader& in) {
  Hash hash{};
  const std::span<const std::byte> bytes = in.raw(hash.size());
  if (bytes.size() == hash.size())
    std::ranges::transform(bytes, hash.begin(),
                           [](std::byte byte) { return std::to_integer<std::uint8_t>(byte); });
  return hash;
}

void begin_file(ByteWriter& out) {
  out.text(magic);
  for (const std::uint64_t part : stamp_of_tool()) out.varint(part);
}

KnownPages read_pages(std::span<const std::byte> bytes) {
  constexpr std::size_t foot = sizeof(Hash);
  ByteWriter begin;
  begin_file(begin);
  if (bytes.size() < begin.size() + foot) return {};
  const std::span<const std::byte> all = bytes.first(bytes.size() - foot);
  if (!std::ranges::equal(bytes.last(foot), bytes_of(hash_of(all))) ||
      !std::ranges::equal(all.first(begin.size()), begin.bytes()))
    return {};
  KnownPages pages;
  ByteReader in(all.subspan(begin.size()));
  while (!in.at_end() && !in.failed()) {
    std::string name(in.text());
    KnownPage page;
    page.key = get_hash(in);
    page.file.bytes = in.varint();
    page.file.sha256 = get_hash(in);
    for (std::uint64_t links = in.varint(); links > 0 && !in.failed(); --links) {
      std::string url(in.text());
      page.links.emplace_back(std::move(url), in.text());
    }
    pages.emplace_hint(pages.end(), std::move(name), std::move(page));
  }
  return in.failed() ? KnownPages() : pages;
}

} // namespace

PageCache::PageCache(KnownPages known) : adds_(true), known_(std::move(known)) {}

PageCache::PageCache(std::optional<fs::path> file) : file_(std::move(file)), adds_(file_.has_value()) {
  if (!file_) return;
  Result<std::string> bytes = read_file(*file_, most_page_cache_bytes);
  if (!bytes) return;
  known_ = read_pages(as_bytes(*bytes));
}

const KnownPage* PageCache::find(const std::string& name, const Hash& key) const {
  const auto known = known_.find(name);
  return known != known_.end() && known->second.key == key ? &known->second : nullptr;
}

void PageCache::add(const std::string& name, KnownPage page) {
  if (!adds_) return;
  const std::lock_guard lock(adding_);
  kept_.insert_or_assign(name, std::move(page));
}

void PageCache::keep() {
  if (!file_ || kept_ == known_ || !make_folder(file_->parent_path())) return;
  ByteWriter out;
  begin_file(out);
  for (const auto& [name, page] : kept_) {
    out.text(name);
    out.raw(bytes_of(page.key));
    out.varint(page.file.bytes);
    out.raw(bytes_of(page.file.sha256));
    out.varint(page.links.size());
    for (const auto& [url, address] : page.links) {
      out.text(url);
      out.text(address);
    }
  }
  out.raw(bytes_of(hash_of(out.bytes())));
  remove_abandoned(*file_);
  const fs::path partial = partial_path(*file_);
  std::error_code failed;
  const bool written = write_file(partial, out.bytes()).has_value();
  if (written) fs::rename(partial, *file_, failed);
  if (!written || failed) fs::remove(partial, failed);
}

} // namespace hanji
