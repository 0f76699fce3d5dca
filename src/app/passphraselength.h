#pragma once

#include <QtGlobal>

namespace Lifeboat {

// Of a vault's passphrase that is made up now. Whoever asks for it says so beforehand.
inline constexpr qsizetype LeastPassphraseCharacters = 8;

} // namespace Lifeboat
