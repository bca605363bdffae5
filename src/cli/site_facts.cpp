#include "cli/site_facts.h"

#include <array>

namespace hanji {
namespace {

// In the order in which they are written.
template <class Facts>
auto texts_of(Facts& facts) {
  return std::array{&facts.rules, &facts.place,       &facts.root,    &facts.given,
                    &facts.title, &facts.description, &facts.url,     &facts.language,
                    &facts.font,  &facts.font_sheet,  &facts.baseurl, &facts.zone};
}

void put_texts(ByteWriter& out, const std::vector<std::string>& texts) {
  out.varint(texts.size());
  for (const std::string& text : texts) out.text(text);
}

std::vector<std::string> get_texts(ByteReader& in) {
  std::vector<std::string> texts;
  for (std::uint64_t left = in.varint(); left > 0 && in.plausible(left); --left)
    texts.emplace_back(in.text());
  return texts;
}

} // namespace

void put_diagnostic(ByteWriter& out, const Diagnostic& diagnostic) {
  out.text(diagnostic.file);
  out.varint(diagnostic.line);
  out.varint(diagnostic.column);
  for (const std::string* text : {&diagnostic.code, &diagnostic.message, &diagnostic.recovery})
    out.text(*text);
}

Diagnostic get_diagnostic(ByteReader& in) {
  Diagnostic diagnostic;
  diagnostic.file = in.text();
  diagnostic.line = in.varint32();
  diagnostic.column = in.varint32();
  for (std::string* text : {&diagnostic.code, &diagnostic.message, &diagnostic.recovery}) *text = in.text();
  return diagnostic;
}

Bytes encode_facts(const SiteFacts& facts) {
  ByteWriter out;
  for (const std::string* text : texts_of(facts)) out.text(*text);
  put_texts(out, facts.addresses);
  out.varint(facts.synonyms.size());
  for (const SynonymGroup& group : facts.synonyms) put_texts(out, group);
  out.u8(facts.search_only ? 1 : 0);
  for (const std::vector<Diagnostic>* warnings : {&facts.warnings, &facts.font_warnings}) {
    out.varint(warnings->size());
    for (const Diagnostic& warning : *warnings) put_diagnostic(out, warning);
  }
  return out.take();
}

std::optional<SiteFacts> decode_facts(std::span<const std::byte> bytes) {
  ByteReader in(bytes);
  SiteFacts facts;
  for (std::string* text : texts_of(facts)) *text = in.text();
  facts.addresses = get_texts(in);
  for (std::uint64_t left = in.varint(); left > 0 && in.plausible(left); --left)
    facts.synonyms.push_back(get_texts(in));
  facts.search_only = in.u8() != 0;
  for (std::vector<Diagnostic>* warnings : {&facts.warnings, &facts.font_warnings}) {
    for (std::uint64_t left = in.varint(); left > 0 && in.plausible(left); --left)
      warnings->push_back(get_diagnostic(in));
  }
  if (in.failed() || !in.at_end()) return {};
  return facts;
}

} // namespace hanji
