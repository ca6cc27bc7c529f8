// HTTP by fetch(): total timeout, abort, kinds of failure kept apart, bodies copied once. Linked into keyglass.js.
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
        timeout_ms: HEAP32[word + 7],
        save_entries_as: UTF8ToString(HEAPU32[word + 8]),
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

    // `failure` is an app::HttpFailure: 0 none, 1 network, 2 timeout, 3 aborted.
    finish: function(exchange, failure, response, bytes) {
      clearTimeout(exchange.timer);
      if (!KgTransport.running.delete(exchange.id)) return;
      let lines = '';
      if (response) response.headers.forEach(function(value, name) { lines += name + ': ' + value + '\n'; });
      if (bytes) HEAPU8.set(bytes, _kg_reply_body(exchange.id, bytes.length));
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
      fetch(url, {headers: KgTransport.headers(lines), cache: 'no-store', referrerPolicy: 'no-referrer'}).then(function(response) {
        if (!response.ok) return done(response.status);
        return response.blob().then(function(blob) {
          // Of a known type the browser would add an ending to the name.
          const address = URL.createObjectURL(blob.slice(0, blob.size, 'application/octet-stream'));
          KgPage.save_link(address, file_name);
          setTimeout(function() { URL.revokeObjectURL(address); }, 60000);
          done(response.status);
        });
      }).catch(function() { done(0); });
    },

    send: function(pointer) {
      const exchange = KgTransport.read(pointer);
      const controller = new AbortController();
      KgTransport.running = KgTransport.running || new Map();
      KgTransport.running.set(exchange.id, controller);
      exchange.start = performance.now();
      exchange.options.signal = controller.signal;
      let timed_out = false;
      exchange.timer = setTimeout(function() { timed_out = true; controller.abort(); }, exchange.timeout_ms);
      fetch(exchange.url, exchange.options).then(function(response) {
        if (exchange.save_entries_as && response.ok) {
          return response.json().then(function(reply) {
            KgFiles.save(KgFiles.lines_of(reply), exchange.save_entries_as);
            KgTransport.finish(exchange, 0, response, null);
          });
        }
        return response.arrayBuffer().then(function(buffer) {
          KgTransport.finish(exchange, 0, response, new Uint8Array(buffer));
        });
      }).catch(function() {
        KgTransport.finish(exchange, timed_out ? 2 : controller.signal.aborted ? 3 : 1, null, null);
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
