// One request and its answer on the way, shared by its connection and whoever works on it; and how the answer
// finds back from another thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>

#include "http/mailbox.hpp"
#include "http/message.hpp"
#include "http/request_body.hpp"

namespace keyglass::http {

struct Exchange {
  Request request;
  std::unique_ptr<RequestBody> body;
  std::shared_ptr<BytePipe> arriving;  // feeds `body` while it is on its way
  bool held_back = false;              // the body, until a 100 asks for it
  std::atomic<bool> asked = false;     // for the body; set by its reader
  bool last = false;                   // the connection ends after the answer
};

// The way back to a connection of a loop, from any thread, also when either has ended. Copyable.
class ReturnAddress {
 public:
  // Runs on the loop's thread while the loop lives. `id` names the connection, which may have ended.
  using Receive =
      std::function<void(std::uint64_t id, const std::shared_ptr<Exchange>& exchange, Reply reply)>;

  ReturnAddress(std::shared_ptr<Mailbox> mailbox, std::uint64_t id, const Receive& receive)
      : mailbox_(std::move(mailbox)), id_(id), receive_(&receive) {}

  // Brings back the reply to `exchange`.
  void deliver(std::shared_ptr<Exchange> exchange, MakeReply make) const;
  // What to start a `later` of `exchange` with. If it is dropped uncalled, 500 is delivered: a client never
  // waits for what nobody does.
  ReplyDone done(std::shared_ptr<Exchange> exchange) const;

 private:
  std::shared_ptr<Mailbox> mailbox_;
  std::uint64_t id_;
  const Receive* receive_;  // lives as long as the loop
};

}  // namespace keyglass::http
