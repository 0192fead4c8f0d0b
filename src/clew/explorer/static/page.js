// What is chosen stands in the address; everything that is shown follows from it.
import { byId, show, tell, working } from './dom.js';

const LIST = ['rule', 'basis', 'verdict', 'country', 'party', 'gaps', 'sort'];
const STAGE = ['view', 'entry', 'of', 'n', 'at', 'cell'];
const BESIDE = [...STAGE, 'hop', 'record'];

export const chosen = () => new URLSearchParams(location.hash.slice(1));
const shown = {};
let turn = 0;
let busy = Promise.resolve();

function write(change, keep) {
  const next = chosen();
  // A cell of the board stays beside the board: in another view nobody could tell what it is about.
  if ('view' in change && change.view !== 'board' && next.get('record')?.startsWith('cell:')) next.delete('record');
  for (const [name, value] of Object.entries(change)) {
    next.delete(name);
    for (const each of [value].flat()) if (each !== '') next.append(name, each);
  }
  history[keep ? 'replaceState' : 'pushState'](null, '', `#${next}`);
}

// Chooses something; with `keep` the way back does not stop at what was chosen before.
export function go(change, keep) {
  write(change, keep);
  return follow();
}

// One change is shown after the other; of several that wait, only the last.
export function follow() {
  const mine = ++turn;
  const late = () => mine !== turn;
  busy = working(busy.then(() => late() || update(late)).catch((error) => late() || tell(error.message)));
  return busy;
}

// What a key does, it does to what is shown after the keys before it.
export const settled = (act) => working(busy.then(act));

export const rows = () => [...document.querySelectorAll('.row')];
export const choice = (element) => JSON.parse(element.dataset.go);

export function place() {
  const now = chosen();
  const same = ({ entry, of }) => entry === now.get('entry') && of === (now.get('of') || '');
  return rows().findIndex((row) => same(choice(row)));
}

async function update(late) {
  // A panel is drawn again only if it is about something else: it may hold half a note by now.
  const draw = async (panel, names) => {
    const wanted = JSON.stringify(names.map((name) => chosen().getAll(name)));
    if (late() || shown[panel] === wanted) return;
    await show(`${panel}?${chosen()}`, late);
    if (!late()) shown[panel] = wanted;
  };
  tell('');
  await draw('list', LIST);
  if (late()) return;
  if (!chosen().has('entry') && rows().length) {
    const { entry, of } = choice(rows()[0]);
    write({ entry, of }, true);
  }
  mark();
  await draw('stage', STAGE);
  await draw('beside', BESIDE);
  if (!late()) point();
}

// The chosen row, tab and hop are marked, and moved to where they are seen.
export function mark() {
  const now = place();
  rows().forEach((row, k) => {
    row.setAttribute('aria-current', k === now);
    row.tabIndex = k === Math.max(now, 0) ? 0 : -1;
    if (k === now) row.scrollIntoView({ block: 'nearest' });
  });
  const view = chosen().get('view') || 'path';
  for (const tab of document.querySelectorAll('#tabs button')) tab.setAttribute('aria-selected', tab.dataset.view === view);
}

function point() {
  const hop = chosen().has('record') ? null : chosen().get('hop');
  for (const each of document.querySelectorAll('[data-hop]')) each.setAttribute('aria-current', each.dataset.hop === hop);
  const [room, view] = [document.querySelector('#stage .picture'), byId('stage').dataset.ready];
  const middle = room?.querySelector(view === 'near' ? '.chosen' : '[data-hop][aria-current=true]');
  if (!middle) return;
  // A neighborhood is seen from the stock that it began with, until somebody goes about in it.
  if (view === 'near' && !room.contains(document.activeElement)) middle.scrollIntoView({ block: 'center' });
  const [at, all] = [middle.getBoundingClientRect(), room.getBoundingClientRect()];
  room.scrollLeft += at.left + at.width / 2 - all.left - all.width / 2;
}
