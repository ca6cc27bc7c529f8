// Debian's Chromium, headless, with WebGL 2 in software and a user data directory of its own.
import {chromium_binary, load} from './places.mjs';

const args = [
  '--no-sandbox', '--enable-unsafe-swiftshader', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

// Playwright makes the fresh user data directory and removes it on close().
export const launch_browser = () => load('playwright-core').chromium.launch({
  executablePath: chromium_binary, headless: true, args, timeout: 60_000,
});
