// Starts the app: checks what the browser can do, fetches fonts and configuration, loads the program, and says what
// went wrong in words where something did. The first script of the page.
(() => {
  'use strict';

  const problems = {
    webgl: ['This browser does not offer WebGL 2', 'Keyglass draws with it. Turn on hardware acceleration, or use a current version of Firefox, Chrome, Edge or Safari.'],
    wasm: ['This browser does not run WebAssembly here', 'It may be switched off by a policy or an extension. Allow it for this page and reload.'],
    load: ['Keyglass could not be loaded', 'A file did not arrive. Check the connection and reload.'],
    stopped: ['Keyglass stopped', 'Something went wrong inside the app. Keys that were saved are safe. Reload to go on.'],
  };

  const by_id = (id) => document.getElementById(id);
  const asset = (name) => by_id(`asset-${name}`).href;
  const errors = [];
  let figures = {idle: () => Promise.resolve(), frames: () => 0, heap_bytes: () => 0};
  let is_ready = false;

  // For tests and for people with the console open; read-only.
  Object.defineProperty(window, 'keyglass', {value: Object.freeze({
    get ready() { return is_ready; },
    idle: () => figures.idle(),
    get frames() { return figures.frames(); },
    get errors() { return [...errors]; },
    get heap_bytes() { return figures.heap_bytes(); },
  })});

  function fail(kind, error) {
    const [title, remedy] = problems[kind];
    errors.push(error ? String(error) : title);
    document.body.dataset.state = 'failed';
    by_id('problem-title').textContent = title;
    by_id('problem-remedy').textContent = remedy;
    by_id('problem').hidden = false;
    by_id('problem-reload').onclick = () => location.reload();
  }

  async function fetch_bytes(url) {
    const response = await fetch(url, {credentials: 'same-origin'});
    if (!response.ok) throw new Error(`${response.status} for ${url}`);
    return response.arrayBuffer();
  }

  // Absent where only the files are served: then the API is where `keyglass api` listens by default, and no policy of a
  // server keeps the page from others.
  async function fetch_config() {
    const response = await fetch('config.json', {credentials: 'same-origin'}).catch(() => null);
    const usable = response && response.ok && (response.headers.get('content-type') || '').includes('json');
    return usable ? response.json().catch(() => ({})) : {api_url: 'http://localhost:8000', any_api: 'yes'};
  }

  const has_webgl = () => !!document.createElement('canvas').getContext('webgl2');

  async function start() {
    if (typeof WebAssembly !== 'object') return fail('wasm');
    if (!has_webgl()) return fail('webgl');
    // In the order of ui::FontFile.
    const fonts = ['ui', 'ui-strong', 'mono', 'icons'].map((name) => fetch_bytes(asset(`font-${name}`)));
    const [config, ...buffers] = await Promise.all([fetch_config(), ...fonts]);
    const page = {
      config: {...config, origin: window.location.origin},
      fonts: buffers,
      fail,
      attach: (given) => { figures = given; },
      ready: () => {
        is_ready = true;
        document.body.dataset.state = 'ready';
        performance.mark('keyglass-ready');
      },
    };
    await window.create_keyglass({
      canvas: by_id('canvas'),
      keyglass: page,
      locateFile: () => asset('wasm'),
      onAbort: (reason) => fail('stopped', reason),
    });
  }

  window.addEventListener('error', (event) => errors.push(String(event.message)));
  window.addEventListener('unhandledrejection', (event) => errors.push(String(event.reason)));
  document.addEventListener('DOMContentLoaded', () => start().catch((error) => {
    fail(error instanceof WebAssembly.CompileError ? 'wasm' : 'load', error);
  }));
})();
