// Files between the person and the API. Their bytes go straight from the browser to the server and back: the program
// only knows their numbers. Linked into keyglass.js.
mergeInto(LibraryManager.library, {
  $KgFiles__deps: ['$KgHost', '$KgPage', '$KgTransport'],
  $KgFiles: {
    held: null,  // number -> File
    last: 0,

    // `use` is an app::FileUse: 0 import, 1 value, 2 dropped.
    take: function(file, use) {
      KgFiles.held = KgFiles.held || new Map();
      KgFiles.held.set(++KgFiles.last, file);
      const words = new TextEncoder().encode(file.name + '\0' + file.type + '\0');
      const pointer = _malloc(words.length);
      HEAPU8.set(words, pointer);
      _kg_on_file(use, KgFiles.last, file.size, pointer, pointer + words.indexOf(0) + 1);
      _free(pointer);
      KgHost.request();
    },

    choose: function(use) {
      const input = document.createElement('input');
      input.type = 'file';
      if (use === 0) input.accept = '.ndjson,.jsonl,application/x-ndjson';
      input.className = 'offstage';
      input.tabIndex = -1;
      input.setAttribute('aria-hidden', 'true');
      const done = function() { input.remove(); };
      input.addEventListener('change', function() { if (input.files[0]) KgFiles.take(input.files[0], use); done(); });
      input.addEventListener('cancel', done);
      document.body.append(input);
      input.click();
    },

    // fetch() cannot tell how much of a body is sent.
    send: function(pointer, number) {
      const exchange = KgTransport.read(pointer);
      const request = new XMLHttpRequest();
      KgTransport.running = KgTransport.running || new Map();
      KgTransport.running.set(exchange.id, request);
      exchange.start = performance.now();
      request.open(exchange.options.method, exchange.url);
      exchange.options.headers.forEach(function(value, name) { request.setRequestHeader(name, value); });
      request.responseType = 'arraybuffer';
      request.timeout = exchange.timeout_ms;
      request.upload.onprogress = function(event) { _kg_on_file_sent(exchange.id, event.loaded); KgHost.request(); };
      const end = function(failure) { return function() { KgTransport.finish(exchange, failure, null, null); }; };
      request.onerror = end(1);
      request.ontimeout = end(2);
      request.onabort = end(3);
      request.onload = function() {
        const headers = new Headers();
        for (const line of request.getAllResponseHeaders().trim().split(/[\r\n]+/)) {
          const colon = line.indexOf(': ');
          if (colon > 0) headers.append(line.slice(0, colon), line.slice(colon + 2));
        }
        KgTransport.finish(exchange, 0, {status: request.status, headers: headers}, new Uint8Array(request.response));
      };
      request.send(KgFiles.held.get(number));
    },

    save: function(parts, name, type) {
      const address = URL.createObjectURL(new Blob(parts, {type: type}));
      KgPage.save_link(address, name);
      setTimeout(function() { URL.revokeObjectURL(address); }, 60000);
    },

    // The results of a batch of gets as lines of an export.
    lines_of: function(reply) {
      const lines = [];
      for (const result of reply.results) {
        if (result.status !== 200) continue;  // gone meanwhile
        const entry = Object.assign({}, result.metadata, result);
        for (const name of ['size', 'etag', 'status', 'metadata']) delete entry[name];
        lines.push(JSON.stringify(entry) + '\n');
      }
      return lines;
    },

    listen: function() {
      window.addEventListener('dragover', function(event) {
        if (event.dataTransfer.types.includes('Files')) event.preventDefault();
      });
      window.addEventListener('drop', function(event) {
        const file = event.dataTransfer.files[0];
        if (!file) return;
        event.preventDefault();
        KgFiles.take(file, 2);
      });
    },
  },

  kg_choose_file__deps: ['$KgFiles'],
  kg_choose_file: function(use) { KgFiles.choose(use); },
  kg_forget_file__deps: ['$KgFiles'],
  kg_forget_file: function(number) { if (KgFiles.held) KgFiles.held.delete(number); },
  kg_send_file__deps: ['$KgFiles'],
  kg_send_file: function(pointer, number) { KgFiles.send(pointer, number); },
  kg_save_text__deps: ['$KgFiles'],
  kg_save_text: function(name, text) { KgFiles.save([UTF8ToString(text)], UTF8ToString(name), 'application/x-ndjson'); },
});
