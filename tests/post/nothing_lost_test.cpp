// Nothing of a post's text is lost in silence: each word of the source that is no markup stands in the
// article, or a warning speaks of it.
#include <doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "article/plain_text.h"
#include "post/front_matter.h"
#include "post/read_post.h"
#include "post/source_text.h"
#include "tests/skip.h"
#include "text/letters.h"
#include "text/utf8.h"

using namespace hanji;
namespace fs = std::filesystem;

namespace {

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Words of three letters of Latin, or of two of any other script, since shorter ones are marks as often as
// words.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  const auto end = [&] {
    const bool ascii = std::ranges::all_of(word, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (word.size() >= (ascii ? 3u : 6u)) words.push_back(word);
    word.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(text, at);
    if (is_name_character(c))
      word += text.substr(begin, at - begin);
    else
      end();
  }
  end();
  return words;
}

// All letters that an article and its warnings say, one after the other: emphasis within a word parts it in
// the source alone.
std::string letters_in(const ReadPost& post) {
  const Article& article = post.article;
  std::string text =
      article.title + '\n' + article.excerpt + '\n' + article.lead + '\n' + plain_text(article);
  for (const Block& block : article.blocks)
    text += '\n' + block.text + '\n' + block.id + '\n' + std::to_string(block.number);
  for (const Figure& figure : article.figures)
    text += '\n' + figure.alternative + '\n' + figure.source + '\n' + figure.link;
  for (const Link& link : article.links) text += '\n' + link.url;
  for (const Diagnostic& each : post.diagnostics) text += '\n' + each.message;
  std::string letters;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    if (is_name_character(next_code_point(text, at))) letters += text.substr(begin, at - begin);
  }
  return letters;
}

// Takes out what begins with `open` and ends with `close`, within `most` bytes.
void take_out(std::string& text, std::string_view open, std::string_view close, std::size_t most = 1 << 20) {
  for (std::size_t at = 0; (at = text.find(open, at)) != text.npos;) {
    const std::size_t end = text.find(close, at + open.size());
    if (end == text.npos || end - at > most) {
      at += open.size();
      continue;
    }
    text.replace(at, end + close.size() - at, " ");
  }
}

// Without tags, up to the ">" that stands in no quotes, or to the end of the line.
std::string without_tags(const std::string& text) {
  std::string kept;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char next = at + 1 < text.size() ? text[at + 1] : ' ';
    const bool tag = text[at] == '<' && (next == '/' || next == '!' || next == '?' ||
                                         (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z'));
    if (!tag) {
      kept += text[at];
      continue;
    }
    char quote = 0;
    for (; at < text.size() && (quote != 0 || text[at] != '>'); ++at) {
      if (quote == text[at])
        quote = 0;
      else if (quote == 0 && (text[at] == '"' || text[at] == '\''))
        quote = text[at];
    }
    kept += ' ';
  }
  return kept;
}

// The source without its markup: comments, tags, addresses, template tags, attribute lists, languages of
// code.
std::string without_markup(std::string text) {
  take_out(text, "<!--", "-->");
  take_out(text, "{/*", "*/}");
  for (const char* name : {"script", "style"})
    take_out(text, std::string("<") + name, std::string("</") + name);
  static const std::regex markup(
      "\\]\\([^()\\s]*(\\([^()\\s]*\\))?[^()\\s]*( [^()]*)?\\)|^ "
      "{0,3}\\[[^\\]\\n]*\\]:.*|\\{%[^\\n]*?%\\}|\\{\\{[^\\n]*?\\}\\}|"
      "\\{:[^\\n}]*\\}|\\{[#.][^\\n}]*\\}|^[ \\t>*+-]*(```|~~~).*|&#?[a-zA-Z0-9]+;|"
      "\\][ \\n]?\\[[^\\]\\n]*\\]|\\[\\^[^\\]\\n]*\\]|^[ \\t]*[*-] TOC *$|"
      "^[ \\t>]*:::+ *[a-z-]*|\\[![A-Za-z]+\\][+-]?|:[a-z0-9_+-]+:",
      std::regex::multiline | std::regex::optimize);
  return std::regex_replace(without_tags(text), markup, " ");
}

std::vector<std::string> lost_words(const std::string& bytes, const std::string& path) {
  const auto post = read_post(bytes, path);
  if (!post) return {};
  const SourceText source = source_text(bytes);
  const bool cut = std::ranges::any_of(post->diagnostics, [](const Diagnostic& each) {
    return each.message.ends_with("…”");
  }); // it spoke of more
  if (cut) return {};
  const std::string known = letters_in(*post);
  std::vector<std::string> lost;
  for (const std::string& word :
       words_of(without_markup(std::string(split_front_matter(source.text).body)))) {
    if (known.find(word) == known.npos && word != "TOC" && word != "nbsp") lost.push_back(word);
  }
  return lost;
}

std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : " ") + word;
  return all;
}

