// One run of the app against the API in memory: actions in, effects recorded, requests answered when told.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/update.hpp"
#include "fake_api.hpp"

namespace keyglass::app::testing {

class Session {
 public:
  Model model;
  FakeApi api;
  std::vector<HttpRequest> waiting;  // sent, neither answered nor aborted
  Effects effects;                   // all so far

  void start(std::string_view hash = "") {
    act(Start{"http://localhost:8000", "0.1.0", std::string(hash), "system", api.now_ms});
    settle();
  }

  void act(const Action& action) {
    for (Effect& effect : update(model, action)) {
      if (const auto* sent = std::get_if<SendRequest>(&effect)) waiting.push_back(sent->request);
      if (const auto* aborted = std::get_if<AbortRequest>(&effect)) {
        std::erase_if(waiting, [&](const HttpRequest& request) { return request.id == aborted->id; });
      }
      if (const auto* server = std::get_if<UseServer>(&effect)) api.token_sent = server->token;
      effects.push_back(std::move(effect));
    }
  }

  // Answers everything, also what the answers ask for.
  void settle() {
    while (!waiting.empty()) {
      const HttpRequest request = waiting.front();
      waiting.erase(waiting.begin());
      act(RequestFinished{api.answer(request)});
    }
  }

  void act_and_settle(const Action& action) {
    act(action);
    settle();
  }

  void pass(std::int64_t ms) {
    api.now_ms += ms;
    act(Tick{api.now_ms});
  }

  // Answers the oldest waiting request with this status and body.
  void answer_next(int status, std::string body = "") {
    HttpReply reply;
    reply.id = waiting.front().id;
    reply.status = status;
    reply.body = std::move(body);
    waiting.erase(waiting.begin());
    act(RequestFinished{std::move(reply)});
  }

  template <typename E>
  const E* last_effect() const {
    for (auto effect = effects.rbegin(); effect != effects.rend(); ++effect) {
      if (const E* found = std::get_if<E>(&*effect)) return found;
    }
    return nullptr;
  }

  // The last request sent with this method, whether answered or not.
  const HttpRequest* last_sent(std::string_view method) const {
    for (auto effect = effects.rbegin(); effect != effects.rend(); ++effect) {
      const auto* sent = std::get_if<SendRequest>(&*effect);
      if (sent && sent->request.method == method) return &sent->request;
    }
    return nullptr;
  }

  std::size_t count_sent(std::string_view method) const {
    std::size_t count = 0;
    for (const Effect& effect : effects) {
      const auto* sent = std::get_if<SendRequest>(&effect);
      count += sent && sent->request.method == method;
    }
    return count;
  }

  const Entry* entry() const {
    const KeyOpen* open = open_key(model);
    return open ? shown(open->entry) : nullptr;
  }

  template <typename D>
  const D* dialog() const {
    return std::get_if<D>(&model.dialog);
  }
};

// The value of a request header, or "".
inline std::string header_of(const HttpRequest& request, std::string_view name) {
  for (const HttpHeader& header : request.headers) {
    if (header.name == name) return header.value;
  }
  return "";
}

}  // namespace keyglass::app::testing
