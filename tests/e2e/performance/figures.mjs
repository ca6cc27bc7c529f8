// What a run measures, each figure with its goal: the best of several rounds is kept, for whatever else the machine does
// makes a figure worse and never better. Printed as lines of JSON: {name, value, unit, goal, reached}.
import {launch_browser} from '../support/browser.mjs';
import {App} from '../support/app.mjs';

// A goal is {below: 1000}, {most: 96} or {least: 55}.
const wanted = (goal) => goal && ('below' in goal ? `< ${goal.below}` : 'most' in goal ? `<= ${goal.most}` : `>= ${goal.least}`);

const is_reached = (goal, value) => 'below' in goal ? value < goal.below : 'most' in goal ? value <= goal.most : value >= goal.least;

export class Figures {
  #rows = new Map();

  // Without a goal less is better; {least: 0} says that more is, and is no goal.
  tell(name, value, unit, goal) {
    const known = this.#rows.get(name);
    const is_better = !known || (goal && 'least' in goal ? value > known.value : value < known.value);
    if (is_better) this.#rows.set(name, {value, unit, goal});
    console.error(`${name}: ${value.toFixed(1)} ${unit}`);
  }

  print() {
    for (const [name, {value, unit, goal}] of this.#rows) {
      const row = {name, value: Math.round(value * 10) / 10, unit};
      if (goal && goal.least !== 0) Object.assign(row, {goal: `${wanted(goal)} ${unit}`, reached: is_reached(goal, value)});
      console.log(JSON.stringify(row));
    }
  }
}

// Each round has a browser of its own: nothing is cached, and no memory is left over.
export async function in_rounds(rounds, measure) {
  for (let round = 0; round < rounds; ++round) {
    const browser = await launch_browser();
    try {
      const context = await browser.newContext({viewport: {width: 1280, height: 800}});
      await measure(new App(await context.newPage()));
    } finally {
      await browser.close();
    }
  }
}

// In the page: whether a row of the list begins so.
export const has_row = (prefix) => [...document.querySelectorAll('#semantics [role=row]')]
    .some((row) => (row.getAttribute('aria-label') ?? '').startsWith(prefix));

// Milliseconds from the navigation to the first frame with rows, by the page's own clock.
export async function time_to_rows(app, navigate) {
  await navigate();
  const shown = await app.page.waitForFunction(
      () => document.querySelector('#semantics [role=row][aria-label]') && performance.now(), undefined, {polling: 'raf', timeout: 60_000});
  return shown.jsonValue();
}
