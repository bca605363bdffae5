#include "post/front_matter_keys.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "post/scan.h"

namespace hanji {

namespace {

struct Row {
  std::string_view key;
  Meaning meaning;
  Names names = Names::one;
};

// clang-format off
constexpr Row rows[] = {
    {"title", Meaning::title},              // Jekyll, Hugo, Hexo, Docusaurus, VitePress, Astro, Zola, Ghost
    {"title.rendered", Meaning::title},     // WordPress, REST API
    {"posttitle", Meaning::title},          // wordpress-github-sync, WXR
    {"제목", Meaning::title},
    {"글제목", Meaning::title},
    {"사건명", Meaning::title},             // court decisions, law.go.kr
    {"법령명", Meaning::title},             // statutes, law.go.kr
    {"법령명한글", Meaning::title},         // the same, Open API
    {"headline", Meaning::title},           // schema.org

    {"excerpt", Meaning::excerpt},          // Jekyll, Hexo
    {"description", Meaning::excerpt},      // Hugo, Docusaurus, VitePress, Astro
    {"summary", Meaning::excerpt},          // Hugo, vimwiki
    {"postexcerpt", Meaning::excerpt},      // WXR
    {"customexcerpt", Meaning::excerpt},    // Ghost
    {"excerpt.rendered", Meaning::excerpt}, // WordPress, REST API
    {"metadescription", Meaning::excerpt},  // wordpress-to-jekyll, Yoast
    {"요약", Meaning::excerpt},
    {"설명", Meaning::excerpt},
    {"subtitle", Meaning::excerpt},         // Beautiful Jekyll, Hexo themes, Medium
    {"부제", Meaning::excerpt},
    {"부제목", Meaning::excerpt},

    {"featuretext", Meaning::lead},         // Alembic (Jekyll)

    {"image", Meaning::image},              // jekyll-seo-tag, Docusaurus
    {"image.path", Meaning::image},         // jekyll-seo-tag
    {"image.url", Meaning::image},
    {"image.src", Meaning::image},          // Astro
    {"image.feature", Meaning::image},      // Jekyll, Minimal Mistakes before 4
    {"featureimage", Meaning::image},       // Alembic, Ghost
    {"featuredimage", Meaning::image},      // Gatsby, wordpress-export-to-markdown
    {"header.image", Meaning::image},       // Minimal Mistakes
    {"header.overlayimage", Meaning::image},
    {"header.teaser", Meaning::image},
    {"cover", Meaning::image},              // Hexo, Gatsby
    {"cover.image", Meaning::image},        // PaperMod (Hugo)
    {"coverimage", Meaning::image},         // wordpress-export-to-markdown, Astro
    {"heroimage", Meaning::image},          // Astro
    {"thumbnail", Meaning::image},          // Hugo and Hexo themes
    {"thumbnailimage", Meaning::image},     // Tranquilpeak (Hexo, Hugo)
    {"banner", Meaning::image},             // Hexo themes
    {"images", Meaning::image},             // Hugo, the first
    {"photos", Meaning::image},             // Hexo, the first
    {"ogimage", Meaning::image},
    {"대표이미지", Meaning::image},
    {"이미지", Meaning::image},

    {"image.alt", Meaning::image_alternative},
    {"cover.alt", Meaning::image_alternative},
    {"imagealt", Meaning::image_alternative},
    {"coverimagealt", Meaning::image_alternative},

    {"author", Meaning::author},            // Jekyll, Hugo, Hexo, Docusaurus
    {"author.name", Meaning::author},
    {"authors", Meaning::author},           // Hugo, Docusaurus, Zola
    {"authors.name", Meaning::author},
    {"author.displayname", Meaning::author}, // jekyll-import, WordPress
    {"author.login", Meaning::author},
    {"postauthor", Meaning::author},        // WXR
    {"creator", Meaning::author},           // Dublin Core
    {"글쓴이", Meaning::author},
    {"지은이", Meaning::author},
    {"저자", Meaning::author},
    {"작성자", Meaning::author},
    {"기자", Meaning::author},
    {"byline", Meaning::author},

    {"categories", Meaning::categories, Names::words},  // Jekyll; Hugo and Hexo as a list
    {"category", Meaning::categories},                  // Jekyll
    {"taxonomies.categories", Meaning::categories},     // Zola
    {"postcategory", Meaning::categories, Names::commas},
    {"분류", Meaning::categories, Names::commas},
    {"카테고리", Meaning::categories, Names::commas},
    {"갈래", Meaning::categories, Names::commas},
    {"사건종류", Meaning::categories},                  // law.go.kr
    {"법령구분", Meaning::categories},

    {"tags", Meaning::tags, Names::words},              // Jekyll; others as a list
    {"tag", Meaning::tags},                             // Jekyll
    {"taxonomies.tags", Meaning::tags},                 // Zola
    {"posttag", Meaning::tags, Names::commas},
    {"태그", Meaning::tags, Names::commas},
    {"꼬리표", Meaning::tags, Names::commas},
    {"series", Meaning::tags, Names::commas},           // Hugo: a way to group posts, as tags are
    {"시리즈", Meaning::tags, Names::commas},
    {"keywords", Meaning::tags, Names::commas},         // Hugo, Docusaurus
    {"키워드", Meaning::tags, Names::commas},

    {"date", Meaning::date},                // Jekyll, Hugo, Hexo, Docusaurus, Zola, VitePress
    {"publishdate", Meaning::date},         // Hugo
    {"pubdate", Meaning::date},             // Astro, RSS
    {"published", Meaning::date},           // DEV, Eleventy; a word is not a date
    {"publishedat", Meaning::date},         // Ghost, DEV
    {"datepublished", Meaning::date},       // schema.org
    {"postdate", Meaning::date},            // WXR, wordpress-github-sync
    {"날짜", Meaning::date},
    {"작성일", Meaning::date},
    {"작성일자", Meaning::date},
    {"작성일시", Meaning::date},
    {"게시일", Meaning::date},
    {"등록일", Meaning::date},
    {"발행일", Meaning::date},
    {"발행일자", Meaning::date},
    {"공개일", Meaning::date},
    {"선고일자", Meaning::date},            // law.go.kr
    {"선고일", Meaning::date},
    {"결정일자", Meaning::date},
    {"공포일자", Meaning::date},
    {"공포일", Meaning::date},
    {"created", Meaning::date},             // Obsidian
    {"createdat", Meaning::date},           // exporters, Ghost
    {"creationdate", Meaning::date},
    {"datecreated", Meaning::date},         // Obsidian, schema.org
    {"시행일자", Meaning::date},
    {"시행일", Meaning::date},

    {"postdategmt", Meaning::date_utc},     // WXR
    {"dategmt", Meaning::date_utc},         // WordPress, REST API

    {"lastmodifiedat", Meaning::modified},  // jekyll-last-modified-at
    {"modified", Meaning::modified},        // Jekyll, WordPress
    {"updated", Meaning::modified},         // Hexo, Zola, Obsidian
    {"lastmod", Meaning::modified},         // Hugo
    {"lastupdate.date", Meaning::modified}, // Docusaurus
    {"lastupdated", Meaning::modified},     // VitePress
    {"updatedat", Meaning::modified},       // Ghost
    {"updateddate", Meaning::modified},     // Astro
    {"postmodified", Meaning::modified},    // WXR
    {"datemodified", Meaning::modified},    // schema.org
    {"lastmodified", Meaning::modified},
    {"수정일", Meaning::modified},
    {"수정일자", Meaning::modified},
    {"수정일시", Meaning::modified},

    {"permalink", Meaning::permalink},      // Jekyll, Hexo, Eleventy
    {"url", Meaning::url},                  // Hugo
    {"path", Meaning::url},                 // Zola, Gatsby
    {"slug", Meaning::slug},                // Hugo, Docusaurus, Zola, Jekyll
    {"postname", Meaning::slug},            // WXR
    {"redirectfrom", Meaning::redirects},   // jekyll-redirect-from
    {"alias", Meaning::redirects},          // hexo-generator-alias
    {"aliases", Meaning::aliases},          // Hugo, Zola

    {"lang", Meaning::language},            // Jekyll, Hexo, VitePress
    {"language", Meaning::language},
    {"locale", Meaning::language},          // Jekyll themes, Ghost
};
// clang-format on

// Parts of a map that names a category or tag, as exporters have it, and that are not its name.
constexpr std::string_view beside_names[] = {"id",        "slug",        "url",   "link",
                                             "permalink", "description", "color", "count"};

std::string bare_key(std::string_view written) {
  std::string key = lower(written);
  std::erase_if(key, [](char c) { return c == '_' || c == '-' || c == ' '; });
  return key;
}

} // namespace

std::optional<KeyMeaning> meaning_of(std::string_view written) {
  static const std::unordered_map<std::string_view, KeyMeaning> table = [] {
    std::unordered_map<std::string_view, KeyMeaning> made;
    for (std::size_t i = 0; i < std::size(rows); ++i)
      made.emplace(rows[i].key, KeyMeaning{rows[i].meaning, rows[i].names, i});
    return made;
  }();
  const std::string key = bare_key(written);
  if (const auto found = table.find(key); found != table.end()) return found->second;
  // `categories: {news: [seoul]}`, `tags: [{name: seoul, slug: seoul}]`
  const std::size_t dot = key.find('.');
  if (dot == key.npos) return std::nullopt;
  const auto found = table.find(std::string_view(key).substr(0, dot));
  if (found == table.end()) return std::nullopt;
  const bool names = found->second.meaning == Meaning::categories || found->second.meaning == Meaning::tags;
  const std::string_view part = std::string_view(key).substr(key.rfind('.') + 1);
  if (!names || std::ranges::find(beside_names, part) != std::end(beside_names)) return std::nullopt;
  return KeyMeaning{found->second.meaning, Names::one, found->second.rank};
}

} // namespace hanji
