// What is chosen stands in the address; everything that is shown follows from it.
import { query, tell, working } from './dom.js';

export const MANY = ['rule', 'basis', 'verdict', 'country', 'party'];
const ONCE = ['entry', 'of', 'hop', 'record', 'cell', 'gaps', 'sort'];
const LIST = [...MANY, 'gaps', 'sort'];
const STAGE = ['view', 'entry', 'of', 'n', 'at', 'cell'];
const BESIDE = [...STAGE, 'hop', 'record'];

// state: what is chosen. head: what is on the desk. rows: the list so far. told: what the stage shows. lines: the journal.
export const page = { state: {}, head: {}, rows: [], total: 0, told: null, lines: [], undo: [], canSave: false };
export const parts = { list: null, first: null, stage: null, beside: null };
let turn = 0;
const shown = {};
let busy = Promise.resolve();

function read() {
  const said = new URLSearchParams(location.hash.slice(1));
  const state = {
    view: said.get('view') || 'path',
    n: +said.get('n') || 0,
    at: said.getAll('at'),
    pick: said.getAll('pick'),
  };
  for (const name of ONCE) state[name] = said.get(name) || '';
  for (const name of MANY) state[name] = said.getAll(name);
  return state;
}

function write(change, keep) {
  const next = { ...page.state, ...change };
  const hash = query({ ...next, view: next.view === 'path' ? '' : next.view, n: next.n || '' });
  history[keep ? 'replaceState' : 'pushState'](null, '', `#${hash}`);
  page.state = read();
}

export function go(change, keep) {
  write(change, keep);
  return follow();
}

// One change is shown after the other; of several that wait, only the last.
export function follow() {
  page.state = read();
  const mine = ++turn;
  const late = () => mine !== turn;
  busy = working(busy.then(() => late() || update(late)).catch((error) => late() || tell(error.message)));
  return busy;
}

export const settled = (act) => working(busy.then(() => act()));
export const isLate = () => {
  const mine = turn;
  return () => mine !== turn;
};

async function update(late) {
  // Each part is drawn again only if it is about something else: what stands beside may be half a note by now.
  const draw = async (part, names) => {
    const wanted = JSON.stringify(names.map((name) => page.state[name]));
    if (late() || shown[part] === wanted) return;
    await parts[part](late);
    if (!late()) shown[part] = wanted;
  };
  tell('');
  await draw('list', LIST);
  if (late()) return;
  if (!page.state.entry && page.rows.length) write({ entry: page.rows[0].entry, of: page.rows[0].rule || '' }, true);
  parts.first();
  await draw('stage', STAGE);
  await draw('beside', BESIDE);
}
