#include "post/read_post.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>

#include "post/abbreviations.h"
#include "post/diagrams.h"
#include "post/front_matter.h"
#include "post/html_blocks.h"
#include "post/line_counter.h"
#include "post/markdown.h"
#include "post/mend.h"
#include "post/named_post.h"
#include "post/own_links.h"
#include "post/permalink.h"
#include "post/scan.h"
#include "post/source_text.h"
#include "text/letters.h"
#include "text/normalize.h"
#include "text/percent.h"
#include "text/utf8.h"

namespace hanji {

namespace {

constexpr std::size_t max_post_bytes = std::size_t{32} * 1024 * 1024;
constexpr std::size_t excerpt_characters = 120;
constexpr std::uint32_t most_of_a_kind = 100; // diagnostics of one code; the last of them counts the others

struct PostName {
  std::string slug, extension;
};

// `%eb%b4%84` is 봄; what is no such thing stays.
std::string decoded_name(std::string_view name) {
  std::string decoded = percent_decoded(name);
  const bool is_text =
      is_valid_utf8(decoded) && decoded.find_first_of("%/\\") == decoded.npos &&
      std::ranges::none_of(decoded, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  return to_nfc(is_text ? decoded : name);
}

PostName name_of(std::string_view path, std::string_view folder) {
  const std::size_t begin = path.find_last_of("/\\") + 1;
  const std::string_view file = path.substr(begin);
  const std::size_t dot = file.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return {decoded_name(file), ""};
  const std::string_view stem = file.substr(0, dot);
  std::string extension = lower(file.substr(dot));
  std::string_view above = begin > folder.size() + 1 ? path.substr(0, begin - 1) : std::string_view();
  above.remove_prefix(above.find_last_of("/\\") + 1);
  const bool named_by_folder =
      (stem == "index" || stem == "README") && !above.empty() && !above.starts_with('.');
  return {decoded_name(named_by_folder ? above : stem), std::move(extension)};
}

void add_notes(std::vector<Note> notes, const SplitPost& split, std::string_view file,
               std::vector<Diagnostic>& diagnostics) {
  std::sort(notes.begin(), notes.end(), [](const Note& a, const Note& b) { return a.offset < b.offset; });
  LineCounter counter(split.body, split.body_line);
  std::map<std::string, std::uint32_t, std::less<>> left;
  for (const Note& note : notes) ++left[note.code];
  std::map<std::string, std::uint32_t, std::less<>> told;
  for (Note& note : notes) {
    const std::uint32_t others = --left[note.code], nth = ++told[note.code];
    if (nth > most_of_a_kind) continue;
    if (nth == most_of_a_kind && others > 0) note.message += ", and " + std::to_string(others) + " more";
    Diagnostic diagnostic;
    diagnostic.file = file;
    counter.place(note.offset, diagnostic);
    diagnostic.code = std::move(note.code);
    diagnostic.message = std::move(note.message);
    diagnostic.recovery = std::move(note.recovery);
    diagnostics.push_back(std::move(diagnostic));
  }
}

struct Body {
  std::vector<Note> notes;    // offsets in the body
  HtmlFindings found;         // likewise
  std::vector<Note> formulas; // likewise; their messages are what is written
};

Body read_body(std::string_view body, std::string_view extension, const PostRules& rules, const Names& names,
               Article& article) {
  Body read;
  const auto lead_back = [&read](const OffsetMap& source) {
    for (Note& note : read.notes) note.offset = source(note.offset);
    for (FoundLink& link : read.found.links) link.offset = source(link.offset);
  };
  if (extension == ".txt") {
    const Markup markup = html_from_plain_text(body);
    add_blocks_from_html(markup.html, article, read.notes, &read.found);
    lead_back(markup.source);
    return read;
  }
  const bool html = extension == ".html" || extension == ".htm";
  Mended mended = mend_body(body, !html, names);
  read.formulas = std::move(mended.formulas);
  if (html) {
    add_blocks_from_html(mended.text, article, read.notes, &read.found);
  } else {
    const Markup markup = html_from_markdown(mended.text, rules.markdown_in_html, rules.dialect);
    add_blocks_from_html(markup.html, article, read.notes, &read.found);
    mark_abbreviations(article, markup.abbreviations);
    lead_back(markup.source);
    std::ranges::copy(markup.notes, std::back_inserter(read.notes));
  }
  lead_back(mended.source);
  std::move(mended.notes.begin(), mended.notes.end(), std::back_inserter(read.notes));
  return read;
}

// Until here Block::extra of code says which of `languages` it is in.
std::vector<CodeLanguage> languages_of_code(Article& article, std::vector<std::string> languages) {
  std::vector<CodeLanguage> all;
  for (std::uint32_t i = 0; i < article.blocks.size(); ++i) {
    Block& block = article.blocks[i];
    if (block.kind != BlockKind::code) continue;
    const std::uint32_t language = std::exchange(block.extra, no_index);
    if (language < languages.size()) all.push_back({i, std::move(languages[language])});
  }
  return all;
}

std::string shown(const std::string& text) { // front matter as the publisher's own site would show it
  const std::string line = text.find_first_of("&<") == std::string::npos ? text : text_from_html(text);
  return to_nfc(line.empty() ? text : line);
}

// The number of a footnote says nothing where the footnote is not.
std::string without_footnote_marks(const Article& article, const Block& block) {
  std::string text;
  std::size_t at = 0;
  for (const Inline& run : block.inlines) {
    const bool mark = (run.style.flags & style_sup) != 0 && run.link < article.links.size() &&
                      article.links[run.link].url.starts_with('#');
    if (!mark) continue;
    text += block.text.substr(at, run.begin - at);
    at = run.end;
  }
  return text + block.text.substr(at);
}

std::string beginning_of(const Article& article) {
  std::string text;
  for (const Block& block : article.blocks) {
    const bool prose = block.kind == BlockKind::paragraph || block.kind == BlockKind::list_item ||
                       block.kind == BlockKind::list_more || block.kind == BlockKind::definition;
    if (!prose) continue;
    if (!text.empty()) text += ' ';
    text += single_line(without_footnote_marks(article, block));
    if (text.size() > 4 * excerpt_characters) break;
  }
  std::size_t position = 0, word_end = 0;
  for (std::size_t count = 0; position < text.size(); ++count) {
    if (count >= excerpt_characters) {
      const std::size_t end = word_end == 0 ? position : word_end;
      return std::string(before_ellipsis(std::string_view(text).substr(0, end))) + "…";
    }
    if (text[position] == ' ') word_end = position;
    next_code_point(text, position);
  }
  return text;
}

// What two addresses of one file have in common: no scheme, no leading slash, nothing percent-encoded (as
// md4c does).
std::string picture_of(std::string_view source) {
  for (const std::string_view scheme : {"https:", "http:"}) {
    if (source.starts_with(scheme)) source.remove_prefix(scheme.size());
  }
  while (source.starts_with('/') || source.starts_with("./")) source.remove_prefix(1);
  source = source.substr(0, source.find('#'));
  std::string picture;
  for (std::size_t i = 0; i < source.size(); ++i) {
    unsigned code = 0;
    const char* const digits = source.data() + i + 1;
    const bool encoded = source[i] == '%' && i + 2 < source.size() &&
                         std::from_chars(digits, digits + 2, code, 16).ptr == digits + 2;
    picture += encoded ? static_cast<char>(static_cast<unsigned char>(code)) : source[i];
    if (encoded) i += 2;
  }
  return picture;
}

// With one line of text above it at most, as what leads to a shop.
bool begins_with_picture(const std::vector<Block>& blocks) {
  const auto end = blocks.begin() + std::min<std::ptrdiff_t>(2, std::ssize(blocks));
  return std::any_of(blocks.begin(), end, [](const Block& block) { return block.kind == BlockKind::figure; });
}

// The picture of the front matter comes first among the figures, whether a block of the body shows it or one
// of its own.
void take_lead_picture(Article& article, const FrontMatter& front, std::vector<Note>& notes) {
  if (front.image.empty()) return;
  Article lead;
  std::string element = "<img src=\"";
  for (const char c : front.image) element += c == '"' ? std::string("%22") : std::string(1, c);
  add_blocks_from_html(element + "\">", lead, notes); // so that it passes by the same rules as any picture
  if (lead.figures.empty()) return;
  Figure figure = std::move(lead.figures.front());
  figure.alternative = to_nfc(front.image_alternative);

  auto& figures = article.figures;
  auto& blocks = article.blocks;
  const auto held = std::ranges::find(figures, picture_of(figure.source),
                                      [](const Figure& each) { return picture_of(each.source); });
  const auto place = static_cast<std::uint32_t>(held - figures.begin());
  const bool is_held = held != figures.end();
  if (is_held) {
    if (held->alternative.empty()) held->alternative = figure.alternative;
    std::rotate(figures.begin(), held, held + 1);
  } else {
    figures.insert(figures.begin(), std::move(figure));
  }
  for (Block& block : blocks) {
    if (block.kind != BlockKind::figure) continue;
    block.extra = block.extra == place ? 0 : block.extra + (block.extra < place ? 1 : 0);
  }
  if (is_held) return;
  Block block;
  block.kind = BlockKind::figure;
  block.number = 1;
  block.extra = 0;
  const auto notes_begin = std::ranges::find(blocks, BlockKind::footnote, &Block::kind);
  blocks.insert(begins_with_picture(blocks) ? notes_begin : blocks.begin(), std::move(block));
}

Diagnostic about(std::string_view file, std::uint32_t line, std::string code, std::string message,
                 std::string recovery) {
  return {std::string(file), line, 1, std::move(code), std::move(message), std::move(recovery)};
}

const PostCollection* collection_of(std::string_view path, const PostRules& rules) {
  for (const PostCollection& each : rules.collections) {
    if (path.find("/_" + each.name + "/") != path.npos) return &each;
  }
  return nullptr;
}

// Below the folder of posts, without its ending. Of a post alone the folder is `_posts`, or its own.
std::string path_below(std::string_view path, std::string_view folder, const PostCollection* collection) {
  constexpr std::string_view posts = "_posts/";
  const std::string own = collection == nullptr ? std::string() : "/_" + collection->name + "/";
  if (collection != nullptr)
    path.remove_prefix(path.find(own) + own.size());
  else if (!folder.empty() && path.starts_with(folder))
    path.remove_prefix(folder.size());
  else if (const std::size_t at = path.rfind(posts); at != path.npos)
    path.remove_prefix(at + posts.size());
  else
    path.remove_prefix(path.rfind('/') + 1);
  while (path.starts_with('/') || path.starts_with("./")) path.remove_prefix(1);
  const std::size_t dot = path.rfind('.');
  return to_nfc(dot == path.npos || path.find('/', dot) != path.npos ? path : path.substr(0, dot));
}

// As Hugo makes addresses of names.
std::string hugo_name(std::string_view name) {
  std::string address = lower_case(name);
  std::ranges::replace(address, ' ', '-');
  return address;
}

// 2024-07-27-title; a long number is none.
std::optional<WrittenDate> date_of_name(std::string_view slug) {
  const std::string_view beginning = slug.substr(0, 10);
  return beginning.size() == 10 && std::ranges::all_of(beginning, is_digit) ? std::nullopt
                                                                            : parse_date(beginning);
}

// Exporters write the whole address, percent-encoded (WordPress): the page is its path. One that names no
// path
// (/?p=12) asks for nothing.
std::string path_of_permalink(const std::string& permalink) {
  const std::size_t scheme = permalink.find("://");
  std::string_view path = permalink;
  if (scheme != permalink.npos) {
    path.remove_prefix(std::min(permalink.find('/', scheme + 3), permalink.size()));
    path = path.substr(0, path.find_first_of("?#"));
    if (path.empty() || path == "/") return {};
  }
  std::string decoded = percent_decoded(path);
  return is_valid_utf8(decoded) ? to_nfc(decoded) : std::string(path);
}

// What the front matter and the template ask for.
void add_pages(ReadPost& post, const FrontMatter& front, std::string_view path, const PostRules& rules) {
  const auto tell = [&](const WrittenAddress& at, std::string code, std::string message,
                        std::string recovery) {
    post.diagnostics.push_back({std::string(path), std::max(at.line, 1u), std::max(at.column, 1u),
                                std::move(code), std::move(message), std::move(recovery)});
  };
  const std::string usual = "the article has the usual address";
  const PostCollection* const collection = collection_of(path, rules);
  const std::string below = path_below(path, rules.folder, collection);
  // With a scheme it is something else: what the post is about, or where it stood first.
  const bool by_url = front.permalink.text.empty() && !front.url.text.empty() &&
                      front.url.text.find("://") == std::string::npos;
  WrittenAddress asked = by_url ? front.url : front.permalink;
  post.permalink = asked.text;
  if (!by_url) asked.text = path_of_permalink(asked.text);
  if (asked.text.empty() && collection == nullptr) asked.text = rules.permalink;
  if (asked.text.empty() && collection != nullptr)
    asked.text = collection->permalink.empty() ? "/:collection/:path:output_ext" : collection->permalink;

  std::string permalink;
  const SectionPermalink* const section = permalink_of_section(rules.sections, path);
  if (asked.text.empty() && section != nullptr) {
    if (!post.article.date && hugo_names_date(section->permalink))
      tell(asked, "permalink_undated", "the permalink of its section needs a date, and the post has none",
           usual);
    else
      permalink = expand_hugo_permalink(
          section->permalink, {post.article.slug, path, front.slug, post.article.title, post.article.date});
  } else if (!asked.text.empty()) {
    if (const std::optional<std::string> unknown = unknown_placeholder(asked.text))
      tell(asked, "bad_permalink", "“" + *unknown + "” is no placeholder of a permalink", usual);
    else if (!post.article.date && names_date(asked.text))
      tell(asked, "permalink_undated", "the permalink needs a date, and the post has none", usual);
    else
      permalink = expand_permalink(
          asked.text, {post.article.slug, below, front.slug, post.article.categories, post.article.date,
                       collection == nullptr ? "posts" : std::string_view(collection->name)});
  } else if (!front.slug.empty() && !rules.configured) {
    permalink = hugo_name(path_beside(below, "./")) + hugo_name(front.slug) + "/";
  }
  if (!permalink.empty()) {
    if (Result<std::string> page = page_at(permalink, by_url ? Endless::folder : Endless::file))
      post.page = {*std::move(page), asked.line, asked.column};
    else
      tell(asked, "bad_permalink", "“" + permalink + "” cannot be an address: " + page.error().message,
           usual);
  }

  const auto redirect = [&](const WrittenAddress& from, const std::string& text, Endless endless) {
    if (Result<std::string> page = page_at(text, endless))
      post.redirects.push_back({*std::move(page), from.line, from.column});
    else
      tell(from, "bad_redirect", "“" + from.text + "” cannot be an address: " + page.error().message,
           "left out");
  };
  for (const WrittenAddress& from : front.redirects) redirect(from, from.text, Endless::file);
  const std::string_view beside = post.page.path.empty() ? below : post.page.path;
  for (const WrittenAddress& from : front.aliases)
    redirect(from, path_beside(beside, from.text), Endless::folder);
}

std::string_view mark_of(Secrecy secrecy, std::string_view language) {
  const bool english = language.starts_with("en");
  if (secrecy == Secrecy::draft) return english ? "[Draft] " : "[초안] ";
  return english ? "[To come] " : "[예정] ";
}

// A first heading that says the title again; one that leads somewhere says more.
// Its id is the answer.
std::string drop_repeated_title(Article& article) {
  if (article.blocks.empty()) return {};
  Block& first = article.blocks.front();
  const bool leads =
      std::ranges::any_of(first.inlines, [](const Inline& run) { return run.link != no_index; });
  if (first.kind != BlockKind::heading || leads || single_line(first.text) != article.title) return {};
  std::string id = std::move(first.id);
  article.blocks.erase(article.blocks.begin());
  return id;
}

// What keeps the post out, or how it is marked where that is let in.
void judge_publication(ReadPost& post, FrontMatter& front, std::vector<Withheld> beyond,
                       std::string_view path, const PostRules& rules) {
  std::vector<Withheld> said = std::move(front.withheld);
  for (Withheld& each : beyond) { // what is broken is not read as half a permission
    if (each.secrecy == Secrecy::unlisted) each.secrecy = Secrecy::closed;
    said.push_back(std::move(each));
  }
  const bool below = !rules.folder.empty() && path.starts_with(rules.folder);
  if (std::optional<Withheld> draft = withheld_by_folder(path.substr(below ? rules.folder.size() : 0)))
    said.push_back(*std::move(draft));
  post.bounds = std::move(front.bounds);
  const bool dated = std::ranges::find(post.bounds, false, &TimeBound::until) != post.bounds.end();
  if (const auto date = date_of_name(post.article.slug); date && !dated)
    post.bounds.push_back({0, 0, "date", post.article.slug.substr(0, 10), *date, false});
  for (const TimeBound& bound : post.bounds) {
    if (rules.now ? !is_within(bound, *rules.now) : !bound.date.date) said.push_back(withheld_by(bound));
  }
  const Withheld *mark = nullptr, *unlisted = nullptr;
  for (const Withheld& each : said) {
    if (each.secrecy == Secrecy::unlisted && !each.doubtful) {
      unlisted = &each;
      continue;
    }
    if (!admits(rules.admits, each)) {
      post.withheld = each;
      post.diagnostics.push_back(diagnostic_of(each, path));
      return;
    }
    if (mark == nullptr || each.secrecy == Secrecy::draft) mark = &each;
  }
  if (unlisted != nullptr) {
    post.unlisted = true;
    post.diagnostics.push_back(diagnostic_of(*unlisted, path));
  }
  if (mark == nullptr) return;
  const std::string_view language = front.language.empty() ? rules.language : front.language;
  post.article.title.insert(0, mark_of(mark->secrecy, language));
}

} // namespace

Result<ReadPost> read_post(std::string_view bytes, std::string_view path, const PostRules& rules) {
  const auto refused = [path](std::string message) {
    return std::unexpected(Error{ErrorKind::bad_input, std::move(message), std::string(path)});
  };
  if (bytes.size() > max_post_bytes) return refused("a post of more than 32 MiB is not read");
  const DecodedFile decoded = decode_file(bytes, rules.from_cp949);
  if (decoded.text) bytes = *decoded.text;
  // A stray one is dropped with the other control characters.
  if (static_cast<std::size_t>(std::ranges::count(bytes, '\0')) > bytes.size() / 100)
    return refused("the file is no text, it is full of NUL bytes; if it is UTF-16, save it as UTF-8");
  const SourceText source = source_text(bytes);
  const SplitPost split = split_front_matter(source.text);
  ReadPost post;
  Article& article = post.article;
  std::vector<Diagnostic>& diagnostics = post.diagnostics;

  if (decoded.text) {
    const std::string name = decoded.encoding == Encoding::utf16   ? "UTF-16"
                             : decoded.encoding == Encoding::cp949 ? "CP949 (EUC-KR)"
                                                                   : "windows-1252";
    const bool partly = decoded.encoding == Encoding::cp949 && decoded.text->contains("\uFFFD");
    diagnostics.push_back(about(
        path, 1, "other_encoding", "the file is " + name + (partly ? ", but for some bytes" : ""),
        partly ? "read as that, those bytes as U+FFFD; save it as UTF-8" : "read as that; save it as UTF-8"));
  }
  if (source.replaced > 0) {
    Diagnostic diagnostic =
        about(path, 1, "invalid_utf8", std::to_string(source.replaced) + " malformed UTF-8 sequences",
              "each became U+FFFD; if the file is EUC-KR or CP949, save it as UTF-8");
    LineCounter(source.text, 1).place(source.text.find("\uFFFD"), diagnostic);
    diagnostics.push_back(std::move(diagnostic));
  }
  if (!split.found) {
    if (!rules.titles_in_text)
      diagnostics.push_back(
          about(path, 1, "front_matter_missing", "no front matter", "the file is all body"));
  } else if (!split.opened) {
    diagnostics.push_back(about(path, split.front_line, "front_matter_unopened", "no first “---”",
                                "the fields at the beginning are the front matter"));
  }
  if (split.found && !split.closed) {
    diagnostics.push_back(about(path, split.body_line, "front_matter_unclosed", "no second “---”",
                                "the front matter ends before this line"));
  }
  auto front = parse_front_matter(split.front, path, split.front_line, diagnostics, split.format);
  if (!front) return std::unexpected(front.error());

  PostName name = name_of(path, rules.folder);
  Names names{.find = {}, .wiki = rules.wiki};
  if (rules.find_name)
    names.find = [&](std::string_view wanted, bool titled) {
      post.wanted.push_back({std::string(wanted), titled, rules.find_name(path, wanted, titled)});
      return post.wanted.back().answer;
    };
  Body body = read_body(split.body, name.extension, rules, names, article);
  std::vector<Note>& notes = body.notes;
  LineCounter of_formulas(split.body, split.body_line);
  for (const Note& formula : body.formulas) {
    Diagnostic place;
    of_formulas.place(formula.offset, place);
    post.formulas.push_back({single_line(to_nfc(formula.message)), place.line, place.column});
  }
  take_lead_picture(article, *front, notes);

  article.slug = std::move(name.slug);
  const std::string title_of_document = std::exchange(article.title, shown(front->title));
  if (article.title.empty()) article.title = single_line(title_of_document);
  if (!title_of_document.empty() && title_of_document != article.title)
    diagnostics.push_back(about(path, split.body_line, "title_unused",
                                "<title> with “" + title_of_document + "”",
                                "left out, since the front matter has another title"));
  article.author = shown(front->author);
  article.categories = std::move(front->categories);
  article.tags = std::move(front->tags);
  const auto local = [&rules](const WrittenDate& written) {
    return written.date && written.offset_minutes && rules.local_time ? rules.local_time(in_utc(written))
                                                                      : written.date;
  };
  article.date = local(front->date.date ? front->date : date_of_name(article.slug).value_or(WrittenDate{}));
  article.modified = local(front->modified);
  const std::string feature_text = to_nfc(text_from_html(html_from_markdown(front->feature_text).html));
  article.excerpt = front->excerpt.empty() ? feature_text : shown(front->excerpt);
  if (feature_text != article.excerpt) article.lead = feature_text;
  if (article.excerpt.empty()) article.excerpt = beginning_of(article);
  if (article.title.empty()) {
    const auto heading = std::find_if(article.blocks.begin(), article.blocks.end(),
                                      [](const Block& block) { return block.kind == BlockKind::heading; });
    article.title = heading == article.blocks.end() ? article.slug : single_line(heading->text);
    if (!rules.titles_in_text || heading == article.blocks.end() || heading->level > 1)
      diagnostics.push_back(
          about(path, 1, "title_missing", "no title", "taken from the first heading or the file’s name"));
    if (cut_to(article.title, most_title_characters))
      diagnostics.push_back(
          about(path, 1, "too_long",
                "a heading of more than " + std::to_string(most_title_characters) + " characters",
                "cut there as the title"));
  }
  post.title_id = drop_repeated_title(article);
  caption_diagrams(article, body.found.languages);
  post.languages = languages_of_code(article, std::move(body.found.languages));
  sort_links(std::move(body.found.links), split, rules, post, notes);
  judge_publication(post, *front, withheld_beyond_front_matter(source.text, split), path, rules);
  add_pages(post, *front, path, rules);
  article.language = std::move(front->language);
  add_notes(std::move(notes), split, path, diagnostics);
  std::sort(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.line, a.column, a.code, a.message) < std::tie(b.line, b.column, b.code, b.message);
  });
  return post;
}

} // namespace hanji
