// The pictures that posts show and the files that they link to, and that lie in the publisher's folder
// (publisher_files.h): copied into the site's media/ under a name of stem and content hash, and named in the
// article by that path. A picture has the ending that its bytes say (`.bin` where they are no picture's) and
// is measured. Other files keep their ending, by which hosts tell the type. Not carried: what a browser would
// take for a page or a program, posts, hidden files and those in `_drafts`, and what is larger than 256 MiB.
// Pictures of other people's servers stay where they are, but those that Naver and Tistory made smaller give
// way to the original (post/html_media.h).
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "article/article.h"
#include "cli/file_stamp.h"
#include "cli/publisher_files.h"
#include "cli/site_folder.h"
#include "post/diagnostic.h"
#include "post/read_post.h"

namespace hanji {

constexpr std::uintmax_t most_attachment_bytes = std::uintmax_t{256} << 20;

struct LocalPicture { // or another file
  std::string source; // as the post names it
  std::string place;  // "media/…", or "" when it is not there
  std::uint32_t width = 0, height = 0;
  bool attached = false; // a link leads to it
  bool operator==(const LocalPicture&) const = default;
};

// What a program that builds again knows of the files that it has looked at, by their canonical paths and
// whether they are attached.
struct KnownMedia {
  FileStamp stamp{};
  LocalPicture picture;
  FileRecord file;
};
using MediaMemory = std::map<std::pair<fs::path, bool>, KnownMedia>;

class MediaCopier { // its calls may come from many threads; each file is read once
public:
  // `posts`: files that are articles, or would be, and are no attachments.
  MediaCopier(const PublisherFiles& files, std::vector<fs::path> posts, SiteFolder& site,
              const MediaMemory* known = nullptr); // of a site in memory, which refers to the files
  MediaMemory take() { return std::move(seen_); }  // for the next build

  // Resolves the article's figures; `post` is the file that it was read from. What is missing becomes a
  // diagnostic. Answers what it found of each local picture.
  Result<std::vector<LocalPicture>> copy_pictures(Article& article, const fs::path& post,
                                                  std::vector<Diagnostic>& diagnostics);

  // Leads links to files of the publisher's there, and takes them out of `links`. Adds to `found` what it
  // found of each link that may mean one.
  Result<void> copy_attachments(Article& article, const fs::path& post, std::vector<PostLink>& links,
                                std::vector<LocalPicture>& found, std::vector<Diagnostic>& diagnostics);

  // The same for one picture or attachment, by its name in the post.
  Result<LocalPicture> copy_file(const std::string& source, bool attached, const fs::path& post);

private:
  struct Copied {
    std::mutex copying;
    std::optional<Result<LocalPicture>> picture;
  };
  Result<LocalPicture> copy(const fs::path& file, bool attached);
  Result<LocalPicture> refer(const fs::path& file, bool attached);
  const KnownMedia* known_as(const fs::path& file, bool attached, const FileStamp& stamp) const;
  fs::path file_of(const std::string& source, bool attached, const fs::path& post) const;
  bool may_be_carried(const fs::path& file) const;

  const PublisherFiles& files_;
  std::vector<fs::path> posts_; // canonical, sorted
  SiteFolder& site_;
  const MediaMemory* known_;
  MediaMemory seen_;
  std::uint64_t youngest_ = settled_before_ns();
  std::map<std::pair<fs::path, bool>, Copied> copied_; // by the file, and whether it is attached
  std::mutex finding_;
};

} // namespace hanji
