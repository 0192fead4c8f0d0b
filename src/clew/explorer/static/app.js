// The page: what is chosen stands in the address, everything else follows from it.
import { ask, byId, h, many, number, picture, query, send, tell } from './dom.js';
import * as panel from './panels.js';

const MANY = ['rule', 'basis', 'verdict', 'country', 'party'];
const KEYS = [['j k', 'next, previous path'], ['← →', 'hop before, after'], ['[ ]', 'other path of the entry'], ['p o g', 'path, board, neighborhood'], ['e c z', 'expand, collapse, undo'], ['/', 'search'], ['f', 'filters'], ['x', 'only with gaps'], ['Esc', 'close, back to the list'], ['?', 'help']];
let state = {}, head = {}, rows = [], total = 0, told = null, lines = [], undo = [], turn = 0, shown = {}, busy = Promise.resolve();

function read() {
  const said = new URLSearchParams(location.hash.slice(1));
  const found = { view: said.get('view') || 'path', entry: said.get('entry') || '', of: said.get('of') || '', n: +said.get('n') || 0, hop: said.get('hop') || '', record: said.get('record') || '', cell: said.get('cell') || '', at: said.getAll('at'), gaps: said.get('gaps') || '', sort: said.get('sort') || '' };
  for (const name of MANY) found[name] = said.getAll(name);
  return found;
}

function go(change, keep) {
  const next = query({ ...state, ...change, view: (change.view || state.view) === 'path' ? '' : change.view || state.view, n: ('n' in change ? change.n : state.n) || '' });
  history[keep ? 'replaceState' : 'pushState'](null, '', `#${next}`);
  return follow();
}

// One change is shown after the other; of several that wait, only the last.
function follow() {
  state = read();
  const mine = ++turn;
  busy = busy.then(() => mine === turn && update(mine)).catch((error) => mine === turn && tell(error.message));
  return busy;
}

async function update(mine) {
  const same = (...names) => names.every((name) => String(shown[name]) === String(state[name]));
  const done = (...names) => names.forEach((name) => { shown[name] = state[name]; });
  tell('');
  if (!same(...MANY, 'gaps', 'sort')) {
    const page = await ask('rows', filtered());
    if (mine !== turn) return;
    fill(page);
    filters();
    done(...MANY, 'gaps', 'sort');
  }
  if (!state.entry && rows.length) {
    const [row] = rows;
    history.replaceState(null, '', `#${query({ ...state, view: state.view === 'path' ? '' : state.view, n: '', entry: row.entry, of: row.rule || '' })}`);
    state = read();
  }
  mark();
  for (const tab of document.querySelectorAll('#tabs button')) tab.setAttribute('aria-selected', tab.dataset.view === state.view);
  if (!same('view', 'entry', 'of', 'n', 'at', 'cell')) {
    await show(mine);
    if (mine !== turn) return;
    done('view', 'entry', 'of', 'n', 'at', 'cell');
  }
  await beside();
}

const filtered = () => ({ ...Object.fromEntries(MANY.map((name) => [name, state[name]])), gaps: state.gaps, sort: state.sort });

function fill(page) {
  if (!page.offset) { rows = []; byId('rows').replaceChildren(); }
  byId('rows').querySelector('.more')?.remove();
  total = page.total;
  byId('shown').textContent = `${number(total)} · ${number(page.gaps)} with gaps`;
  byId('rows').append(...page.rows.map((row, k) => line(row, rows.length + k)));
  rows.push(...page.rows);
  if (rows.length < total) byId('rows').append(h('li', { class: 'more' }, h('button', { onclick: further }, `${number(total - rows.length)} more`)));
  if (!total) byId('rows').append(h('li', { class: 'more' }, 'No path fits these filters.'));
  byId('rows').dataset.ready = rows.length;
}
const further = async () => fill(await ask('rows', { ...filtered(), offset: rows.length }));

const strip = (states, start) => h('span', { class: 'strip', role: 'img', 'aria-label': `from source to entry: ${[start, ...states].map((each) => panel.STATES[each] || each).join(', ')}` }, h('b', { class: start }, panel.SIGNS[start]), states.map((each) => h('i', { class: each }, panel.SIGNS[each])));

