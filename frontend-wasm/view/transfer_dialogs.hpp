// The dialogs `Import` and `Upload file`.
#pragma once

#include "view/scene.hpp"

namespace keyglass::view {

void draw_import_dialog(const Scene& scene, const app::ImportDialog& state);
void draw_upload_dialog(const Scene& scene, const app::UploadDialog& state);

}  // namespace keyglass::view
