// What the browser's processes have reckoned: other than frames a second, this does not depend on what else the machine does.
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';

const ms_of_tick = 1000 / Number(execFileSync('getconf', ['CLK_TCK'], {encoding: 'utf8'}));

// {id, parent, name, ms} of every process that is there.
function* processes() {
  for (const id of fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    let stat;
    try {
      stat = fs.readFileSync(`/proc/${id}/stat`, 'utf8');
    } catch {
      continue;  // it has just ended
    }
    const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');  // from the third on: state, parent, ...
    yield {id: Number(id), parent: Number(fields[1]), name, ms: (Number(fields[11]) + Number(fields[12])) * ms_of_tick};
  }
}

// Milliseconds of processor time of the browsers that this process has started.
export function browser_ms() {
  const all = [...processes()];
  const parents = new Map(all.map((one) => [one.id, one.parent]));
  const is_ours = (id) => {
    for (let at = id; at > 1; at = parents.get(at) ?? 0) if (at === process.pid) return true;
    return false;
  };
  return all.filter(({id, name}) => name.startsWith('chrom') && is_ours(id)).reduce((sum, one) => sum + one.ms, 0);
}
