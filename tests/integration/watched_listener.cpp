// The whole API in the test's own process: see watched_listener.hpp.
#include "integration/watched_listener.hpp"

#include <utility>

#include "http/route_table.hpp"

namespace keyglass::test {

WatchedListener::WatchedListener(storage::Store& store, http::WatchOptions watch,
                                 http::ListenerOptions listener)
    : service_(store, {}),
      transfer_(store, service_.limits().value_bytes_max),
      patches_(store, service_.limits()),
      batches_(store, service_.limits()),
      plans_(store),
      hub_(store, watch),
      api_{.service = service_,
           .version = "test",
           .tokens = tokens_,
           .transfer = &transfer_,
           .patches = &patches_,
           .batches = &batches_,
           .plans = &plans_,
           .watches = &hub_},
      router_(api_, http::route_table()),
      log_(http::Level::error),
      gateway_(
          "test",
          [this](const http::Request& request, http::Timing& timing) {
            return router_.respond(request, timing);
          },
          {}, log_),
      listener_([this](const http::Request& request) { return gateway_.handle(request); },
                std::move(listener),
                [this](const http::Request& request) { return router_.may_block(request); }) {}

}  // namespace keyglass::test
