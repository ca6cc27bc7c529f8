// /plans: changes of many keys, counted first and carried out when they are committed.
#pragma once

#include "http/call.hpp"

namespace keyglass::http {

Reply create_plan(const Api& api, Call& call);
Reply list_plans(const Api& api, Call& call);
Reply read_plan(const Api& api, Call& call);
Reply commit_plan(const Api& api, Call& call);
Reply cancel_plan(const Api& api, Call& call);

}  // namespace keyglass::http
