// The dialog `Recent requests`: what was sent, what came back, and each as a command for a shell.
#pragma once

#include "view/scene.hpp"

namespace keyglass::view {

void draw_requests(const Scene& scene, const app::RequestsDialog& dialog);

// "GET /keys?limit=200  200  12 ms".
std::string request_words(const app::LoggedRequest& request, std::size_t target_bytes_max);

}  // namespace keyglass::view
