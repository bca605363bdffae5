#include "cli/read_posts.h"

#include <algorithm>
#include <atomic>
#include <iterator>

#include "cli/lead_links.h"
#include "cli/parallel.h"
#include "post/read_post.h"
#include "search/index_text.h"
#include "search/labels.h"
#include "text/normalize.h"

namespace hanji {
namespace {

Result<bool> pictures_are_the_same(const PostEntry& entry, const fs::path& post, MediaCopier& media) {
  for (const LocalPicture& picture : entry.pictures) {
    const Result<LocalPicture> now = media.copy_file(picture.source, picture.attached, post);
    if (!now) return std::unexpected(now.error());
    if (*now != picture) return false;
  }
  return true;
}

std::vector<bool> are_within(const std::vector<TimeBound>& bounds, const PostRules& rules) {
  std::vector<bool> within;
  for (const TimeBound& bound : bounds) within.push_back(!rules.now || is_within(bound, *rules.now));
  return within;
}

// One that makes no sense is an entry that says why.
Result<PostEntry> read_entry(const fs::path& path, const PostRules& rules, ArticleMakers* makers) {
  const Result<std::string> bytes = read_file(path, most_post_bytes);
  if (!bytes) return std::unexpected(bytes.error());
  PostEntry entry;
  const auto refused = [&](const Error& error) {
    entry.refusal = error.message;
    if (error.where.starts_with(path.string()))
      entry.refusal_place = error.where.substr(path.string().size());
    return entry;
  };
  Result<ReadPost> post = read_post(*bytes, path.string(), rules);
  if (!post) return refused(post.error());
  entry.published = !post->withheld;
  entry.unlisted = post->unlisted;
  entry.bounds = std::move(post->bounds);
  entry.within = are_within(entry.bounds, rules);
  entry.diagnostics = std::move(post->diagnostics);
  if (!entry.published) return entry;
  entry.page = std::move(post->page);
  entry.redirects = std::move(post->redirects);
  entry.title_id = std::move(post->title_id);
  entry.links = std::move(post->links);
  entry.wanted = std::move(post->wanted);
  if (makers) {
    makers->colors.color(post->article, post->languages, path.string(), entry.diagnostics);
    makers->formulas.set(post->article, post->formulas, path.string(), entry.diagnostics);
    Result<std::vector<LocalPicture>> pictures =
        makers->media.copy_pictures(post->article, path, entry.diagnostics);
    if (!pictures) return std::unexpected(pictures.error());
    entry.pictures = *std::move(pictures);
    if (Result<void> copied = makers->media.copy_attachments(post->article, path, entry.links, entry.pictures,
                                                             entry.diagnostics);
        !copied)
      return std::unexpected(copied.error());
  }
  Result<ArticleEntry> article = entry_of(post->article);
  if (!article) return refused(article.error());
  entry.article = *std::move(article);
  entry.words = pack_fields(index_fields(post->article));
  entry.labels = label_keys(post->article);
  for (Bytes* part : {&entry.article.headline, &entry.article.article})
    part->shrink_to_fit(); // a hundred thousand of them wait for the last
  entry.words.shrink_to_fit();
  return entry;
}

Result<PostEntry> entry_for(const fs::path& path, const fs::path& folder, const PostRules& rules,
                            EntryCache& cache, ArticleMakers* makers) {
  const std::string name = path.lexically_relative(folder).string();
  const std::optional<FileStamp> stamp = stamp_of(path);
  if (stamp) {
    std::optional<PostEntry> known = cache.find(name, *stamp, path.string());
    const auto holds = [&](const WantedName& name) {
      return rules.knows_name(path.string(), name.name) == name.known;
    };
    if (known && known->within == are_within(known->bounds, rules) && // what was to come may have come
        std::ranges::all_of(known->wanted, holds)) {
      const Result<bool> same = makers ? pictures_are_the_same(*known, path, makers->media) : true;
      if (!same) return std::unexpected(same.error());
      if (*same) return *std::move(known);
    }
  }
  Result<PostEntry> entry = read_entry(path, rules, makers);
  if (entry && stamp) cache.add(name, *stamp, *entry);
  return entry;
}

} // namespace

Result<Reading> read_posts(const PostsFolder& folder, const PostRules& rules, unsigned jobs,
                           EntryCache& cache, ArticleMakers* makers, Progress& progress) {
  const std::vector<fs::path>& paths = folder.posts;
  std::vector<Result<PostEntry>> entries(paths.size());
  std::atomic<bool> failed = false; // then the rest need not be read
  progress.begin("Reading posts", paths.size());
  for_each_parallel(paths.size(), jobs, [&](std::size_t i) {
    if (failed) return;
    entries[i] = entry_for(paths[i], folder.place, rules, cache, makers);
    if (!entries[i]) failed = true;
    progress.advance();
  });
  for (const Result<PostEntry>& entry : entries) {
    if (!entry) return std::unexpected(entry.error());
  }
  progress.end();

  Reading reading;
  reading.entries.reserve(entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    PostEntry& entry = *entries[i];
    std::ranges::move(entry.diagnostics, std::back_inserter(reading.warnings));
    entry.diagnostics.clear();
    if (!entry.refusal.empty()) {
      reading.skipped.push_back({paths[i].string(), entry.refusal, entry.refusal_place, true});
      reading.refused = true;
    } else if (!entry.published) {
      reading.skipped.push_back({paths[i].string(), "not public", "", false});
    } else {
      reading.entries.push_back(std::move(entry));
      reading.files.push_back(paths[i].string());
    }
  }
  return reading;
}

std::vector<fs::path> canonical_posts(const PostsFolder& folder) {
  std::vector<fs::path> posts;
  std::error_code ignored;
  const fs::path place = fs::canonical(folder.place, ignored);
  for (const fs::path& post : folder.posts) posts.push_back(place / post.lexically_relative(folder.place));
  return posts;
}

std::string FolderNames::below_site(std::string_view post) const {
  return to_nfc((given_ / path_below(post, folder_.place)).lexically_normal().generic_string());
}

bool FolderNames::knows(std::string_view post, std::string_view name) const {
  std::call_once(listing_, [this] {
    std::error_code ignored;
    given_ = fs::canonical(folder_.place, ignored).lexically_relative(folder_.root);
    for (const fs::path& each : folder_.posts) names_.add(below_site(each.native()));
  });
  if (names_.named(below_site(post), to_nfc(name))) return true;
  const std::size_t dot = name.rfind('.');
  return dot != name.npos && name.find('/', dot) == name.npos && !files_.find_named(post, name).empty();
}

} // namespace hanji