function line(row, k) {
  const open = row.open, count = open.frontier + open.unscreened + open.labor_unrecorded;
  return h('li', {}, h('button', { class: 'row', 'data-k': k, onclick: () => pick(k) },
    h('span', { class: 'top' }, h('b', {}, row.entry), h('span', { class: `verdict ${row.verdict}` }, row.verdict.replace('_', ' '))),
    row.rule ? strip(row.states, row.start) : '',
    row.rule ? h('span', {}, many(row.states.length, 'hop'), ' · ', h('span', { class: row.gaps ? 'gap' : '' }, many(row.gaps, 'gap')), ` · ${row.basis}${row.in_force ? '' : ' · not in force'}`) : h('span', {}, 'no path in the data supplied'),
    row.rule ? h('span', { class: 'quiet' }, `${row.rule} · ${row.source}`) : '',
    h('span', { class: count && !open.behind ? 'gap' : 'quiet' }, count ? `chain ${open.behind ? 'unproven' : 'open'}: ${open.complete ? '' : 'at least '}${number(open.frontier)} origin, ${number(open.unscreened)} unscreened, ${number(open.labor_unrecorded)} labor` : 'chain closed')));
}

const place = () => rows.findIndex((row) => row.entry === state.entry && (row.rule || '') === state.of);
function mark() {
  for (const button of document.querySelectorAll('.row')) { const chosen = +button.dataset.k === place(); button.setAttribute('aria-current', chosen); if (chosen) button.scrollIntoView({ block: 'nearest' }); }
}
const pick = (k) => go({ view: 'path', entry: rows[k].entry, of: rows[k].rule || '', n: 0, hop: '', record: '' }, true);
async function step(by) {
  const next = place() + by;
  if (next >= rows.length && rows.length < total) await further();
  if (rows[next]) await pick(next);
}

async function show(mine) {
  const stage = byId('stage');
  delete stage.dataset.ready;
  const views = { path, board, near };
  const made = await (views[state.view] || path)();
  if (mine !== turn) return;
  stage.replaceChildren(...made);
  stage.dataset.ready = state.view;
  wire(stage);
  const place = byId('others');
  const asked = { entry: state.entry, rule: state.of };
  if (place) setTimeout(() => place.isConnected && others(place, asked), 300);
}

async function path() {
  const asked = { entry: state.entry, rule: state.of, n: state.n };
  const [found, entry, drawn] = await Promise.all([ask('path', asked), ask('entry', { entry: state.entry }), state.of ? picture(`/view/path.svg?${query(asked)}`) : null]);
  told = found;
  const verdict = h('p', {}, h('span', { class: `verdict ${found.verdict}` }, found.verdict.replace('_', ' ')), found.rule ? ` ${found.rule}, ${found.force} · ${found.basis} · a lead, not a determination` : ' no path in the data supplied');
  if (!found.rule) return [h('h2', {}, `Entry ${found.entry}`), verdict, ...panel.open(entry, acts), panel.gaps(entry)];
  const gaps = found.hops.filter((hop) => ['missing', 'unexcluded', 'contradicted'].includes(hop.state)).length;
  return [h('h2', {}, `${panel.at(found.stocks[0])} → entry ${found.entry} `, h('span', { class: gaps ? 'gap' : 'quiet' }, many(gaps, 'gap'))), verdict, h('p', { class: 'quiet' }, found.citation),
    h('div', { class: 'picture' }, drawn), h('ol', { class: 'hops', 'aria-label': 'Steps from source to entry' }, found.sources.map((source, k) => stepOf(`s${k}`, 'source', source, panel.stateOf(source.basis), source.words)), found.other_sources ? h('li', { class: 'quiet' }, `${many(found.other_sources, 'more source')} of this finding`) : '', found.hops.map((hop, k) => stepOf(String(k), k + 1, hop, hop.state, panel.said(hop, found.stocks[k], found.stocks[k + 1])))),
    h('div', { id: 'others' }), h('section', {}, h('h3', {}, 'The chain behind the entry'), ...panel.open(entry, acts)), panel.gaps(entry),
    found.breadcrumbs.length ? h('details', {}, h('summary', {}, `Rests without a record on ${many(found.breadcrumbs.length, 'assumption')}`), h('ul', {}, found.breadcrumbs.map((crumb) => h('li', {}, crumb.text)))) : ''].filter(Boolean);
}

const stepOf = (key, place, step, kind, words) => h('li', {}, h('button', { class: `hop ${kind}`, 'data-hop': key, onclick: () => go({ hop: key, record: '' }, true) }, h('span', {}, place), h('span', {}, words, h('small', {}, [step.claim || 'no claim', step.papers.length ? many(step.papers.length, 'document') : 'no document', step.missing_what.length ? `${step.missing_what.length} of ${step.requirements} missing` : ''].filter(Boolean).join(' · '))), panel.badge(kind)));

