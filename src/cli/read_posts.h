// All posts of a folder, read or taken from the cache of the last build, by several threads. A file that the
// system does not give is an error; a post that makes no sense is skipped, and says why.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/byte_file.h"
#include "cli/code_colors.h"
#include "cli/entry_cache.h"
#include "cli/formulas.h"
#include "cli/media.h"
#include "cli/post_entry.h"
#include "cli/post_names.h"
#include "cli/posts_folder.h"
#include "cli/progress.h"
#include "cli/publisher_files.h"
#include "post/named_post.h"
#include "post/publication.h"

namespace hanji {

struct Skipped {
  std::string file, reason, place; // place: ":line:column" of the reason, or nothing
  bool refused = false;            // else not public
};

// What came of the posts, in name order. What is long of an entry may wait in a file.
struct Reading {
  std::vector<PostEntry> entries;
  std::vector<std::string> files; // one for each entry
  std::vector<Diagnostic> warnings;
  std::vector<Skipped> skipped;
  bool refused = false;                           // at least one of the skipped was refused
  std::vector<std::shared_ptr<ByteFile>> keepers; // of what is long; the last takes what is made anew
};

struct ArticleMakers { // of what an article shows beside its text; many threads ask them
  MediaCopier media;
  FormulaSetter formulas;
  CodeColors colors;
};

// `posts` lie below `folder`. `makers` null: pictures stay where they are, formulas as they are written, code
// in one colour.
Result<Reading> read_posts(std::span<const std::string> posts, const fs::path& folder, const PostRules& rules,
                           unsigned jobs, EntryCache& cache, ArticleMakers* makers,
                           std::shared_ptr<ByteFile> keeper, Progress& progress);
Result<void> keep_elsewhere(PostEntry& entry, ByteFile& keeper); // what is long of it

// Who answers to a name in a link (Names, of post/named_post.h): a post, or a file of the publisher's. Listed
// when it is first asked, from any thread; titles and aliases are read from the beginnings of the posts when
// a name is no file's. `folder` and `files` live as long.
class FolderNames {
public:
  FolderNames(const PostsFolder& folder, const PublisherFiles& files, std::optional<Now> now)
      : folder_(folder), files_(files), now_(now) {}
  NamedPost find(std::string_view post, std::string_view name, bool titled) const;

private:
  struct Head;
  std::string below_site(std::string_view post) const; // as PostNames has it
  Head head_of(const fs::path& post) const;

  const PostsFolder& folder_;
  const PublisherFiles& files_;
  std::optional<Now> now_;
  mutable std::once_flag listing_, reading_;
  mutable fs::path given_; // where the folder of posts lies below the site's
  mutable PostNames names_;
  mutable std::map<std::string, std::size_t, std::less<>> by_title_; // in lower case
};

std::vector<std::string> canonical_posts(const PostsFolder& folder);

} // namespace hanji
