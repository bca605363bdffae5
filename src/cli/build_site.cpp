#include "cli/build_site.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "cli/page.h"
#include "cli/part.h"
#include "cli/write_site.h"

namespace hanji {
namespace {

// What is long of posts waits in memory up to so much. A program that builds again has all of it there
// anyway.
constexpr std::size_t most_in_memory = std::size_t{32} << 20;

BuiltSite built_of(SiteFolder site, ReadSite read, bool refused) {
  BuiltSite built{std::move(site),         read.facts.place, read.posts, std::move(read.passed_over),
                  std::move(read.reading), refused};
  return built;
}

} // namespace

std::size_t BuiltSite::listed() const {
  return static_cast<std::size_t>(std::ranges::count(reading.entries, false, &PostEntry::unlisted));
}

Result<BuiltSite> build_site(const BuildOptions& options, const BeginSite& begin, Console& console,
                             Progress& progress, BuildMemory* memory) {
  Result<PostsFolder> folder = open_posts_folder(options.posts);
  if (!folder) return std::unexpected(folder.error());
  const Result<fs::path> page = find_page(options.page);
  if (!page) return std::unexpected(page.error());
  Result<SiteFolder> site = begin(fs::canonical(folder->place));
  if (!site) return std::unexpected(site.error());
  const bool first = memory == nullptr || !memory->site;
  auto keeper = std::make_shared<ByteFile>(memory ? std::numeric_limits<std::size_t>::max() : most_in_memory);
  Result<ReadSite> read = read_site(options, *folder, *site, std::move(keeper), console, progress,
                                    memory ? &memory->reading : nullptr, first);
  if (!read) return std::unexpected(read.error());
  const auto known_pages = [&] {
    if (memory != nullptr) return PageCache(memory->pages);
    if (options.fresh) return PageCache(std::nullopt);
    return PageCache(cache_path_for(folder->place, "pages of " + site->target().native()));
  };
  PageCache pages = known_pages();
  const Result<bool> written = write_site(*site, *read, options, *page, pages, progress);
  if (!written) return std::unexpected(written.error());
  if (memory != nullptr && *written) memory->pages = pages.take();
  read->keeping.wait();
  progress.clear();
  return built_of(*std::move(site), *std::move(read), !*written);
}

Result<BuiltSite> merge_site(const MergeOptions& options, Progress& progress) {
  Result<ReadSite> read = read_parts(options.parts, most_in_memory);
  if (!read) return std::unexpected(read.error());
  const Result<fs::path> page = find_page(options.build.page);
  if (!page) return std::unexpected(page.error());
  Result<SiteFolder> site = SiteFolder::begin(options.build.site);
  if (!site) return std::unexpected(site.error());
  if (Result<void> carried = carry_files_of_parts(options.parts, *site); !carried)
    return std::unexpected(carried.error());
  PageCache pages(std::nullopt); // all the pages would have to be known in memory
  const Result<bool> written = write_site(*site, *read, options.build, *page, pages, progress);
  if (!written) return std::unexpected(written.error());
  progress.clear();
  return built_of(*std::move(site), *std::move(read), !*written);
}

} // namespace hanji
