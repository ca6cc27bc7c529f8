// The page around the canvas: address, title, clipboard, preferences, what the system prefers.
// Linked into keyglass.js.
mergeInto(LibraryManager.library, {
  $KgPage__deps: ['$KgHost'],
  $KgPage: {
    warns: false,
    queries: null,

    is_mac: function() { return /Mac|iPhone|iPad/.test(navigator.platform || ''); },

    query: function(text) {
      KgPage.queries = KgPage.queries || new Map();
      if (!KgPage.queries.has(text)) {
        const query = matchMedia(text);
        query.addEventListener('change', KgPage.environment_changed);
        KgPage.queries.set(text, query);
      }
      return KgPage.queries.get(text).matches;
    },

    environment_changed: function() {
      _kg_on_environment();
      KgHost.request();
    },

    listen: function() {
      const moved = function() { _kg_on_location_hash(); KgHost.request(); };
      window.addEventListener('popstate', moved);
      window.addEventListener('hashchange', moved);
      window.addEventListener('online', KgPage.environment_changed);
      window.addEventListener('offline', KgPage.environment_changed);
      window.addEventListener('beforeunload', function(event) { if (KgPage.warns) event.preventDefault(); });
    },

    // Writes `text` and returns the bytes it takes; nothing is written where they do not fit.
    put: function(text, buffer, capacity) {
      const bytes = new TextEncoder().encode(text);
      if (bytes.length <= capacity) HEAPU8.set(bytes, buffer);
      return bytes.length;
    },

    text: function(pointer, length) { return UTF8ToString(pointer, length); },

    save_link: function(url, file_name) {
      const link = document.createElement('a');
      link.href = url;
      link.download = file_name;
      link.rel = 'noopener';
      link.target = '_blank';  // another origin may show the value instead: never in place of the app
      link.click();
    },

    // For pages without the asynchronous clipboard (not a secure context).
    copy_by_command: function(text) {
      const box = document.createElement('textarea');
      const before = document.activeElement;
      box.value = text;
      box.className = 'offstage';
      document.body.append(box);
      box.select();
      const done = document.execCommand('copy');
      box.remove();
      if (before) before.focus({preventScroll: true});
      return done;
    },
  },

  kg_location_hash__deps: ['$KgPage'],
  kg_location_hash: function(buffer, capacity) { return KgPage.put(location.hash, buffer, capacity); },

  kg_set_location_hash__deps: ['$KgPage'],
  kg_set_location_hash: function(pointer, length) {
    const hash = KgPage.text(pointer, length);
    if (hash !== location.hash) history.pushState(null, '', hash || location.pathname + location.search);
  },

  kg_set_title__deps: ['$KgPage'],
  kg_set_title: function(pointer, length) { document.title = KgPage.text(pointer, length); },

  kg_copy_text__deps: ['$KgPage'],
  kg_copy_text: function(pointer, length) {
    const text = KgPage.text(pointer, length);
    if (!navigator.clipboard) return KgPage.copy_by_command(text) ? 1 : 0;
    navigator.clipboard.writeText(text).catch(function() { KgPage.copy_by_command(text); });
    return 1;
  },

  kg_download__deps: ['$KgPage', '$KgTransport'],
  kg_download: function(url, file_name, headers) {
    const lines = UTF8ToString(headers);
    if (lines) KgTransport.download(UTF8ToString(url), UTF8ToString(file_name), lines);
    else KgPage.save_link(UTF8ToString(url), UTF8ToString(file_name));
  },

  kg_warn_on_unload__deps: ['$KgPage'],
  kg_warn_on_unload: function(warn) { KgPage.warns = warn !== 0; },

  kg_preference__deps: ['$KgPage'],
  kg_preference: function(name, buffer, capacity) {
    let value = null;
    try { value = localStorage.getItem('keyglass.' + UTF8ToString(name)); } catch (error) { /* storage is off */ }
    return KgPage.put(value || '', buffer, capacity);
  },

  kg_set_preference__deps: ['$KgPage'],
  kg_set_preference: function(name, value) {
    try { localStorage.setItem('keyglass.' + UTF8ToString(name), UTF8ToString(value)); } catch (error) { /* storage is off */ }
  },

  kg_environment__deps: ['$KgPage'],
  kg_environment: function() {
    return (KgPage.query('(prefers-color-scheme: dark)') ? 1 : 0) | (KgPage.query('(prefers-reduced-motion: reduce)') ? 2 : 0) |
           (KgPage.query('(forced-colors: active)') ? 4 : 0) | (KgPage.is_mac() ? 8 : 0) | (navigator.onLine ? 16 : 0) |
           (KgPage.query('(pointer: coarse)') ? 32 : 0) |
           (KgPage.query('(prefers-contrast: more)') ? 64 : 0);
  },

  kg_utc_ms: function() { return Date.now(); },
  kg_now_ms: function() { return performance.now(); },

  kg_setting__deps: ['$KgPage'],
  kg_setting: function(name, buffer, capacity) {
    const value = Module['keyglass'].config[UTF8ToString(name)];
    return KgPage.put(typeof value === 'string' ? value : '', buffer, capacity);
  },
});
