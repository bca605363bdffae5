#include "post/publication.h"

#include <algorithm>
#include <array>
#include <span>

#include "post/front_matter.h"
#include "post/json_fields.h"
#include "post/plain_fields.h"
#include "post/scan.h"

namespace hanji {

namespace {

using Words = std::span<const std::string_view>;

constexpr auto yes = std::to_array<std::string_view>({"true", "yes", "on", "y", "t", "1", "예", "네", "참"});
constexpr auto no =
    std::to_array<std::string_view>({"false", "no", "off", "n", "f", "0", "아니오", "아니요", "거짓"});
constexpr auto nothing = std::to_array<std::string_view>({"", "~", "null"});
constexpr auto public_states =
    std::to_array<std::string_view>({"public", "publish", "published", "live", "visible", "listed", "공개",
                                     "전체공개", "전체 공개", "발행", "게시"});
constexpr auto draft_states = std::to_array<std::string_view>(
    {"draft", "auto-draft", "pending", "unpublished", "초안", "임시", "임시저장", "임시 저장"});
constexpr auto future_states = std::to_array<std::string_view>({"future", "scheduled", "예약"});
constexpr auto closed_states =
    std::to_array<std::string_view>({"private", "trash", "password", "protected", "inherit", "비공개"});
constexpr auto unlisted_states = std::to_array<std::string_view>({"hidden", "unlisted"});

bool is_one_of(std::string_view word, Words words) { return std::ranges::find(words, word) != words.end(); }

// What a key speaks of, and what a post is that it keeps out by a plain yes or no.
enum class Says : std::uint8_t { whether_public, whether_private, state, password };
struct Key {
  std::string_view name;
  Says says;
  Secrecy secrecy = Secrecy::closed;
};
constexpr auto keys = std::to_array<Key>({{"published", Says::whether_public, Secrecy::draft},
                                          {"ispublished", Says::whether_public, Secrecy::draft},
                                          {"publish", Says::whether_public, Secrecy::draft},
                                          {"public", Says::whether_public},
                                          {"ispublic", Says::whether_public},
                                          {"listed", Says::whether_public, Secrecy::unlisted},
                                          {"공개", Says::whether_public},
                                          {"공개여부", Says::whether_public},
                                          {"draft", Says::whether_private, Secrecy::draft},
                                          {"isdraft", Says::whether_private, Secrecy::draft},
                                          {"초안", Says::whether_private, Secrecy::draft},
                                          {"unpublished", Says::whether_private, Secrecy::draft},
                                          {"private", Says::whether_private},
                                          {"isprivate", Says::whether_private},
                                          {"비공개", Says::whether_private},
                                          {"hidden", Says::whether_private, Secrecy::unlisted},
                                          {"unlisted", Says::whether_private, Secrecy::unlisted},
                                          {"headless", Says::whether_private},
                                          {"status", Says::state},
                                          {"visibility", Says::state},
                                          {"poststatus", Says::state},
                                          {"password", Says::password},
                                          {"postpassword", Says::password},
                                          {"비밀번호", Says::password},
                                          {"암호", Says::password}});

struct TimeKey {
  std::string_view name;
  bool until = false, strict = true; // strict: what is no date keeps a post out
};
constexpr auto time_keys = std::to_array<TimeKey>({{"date", false, false},
                                                   {"published", false, false},
                                                   {"publishdate"},
                                                   {"publishedat", false, false},
                                                   {"pubdate", false, false},
                                                   {"postdate", false, false},
                                                   {"공개일", false},
                                                   {"공개일시", false},
                                                   {"expirydate", true},
                                                   {"unpublishdate", true},
                                                   {"expires", true},
                                                   {"만료일", true}});

std::string bare_key(std::string_view written) {
  std::string name = lower(written);
  std::erase_if(name, [](char c) { return c == '_' || c == '-' || c == ' '; });
  return name;
}

const Key* find_key(std::string_view written) {
  const auto* const key = std::ranges::find(keys, bare_key(written), &Key::name);
  return key == keys.end() ? nullptr : key;
}

// What stands beside a key, without blanks of any kind and quotes around it.
std::string_view bare(std::string_view text) {
  text.remove_prefix(skip_blanks(text, 0));
  for (std::string_view before; before != text;) {
    before = text = trimmed(text);
    for (const std::string_view blank : {no_break_space, wide_space}) {
      if (text.ends_with(blank)) text.remove_suffix(blank.size());
    }
  }
  if (text.size() >= 2 && (text[0] == '"' || text[0] == '\'') && text.back() == text[0])
    return trimmed(text.substr(1, text.size() - 2));
  return text;
}

enum class Verdict : std::uint8_t { may, may_not, doubtful };
struct Judgement {
  Verdict verdict;
  Secrecy secrecy = Secrecy::closed;
};

Judgement judge_state(const std::string& word) {
  if (is_one_of(word, public_states)) return {Verdict::may};
  if (is_one_of(word, draft_states)) return {Verdict::may_not, Secrecy::draft};
  if (is_one_of(word, future_states)) return {Verdict::may_not, Secrecy::to_come};
  if (is_one_of(word, unlisted_states)) return {Verdict::may_not, Secrecy::unlisted};
  return {is_one_of(word, closed_states) ? Verdict::may_not : Verdict::doubtful};
}

Judgement judge(const Key& key, std::string_view value) {
  const std::string word = lower(bare(value));
  const bool says_yes = is_one_of(word, yes), says_no = is_one_of(word, no);
  switch (key.says) {
  case Says::whether_public:
    if (says_yes || (key.name.starts_with("publish") && parse_date(word))) return {Verdict::may};
    return says_no ? Judgement{Verdict::may_not, key.secrecy} : judge_state(word);
  case Says::whether_private:
    if (says_no || is_one_of(word, nothing)) return {Verdict::may};
    return {says_yes ? Verdict::may_not : Verdict::doubtful, key.secrecy};
  case Says::state: return says_yes || is_one_of(word, nothing) ? Judgement{Verdict::may} : judge_state(word);
  case Says::password: return {is_one_of(word, nothing) ? Verdict::may : Verdict::may_not};
  }
  return {Verdict::doubtful};
}

std::vector<Withheld> withheld_by_all(const std::vector<HeadField>& fields) {
  std::vector<Withheld> found;
  for (const HeadField& field : fields) {
    if (std::optional<Withheld> withheld = withheld_by(field)) found.push_back(*std::move(withheld));
  }
  return found;
}

} // namespace

bool is_publication_key(std::string_view key) { return find_key(key) != nullptr; }

std::optional<Withheld> withheld_by(const HeadField& field) {
  const std::string_view path = field.key;
  const std::size_t first_dot = path.find('.'), last_dot = path.rfind('.');
  const Key* key = find_key(path.substr(0, first_dot));
  bool scalar = !field.in_list && first_dot == std::string_view::npos;
  if (key == nullptr && first_dot != std::string_view::npos && lower(path.substr(last_dot + 1)) == "draft") {
    key = find_key("draft");
    scalar = !field.in_list;
  }
  if (key == nullptr) return std::nullopt;
  const auto [verdict, secrecy] = scalar ? judge(*key, field.value) : Judgement{Verdict::doubtful};
  if (verdict == Verdict::may) return std::nullopt;
  const bool secret = key->says == Says::password || !scalar;
  return Withheld{field.line,
                  field.column,
                  scalar ? field.key : std::string(path.substr(0, first_dot)),
                  secret ? "" : single_line(field.value),
                  secrecy,
                  verdict == Verdict::doubtful};
}

std::optional<TimeBound> time_bound(const HeadField& field) {
  const auto* const key = std::ranges::find(time_keys, bare_key(field.key), &TimeKey::name);
  if (key == time_keys.end()) return std::nullopt;
  const std::string value(bare(field.value));
  const std::optional<WrittenDate> date = field.in_list ? std::nullopt : parse_date(value);
  if (!date && (!key->strict || is_one_of(value, nothing))) return std::nullopt;
  return TimeBound{field.line, field.column, field.key, value, date.value_or(WrittenDate{}), key->until};
}

bool is_within(const TimeBound& bound, const Now& now) {
  return bound.date.date && is_after(bound.date, now) == bound.until;
}

Withheld withheld_by(const TimeBound& bound) {
  return {
      bound.line,      bound.column, bound.key, bound.value, bound.until ? Secrecy::over : Secrecy::to_come,
      !bound.date.date};
}

std::optional<Withheld> withheld_by_folder(std::string_view path) {
  constexpr std::string_view drafts = "_drafts";
  for (std::size_t begin = 0, end = 0; (end = path.find('/', begin)) != path.npos; begin = end + 1) {
    if (path.substr(begin, end - begin) == drafts)
      return Withheld{0, 0, std::string(drafts), "", Secrecy::draft, false};
  }
  return std::nullopt;
}

bool admits(const Admits& admitted, const Withheld& withheld) {
  if (withheld.doubtful) return false;
  return (admitted.drafts && withheld.secrecy == Secrecy::draft) ||
         (admitted.to_come && withheld.secrecy == Secrecy::to_come);
}

std::vector<Withheld> withheld_beyond_front_matter(std::string_view text, const SplitPost& split) {
  if (split.closed) return {};
  if (split.found) {
    return withheld_by_all(read_plain_fields(split.body, split.body_line,
                                             split.opened ? PlainExtent::all : PlainExtent::first_paragraph));
  }
  std::uint32_t line_number = 1;
  std::size_t begin = 0;
  while (begin < text.size() && trimmed(text.substr(begin, end_of_line(text, begin) - begin)).empty()) {
    begin = std::min(end_of_line(text, begin) + 1, text.size());
    ++line_number;
  }
  const std::string_view rest = text.substr(begin), fence = trimmed(rest.substr(0, end_of_line(rest, 0)));
  const std::string_view below = rest.substr(std::min(end_of_line(rest, 0) + 1, rest.size()));
  std::vector<Diagnostic> told; // of what is no front matter after all
  if (fence == "+++") return withheld_by_all(read_plain_fields(below, line_number + 1, PlainExtent::toml));
  const bool object = fence.starts_with('{') && trimmed(rest.substr(rest.find('{') + 1)).starts_with('"');
  if (fence == ";;;" || object) {
    const std::string_view json = object ? rest.substr(rest.find('{')) : below;
    const auto fields = read_json_fields(json, "", line_number + (object ? 0 : 1), told);
    return fields ? withheld_by_all(*fields) : std::vector<Withheld>{};
  }
  return withheld_by_all(read_plain_fields(rest, line_number, PlainExtent::first_paragraph));
}

Diagnostic diagnostic_of(const Withheld& withheld, std::string_view file) {
  constexpr std::size_t most_shown = 60; // bytes of a value
  std::string value = withheld.value;
  if (value.size() > most_shown) {
    std::size_t end = most_shown;
    while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xC0) == 0x80) --end;
    value = value.substr(0, end) + "…";
  }
  const std::string field = "“" + withheld.key + (value.empty() ? "" : ": " + value) + "”";
  const auto told = [&](std::string code, std::string message, std::string recovery) {
    return Diagnostic{std::string(file), withheld.line,      withheld.column,
                      std::move(code),   std::move(message), std::move(recovery)};
  };
  if (!withheld.doubtful) {
    switch (withheld.secrecy) {
    case Secrecy::draft:
      return told("not_public",
                  withheld.line == 0 ? "it lies in a folder of drafts"
                                     : field + " says that this post is not public",
                  "left out; --drafts would bring it in");
    case Secrecy::to_come:
      return told("not_public", field + " says that this post is still to come",
                  "left out; --future would bring it in");
    case Secrecy::over:
      return told("not_public", field + " says that this post is no longer public", "left out");
    case Secrecy::unlisted:
      return told("unlisted", field + " says that this post is in no list", "only its address leads to it");
    case Secrecy::closed: return told("not_public", field + " says that this post is not public", "left out");
    }
  }
  const Key* const key = find_key(withheld.key);
  const bool of_time = withheld.secrecy == Secrecy::to_come || withheld.secrecy == Secrecy::over;
  const char* const clear = of_time                                                ? "2024-07-27"
                            : key == nullptr || key->says == Says::whether_private ? "false"
                            : key->says == Says::whether_public                    ? "true"
                                                                                   : "published";
  return told("perhaps_not_public", field + " does not say that this post is public",
              "left out; “" + withheld.key + ": " + clear + "” would bring it in");
}

} // namespace hanji
