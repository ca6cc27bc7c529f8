// HTTP by fetch(): ended when it is silent or takes too long, abort, kinds of failure kept apart, bodies copied once.
// Linked into keyglass.js.
mergeInto(LibraryManager.library, {
  $KgTransport__deps: ['$KgFiles', '$KgHost', '$KgPage'],
  $KgTransport: {
    running: null,  // id -> AbortController

    pending: function() { return KgTransport.running ? KgTransport.running.size : 0; },

    headers: function(lines) {
      const headers = new Headers();
      for (const line of lines.split('\n')) {
        const colon = line.indexOf(': ');
        if (colon > 0) headers.append(line.slice(0, colon), line.slice(colon + 2));
      }
      return headers;
    },

    // Reads an Exchange (platform/web/transport.cpp).
    read: function(pointer) {
      const word = pointer >> 2, body = HEAPU32[word + 5], length = HEAPU32[word + 6];
      const method = UTF8ToString(HEAPU32[word + 2]);
      return {
        id: HEAPF64[pointer >> 3],
        url: UTF8ToString(HEAPU32[word + 3]),
        idle_ms: HEAP32[word + 7],
        timeout_ms: HEAP32[word + 8],
        save_entries_as: UTF8ToString(HEAPU32[word + 9]),
        options: {
          method: method,
          headers: KgTransport.headers(UTF8ToString(HEAPU32[word + 4])),
          body: method === 'GET' || method === 'HEAD' ? undefined : HEAPU8.slice(body, body + length),
          cache: 'no-store',
          credentials: 'same-origin',
          referrerPolicy: 'no-referrer',
        },
      };
    },

    // As fetch(), but aborts once nothing of the answer came for `idle_ms`, be it its head or more of its body.
    fetch: function(exchange) {
      exchange.controller = new AbortController();
      exchange.options.signal = exchange.controller.signal;
      KgTransport.watch(exchange);
      return fetch(exchange.url, exchange.options).then(function(response) {
        KgTransport.watch(exchange);
        const pass_on = function(piece, stream) {
          KgTransport.watch(exchange);
          stream.enqueue(piece);
        };
        const body = response.body && response.body.pipeThrough(new TransformStream({transform: pass_on}));
        return {status: response.status, headers: response.headers, ok: response.ok, body: new Response(body)};
      });
    },

    expire: function(exchange) {
      exchange.timed_out = true;
      exchange.controller.abort();
    },

    watch: function(exchange) {
      clearTimeout(exchange.idle_timer);
      exchange.idle_timer = setTimeout(KgTransport.expire, exchange.idle_ms, exchange);
    },

    // `failure` is an app::HttpFailure: 0 none, 1 network, 2 timeout, 3 aborted.
    finish: function(exchange, failure, response, bytes) {
      clearTimeout(exchange.idle_timer);
      clearTimeout(exchange.timer);
      if (!KgTransport.running.delete(exchange.id)) return;
      let lines = '';
      if (response) response.headers.forEach(function(value, name) { lines += name + ': ' + value + '\n'; });
      if (bytes) {
        const room = _kg_reply_body(exchange.id, bytes.length);  // first: to get it, memory may move
        HEAPU8.set(bytes, room);
      }
      const text = new TextEncoder().encode(lines + '\0');
      const pointer = _malloc(text.length);
      HEAPU8.set(text, pointer);
      _kg_on_reply(exchange.id, failure, response ? response.status : 0, pointer, performance.now() - exchange.start);
      _free(pointer);
      KgHost.request();
    },

    // A link cannot carry the token: the bytes are fetched, then saved.
    download: function(url, file_name, lines) {
      const done = function(status) { _kg_on_download(status); KgHost.request(); };
      const exchange = {
        url: url,
        idle_ms: 15000,
        options: {headers: KgTransport.headers(lines), cache: 'no-store', referrerPolicy: 'no-referrer'},
      };
      KgTransport.fetch(exchange).then(async function(response) {
        const blob = await response.body.blob();
        clearTimeout(exchange.idle_timer);
        // Of a known type the browser would add an ending to the name.
        if (response.ok) KgFiles.save([blob], file_name, 'application/octet-stream');
        done(response.status);
      }).catch(function() { done(0); });
    },

    send: function(pointer) {
      const exchange = KgTransport.read(pointer);
      exchange.start = performance.now();
      exchange.timer = setTimeout(KgTransport.expire, exchange.timeout_ms, exchange);
      const answered = KgTransport.fetch(exchange);
      KgTransport.running = KgTransport.running || new Map();
      KgTransport.running.set(exchange.id, exchange.controller);
      answered.then(async function(response) {
        if (exchange.save_entries_as && response.ok) {
          KgFiles.save(KgFiles.lines_of(await response.body.json()), exchange.save_entries_as, 'application/x-ndjson');
          return KgTransport.finish(exchange, 0, response, null);
        }
        KgTransport.finish(exchange, 0, response, new Uint8Array(await response.body.arrayBuffer()));
      }).catch(function() {
        KgTransport.finish(exchange, exchange.timed_out ? 2 : exchange.controller.signal.aborted ? 3 : 1, null, null);
      });
    },
  },

  kg_send__deps: ['$KgTransport'],
  kg_send: function(pointer) { KgTransport.send(pointer); },

  kg_abort__deps: ['$KgTransport'],
  kg_abort: function(id) {
    const controller = KgTransport.running && KgTransport.running.get(id);
    if (controller) controller.abort();
  },
});
