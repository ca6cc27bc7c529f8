// For each operation of the API, by its operationId: calls that bring out the answers it documents.
// `api` is a Caller; keys are each operation's own.

const etag_of = async (api, key) => (await api.call('get_keys_key', 200, {path: {key}})).headers.get('etag');
const put = (api, key, body = 'value', more = {}) =>
    api.call('put_kv_key', more.wanted ?? 201, {path: {key}, type: 'text/plain', body, ...more});
const large = 'v'.repeat(100_001);  // one byte more than the server takes

const make_plan = async (api, body) => (await api.call('post_plans', 201, {body})).json.plan;

async function change_values(api) {
  const path = {key: 'post/a b'};
  await api.call('post_kv_key', 200, {path, body: {value: 'hello', ttl: 60, content_type: 'text/plain'}});
  await api.call('post_kv_key', 200, {path, body: {value_base64: 'AAEC'}});
  await api.call('post_kv_key', 412, {path, body: {value: 'v'}, headers: {'if-none-match': '*'}});
  await api.call('post_kv_key', 413, {path, body: {value: large}});
  await api.call('post_kv_key', 415, {path, type: 'text/plain', body: 'hello'});
  await api.call('post_kv_key', 422, {path, body: {value: 5}, broken: true});
}

async function put_values(api) {
  const path = {key: 'put/a'};
  await put(api, path.key, 'one', {query: {ttl: '60'}});
  await put(api, path.key, 'two', {wanted: 200, query: {ttl: '60.5'}});
  await put(api, path.key, 'three', {wanted: 412, headers: {'if-match': '"other"'}});
  await put(api, path.key, large, {wanted: 413});
  await put(api, path.key, 'four', {wanted: 422, query: {ttl: '-1'}});
}

async function read_values(api) {
  const path = {key: 'read/ä'};
  await put(api, path.key, '0123456789', {query: {ttl: '60'}});
  const etag = await etag_of(api, path.key);
  const raw = {path, query: {raw: 'true'}};
  await api.call('get_kv_key', 200, {path});
  await api.call('get_kv_key', 200, raw);
  await api.call('get_kv_key', 206, {...raw, headers: {range: 'bytes=2-3', 'if-range': etag}});
  await api.call('get_kv_key', 304, {path, headers: {'if-none-match': etag}});
  await api.call('get_kv_key', 404, {path: {key: 'read/absent'}});
  await api.call('get_kv_key', 412, {path, headers: {'if-match': '"other"'}});
  await api.call('get_kv_key', 416, {...raw, headers: {range: 'bytes=10-'}});
  await api.call('get_kv_key', 422, {path, query: {revision: '0'}});
  await put(api, 'read/bytes', new Uint8Array([255, 0]), {type: 'image/png'});
  await api.call('get_kv_key', 200, {path: {key: 'read/bytes'}});
  await api.call('get_kv_key', 200, {path: {key: 'read/bytes'}, headers: {accept: 'application/octet-stream'}});
}

async function read_what_is_gone(api) {
  const path = {key: 'gone/a'};
  for (let i = 0; i < 5; ++i) await put(api, path.key, `${i}`, {wanted: i === 0 ? 201 : 200});
  const {json} = await api.call('get_history_key', 200, {path, query: {limit: '2'}});
  await api.call('get_history_key', 200, {path, query: {before: `${json.next}`}});
  await api.call('get_history_key', 404, {path: {key: 'gone/never'}});
  await api.call('get_history_key', 422, {path, query: {limit: '0'}});
  await api.call('get_kv_key', 200, {path, query: {revision: `${json.versions[1].revision}`}});
  await api.call('get_kv_key', 410, {path, query: {revision: '1'}});
}

async function patch_values(api) {
  const path = {key: 'patch/count'};
  const type = 'application/merge-patch+json';
  await api.call('patch_kv_key', 200, {path, body: {increment: 2}});
  await api.call('post_kv_key', 200, {path: {key: 'patch/json'}, body: {value: '{"a":1}', ttl: 60}});
  await api.call('patch_kv_key', 200, {path: {key: 'patch/json'}, type, body: {a: null, b: [1]}});
  await api.call('patch_kv_key', 404, {path: {key: 'patch/absent'}, type, body: {}});
  await api.call('post_kv_key', 200, {path: {key: 'patch/text'}, body: {value: 'text'}});
  await api.call('patch_kv_key', 409, {path: {key: 'patch/text'}, body: {increment: 1}});
  await api.call('patch_kv_key', 412, {path, body: {increment: 1}, headers: {'if-match': '"other"'}});
  await api.call('patch_kv_key', 413, {path: {key: 'patch/json'}, type, body: {c: large}});
  await api.call('patch_kv_key', 415, {path, type: 'text/plain', body: '1'});
  await api.call('patch_kv_key', 422, {path, body: {increment: 'one'}, broken: true});
}

