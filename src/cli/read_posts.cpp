#include "cli/read_posts.h"

#include <algorithm>
#include <atomic>
#include <fstream>
#include <iterator>

#include "cli/lead_links.h"
#include "cli/parallel.h"
#include "index/index_text.h"
#include "index/labels.h"
#include "post/front_matter.h"
#include "post/read_post.h"
#include "post/source_text.h"
#include "text/letters.h"
#include "text/normalize.h"

namespace hanji {
namespace {

constexpr std::size_t most_head = 16 * 1024; // bytes in which front matter is looked for

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
  entry.words = pack_index_words({label_keys(post->article), index_fields(post->article)});
  return entry;
}

Result<PostEntry> entry_for(const fs::path& path, const fs::path& folder, const PostRules& rules,
                            EntryCache& cache, ArticleMakers* makers) {
  const std::string name = path.lexically_relative(folder).string();
  const std::optional<FileStamp> stamp = stamp_of(path);
  if (stamp) {
    std::optional<PostEntry> known = cache.find(name, *stamp, path.string());
    const auto holds = [&](const WantedName& name) {
      return rules.find_name(path.string(), name.name, name.titled) == name.answer;
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

Result<void> keep_elsewhere(PostEntry& entry, ByteFile& keeper) {
  for (KeptBytes* kept : {&entry.article.headline, &entry.article.article, &entry.words}) {
    if (Result<void> put = keeper.keep(*kept); !put) return put;
  }
  return {};
}

Result<Reading> read_posts(std::span<const std::string> posts, const fs::path& folder, const PostRules& rules,
                           unsigned jobs, EntryCache& cache, ArticleMakers* makers,
                           std::shared_ptr<ByteFile> keeper, Progress& progress) {
  Reading reading;
  std::vector<PostEntry>& entries = reading.entries;
  entries.resize(posts.size());
  std::mutex failing;
  std::pair<std::size_t, std::optional<Error>> failure; // of the first post that has one
  std::atomic<bool> failed = false;                     // then the rest need not be read
  progress.begin("Reading posts", posts.size());
  for_each_parallel(posts.size(), jobs, [&](std::size_t i) {
    if (failed) return;
    Result<PostEntry> entry = entry_for(posts[i], folder, rules, cache, makers);
    Result<void> kept;
    if (entry) kept = keep_elsewhere(*entry, *keeper);
    if (!entry || !kept) {
      const std::lock_guard lock(failing);
      if (!failure.second || i < failure.first) failure = {i, entry ? kept.error() : entry.error()};
      failed = true;
      return;
    }
    entries[i] = *std::move(entry);
    // The cache alone asks for these.
    entries[i].bounds = {};
    entries[i].within = {};
    entries[i].pictures = {};
    entries[i].wanted = {};
    progress.advance();
  });
  if (failure.second) return std::unexpected(*std::move(failure.second));
  progress.end();

  std::size_t published = 0;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    PostEntry& entry = entries[i];
    std::ranges::move(entry.diagnostics, std::back_inserter(reading.warnings));
    entry.diagnostics = {};
    if (!entry.refusal.empty()) {
      reading.skipped.push_back({posts[i], entry.refusal, entry.refusal_place, true});
      reading.refused = true;
    } else if (!entry.published) {
      reading.skipped.push_back({posts[i], "not public", "", false});
    } else {
      if (published != i) entries[published] = std::move(entry);
      ++published;
      reading.files.push_back(posts[i]);
    }
  }
  entries.resize(published);
  reading.keepers.push_back(std::move(keeper));
  return reading;
}

std::vector<std::string> canonical_posts(const PostsFolder& folder) {
  std::vector<std::string> posts;
  std::error_code ignored;
  const fs::path place = fs::canonical(folder.place, ignored);
  posts.reserve(folder.posts.size());
  for (const fs::path post : folder.posts)
    posts.push_back((place / post.lexically_relative(folder.place)).string());
  return posts;
}

std::string FolderNames::below_site(std::string_view post) const {
  return to_nfc((given_ / path_below(post, folder_.place)).lexically_normal().generic_string());
}

// What others may call a post by; nothing of one that is not public.
struct FolderNames::Head {
  std::string title;
  std::vector<std::string> names;
};

FolderNames::Head FolderNames::head_of(const fs::path& post) const {
  std::string bytes(most_head, '\0');
  std::ifstream file(post, std::ios::binary);
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
  const SourceText source = source_text(bytes);
  const SplitPost split = split_front_matter(source.text);
  std::vector<Diagnostic> ignored;
  const auto front = parse_front_matter(split.front, {}, 1, ignored, split.format);
  const auto is_late = [this](const TimeBound& bound) { return now_ && !is_within(bound, *now_); };
  if (!front || !front->withheld.empty() || std::ranges::any_of(front->bounds, is_late)) return {};
  Head head{to_nfc(front->title), {front->title}};
  for (const WrittenAddress& alias : front->aliases) head.names.push_back(alias.text);
  return head;
}

NamedPost FolderNames::find(std::string_view post, std::string_view name, bool titled) const {
  std::call_once(listing_, [this] {
    std::error_code ignored;
    given_ = fs::canonical(folder_.place, ignored).lexically_relative(folder_.root);
    for (const std::string& each : folder_.posts) names_.add(below_site(each));
  });
  const auto title_of = [&](std::size_t index) {
    return titled ? head_of(folder_.posts[index]).title : std::string();
  };
  if (const auto found = names_.named(below_site(post), to_nfc(name)))
    return {std::string(name), title_of(*found)};
  const std::size_t dot = name.rfind('.');
  if (dot != name.npos && name.find('/', dot) == name.npos && !files_.find_named(post, name).empty())
    return {std::string(name), {}};
  std::call_once(reading_, [this] {
    for (std::size_t i = 0; i < folder_.posts.size(); ++i) {
      std::error_code ignored;
      if (!fs::is_regular_file(folder_.posts[i], ignored)) continue; // a pipe would be waited for
      for (const std::string& each : head_of(folder_.posts[i]).names)
        if (!each.empty()) by_title_.emplace(lower_case(to_nfc(each)), i);
    }
  });
  const auto found = by_title_.find(lower_case(to_nfc(name)));
  if (found == by_title_.end()) return {};
  return {"/" + below_site(folder_.posts[found->second]), title_of(found->second)};
}

} // namespace hanji
