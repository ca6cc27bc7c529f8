// The frame scheduler and the canvas: one frame when someone asks, none otherwise. Linked into keyglass.js.
mergeInto(LibraryManager.library, {
  $KgHost__deps: ['$KgFiles', '$KgInput', '$KgMirror', '$KgPage', '$KgStream', '$KgTransport'],
  $KgHost: {
    canvas: null,
    frames: 0,
    handle: 0,          // of the animation frame asked for, 0: none
    in_frame: false,
    running: false,
    wanted: false,      // while hidden or in a frame
    timer: 0,
    timer_at: 0,        // when the timer is due; Infinity while there is none
    waiters: [],

    // --- frames ---------------------------------------------------------------------------------------------

    request: function() {
      if (KgHost.in_frame || document.hidden) { KgHost.wanted = true; return; }
      if (KgHost.handle || !KgHost.running) return;
      KgHost.handle = requestAnimationFrame(function() { KgHost.handle = 0; KgHost.draw(); });
    },

    wake: function(ms) {
      const at = performance.now() + ms;
      if (at >= KgHost.timer_at - 1) return;
      clearTimeout(KgHost.timer);
      KgHost.timer_at = at;
      KgHost.timer = setTimeout(function() {
        KgHost.timer_at = Infinity;
        KgHost.request();
      }, Math.min(ms, 0x7fffffff));
    },

    // Draws now, in the running task: for what must follow at once (resizing, a press that copies, moving focus).
    draw: function() {
      if (!KgHost.running || KgHost.in_frame || document.hidden || !KgHost.canvas.width) { KgHost.request(); return; }
      KgMirror.on_selection();  // before the frame writes its own over what the browser has not reported yet
      if (KgHost.handle) cancelAnimationFrame(KgHost.handle);
      KgHost.handle = 0;
      KgMirror.flush_selection();
      KgHost.in_frame = true;
      KgHost.wanted = false;
      let next = -1;
      try {
        next = _kg_frame(KgHost.width, KgHost.height, KgHost.scale);
        ++KgHost.frames;
      } catch (error) {
        KgHost.running = false;
        Module['keyglass'].fail('stopped', error);
        throw error;
      } finally {
        KgHost.in_frame = false;
      }
      if (next === 0 || KgHost.wanted) KgHost.request();
      else if (next > 0) KgHost.wake(next);
      KgHost.tell_waiters();
    },

    // --- rest -----------------------------------------------------------------------------------------------

    // A timer that is due soon belongs to what is going on; a distant one (a toast, a retry) does not.
    at_rest: function() {
      const soon = KgHost.timer_at - performance.now() < 300;
      return !KgHost.handle && !KgHost.in_frame && !soon && !KgInput.rolls && KgTransport.pending() === 0 && (!KgHost.wanted || document.hidden);
    },

    tell_waiters: function() {
      if (!KgHost.waiters.length || !KgHost.at_rest()) return;
      for (const resolve of KgHost.waiters.splice(0)) resolve();
    },

    idle: function() {
      return new Promise(function(resolve) {
        KgHost.waiters.push(resolve);
        // Events that are already queued come first.
        setTimeout(KgHost.tell_waiters, 0);
      });
    },

    // --- the canvas -----------------------------------------------------------------------------------------

    resize: function(pixel_width, pixel_height) {
      const canvas = KgHost.canvas;
      KgHost.width = canvas.clientWidth;
      KgHost.height = canvas.clientHeight;
      KgHost.scale = pixel_width / Math.max(1, canvas.clientWidth);
      if (canvas.width !== pixel_width) canvas.width = pixel_width;
      if (canvas.height !== pixel_height) canvas.height = pixel_height;
      KgHost.draw();
    },

    observe_size: function() {
      const canvas = KgHost.canvas;
      const fallback = function() {
        const scale = window.devicePixelRatio || 1;
        KgHost.resize(Math.round(canvas.clientWidth * scale), Math.round(canvas.clientHeight * scale));
      };
      const observer = new ResizeObserver(function(entries) {
        const box = entries[entries.length - 1].devicePixelContentBoxSize;
        // An emulated screen reports logical pixels here.
        const is_exact = box && Math.abs(box[0].inlineSize - canvas.clientWidth * window.devicePixelRatio) < 2;
        if (is_exact) KgHost.resize(box[0].inlineSize, box[0].blockSize); else fallback();
      });
      try {
        observer.observe(canvas, {box: 'device-pixel-content-box'});
      } catch (error) {
        observer.observe(canvas);  // Safari knows no device pixels here
      }
      const watch_scale = function() {
        matchMedia('(resolution: ' + window.devicePixelRatio + 'dppx)').addEventListener('change', function() {
          fallback();
          watch_scale();
        }, {once: true});
      };
      watch_scale();
      fallback();
    },

    observe_context: function() {
      KgHost.canvas.addEventListener('webglcontextlost', function(event) {
        event.preventDefault();
        _kg_on_context_lost();
      });
      KgHost.canvas.addEventListener('webglcontextrestored', function() {
        if (_kg_on_context_restored()) KgHost.request(); else Module['keyglass'].fail('webgl');
      });
    },

    load_font: function(file, buffer) {
      const bytes = new Uint8Array(buffer);
      const pointer = _malloc(bytes.length);
      HEAPU8.set(bytes, pointer);
      _kg_load_font(file, pointer, bytes.length);
      _free(pointer);
    },

    begin: function() {
      const page = Module['keyglass'];
      KgHost.canvas = Module['canvas'];
      KgHost.timer_at = Infinity;
      page.fonts.forEach(function(buffer, file) { KgHost.load_font(file, buffer); });
      page.fonts = null;
      if (!_kg_start(KgPage.is_mac() ? 1 : 0)) { page.fail('webgl'); return; }
      page.attach({idle: KgHost.idle, frames: function() { return KgHost.frames; },
                   heap_bytes: function() { return HEAPU8.length; }});
      KgHost.running = true;
      KgPage.listen();
      KgMirror.listen();
      KgInput.listen(KgHost.canvas);
      KgFiles.listen();
      KgHost.observe_context();
      KgHost.observe_size();
      document.addEventListener('visibilitychange', function() { if (!document.hidden) KgHost.request(); });
      page.ready();
    },
  },

  kg_begin__deps: ['$KgHost'],
  kg_begin: function() { KgHost.begin(); },

  kg_request_redraw__deps: ['$KgHost'],
  kg_request_redraw: function() { KgHost.request(); },

  kg_wake_after__deps: ['$KgHost'],
  kg_wake_after: function(ms) { KgHost.wake(ms); },

  kg_set_cursor__deps: ['$KgHost'],
  kg_set_cursor: function(cursor) {
    // In the order of ImGuiMouseCursor.
    const shown = ['default', 'text', 'move', 'ns-resize', 'ew-resize', 'nesw-resize', 'nwse-resize', 'pointer',
                   'wait', 'progress', 'not-allowed'][cursor] || 'default';
    if (KgHost.canvas.style.cursor !== shown) KgHost.canvas.style.cursor = shown;
  },
});
