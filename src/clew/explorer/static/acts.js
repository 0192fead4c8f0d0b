// What people do on the page beside choosing: expand and undo, suppose, write notes, decide.
import { byId, send, show, tell, working } from './dom.js';
import { chosen, choice, go } from './page.js';

let before = [];
const all = (what) => [...document.querySelectorAll(what)];
const undoable = () => byId('undo') && (byId('undo').disabled = !before.length);

// Chooses what an element stands for; a neighborhood that is chosen anew has nothing to undo.
export function choose(element) {
  const change = choice(element);
  if (change.at) before = [];
  return go(change, 'keep' in element.dataset).then(undoable);
}

export function grow(stock, more) {
  if (chosen().get('view') !== 'near') return;
  if (!stock) return tell('Choose a stock first: Tab goes from one to the next.');
  const now = all('#stage .chosen').map((each) => each.dataset.stock);
  if (now.includes(stock) === more) return tell(more ? 'This is expanded.' : 'This is not expanded.');
  const next = more ? [...now, stock] : now.filter((each) => each !== stock);
  if (!next.length) return tell('This is the only one that is expanded.');
  before.push(now);
  return go({ at: next }, true).then(undoable);
}

export function undo() {
  if (!before.length) return tell('Nothing to undo.');
  return go({ at: before.pop() }, true).then(undoable);
}

// Hops, stocks and cells of a picture are buttons.
export function press({ dataset: { hop, stock, cell } }) {
  if (hop !== undefined) return go({ hop, record: '' }, true);
  if (cell !== undefined) {
    const again = cell === chosen().get('cell');
    return go({ cell: again ? '' : cell, record: again ? '' : `cell:${cell}` }, true);
  }
  if (chosen().get('view') === 'near') return grow(stock, true);
  return go({ record: `holder:${JSON.parse(stock)[0]}` }, true);
}

export async function suppose({ dataset }) {
  const asked = chosen();
  asked.append('suppose', dataset.suppose);
  if (dataset.claim) asked.append(dataset.suppose, dataset.claim);
  const place = byId('supposed');
  place.textContent = 'Tracing a copy of the records …';
  await show(`supposed?${asked}`, () => !place.isConnected).catch((error) => (place.textContent = error.message));
}

export function pick() {
  const picked = all('[data-pick]:checked').map((each) => each.dataset.pick);
  byId('trying').disabled = !picked.length;
  go({ pick: picked }, true);
}

export async function save(button) {
  const form = button.closest('.form');
  const [text, by] = [form.querySelector('textarea').value, form.querySelector('.by').value];
  const decision = button.dataset.save;
  sessionStorage.setItem('by', by);
  try {
    await send('journal', { ...JSON.parse(form.dataset.about), text, by, decision });
    if (decision) byId('again').hidden = false;
    await show(`beside?${chosen()}`);
    tell(decision ? 'Saved. The next trace goes by it: Trace again.' : 'Saved.');
  } catch (error) {
    tell(error.message);
  }
}

export async function again() {
  tell('Tracing again …');
  try {
    await send('trace', {});
    working(new Promise(() => location.reload()));
  } catch (error) {
    tell(error.message);
  }
}
