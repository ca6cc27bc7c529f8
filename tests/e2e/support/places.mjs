// Where the browser tests find what they run, and where they leave what a failure looked like.
// Variables: KEYGLASS_BINARY, KEYGLASS_WEB_ROOT, KEYGLASS_NODE_DIR, KEYGLASS_CHROMIUM.
import fs from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

export const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');

const from_environment = (name, fallback) => path.resolve(repository, process.env[name] || fallback);

export const server_binary = from_environment('KEYGLASS_BINARY', 'build/bin/keyglass');
export const web_root = from_environment('KEYGLASS_WEB_ROOT', 'build/web');
export const chromium_binary = process.env.KEYGLASS_CHROMIUM || '/usr/bin/chromium';
export const failure_folder = path.join(repository, 'build/e2e');

const node_dir = from_environment('KEYGLASS_NODE_DIR', '.deps/node');

// A package of the pinned npm tools: `load('playwright-core')`.
export const load = createRequire(path.join(node_dir, 'package.json'));

// The text of one file of a pinned package: `package_text('axe-core/axe.min.js')`.
export const package_text = (file) => fs.readFileSync(load.resolve(file), 'utf8');
