// The semantics mirror: an element for every widget, lying exactly over it, for assistive technology and tests.
// A text box's element is also where its text is edited: the browser brings input methods, dead keys, soft keyboards,
// undo and the clipboard; the canvas shows the result. Linked into keyglass.js.
mergeInto(LibraryManager.library, {
  $KgMirror__deps: ['$KgHost'],
  $KgMirror: {
    root: null,
    caret: null,
    caret_place: '',    // as it was shown last
    elements: null,     // id -> element
    syncing: false,     // focus and selection move because of us
    composing: false,
    combobox: null,     // written in this frame
    kept: '[role=dialog], [role=status], [role=alert]',

    // In the order of ui::Role.
    roles: ['group', 'banner', 'main', 'navigation', 'complementary', 'contentinfo', 'region', 'heading', '', 'button',
            'textbox', 'grid', 'row', 'gridcell', 'tablist', 'tab', 'tabpanel', 'dialog', 'alert', 'status', 'separator',
            'list', 'listitem', 'tree', 'treeitem', 'progressbar', 'combobox', 'listbox',
            'option'],

    // --- writing --------------------------------------------------------------------------------------------

    text: function(word) { return UTF8ToString(HEAPU32[word], HEAPU32[word + 1]); },

    // Reads a MirrorNode (platform/web/mirror.cpp).
    read: function(pointer) {
      const word = pointer >> 2;
      const state = HEAPU32[word + 4];
      return {
        id: HEAPU32[word], parent: HEAPU32[word + 1], previous: HEAPU32[word + 2],
        role: KgMirror.roles[HEAPU32[word + 3]],
        // In the order of ui::State.
        disabled: state & 1, selected: state & 2, expanded: state & 4, collapsed: state & 8, pressed: state & 16,
        multiline: state & 32, read_only: state & 64, busy: state & 128, modal: state & 256, invalid: state & 512,
        focusable: state & 1024, secret: state & 2048, selectable: state & 4096, windowed: state & 8192,
        multiselectable: state & 16384, toggle: state & 32768,
        x: HEAPF32[word + 5], y: HEAPF32[word + 6], width: HEAPF32[word + 7], height: HEAPF32[word + 8],
        name: KgMirror.text(word + 9), value: KgMirror.text(word + 11), description: KgMirror.text(word + 13),
        row_index: HEAP32[word + 15], row_count: HEAP32[word + 16], active: HEAPU32[word + 17], level: HEAP32[word + 18],
      };
    },

    tag_of: function(node) {
      if (node.role === 'button') return 'BUTTON';
      if (node.role === 'combobox') return 'INPUT';
      if (node.role === 'textbox') return node.multiline ? 'TEXTAREA' : 'INPUT';
      return node.role === '' ? 'SPAN' : 'DIV';
    },

    create: function(node, tag) {
      const element = document.createElement(tag);
      element.id = 'kg' + node.id;
      element.kg_id = node.id;
      if (tag === 'BUTTON') element.type = 'button';
      if (tag === 'TEXTAREA') element.wrap = 'off';
      if (tag === 'INPUT' || tag === 'TEXTAREA') {
        if (tag === 'INPUT') element.type = node.secret ? 'password' : 'text';
        element.autocomplete = 'off';
        element.spellcheck = false;
        element.setAttribute('autocapitalize', 'off');
        element.kg_text = '';
      }
      KgMirror.elements.set(node.id, element);
      return element;
    },

    // The element of `node`, made anew where its kind changed.
    element_of: function(node) {
      const old = KgMirror.elements.get(node.id);
      const tag = KgMirror.tag_of(node);
      if (old && old.tagName === tag) return old;
      const element = KgMirror.create(node, tag);
      if (old) {
        element.append(...old.children);
        old.replaceWith(element);
      }
      return element;
    },

    place: function(element, node) {
      const parent = KgMirror.elements.get(node.parent) || KgMirror.root;
      const previous = KgMirror.elements.get(node.previous) || null;
      const next = previous ? previous.nextElementSibling : parent.firstElementChild;
      if (element.parentElement !== parent || (next !== element && element.previousElementSibling !== previous)) {
        parent.insertBefore(element, next);
      }
      const style = element.style;
      style.left = node.x + 'px';
      style.top = node.y + 'px';
      style.width = node.width + 'px';
      style.height = node.height + 'px';
    },

    set: function(element, name, value) {
      if (value === null) element.removeAttribute(name);
      else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
    },

    write_states: function(element, node) {
      const set = KgMirror.set, native = element.tagName !== 'DIV' && element.tagName !== 'SPAN';
      set(element, 'aria-selected', node.selectable ? !!node.selected : null);
      set(element, 'aria-expanded', node.expanded ? true : node.collapsed ? false : null);
      set(element, 'aria-pressed', node.pressed || node.toggle ? !!node.pressed : null);
      set(element, 'aria-busy', node.busy ? true : null);
      set(element, 'aria-multiselectable', node.multiselectable ? true : null);
      set(element, 'aria-modal', node.modal ? true : null);
      set(element, 'aria-invalid', node.invalid ? true : null);
      const in_tree = node.role === 'treeitem';
      set(element, 'aria-rowindex', node.row_index >= 0 && !in_tree ? node.row_index + 1 : null);
      set(element, 'aria-rowcount', node.row_count >= 0 && node.role === 'grid' ? node.row_count : null);
      set(element, 'aria-posinset', node.row_index >= 0 && in_tree ? node.row_index + 1 : null);
      set(element, 'aria-setsize', in_tree ? node.row_count : null);
      set(element, 'aria-level', node.level > 0 ? node.level : null);
      set(element, 'aria-activedescendant', node.active ? 'kg' + node.active : null);
      if (native) element.disabled = !!node.disabled;
      else set(element, 'aria-disabled', node.disabled ? true : null);
      if (!native) set(element, 'tabindex', node.focusable ? 0 : null);
      if (node.role === 'separator') {
        set(element, 'aria-orientation', 'vertical');
        set(element, 'aria-valuenow', node.value);
      }
      if (node.role === 'progressbar') set(element, 'aria-valuenow', node.value);
    },

    write_words: function(element, node) {
      const is_text = node.role === '' || node.role === 'gridcell' || node.role === 'heading';
      const words = is_text ? node.name : node.role === 'status' ? node.value : null;
      if (words !== null && element.textContent !== words) element.textContent = words;
      KgMirror.set(element, 'aria-label', is_text || !node.name ? null : node.name);
      KgMirror.set(element, 'aria-description', node.description || (node.role === 'treeitem' && node.value) || null);
    },

    // Which list it chooses from is known once all is written.
    write_combobox: function(element, node) {
      KgMirror.set(element, 'aria-autocomplete', 'list');
      KgMirror.set(element, 'aria-expanded', !!node.active);
      if (!node.active) element.removeAttribute('aria-controls');
      KgMirror.combobox = node.active ? element : null;
    },

    write_text_box: function(element, node) {
      element.readOnly = !!node.read_only;
      element.kg_windowed = !!node.windowed;
      element.kg_chooses = node.role === 'combobox';
      if (node.secret || element.kg_composing) return;
      const value = node.value.replace(/\r\n?/g, '\n');
      if (element.value !== value) element.value = value;
      element.kg_text = element.value;
    },

    write: function(pointer) {
      const node = KgMirror.read(pointer);
      const element = KgMirror.element_of(node);
      const native = node.role === 'button' || node.role === 'textbox' || node.role === '';
      KgMirror.set(element, 'role', native ? null : node.role);
      KgMirror.write_states(element, node);
      KgMirror.write_words(element, node);
      if (node.role === 'combobox') KgMirror.write_combobox(element, node);
      if (node.role === 'textbox' || node.role === 'combobox') KgMirror.write_text_box(element, node);
      KgMirror.syncing = true;  // moving an element takes the focus from it
      KgMirror.place(element, node);
      KgMirror.syncing = false;
    },

    remove: function(id) {
      const element = KgMirror.elements.get(id);
      KgMirror.elements.delete(id);
      KgMirror.syncing = true;
      if (element) element.remove();
      KgMirror.syncing = false;
    },

    // --- focus and selection --------------------------------------------------------------------------------

    is_text_box: function(element) { return !!element && element.kg_text !== undefined; },

    focused: function() {
      const element = document.activeElement;
      return element && element.kg_id ? element : null;
    },

    // Puts everything beside a modal dialog out of reach, except for what is only said aloud.
    seal: function(parent) {
      for (const child of parent.children) {
        const is_kept = child.matches(KgMirror.kept), holds = !is_kept && !!child.querySelector(KgMirror.kept);
        KgMirror.shut(child, !is_kept && !holds);
        if (holds) KgMirror.seal(child);
      }
    },

    shut: function(element, is_shut) {
      if (element.inert !== is_shut) element.inert = is_shut;
      KgMirror.set(element, 'aria-hidden', is_shut ? true : null);
    },

    finish: function(id, anchor, caret) {
      const box = KgMirror.combobox && document.getElementById(KgMirror.combobox.getAttribute('aria-activedescendant'));
      if (box) KgMirror.set(KgMirror.combobox, 'aria-controls', box.parentElement.id);
      KgMirror.combobox = null;
      const element = KgMirror.elements.get(id), active = KgMirror.focused();
      KgMirror.syncing = true;
      const is_modal = !!KgMirror.root.querySelector('[aria-modal]');
      if (!is_modal) for (const sealed of KgMirror.root.querySelectorAll('[inert]')) KgMirror.shut(sealed, false);
      // Elsewhere in the browser the keyboard is left alone: Tab went there, or another window did.
      if (element && active !== element && document.hasFocus()) element.focus({preventScroll: true});
      if (!element && active) active.blur();
      if (is_modal) KgMirror.seal(KgMirror.root);
      // Where a secret is selected only its own box knows.
      const is_ours = KgMirror.is_text_box(element) && !element.kg_composing && element.type !== 'password';
      if (is_ours) KgMirror.select(element, anchor, caret);
      KgMirror.syncing = false;
    },

    select: function(element, anchor, caret) {
      const start = Math.min(anchor, caret), end = Math.max(anchor, caret);
      if (element.selectionStart !== start || element.selectionEnd !== end) {
        element.setSelectionRange(start, end, caret < anchor ? 'backward' : 'forward');
      }
      KgMirror.remember_selection(element);
    },

    remember_selection: function(element) {
      element.kg_selection = element.selectionStart + ' ' + element.selectionEnd + ' ' + element.selectionDirection;
    },

    show_caret: function(x, y, height) {
      const place = x + ' ' + y + ' ' + height;
      if (KgMirror.caret_place === place) return;
      KgMirror.caret_place = place;
      const style = KgMirror.caret.style;
      style.display = height > 0 ? 'block' : 'none';
      style.transform = 'translate(' + x + 'px,' + y + 'px)';
      style.height = height + 'px';
      // The blinking starts anew, so that a moving caret is always seen.
      for (const animation of KgMirror.caret.getAnimations()) animation.currentTime = 0;
    },

    // --- what comes back ------------------------------------------------------------------------------------

    report_selection: function(element) {
      const backward = element.selectionDirection === 'backward';
      const start = element.selectionStart, end = element.selectionEnd;
      _kg_on_mirror_select(element.kg_id, element.value.length, backward ? end : start, backward ? start : end);
      KgMirror.remember_selection(element);
    },

    // Reports what lies between the common beginning and the common end of the old and the new content.
    report_edit: function(element) {
      const before = element.kg_text, after = element.value;
      if (before === after) return;
      const shorter = Math.min(before.length, after.length);
      let head = 0, tail = 0;
      while (head < shorter && before.charCodeAt(head) === after.charCodeAt(head)) ++head;
      while (tail < shorter - head &&
             before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)) ++tail;
      // Never between the halves of a surrogate pair.
      const low = function(text, at) { const unit = text.charCodeAt(at); return unit >= 0xDC00 && unit < 0xE000; };
      if (head > 0 && (low(before, head) || low(after, head))) --head;
      if (tail > 0 && (low(before, before.length - tail) || low(after, after.length - tail))) --tail;
      const inserted = new TextEncoder().encode(after.slice(head, after.length - tail) + '\0');
      const pointer = _malloc(inserted.length);
      HEAPU8.set(inserted, pointer);
      _kg_on_mirror_edit(element.kg_id, before.length, head, before.length - tail, pointer);
      _free(pointer);
      element.kg_text = after;
      KgMirror.report_selection(element);
      KgHost.request();
    },

    on_input: function(event) {
      const element = event.target;
      if (KgMirror.is_text_box(element) && !element.kg_composing) KgMirror.report_edit(element);
    },

    on_composition: function(event) {
      const element = event.target;
      element.kg_composing = event.type === 'compositionstart';
      element.classList.toggle('composing', element.kg_composing);
      if (!element.kg_composing) KgMirror.report_edit(element);
    },

    // Reports a selection that the browser moved. Also called before each frame: selectionchange comes late, and the
    // frame would put the old selection back. True if there was one.
    flush_selection: function() {
      const element = KgMirror.focused();
      if (KgMirror.syncing || !KgMirror.is_text_box(element) || element.kg_composing) return false;
      const now = element.selectionStart + ' ' + element.selectionEnd + ' ' + element.selectionDirection;
      if (now === element.kg_selection || element.value !== element.kg_text) return false;
      KgMirror.report_selection(element);
      return true;
    },

    on_selection: function() { if (KgMirror.flush_selection()) KgHost.request(); },

    on_focus: function(event) {
      const element = event.target;
      if (KgMirror.syncing || !element.kg_id) return;
      _kg_on_mirror_focus(element.kg_id);
      // Whoever moved the focus may have selected first.
      if (KgMirror.is_text_box(element)) KgMirror.report_selection(element);
      KgHost.draw();
    },

    on_blur: function(event) {
      if (KgMirror.syncing || event.relatedTarget) return;
      setTimeout(function() {
        if (!document.hasFocus() || KgMirror.focused()) return;
        _kg_on_mirror_focus(0);
        KgHost.request();
      }, 0);
    },

    // The mouse never gets here (pointer-events: none): a click is the keyboard's or assistive technology's.
    on_click: function(event) {
      let element = event.target.closest('[id^=kg]');
      if (!element) return;
      const row = element.closest('[role=row], [role=treeitem]');
      if (row) element = row;
      _kg_on_mirror_activate(element.kg_id);
      KgHost.draw();
    },

    listen: function() {
      KgMirror.elements = new Map();
      KgMirror.root = document.getElementById('semantics');
      KgMirror.caret = document.getElementById('caret');
      KgMirror.root.addEventListener('input', KgMirror.on_input);
      KgMirror.root.addEventListener('compositionstart', KgMirror.on_composition);
      KgMirror.root.addEventListener('compositionend', KgMirror.on_composition);
      KgMirror.root.addEventListener('focusin', KgMirror.on_focus);
      KgMirror.root.addEventListener('focusout', KgMirror.on_blur);
      KgMirror.root.addEventListener('click', KgMirror.on_click);
      document.addEventListener('selectionchange', KgMirror.on_selection);
    },
  },

  kg_mirror_write__deps: ['$KgMirror'],
  kg_mirror_write: function(pointer) { KgMirror.write(pointer); },
  kg_mirror_remove__deps: ['$KgMirror'],
  kg_mirror_remove: function(id) { KgMirror.remove(id >>> 0); },
  kg_mirror_finish__deps: ['$KgMirror'],
  kg_mirror_finish: function(focused, anchor, caret) { KgMirror.finish(focused >>> 0, anchor, caret); },
  kg_mirror_caret__deps: ['$KgMirror'],
  kg_mirror_caret: function(x, y, height) { KgMirror.show_caret(x, y, height); },
});
