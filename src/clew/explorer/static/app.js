// The page: keys, buttons, and how it begins.
import { ask, byId, h, many, send, tell, working } from './dom.js';
import { beside } from './evidence.js';
import { exports, list, mark, onlyGaps, step } from './list.js';
import { follow, go, page, parts, settled } from './page.js';
import { listen } from './search.js';
import { focused, grow, neighborhood, stage, undo } from './stage.js';
import { SIGNS, badge } from './words.js';

const KEYS = [
  ['j k', 'next, previous path'],
  ['← →', 'hop before, after'],
  ['[ ]', 'other path of the finding'],
  ['p o g w', 'path, board, neighborhood, plan'],
  ['e c z', 'expand, collapse, undo'],
  ['/', 'search'],
  ['f', 'filters'],
  ['x', 'only with gaps'],
  ['Esc', 'close, back'],
  ['?', 'this'],
];

function along(by) {
  const steps = [...document.querySelectorAll('#stage .hop')];
  const now = steps.findIndex((each) => each.dataset.hop === page.state.hop);
  const next = steps[now < 0 ? 0 : now + by];
  if (next) next.click();
  if (next) next.focus();
}

function other(by) {
  const next = page.state.n + by;
  if (next >= 0 && next < (+byId('others')?.dataset.ready || 0)) go({ n: next, hop: '' }, true);
}

const PRESSED = {
  j: () => step(1),
  k: () => step(-1),
  ArrowRight: () => along(1),
  ArrowLeft: () => along(-1),
  '[': () => other(-1),
  ']': () => other(1),
  p: () => go({ view: 'path' }),
  o: () => go({ view: 'board' }),
  g: () => neighborhood(),
  w: () => go({ view: 'plan', pick: [] }),
  e: () => grow(focused(), true),
  c: () => grow(focused(), false),
  z: undo,
  '/': () => byId('search').focus(),
  f: () => byId('filters').querySelector('summary').focus(),
  x: onlyGaps,
  '?': () => byId('help').showModal(),
};

function escape() {
  byId('found').hidden = true;
  for (const menu of document.querySelectorAll('details.menu[open], #export[open]')) menu.open = false;
  document.activeElement?.blur();
  if (page.state.record) go({ record: '' }, true);
}

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') return escape();
  const writing = /INPUT|TEXTAREA|SELECT/.test(event.target.tagName) || byId('help').open;
  const act = PRESSED[event.key];
  if (!act || writing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  if ('/f?'.includes(event.key)) act();
  else settled(act);
});

async function again() {
  tell('Tracing again …');
  try {
    await send('trace', {});
    working(new Promise(() => location.reload()));
  } catch (error) {
    tell(error.message);
  }
}

// The server answers before the graph is traced: all questions wait, only how far it is is told at once.
async function traced() {
  const stage = byId('stage');
  for (;;) {
    const { tracing } = await ask('progress');
    if (!tracing) break;
    stage.replaceChildren(h('p.quiet', `The graph is being traced: ${tracing} … The list and the board appear when it is done.`));
    await new Promise((done) => setTimeout(done, 200));
  }
  stage.replaceChildren();
}

async function begin() {
  await traced();
  const head = (page.head = await ask('status'));
  ({ lines: page.lines } = await ask('journal'));
  page.canSave = !!head.case;
  byId('again').hidden = !head.stale;
  document.title = `${head.graph.name} · clew`;
  const counts = [
    many(head.stocks, 'stock'),
    many(head.paths, 'path'),
    many(head.entries, 'entry', 'entries'),
    many(head.gaps, 'gap'),
    head.as_of ? `as of ${head.as_of}` : '',
  ];
  byId('counts').textContent = `${head.graph.name}: ${counts.filter(Boolean).join(' · ')}`;
  byId('case').textContent = head.case ? `saved in ${head.case}` : 'not saved in a case';
  byId('legend').append(...Object.keys(SIGNS).map((state) => h('li', badge(state))));
  byId('keys').textContent = 'j k path · ← → hop · o board · g neighborhood · w plan · / search · ? help';
  const packs = head.packs.map(
    (pack) => `${pack.pack} (${pack.edition}${pack.superseded_by ? `; superseded by ${pack.superseded_by}` : ''})`,
  );
  byId('help').append(
    h('h2', 'Keys'),
    h(
      'dl',
      KEYS.map(([keys, words]) => [h('dt', keys), h('dd', words)]),
    ),
    h('p', `clew ${head.clew}. Packs: ${packs.join('; ')}.`),
    h('form', { method: 'dialog' }, h('button', 'Close')),
  );
  Object.assign(parts, { list, first: mark, stage, beside });
  await follow();
}

const TABS = { path: 'p', board: 'o', near: 'g', plan: 'w' };
for (const tab of document.querySelectorAll('#tabs button'))
  tab.addEventListener('click', () => PRESSED[TABS[tab.dataset.view]]());
byId('export').addEventListener('toggle', exports);
byId('helping').addEventListener('click', PRESSED['?']);
byId('again').addEventListener('click', again);
addEventListener('popstate', follow);
listen();
working(begin()).catch((error) => tell(error.message));