async function delete_values(api) {
  const path = {key: 'delete/a'};
  await put(api, path.key);
  await api.call('delete_kv_key', 412, {path, headers: {'if-match': '"other"'}});
  await api.call('delete_kv_key', 200, {path});
  await api.call('delete_kv_key', 404, {path});
  await api.call('delete_kv_key', 422, {path: {key: ' \u0001'}});
}

async function list_keys(api) {
  for (const name of ['a/1', 'a/2', 'b', 'c']) await put(api, `list/${name}`);
  const prefix = 'list/';
  const {json} = await api.call('get_keys', 200, {query: {prefix, delimiter: '/', limit: '1'}});
  await api.call('get_keys', 200, {query: {prefix, delimiter: '/', limit: '100', after: json.next}});
  await api.call('get_keys', 200, {query: {glob: 'list/?'}});
  const lines = await api.call('get_keys', 200, {query: {prefix, delimiter: '/'}, headers: {accept: 'application/x-ndjson'}});
  if (lines.json.length !== 3) throw new Error(`three lines were wanted: ${lines.text}`);
  await api.call('get_keys', 422, {query: {limit: '10001'}});
  await api.call('get_kv', 200, {query: {prefix}});
  await api.call('get_kv', 200, {query: {prefix, limit: '1'}});
  await api.call('get_kv', 422, {query: {unknown: '1'}});
  await api.call('get_stats', 200, {query: {prefix}});
  await api.call('get_stats', 422, {query: {unknown: '1'}});
}

async function describe_keys(api) {
  const path = {key: 'describe/a'};
  await put(api, path.key, 'v', {query: {ttl: '60'}});
  const etag = await etag_of(api, path.key);
  await api.call('get_keys_key', 200, {path});
  await api.call('get_keys_key', 304, {path, headers: {'if-none-match': etag}});
  await api.call('get_keys_key', 404, {path: {key: 'describe/absent'}});
  await api.call('get_keys_key', 412, {path, headers: {'if-match': '"other"'}});
  await api.call('get_keys_key', 422, {path: {key: '\u0001'}});
}

async function run_batches(api) {
  const ops = [{op: 'put', key: 'batch/a', value: '1', ttl: 60}, {op: 'get', key: 'batch/a'}, {op: 'get', key: 'batch/none'},
               {op: 'put', key: 'batch/b', value_base64: '/w=='}, {op: 'get', key: 'batch/b'}, {op: 'delete', key: 'batch/b'}];
  await api.call('post_batch', 200, {body: {conditions: [{key: 'batch/a', absent: true}], ops}});
  await api.call('post_batch', 412, {body: {conditions: [{key: 'batch/a', absent: true}], ops}});
  await api.call('post_batch', 413, {body: {ops: [{op: 'put', key: 'batch/a', value: large}]}});
  await api.call('post_batch', 415, {type: 'text/plain', body: '{}'});
  await api.call('post_batch', 422, {body: {ops: [{op: 'fly', key: 'batch/a'}]}, broken: true});
}

