// The event stream by fetch() and a ReadableStream, because an EventSource sends no token. Read only as fast as frames
// take it; ended when it is silent for too long, and while the page is hidden, for browsers have few connections to
// share. Linked into keyglass.js.
mergeInto(LibraryManager.library, {
  $KgStream__deps: ['$KgHost', '$KgTransport'],
  $KgStream: {
    current: null,       // {id, controller, timer, why, resume}
    silent_ms: 45000,    // three of the server's comments
    waiting_max: 2000,   // events, before reading rests
    error_bytes_max: 65536,
    listens: false,

    watch_silence: function(stream) {
      clearTimeout(stream.timer);
      stream.timer = setTimeout(function() { stream.why = 2; stream.controller.abort(); }, KgStream.silent_ms);
    },

    // Room comes first: to get it, memory may move.
    put: function(bytes) {
      const room = _kg_stream_buffer(bytes.length);
      HEAPU8.set(bytes, room);
    },

    // `failure` is an app::HttpFailure: 0 none, 1 network, 2 timeout, 3 aborted.
    finish: function(stream, failure, status, body) {
      clearTimeout(stream.timer);
      if (KgStream.current !== stream) return;
      KgStream.current = null;
      KgStream.put(body);
      _kg_on_stream_ended(stream.id, failure, status);
      KgHost.request();
    },

    // Comments alone change nothing that is drawn.
    take: async function(stream, bytes) {
      KgStream.watch_silence(stream);
      KgStream.put(bytes);
      const waiting = _kg_on_stream_bytes(stream.id);
      if (waiting > 0) KgHost.request();
      if (waiting <= KgStream.waiting_max) return;
      clearTimeout(stream.timer);
      await new Promise(function(resolve) { stream.resume = resolve; });
      KgStream.watch_silence(stream);
    },

    read: async function(stream, response) {
      if (!response.ok || !/^text\/event-stream/.test(response.headers.get('content-type') || '')) {
        const body = new Uint8Array(await response.arrayBuffer());
        return KgStream.finish(stream, 0, response.status, body.subarray(0, KgStream.error_bytes_max));
      }
      _kg_on_stream_opened(stream.id);
      KgHost.request();
      const reader = response.body.getReader();
      for (;;) {
        const {done, value} = await reader.read();
        if (KgStream.current !== stream) return;
        if (done) return KgStream.finish(stream, 1, 0, new Uint8Array(0));
        await KgStream.take(stream, value);
      }
    },

    close: function(why) {
      const stream = KgStream.current;
      if (!stream) return;
      stream.why = why;
      if (stream.resume) stream.resume();
      stream.controller.abort();
    },

    open: function(id, url, headers) {
      KgStream.forget();
      if (!KgStream.listens) {
        KgStream.listens = true;
        document.addEventListener('visibilitychange', function() { if (document.hidden) KgStream.close(3); });
      }
      const stream = {id: id, controller: new AbortController(), timer: 0, why: 1, resume: null};
      KgStream.current = stream;
      KgStream.watch_silence(stream);
      fetch(url, {
        headers: KgTransport.headers(headers), signal: stream.controller.signal, cache: 'no-store',
        credentials: 'same-origin', referrerPolicy: 'no-referrer',
      }).then(function(response) {
        return KgStream.read(stream, response);
      }).catch(function() { KgStream.finish(stream, stream.why, 0, new Uint8Array(0)); });
    },

    // Without a word to the app.
    forget: function() {
      const stream = KgStream.current;
      KgStream.current = null;
      if (!stream) return;
      clearTimeout(stream.timer);
      if (stream.resume) stream.resume();
      stream.controller.abort();
    },
  },

  kg_open_stream__deps: ['$KgStream'],
  kg_open_stream: function(id, url, headers) { KgStream.open(id, UTF8ToString(url), UTF8ToString(headers)); },

  kg_close_stream__deps: ['$KgStream'],
  kg_close_stream: function() { KgStream.forget(); },

  kg_stream_taken__deps: ['$KgStream'],
  kg_stream_taken: function(waiting) {
    const stream = KgStream.current;
    if (!stream || !stream.resume || waiting > KgStream.waiting_max / 2) return;
    const resume = stream.resume;
    stream.resume = null;
    resume();
  },
});