async function others(place, asked) {
  const found = await ask('paths', asked).catch(() => null);
  if (!found || !place.isConnected) return;
  place.replaceChildren(h('h3', {}, `Paths of this finding: ${found.total.exact ? '' : 'at least '}${number(found.total.paths)}`), h('ol', {}, found.paths.map((each, k) => h('li', {}, h('button', { class: 'other', 'aria-current': k === state.n, onclick: () => go({ n: k, hop: '' }, true) }, strip(each.states, panel.stateOf(each.basis)), ` ${each.basis} · ${many(each.states.length, 'hop')} from ${panel.at(each.source)}`)))),
    found.total.paths > found.paths.length ? h('p', { class: 'quiet' }, `The best ${found.paths.length} are listed; \`clew paths\` streams all.`) : '');
  place.dataset.ready = found.paths.length;
}

const board = async () => { told = {}; return [h('div', { class: 'picture whole' }, await picture(`/view/board.svg?${query({ cell: state.cell })}`))]; };

async function near() {
  const stocks = state.at.length ? state.at : told?.stocks?.[0]?.holder ? [JSON.stringify([told.stocks[0].holder, told.stocks[0].item])] : [];
  if (!stocks.length) return [h('p', {}, 'Choose a stock: search for a party or lot, or open a path first.')];
  const [found, drawn] = await Promise.all([ask('near', { at: stocks }), picture(`/view/near.svg?${query({ at: stocks })}`)]);
  told = { near: found, stocks: found.stocks };
  return [h('div', { class: 'bar' }, h('button', { onclick: back, disabled: !undo.length }, 'Undo (z)'), ` ${many(found.stocks.length, 'stock')}, ${many(found.expanded.length, 'expanded', 'expanded')}${found.hidden ? `, ${number(found.hidden)} neighbors not drawn` : ''}. Enter or e expands, c collapses.`), h('div', { class: 'picture whole' }, drawn)];
}

const focused = () => { const key = document.activeElement?.dataset?.stock; return key === undefined ? null : key; };
function grow(key, more) {
  if (!key || state.view !== 'near') return;
  const now = told.near.expanded.map((each) => JSON.stringify(each));
  const next = more ? [...new Set([...now, key])] : now.filter((each) => each !== key);
  if (next.length === now.length || !next.length) return tell(more ? 'This stock is expanded.' : 'This is not expanded, or the only one that is.');
  undo.push(now);
  go({ at: next }, true).then(() => document.querySelector(`[data-stock='${CSS.escape(key)}']`)?.focus());
}
function back() { const before = undo.pop(); if (before) go({ at: before }, true); else tell('Nothing to undo.'); }

function wire(stage) {
  for (const shape of stage.querySelectorAll('svg [data-hop], svg [data-stock], svg [data-cell]')) {
    const { hop, stock, cell } = shape.dataset;
    shape.setAttribute('tabindex', '0');
    shape.setAttribute('role', 'button');
    const act = () => (hop !== undefined ? go({ hop, record: '' }, true) : cell !== undefined ? go({ cell: cell === state.cell ? '' : cell }, true) : state.view === 'near' ? grow(stock, true) : go({ record: `holder:${JSON.parse(stock)[0]}` }, true));
    shape.addEventListener('click', act);
    shape.addEventListener('keydown', (event) => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); act(); } });
  }
}

const acts = {
  record: (kind, id) => go({ record: `${kind}:${id}` }),
  party: (id) => go({ party: [id], entry: '', of: '', record: '', view: 'path' }),
  near: (stock) => { undo = []; go({ view: 'near', at: [JSON.stringify(stock)], record: `holder:${stock[0]}` }); },
  decide: (holder, listing) => panel.form('Why', [['confirmed', 'It is the listed one'], ['rejected', 'It is not'], ['withdrawn', 'Withdraw']], (said) => saved({ about: 'match', id: holder, item: listing, ...said })),
};
async function saved(line) {
  await panel.save(line);
  if (line.decision) { byId('again').hidden = false; tell('Saved. The next trace goes by it: Trace again.'); } else tell('Saved.');
  lines = (await panel.journal()).lines;
  await beside();
}

