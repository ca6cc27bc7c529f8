// The way back of an answer: see exchange.hpp.
#include "http/exchange.hpp"

#include <utility>

#include "http/problem.hpp"

namespace keyglass::http {
namespace {

// What a ReplyDone shares among its copies.
class Promise {
 public:
  Promise(ReturnAddress address, std::shared_ptr<Exchange> exchange)
      : address_(std::move(address)), exchange_(std::move(exchange)) {}
  ~Promise() {
    if (!kept_) address_.deliver(exchange_, [] { return reply_with(problem_of_status(500)); });
  }
  Promise(const Promise&) = delete;
  Promise& operator=(const Promise&) = delete;

  void keep(MakeReply make) {
    if (!kept_.exchange(true)) address_.deliver(std::move(exchange_), std::move(make));
  }

 private:
  const ReturnAddress address_;
  std::shared_ptr<Exchange> exchange_;
  std::atomic<bool> kept_{false};
};

}  // namespace

void ReturnAddress::deliver(std::shared_ptr<Exchange> exchange, MakeReply make) const {
  mailbox_->post([receive = receive_, id = id_, exchange = std::move(exchange), make = std::move(make)] {
    (*receive)(id, exchange, make());
  });
}

ReplyDone ReturnAddress::done(std::shared_ptr<Exchange> exchange) const {
  auto promise = std::make_shared<Promise>(*this, std::move(exchange));
  return [promise = std::move(promise)](MakeReply make) { promise->keep(std::move(make)); };
}

}  // namespace keyglass::http
