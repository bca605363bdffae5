// One file of a publisher's → one article. The name's ending says what the body is: .md and .markdown are
// Markdown, .html and .htm HTML, .txt plain paragraphs; anything else counts as Markdown. The slug is the
// file's name without its ending, percent-encoded bytes as the characters that they stand for (WordPress
// exporters), or its folder's name where the file is called index or README (Hugo, Gatsby); what the front
// matter does not say is made up for: the date from the name, the title from the first heading or the slug,
// the excerpt from the text's beginning. The front matter's `feature_text` is the lead where it says more
// than the excerpt. The front matter's image is the first of the figures, which lists show. Where the body
// holds that picture, it stays there as it is; else it is a block of its own, above the text, or below it
// where the body begins with a picture.
//
// The page that a post asks for is the front matter's `permalink`, its `url` (Hugo), or the template's of the
// site or of its section (post/hugo_permalink.h). Where
// there is no _config.yml, a `slug` alone is the last part of the post's path below its folder, as Hugo has
// it.
//
// A link to a heading of its own leads to that heading's id, whatever generator's id its author wrote
// (post/anchors.h); one to no heading is a diagnostic.
//
// Nothing here looks at a clock: `now` is an input (post/publication.h).
//
// Input: bytes as they are in the file. Errors: bad_input for what is no text (full of NUL, more than
// 32 MiB, YAML beyond bounds); everything else comes in, with diagnostics. Cost: about 20 MB/s.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "article/article.h"
#include "base/result.h"
#include "post/config.h"
#include "post/diagnostic.h"
#include "post/encoding.h"
#include "post/hugo_permalink.h"
#include "post/markdown.h"
#include "post/named_post.h"
#include "post/publication.h"

namespace hanji {

struct PostPage { // of article/page_address.h, and where the file says so; line 0 = by the template
  std::string path;
  std::uint32_t line = 0, column = 0;
  bool operator==(const PostPage&) const = default;
};

struct FormulaPlace { // what is written, on one line, and where
  std::string source;
  std::uint32_t line = 0, column = 0;
};

struct CodeLanguage {
  std::uint32_t block = 0; // of code
  std::string name;        // in lower case, as it is written: "js", "c++"
  bool operator==(const CodeLanguage&) const = default;
};

struct PostLink { // into the own site: relative, by name (post/named_post.h), or with a host of PostRules
  std::string url;
  std::uint32_t line = 0, column = 0;
  bool operator==(const PostLink&) const = default;
};

struct WantedName { // of a link by name, and whom it means
  std::string name;
  bool titled = false; // its title was asked for too
  NamedPost answer;
};

struct ReadPost {
  Article article;                     // its id is the bundle's to give, and its page
  std::vector<CodeLanguage> languages; // of its code, by block
  std::optional<Withheld> withheld;    // it must not be published
  bool unlisted = false;               // but to whoever has its address
  std::vector<TimeBound> bounds;       // what the time has a say in
  std::string permalink;               // as it is written, or empty
  PostPage page;                       // the page that it asks for, or an empty path
  std::vector<PostPage> redirects;     // those that were its pages before
  std::string title_id;                // of a heading that said the title, and is left out
  std::vector<PostLink> links;         // that others must lead, in the order of the text
  std::vector<WantedName> wanted;      // what the text depends on beside the file
  std::vector<Diagnostic> diagnostics; // by place
  std::vector<FormulaPlace> formulas;  // by place; none is set yet (cli/formulas.h)
};

// What the publisher's clock shows at a time of UTC. A date whose author named a zone is shown by it, as
// Jekyll does by the `timezone` of _config.yml; without it, and for dates without a zone, the time is the one
// that was written.
using LocalTime = std::function<Date(const Date& utc)>;

struct PostRules { // what _config.yml, and who builds, say about reading posts
  LocalTime local_time;
  bool markdown_in_html = false;           // as in html_from_markdown
  Dialect dialect = Dialect::kramdown;     // of Markdown, by the publisher's generator
  bool titles_in_text = false;             // a first heading is a title, and front matter may be missing
  bool configured = false;                 // there is a _config.yml
  std::string permalink;                   // its template (post/permalink.h), or empty
  std::vector<PostCollection> collections; // Jekyll's, with pages of their own
  std::string folder;                      // of posts, as their paths begin; empty where one is read alone
  std::string language;                    // the site's
  FromCp949 from_cp949;                    // none: such files are taken for broken UTF-8
  std::optional<Now> now;                  // none: no post is too early or too late
  std::vector<std::string> hosts;          // of the site, as in addresses
  std::vector<SectionPermalink> sections;  // Hugo's templates of addresses
  std::function<NamedPost(std::string_view path, std::string_view name, bool titled)>
      find_name;     // as Names::find, of the post that has that path
  bool wiki = false; // as in Names
  Admits admits;     // what is not public but comes in, with a mark before its title
};

Result<ReadPost> read_post(std::string_view bytes, std::string_view path, const PostRules& rules = {});

} // namespace hanji