async function beside() {
  const aside = byId('evidence');
  const mine = turn, save = acts.canSave ? saved : null;
  let made = [h('p', { class: 'quiet' }, 'Choose a hop: Tab and Enter, or the arrow keys.')];
  for (const shape of document.querySelectorAll('[data-hop]')) shape.setAttribute('aria-current', !state.record && shape.dataset.hop === state.hop);
  if (state.record) {
    const cut = state.record.indexOf(':'), kind = state.record.slice(0, cut), id = state.record.slice(cut + 1);
    const known = await ask('about', { kind, id });
    const about = kind === 'document' ? 'document' : known.papers ? 'claim' : 'holder';
    made = [h('button', { class: 'link', onclick: () => go({ record: '' }, true) }, '← back'), ...panel.record(known, acts), ...(known.papers || known.cells.name || kind === 'document' ? [panel.notes(lines, { about, id }, save)] : [])];
  } else if (state.view === 'path' && told?.hops && state.hop) {
    const source = state.hop[0] === 's' ? told.sources[+state.hop.slice(1)] : null, hop = source ? null : told.hops[+state.hop];
    if (source) made = [...panel.evidence(source, `Source: ${source.words}`, acts), source.listed && !source.listed.place && source.holder && save ? h('section', {}, h('h4', {}, 'Decide'), acts.decide(source.holder, source.listed.id)) : '', source.claim ? panel.notes(lines, { about: 'claim', id: source.claim }, save) : ''];
    if (hop) { const from = hop.from; made = [...panel.evidence(hop, `Hop ${+state.hop + 1} of ${told.hops.length}: ${panel.at(told.stocks[+state.hop])} → ${panel.at(told.stocks[+state.hop + 1])}`, acts), h('p', {}, h('button', { onclick: () => acts.near([from.holder, from.item]) }, 'Neighborhood of its start')), panel.notes(lines, hop.claim ? { about: 'claim', id: hop.claim } : { about: 'stock', id: from.holder, item: from.item }, save)]; }
  }
  if (mine !== turn) return;
  aside.replaceChildren(...made.filter(Boolean));
  aside.dataset.ready = state.record || state.hop;
}

function filters() {
  const toggle = (name, value) => () => go({ [name]: state[name].includes(value) ? state[name].filter((each) => each !== value) : [...state[name], value], entry: '', of: '' });
  const chips = (name, found) => Object.entries(found).map(([value, count]) => h('button', { class: 'chip', 'aria-pressed': state[name].includes(value), 'data-filter': `${name}:${value}`, onclick: toggle(name, value) }, value.replace('_', ' '), h('small', {}, number(count))));
  const menu = (name, label, found) => h('details', { class: 'menu' }, h('summary', {}, `${label}${state[name].length ? `: ${state[name].join(', ')}` : ''}`), h('div', {}, chips(name, found)));
  byId('filters').replaceChildren(menu('rule', 'rule', Object.fromEntries(head.rules.map((each) => [each.rule, each.count]))), h('span', { class: 'group' }, chips('basis', head.bases)), h('span', { class: 'group' }, chips('verdict', head.verdicts)),
    h('button', { class: 'chip gaps', 'aria-pressed': !!state.gaps, onclick: () => go({ gaps: state.gaps ? '' : '1', entry: '' }) }, 'has gaps', h('small', {}, number(head.with_gaps))), menu('country', 'country', head.countries), ...state.party.map((id) => h('button', { class: 'chip', 'aria-pressed': true, onclick: toggle('party', id) }, `through ${id} ✕`)),
    h('button', { class: 'chip', onclick: () => go({ sort: { '': 'gaps', gaps: 'entry', entry: '' }[state.sort], entry: '' }) }, `sort: ${state.sort || 'basis'}`));
  byId('exports').replaceChildren(...[['paths.csv', 'List as CSV'], ['paths.json', 'List as JSON']].map(([name, words]) => h('a', { href: `/export/${name}?${query(filtered())}`, download: name }, words)), h('a', { id: 'export-entry', href: '#' }, 'Entry as JSON'), h('a', { id: 'export-picture', href: '#' }, 'Picture as SVG'));
}
byId('export').addEventListener('toggle', () => {
  byId('export-entry').href = `/export/entry.json?${query({ entry: state.entry })}`;
  byId('export-picture').href = `/view/${state.view}.svg?${query({ entry: state.entry, rule: state.of, n: state.n, cell: state.cell, at: told?.near?.expanded?.map((each) => JSON.stringify(each)), whole: 1 })}`;
  byId('export-picture').download = `${state.view}.svg`;
});