std::vector<fs::path> posts_of_others() {
  std::vector<fs::path> files;
  for (const char* folder : {"posts", "publishers"}) {
    for (const auto& entry :
         fs::recursive_directory_iterator(fs::path(HANJI_SOURCE_DIR) / "../shared" / folder)) {
      const std::string ending = entry.path().extension().string();
      if (ending == ".md" || ending == ".html" || ending == ".markdown" || ending == ".txt")
        files.push_back(entry.path());
    }
  }
  std::ranges::sort(files);
  return files;
}

// A piece of a post in which lines are lost, said twice and exchanged, and marks fall in.
std::string mutated(const std::string& bytes, std::mt19937& random) {
  constexpr std::size_t most_bytes = 2'000;
  const auto below = [&random](std::size_t most) { return static_cast<std::size_t>(random() % most); };
  const std::string text(split_front_matter(source_text(bytes).text).body);
  std::vector<std::string> lines;
  std::istringstream in(
      text.substr(text.size() > most_bytes ? text.find('\n', below(text.size() - most_bytes)) + 1 : 0));
  std::size_t size = 0;
  for (std::string line; size < most_bytes && std::getline(in, line); size += line.size())
    lines.push_back(line);
  for (std::size_t change = 0; change < 4 && !lines.empty(); ++change) {
    std::string& line = lines[below(lines.size())];
    switch (below(4)) {
    case 0: line.clear(); break;
    case 1: std::swap(line, lines[below(lines.size())]); break;
    case 2: line += "\n" + std::string(line); break;
    default: {
      constexpr std::string_view marks = "*_`~$|\\#>-+[](){}=:^";
      std::size_t at = below(line.size() + 1);
      while (at < line.size() && (static_cast<unsigned char>(line[at]) & 0xC0) == 0x80) ++at;
      line.insert(at, 1, marks[below(marks.size())]);
    }
    }
  }
  std::string changed = "---\ntitle: 글\n---\n";
  for (const std::string& line : lines) changed += line + '\n';
  return changed;
}

} // namespace

TEST_CASE("다른 이들의 글에서 낱말 하나도 말없이 사라지지 않는다") {
  if (!fs::exists(fs::path(HANJI_SOURCE_DIR) / "../shared/posts"))
    return skip("there are no shared posts here");
  for (const fs::path& file : posts_of_others()) {
    const std::string lost = joined(lost_words(bytes_of(file), file.filename().string()));
    CAPTURE(file.string());
    CHECK(lost == "");
  }
}

TEST_CASE("그 글들이 뒤섞이고 부호가 끼어들어도 그렇다") {
  if (!fs::exists(fs::path(HANJI_SOURCE_DIR) / "../shared/posts"))
    return skip("there are no shared posts here");
  const std::vector<fs::path> files = posts_of_others();
  std::vector<std::string> posts;
  for (const fs::path& file : files) {
    if (file.extension() == ".md") posts.push_back(bytes_of(file));
  }
#ifdef __EMSCRIPTEN__ // the same pieces take minutes there; the native tests read all of them
  constexpr int rounds = 1'000;
#else
  constexpr int rounds = 10'000;
#endif
  std::mt19937 random(1);
  for (int round = 0; round < rounds; ++round) {
    const std::string post = mutated(posts[random() % posts.size()], random);
    const std::string lost = joined(lost_words(post, "x.md"));
    CAPTURE(post);
    CHECK(lost == "");
  }
}
