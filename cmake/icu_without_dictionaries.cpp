// Stands in for ICU's brkeng.cpp, dictbe.cpp, lstmbe.cpp and dictionarydata.cpp: breaks within Thai, Lao,
// Khmer, Burmese, Chinese and Japanese words ask for dictionaries and models that our data does not hold
// (icu_data.sh), and the code that would look for them draws in resource bundles, locales and sets of
// characters by property: a seventh of the page. Without it such a run of text is one piece, as it was with
// ICU's own code and no dictionary.
#include "brkeng.h"
#include "uvector.h"

U_NAMESPACE_BEGIN

LanguageBreakEngine::LanguageBreakEngine() {}
LanguageBreakEngine::~LanguageBreakEngine() {}

UnhandledEngine::UnhandledEngine(UErrorCode&) : fHandled(nullptr) {}
UnhandledEngine::~UnhandledEngine() {}
UBool UnhandledEngine::handles(UChar32, const char*) const { return true; }
void UnhandledEngine::handleCharacter(UChar32) {}
int32_t UnhandledEngine::findBreaks(UText* text, int32_t, int32_t end, UVector32&, UBool, UErrorCode&) const {
  utext_setNativeIndex(text, end);
  return 0;
}

LanguageBreakFactory::LanguageBreakFactory() {}
LanguageBreakFactory::~LanguageBreakFactory() {}

ICULanguageBreakFactory::ICULanguageBreakFactory(UErrorCode&) : fEngines(nullptr) {}
ICULanguageBreakFactory::~ICULanguageBreakFactory() {}
const LanguageBreakEngine* ICULanguageBreakFactory::getEngineFor(UChar32, const char*) { return nullptr; }
void ICULanguageBreakFactory::addExternalEngine(ExternalBreakEngine*, UErrorCode&) {}
const LanguageBreakEngine* ICULanguageBreakFactory::loadEngineFor(UChar32, const char*) { return nullptr; }
DictionaryMatcher* ICULanguageBreakFactory::loadDictionaryMatcherFor(UScriptCode) { return nullptr; }

U_NAMESPACE_END
