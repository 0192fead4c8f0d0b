// Search: what has all the words, in any script; the arrow keys go through it.
import { ask, byId, h, later, number } from './dom.js';
import { go, page } from './page.js';

const WAIT = 120;
let waiting = 0;

async function seek(words) {
  const found = await ask('search', { q: words });
  const box = byId('found');
  const more = found.total - found.found.length;
  const hits = found.found.map((each) =>
    h(
      'button',
      { onclick: () => chosen(each) },
      h('small', each.kind),
      ` ${each.words} `,
      h('code', each.id),
      each.at ? h('small', ` ${each.at}`) : '',
    ),
  );
  box.replaceChildren(
    ...hits,
    h('p', more ? `${number(more)} more: say more words` : found.total ? '' : 'Nothing has all of these words.'),
  );
  box.hidden = !words.trim();
  box.dataset.ready = words;
}

function chosen(each) {
  byId('found').hidden = true;
  if (each.kind !== 'entry') return go({ record: `${each.kind}:${each.id}` });
  const row = page.rows.find((one) => one.entry === each.id);
  return go({ view: 'path', entry: each.id, of: row?.rule || '', n: 0, hop: '', record: '' });
}

export function listen() {
  byId('search').addEventListener('input', (event) => {
    const mine = ++waiting;
    later(() => mine === waiting && seek(event.target.value), WAIT);
  });
  byId('find').addEventListener('keydown', (event) => {
    const all = [byId('search'), ...byId('found').querySelectorAll('button')];
    const now = all.indexOf(document.activeElement);
    const next = { ArrowDown: now + 1, ArrowUp: Math.max(0, now - 1) }[event.key];
    if (all[next]) all[next].focus();
    else if (event.key === 'Enter' && !now && all[1]) all[1].click();
    else return;
    event.preventDefault();
  });
}
