// A listener inside the test's own process that serves the whole API, with bounds of the test's choice.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "http/event_log.hpp"
#include "http/gateway.hpp"
#include "http/router.hpp"
#include "http/watch_hub.hpp"
#include "integration/listener.hpp"
#include "storage/store.hpp"

namespace keyglass::test {

class WatchedListener {
 public:
  // `store` must outlive it.
  explicit WatchedListener(storage::Store& store, http::WatchOptions watch = {},
                           http::ListenerOptions listener = {});

  const std::string& address() const { return listener_.address(); }
  http::HttpServer& server() { return listener_.server(); }
  const http::WatchFigures& figures() const { return hub_.figures(); }

 private:
  service::KeyValueService service_;
  service::TransferService transfer_;
  service::PatchService patches_;
  service::BatchService batches_;
  service::PlanService plans_;
  service::TokenGate tokens_;
  http::WatchHub hub_;
  http::Api api_;
  http::Router router_;
  http::EventLog log_;
  http::Gateway gateway_;
  Listener listener_;
};

}  // namespace keyglass::test