let waiting = 0;
byId('search').addEventListener('input', (event) => { clearTimeout(waiting); waiting = setTimeout(() => seek(event.target.value), 120); });
async function seek(words) {
  const found = await ask('search', { q: words });
  const box = byId('found');
  box.hidden = !words.trim();
  box.replaceChildren(...found.found.map((each) => h('button', { onclick: () => chosen(each) }, h('small', {}, each.kind), ` ${each.words} `, h('code', {}, each.id), each.at ? h('small', {}, ` ${each.at}`) : '')), h('p', {}, found.total > found.found.length ? `${number(found.total - found.found.length)} more: say more words` : found.total ? '' : 'Nothing has all of these words.'));
  box.dataset.ready = words;
}
function chosen(each) {
  byId('found').hidden = true;
  if (each.kind === 'entry') { const row = rows.find((one) => one.entry === each.id); go({ view: 'path', entry: each.id, of: row?.rule || '', n: 0, hop: '', record: '' }); } else go({ record: `${each.kind}:${each.id}` });
}
byId('find').addEventListener('keydown', (event) => {
  const all = [byId('search'), ...byId('found').querySelectorAll('button')], now = all.indexOf(document.activeElement);
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') { event.preventDefault(); all[Math.max(0, Math.min(all.length - 1, now + (event.key === 'ArrowDown' ? 1 : -1)))].focus(); }
  if (event.key === 'Enter' && now === 0 && all[1]) { event.preventDefault(); all[1].click(); }
});

function along(by) {
  const steps = [...document.querySelectorAll('#stage .hop')];
  const now = steps.findIndex((each) => each.dataset.hop === state.hop), next = steps[now < 0 ? 0 : now + by];
  if (next) { next.click(); next.focus(); }
}
const PRESSED = { j: () => step(1), k: () => step(-1), ArrowRight: () => along(1), ArrowLeft: () => along(-1), '[': () => state.n && go({ n: state.n - 1, hop: '' }, true), ']': () => state.n + 1 < (+byId('others')?.dataset.ready || 0) && go({ n: state.n + 1, hop: '' }, true), p: () => go({ view: 'path' }), o: () => go({ view: 'board' }), g: () => { undo = []; go({ view: 'near', at: [] }); }, e: () => grow(focused(), true), c: () => grow(focused(), false), z: back, '/': () => byId('search').focus(), f: () => byId('filters').querySelector('summary').focus(), x: () => go({ gaps: state.gaps ? '' : '1', entry: '' }), '?': () => byId('help').showModal() };
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') { byId('found').hidden = true; for (const menu of document.querySelectorAll('details.menu[open], #export[open]')) menu.open = false; document.activeElement?.blur(); if (state.record) go({ record: '' }, true); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || /INPUT|TEXTAREA|SELECT/.test(event.target.tagName) || byId('help').open) return;
  const act = PRESSED[event.key];
  if (act) { event.preventDefault(); busy.then(() => { act(); }); }
});
addEventListener('popstate', follow);
for (const tab of document.querySelectorAll('#tabs button')) tab.addEventListener('click', () => PRESSED[{ path: 'p', board: 'o', near: 'g' }[tab.dataset.view]]());
byId('helping').addEventListener('click', () => byId('help').showModal());
byId('again').addEventListener('click', async () => { tell('Tracing again …'); try { await send('trace', {}); location.reload(); } catch (error) { tell(error.message); } });

async function begin() {
  head = await ask('status');
  ({ lines } = await panel.journal());
  acts.canSave = !!head.case;
  document.title = `${head.graph.name} · clew`;
  byId('counts').textContent = `${head.graph.name}: ${many(head.stocks, 'stock')} · ${many(head.paths, 'path')} · ${many(head.entries, 'entry', 'entries')} · ${many(head.gaps, 'gap')}${head.as_of ? ` · as of ${head.as_of}` : ''}`;
  byId('case').textContent = head.case ? `saved in ${head.case}` : 'not saved in a case';
  byId('legend').append(...Object.keys(panel.SIGNS).map((each) => h('li', {}, panel.badge(each))));
  byId('keys').textContent = 'j k path · ← → hop · o board · g neighborhood · / search · ? help';
  byId('help').append(h('h2', {}, 'Keys'), h('dl', {}, KEYS.map(([keys, words]) => [h('dt', {}, keys), h('dd', {}, words)])), h('p', {}, `clew ${head.clew}. Packs: ${head.packs.map((pack) => `${pack.pack} (${pack.edition}${pack.superseded_by ? `; superseded by ${pack.superseded_by}` : ''})`).join('; ')}.`), h('form', { method: 'dialog' }, h('button', {}, 'Close')));
  await follow();
}
begin().catch((error) => tell(error.message));
