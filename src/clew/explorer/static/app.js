// The page: keys, buttons, and how it begins.
import { again, choose, grow, pick, press, save, suppose, undo } from './acts.js';
import { byId, later, show, tell, working } from './dom.js';
import { chosen, follow, go, mark, place, rows, settled } from './page.js';

const SHAPES = 'svg [data-hop], svg [data-stock], svg [data-cell]';
const [WAIT, AGAIN] = [120, 200];
const one = (what) => document.querySelector(what);
const open = (name) => () => one(`#tabs [data-view=${name}]`).click();

async function further() {
  await show(`list?${chosen()}&offset=${byId('further').dataset.offset}`);
  mark();
}

async function step(by) {
  const next = place() + by;
  if (next === rows().length && byId('further')) await further();
  if (rows()[next]) await choose(rows()[next]);
}

function along(by) {
  const steps = [...document.querySelectorAll('#stage .hop')];
  const now = steps.findIndex((each) => each.dataset.hop === chosen().get('hop'));
  const next = steps[now < 0 ? 0 : now + by];
  next?.focus();
  next?.click();
}

function other(by) {
  const all = [...document.querySelectorAll('.other')];
  all[all.findIndex((each) => each.matches('[aria-current=true]')) + by]?.click();
}

const PRESSED = {
  j: () => step(1),
  k: () => step(-1),
  ArrowRight: () => along(1),
  ArrowLeft: () => along(-1),
  '[': () => other(-1),
  ']': () => other(1),
  p: open('path'),
  o: open('board'),
  g: open('near'),
  w: open('plan'),
  e: () => grow(document.activeElement?.dataset.stock, true),
  c: () => grow(document.activeElement?.dataset.stock, false),
  z: undo,
  '/': () => byId('search').focus(),
  f: () => one('#filters summary').focus(),
  x: () => one('#filters .gaps').click(),
  '?': () => byId('help').showModal(),
};

function shut(but) {
  for (const menu of document.querySelectorAll('details.menu[open], #export[open]')) if (!menu.contains(but)) menu.open = false;
  if (!byId('find').contains(but)) byId('found').hidden = true;
}

function escape() {
  shut(null);
  document.activeElement?.blur();
  if (chosen().has('record')) go({ record: '' }, true);
}

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') return escape();
  const shape = event.target.closest(SHAPES);
  if (shape && (event.key === 'Enter' || event.key === ' ')) {
    event.preventDefault();
    return press(shape);
  }
  const writing = event.target.matches('textarea, input:not([type=checkbox])') || byId('help').open;
  const act = PRESSED[event.key];
  if (!act || writing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  if ('/f?'.includes(event.key)) act();
  else settled(act);
});

const CLICKED = { '[data-go]': choose, [SHAPES]: press, '[data-suppose]': suppose, '[data-save]': save, '#undo': undo,
  '#further': further, '#again': again, '#helping': PRESSED['?'] }; // prettier-ignore

document.addEventListener('click', ({ target }) => {
  shut(target);
  const [what, act] = Object.entries(CLICKED).find(([each]) => target.closest(each)) || [];
  if (!act) return;
  const pressed = target.closest(what);
  if (byId('found').contains(pressed)) byId('found').hidden = true;
  act(pressed);
});

document.addEventListener('change', ({ target }) => target.matches('[data-pick]') && pick());

byId('export').addEventListener('toggle', () => byId('export').open && show(`exports?${chosen()}`));

byId('search').addEventListener('input', ({ target }) => {
  const words = target.value;
  const late = () => words !== target.value;
  const seek = async () => {
    if (late()) return;
    await show(`found?q=${encodeURIComponent(words)}`, late);
    if (!late()) byId('found').hidden = !words.trim();
  };
  later(seek, WAIT).catch((error) => tell(error.message));
});

// The arrow keys go through what a search found.
byId('find').addEventListener('keydown', (event) => {
  const all = [byId('search'), ...byId('found').querySelectorAll('button')];
  const now = all.indexOf(document.activeElement);
  const next = { ArrowDown: now + 1, ArrowUp: Math.max(0, now - 1) }[event.key];
  if (all[next]) all[next].focus();
  else if (event.key === 'Enter' && !now && all[1]) all[1].click();
  else return;
  event.preventDefault();
  event.stopPropagation();
});

// The server answers before the graph is traced: all panels wait, only how far it is is told at once.
async function traced() {
  await show('progress');
  if ('tracing' in byId('stage').dataset) await later(traced, AGAIN);
}

async function begin() {
  await traced();
  await show('head');
  document.title = `${byId('counts').dataset.name} · clew`;
  byId('again').hidden = !('stale' in byId('case').dataset);
  await follow();
}

addEventListener('popstate', follow);
working(begin()).catch((error) => tell(error.message));
