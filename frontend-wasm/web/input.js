// Mouse, fingers, wheel and keys, from the page to C++. Linked into keyglass.js.
mergeInto(LibraryManager.library, {
  $KgInput__deps: ['$KgHost', '$KgMirror', '$KgPage'],
  $KgInput: {
    canvas: null,
    finger: null,  // {id, x, y, at, pans, speed_x, speed_y}: the one that began a touch
    rolls: false,  // what a finger let go of goes on by itself
    pan_start_px: 8,

    // --- pointer --------------------------------------------------------------------------------------------

    // The canvas fills the window, so that a place in one is a place in the other; offsetX would need a layout first.
    point: function(event) { _kg_on_pointer(event.clientX, event.clientY, event.pointerType === 'touch' ? 1 : 0); },

    // From MouseEvent.button to ImGuiMouseButton.
    button_of: function(event) { return event.button === 1 ? 2 : event.button === 2 ? 1 : event.button; },

    on_down: function(event) {
      event.preventDefault();
      KgInput.canvas.setPointerCapture(event.pointerId);
      if (event.pointerType === 'touch') {
        if (KgInput.finger) return;
        // What stops something that rolls presses nothing.
        KgInput.finger = {id: event.pointerId, x: event.clientX, y: event.clientY, at: event.timeStamp,
                          pans: KgInput.rolls, speed_x: 0, speed_y: 0};
        KgInput.rolls = false;
        return;
      }
      KgInput.point(event);
      _kg_on_button(KgInput.button_of(event), 1);
      KgHost.draw();
    },

    on_move: function(event) {
      if (event.pointerType === 'touch') { KgInput.pan(event); return; }
      KgInput.point(event);
      KgHost.request();
    },

    on_up: function(event) {
      if (event.pointerType === 'touch') { KgInput.lift(event); return; }
      KgInput.point(event);
      _kg_on_button(KgInput.button_of(event), 0);
      // In this very task, so that what the press does (copying, opening the soft keyboard) is the user's own act.
      KgHost.draw();
    },

    on_leave: function(event) {
      if (event.pointerType === 'touch') return;
      _kg_on_pointer_left();
      KgHost.request();
    },

    // A finger that moves scrolls what lies under its beginning.
    pan: function(event) {
      const finger = KgInput.finger;
      if (!finger || finger.id !== event.pointerId) return;
      const x = event.clientX - finger.x, y = event.clientY - finger.y;
      if (!finger.pans && Math.hypot(x, y) < KgInput.pan_start_px) return;
      if (!finger.pans) KgInput.point(event);
      const ms = Math.max(1, event.timeStamp - finger.at);
      finger.pans = true;
      finger.x = event.clientX;
      finger.y = event.clientY;
      finger.at = event.timeStamp;
      finger.speed_x = (finger.speed_x + x / ms) / 2;
      finger.speed_y = (finger.speed_y + y / ms) / 2;
      _kg_on_wheel(x, y);
      KgHost.request();
    },

    // Slows down from `x`, `y` pixels a millisecond to a rest.
    roll: function(x, y, before) {
      requestAnimationFrame(function(now) {
        const ms = Math.max(0, now - before);
        if (!KgInput.rolls || Math.hypot(x, y) < 0.02) {
          KgInput.rolls = false;
          if (!KgInput.finger) _kg_on_pointer_left();
          KgHost.request();
          return;
        }
        _kg_on_wheel(x * ms, y * ms);
        KgHost.draw();
        const left = Math.exp(-ms / 325);
        KgInput.roll(x * left, y * left, now);
      });
    },

    // A finger that did not move presses.
    lift: function(event) {
      const finger = KgInput.finger;
      if (!finger || finger.id !== event.pointerId) return;
      KgInput.finger = null;
      if (!finger.pans && event.type === 'pointerup') {
        KgInput.point(event);
        _kg_on_button(0, 1);
        KgHost.draw();
        _kg_on_button(0, 0);
        KgHost.draw();
      }
      const is_thrown = finger.pans && event.type === 'pointerup' && event.timeStamp - finger.at < 100 &&
                        Math.hypot(finger.speed_x, finger.speed_y) > 0.3;
      if (is_thrown && !KgPage.query('(prefers-reduced-motion: reduce)')) {
        KgInput.rolls = true;
        KgInput.roll(finger.speed_x, finger.speed_y, performance.now());
        return;
      }
      _kg_on_pointer_left();
      KgHost.request();
    },

    on_wheel: function(event) {
      if (event.ctrlKey) return;  // the browser's zoom
      event.preventDefault();
      const pixels = event.deltaMode === 1 ? 20 : event.deltaMode === 2 ? KgHost.height : 1;
      const across = event.shiftKey && event.deltaX === 0;
      const x = across ? event.deltaY : event.deltaX, y = across ? 0 : event.deltaY;
      KgInput.point(event);  // the page may have come to lie under a mouse that never moved
      _kg_on_wheel(-x * pixels, -y * pixels);
      KgHost.request();
    },

    // --- keys -----------------------------------------------------------------------------------------------

    moves: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown', 'Backspace', 'Delete',
            'Insert', 'a', 'c', 'v', 'x', 'z', 'y', 'A', 'C', 'V', 'X', 'Z', 'Y'],
    scrolls: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'],
    chooses: ['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown'],
    modifiers: ['Control', 'Shift', 'Alt', 'Meta'],
    shortcuts: ['s', 'S', 'k', 'K'],
    choices: ['a', 'A', ' '],  // of many rows

    // A letter of another script stands for the Latin one at its place, as in the browser's own shortcuts.
    key_of: function(event) {
      const is_foreign = event.key.length === 1 && event.key > '~' && event.code.startsWith('Key') && !event.altKey;
      return is_foreign ? event.code[3].toLowerCase() : event.key;
    },

    // The browser edits text boxes and presses buttons by itself; everything else is the app's.
    is_for_app: function(event, element) {
      const command = event.ctrlKey || event.metaKey, key = KgInput.key_of(event);
      if (event.key === 'Tab') return false;
      if (KgInput.modifiers.includes(event.key)) return true;
      if (KgMirror.is_text_box(element)) {
        if (event.key === 'Escape') return true;
        if (element.kg_windowed && !command && KgInput.scrolls.includes(event.key)) return true;
        if (element.kg_chooses && !command && KgInput.chooses.includes(event.key)) return true;
        if (event.key === 'Enter') return element.tagName === 'INPUT';
        return command && !KgInput.moves.includes(key);
      }
      if (element && element.tagName === 'BUTTON') return event.key !== 'Enter' && event.key !== ' ';
      return true;
    },

    is_taken: function(event, element) {
      if (event.ctrlKey || event.metaKey) {
        const key = KgInput.key_of(event);
        return KgInput.shortcuts.includes(key) || (!KgMirror.is_text_box(element) && KgInput.choices.includes(key));
      }
      if (KgMirror.is_text_box(element)) return event.key === 'Enter' || (element.kg_windowed && KgInput.scrolls.includes(event.key)) ||
                                               (element.kg_chooses && KgInput.chooses.includes(event.key));
      return event.key === ' ' || event.key === '/' || event.key === 'Backspace' || event.key.startsWith('Arrow') ||
             (!!element && ['Enter', 'Home', 'End', 'PageUp', 'PageDown', 'Delete'].includes(event.key));
    },

    send_key: function(event, down) {
      const key = new TextEncoder().encode(event.key + '\0' + event.code + '\0');
      const pointer = _malloc(key.length);
      HEAPU8.set(key, pointer);
      const held = (event.ctrlKey ? 1 : 0) | (event.shiftKey ? 2 : 0) | (event.altKey ? 4 : 0) | (event.metaKey ? 8 : 0);
      _kg_on_key(pointer, pointer + key.indexOf(0) + 1, down, held);
      _free(pointer);
      KgHost.request();
    },

    // Keeps Tab within an open dialog.
    wrap_tab: function(event) {
      const dialog = KgMirror.root.querySelector('[aria-modal=true]');
      if (!dialog) return;
      const stops = [...dialog.querySelectorAll('button, input, textarea, [tabindex]')].filter(function(it) { return !it.disabled; });
      const at = stops.indexOf(document.activeElement);
      const leaves = at < 0 || (event.shiftKey ? at === 0 : at === stops.length - 1);
      if (!leaves || !stops.length) return;
      event.preventDefault();
      stops[event.shiftKey ? stops.length - 1 : 0].focus({preventScroll: true});
    },

    on_key_down: function(event) {
      if (event.isComposing || event.keyCode === 229) return;
      const element = KgMirror.focused();
      if (event.key === 'Tab') { KgInput.wrap_tab(event); return; }
      if (!KgInput.is_for_app(event, element)) return;
      if (KgInput.is_taken(event, element)) event.preventDefault();
      if (event.repeat) KgInput.send_key(event, 0);
      KgInput.send_key(event, 1);
    },

    on_key_up: function(event) {
      // While Meta is down the system keeps other keys' releases to itself.
      if (event.key === 'Meta' || event.key === 'Control') _kg_on_blur();
      KgInput.send_key(event, 0);
    },

    on_window_blur: function() {
      _kg_on_blur();
      KgHost.request();
    },

    listen: function(canvas) {
      KgInput.canvas = canvas;
      canvas.addEventListener('pointerdown', KgInput.on_down);
      canvas.addEventListener('pointermove', KgInput.on_move);
      canvas.addEventListener('pointerup', KgInput.on_up);
      canvas.addEventListener('pointercancel', KgInput.on_up);
      canvas.addEventListener('pointerleave', KgInput.on_leave);
      canvas.addEventListener('mousedown', function(event) { event.preventDefault(); });
      canvas.addEventListener('contextmenu', function(event) { event.preventDefault(); });
      canvas.addEventListener('wheel', KgInput.on_wheel, {passive: false});
      window.addEventListener('keydown', KgInput.on_key_down);
      window.addEventListener('keyup', KgInput.on_key_up);
      window.addEventListener('blur', KgInput.on_window_blur);
      window.addEventListener('focus', function() { KgHost.request(); });
    },
  },
});
