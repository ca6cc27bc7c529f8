// What all connections of one listener share.
#pragma once

#include <atomic>
#include <cstddef>

#include "http/http_server.hpp"
#include "http/library_server.hpp"
#include "http/worker_pool.hpp"

namespace keyglass::http {

// Lives longer than every connection. Any thread may use it.
struct ServerParts {
  const ListenerOptions& options;
  const RequestHandler& handle;
  const RefusalHandler& refuse;
  const BlockingTest& may_block;
  LibraryServer& library;
  WorkerPool& requests;  // what may block for a moment
  WorkerPool& streams;   // what lasts: streamed answers, bodies that are still arriving
  std::atomic<bool> draining{false};
  std::atomic<std::size_t> open_count{0};  // connections

  void count_opened() {
    open_count.fetch_add(1);
    if (options.connections != nullptr) options.connections->fetch_add(1, std::memory_order_relaxed);
  }
  // The last one's may be the end of these parts.
  void count_closed() {
    if (options.connections != nullptr) options.connections->fetch_sub(1, std::memory_order_relaxed);
    open_count.fetch_sub(1);
  }
};

}  // namespace keyglass::http
