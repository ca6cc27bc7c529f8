// Characters that the app's fonts lack, drawn by the browser's own fonts: any language, and emoji in colour.
// Private to platform/web.
#pragma once

namespace keyglass::platform {

// Adds them behind the font that was added last.
void add_browser_glyphs();

}  // namespace keyglass::platform
