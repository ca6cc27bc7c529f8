// A loop and its connections: see connection_loop.hpp.
#include "http/connection_loop.hpp"

#include <utility>
#include <vector>

namespace keyglass::http {

ConnectionLoop::ConnectionLoop(std::unique_ptr<EventLoop> events, ServerParts& parts,
                               std::function<void()> on_empty)
    : events_(std::move(events)),
      parts_(parts),
      on_empty_(std::move(on_empty)),
      receive_([this](std::uint64_t id, const std::shared_ptr<Exchange>& exchange, Reply reply) {
        if (Connection* connection = find(id)) connection->receive(exchange, std::move(reply));
      }) {}

ConnectionLoop::~ConnectionLoop() {
  if (!thread_.joinable()) return;
  events_->mailbox()->post([this] { cut(); });
  thread_.join();
}

void ConnectionLoop::start() {
  thread_ = std::thread([this] { events_->run(); });
}

void ConnectionLoop::add(Descriptor socket, std::string address) {
  // A task is copyable, a descriptor is not.
  auto shared = std::make_shared<Descriptor>(std::move(socket));
  events_->mailbox()->post(
      [this, shared, address = std::move(address)] { adopt(std::move(*shared), address); });
}

void ConnectionLoop::drain() {
  events_->mailbox()->post([this] {
    for_each([](Connection& connection) { connection.drain(); });
    if (connections_.empty()) on_empty_();
  });
}

void ConnectionLoop::shed() {
  events_->mailbox()->post([this] { for_each([](Connection& connection) { connection.shed(); }); });
}

ReturnAddress ConnectionLoop::return_address(std::uint64_t id) {
  return ReturnAddress(events_->mailbox(), id, receive_);
}

std::function<void()> ConnectionLoop::pump_later(std::uint64_t id) {
  return [this, mailbox = events_->mailbox(), id] {
    mailbox->post([this, id] {
      if (Connection* connection = find(id)) connection->pump();
    });
  };
}

void ConnectionLoop::release(std::uint64_t id) {
  const auto row = connections_.find(id);
  events_->retire(std::move(row->second));
  connections_.erase(row);
  parts_.count_closed();
  if (parts_.draining && connections_.empty()) on_empty_();
}

Connection* ConnectionLoop::find(std::uint64_t id) {
  const auto row = connections_.find(id);
  return row == connections_.end() ? nullptr : row->second.get();
}

void ConnectionLoop::adopt(Descriptor socket, std::string address) {
  const std::uint64_t id = ++last_id_;
  ConnectionHome& home = *this;
  auto connection = std::make_unique<Connection>(
      home, Connection::Peer{.id = id, .socket = std::move(socket), .address = std::move(address)});
  Connection& added = *connection;
  connections_.emplace(id, std::move(connection));
  if (!added.open()) return added.abort();
  if (parts_.draining) added.drain();
}

// A visit may end the connection, and so change the map.
void ConnectionLoop::for_each(const std::function<void(Connection&)>& visit) {
  std::vector<std::uint64_t> ids;
  ids.reserve(connections_.size());
  for (const auto& row : connections_) ids.push_back(row.first);
  for (const std::uint64_t id : ids) {
    if (Connection* connection = find(id)) visit(*connection);
  }
}

void ConnectionLoop::cut() {
  for_each([](Connection& connection) { connection.abort(); });
  events_->stop();
}

}  // namespace keyglass::http