async function make_plans(api) {
  for (const name of ['a', 'b']) await put(api, `plan/${name}`);
  const body = {action: 'set_ttl', prefix: 'plan/', ttl: 600};
  const done = await make_plan(api, body);
  await api.call('post_plans_plan_commit', 200, {path: {plan: done}, headers: {prefer: 'wait=10'}});
  await api.call('post_plans_plan_commit', 200, {path: {plan: done}});
  const stale = await make_plan(api, body);
  await put(api, 'plan/a', 'changed', {wanted: 200});
  await api.call('post_plans_plan_commit', 412, {path: {plan: stale}});
  const running = await make_plan(api, body);
  await api.call('post_plans_plan_commit', 202, {path: {plan: running}});
  await api.call('post_plans_plan_commit', 404, {path: {plan: 'none'}});
  await api.call('get_plans_plan', 200, {path: {plan: running}});
  await api.call('get_plans_plan', 404, {path: {plan: 'none'}});
  await api.call('get_plans', 200);
  await api.call('delete_plans_plan', 200, {path: {plan: await make_plan(api, body)}});
  await api.call('delete_plans_plan', 404, {path: {plan: 'none'}});
  await api.call('delete_plans_plan', 200, {path: {plan: done}});
  await api.call('post_plans', 415, {type: 'text/plain', body: '{}'});
  await api.call('post_plans', 422, {body: {action: 'fly', prefix: ''}, broken: true});
}

async function move_entries(api) {
  const type = 'application/x-ndjson';
  await put(api, 'move/a', 'value', {query: {ttl: '60'}});
  const {text} = await api.call('get_export', 200, {query: {prefix: 'move/'}});
  await api.call('get_export', 422, {query: {glob: '['}});
  for (const mode of ['replace', 'create', 'dry_run']) {
    const {json} = await api.call('post_import', 200, {query: {mode}, type, body: `${text}{broken\n`});
    if (json.failed.length !== 1) throw new Error(`one line was broken: ${JSON.stringify(json)}`);
  }
  await api.call('post_import', 415, {body: {}, broken: true});
  await api.call('post_import', 422, {query: {mode: 'fly'}, type, body: text});
}

async function watch(api) {
  for (const [name, query] of [['a', {}], ['b', {ttl: '60'}]]) await put(api, `watch/${name}`, name, {query});
  const query = {prefix: 'watch/', values: 'true', snapshot: 'true'};
  const {text} = await api.call('get_watch', 200, {query});
  if (text.match(/^event: put$/gm).length !== 2) throw new Error(`two keys were wanted: ${text}`);
  await api.call('get_watch', 406, {query, headers: {accept: 'application/json'}});
  await api.call('get_watch', 410, {query, headers: {'last-event-id': '1000000000'}});
  await api.call('get_watch', 422, {query: {since: '1000000000'}});
}

async function use_the_older_contract(api) {
  const path = {key: 'older'};
  await api.call('post_api_keys', 201, {body: {key: 'older', value: '1'}});
  await api.call('post_api_keys', 400, {body: {key: 'older'}, broken: true});
  await api.call('post_api_keys', 413, {body: {key: 'older', value: large}});
  await api.call('post_api_keys', 415, {type: 'text/plain', body: '{}'});
  await api.call('post_api_keys', 422, {body: '{'});
  await api.call('get_api_keys_key', 200, {path});
  await api.call('delete_api_keys_key', 200, {path});
  await api.call('get_api_keys_key', 404, {path});
  await api.call('delete_api_keys_key', 404, {path});
  await api.call('get_api_keys_key', 422, {path: {key: '\u0001'}});
  await api.call('delete_api_keys_key', 422, {path: {key: '\u0001'}});
}

async function ask_for_the_service(api) {
  for (const id of ['get_healthz', 'get_readyz', 'get_capabilities', 'get_metrics', 'get_openapi_json', 'get_docs', 'get_index']) {
    await api.call(id, 200);
  }
  await api.call('get_docs_asset', 200, {path: {asset: 'docs.js'}});
  await api.call('get_docs_asset', 308, {path: {asset: ''}});
  await api.call('get_docs_asset', 404, {path: {asset: 'none'}});
  await api.call('get_docs_asset', 406, {path: {asset: 'swagger-ui.css'}, headers: {'accept-encoding': 'identity'}});
}

export const calls = [change_values, put_values, read_values, read_what_is_gone, patch_values, delete_values, list_keys,
                      describe_keys, run_batches, make_plans, move_entries, watch, use_the_older_contract,
                      ask_for_the_service];

// Documented answers that a sound server on a store in memory cannot be brought to give here.
export const elsewhere = new Set([501, 503]);
export const rare = new Set([
  'post_plans 410', 'post_plans 412',  // the plan service's own tests have them
  'post_plans_plan_commit 409',         // only while another commit of it begins, or after it was stopped
  'delete_plans_plan 409',              // only while a commit of it begins
  'delete_plans_plan 202',             // only between two batches of a running plan
]);
