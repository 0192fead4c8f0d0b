// The list of paths, and the filters that leave some of them.
import { ask, byId, h, many, number, query } from './dom.js';
import { MANY, go, page } from './page.js';
import { lacks, plain, strip, verdict } from './words.js';

const filtered = () => {
  const { state } = page;
  return { ...Object.fromEntries(MANY.map((name) => [name, state[name]])), gaps: state.gaps, sort: state.sort };
};

export async function list(late) {
  const found = await ask('rows', filtered());
  if (late()) return;
  fill(found);
  filters();
}

function fill(found) {
  const rows = byId('rows');
  if (!found.offset) {
    page.rows = [];
    rows.replaceChildren();
  }
  rows.querySelector('.more')?.remove();
  page.total = found.total;
  byId('shown').textContent = `${number(found.total)} · ${number(found.gaps)} with gaps`;
  rows.append(...found.rows.map((row, k) => line(row, page.rows.length + k)));
  page.rows.push(...found.rows);
  const left = page.total - page.rows.length;
  if (left) rows.append(h('li.more', h('button', { onclick: further }, `${number(left)} more`)));
  if (!page.total) rows.append(h('li.more', 'No path fits these filters.'));
  rows.dataset.ready = page.rows.length;
}

const further = async () => fill(await ask('rows', { ...filtered(), offset: page.rows.length }));

function line(row, k) {
  const hops = [
    strip(row.states || [], row.start),
    h(
      'span',
      many((row.states || []).length, 'hop'),
      ' · ',
      lacks([row.start, ...(row.states || [])]),
      ` · ${row.basis}${row.in_force ? '' : ' · not in force'}`,
    ),
    h('span.quiet', `${row.rule} · ${row.source}`),
  ];
  return h(
    'li',
    h(
      'button.row',
      { 'data-k': k, onclick: () => pick(k) },
      h('span.top', h('b', row.entry), verdict(row.verdict)),
      row.rule ? hops : h('span', 'no path in the data supplied'),
      chain(row.open),
    ),
  );
}

function chain(open) {
  const count = open.frontier + open.unscreened + open.labor_unrecorded;
  if (!count) return h('span.quiet', 'chain closed');
  const least = open.complete ? '' : 'at least ';
  const words = [
    [open.frontier, 'origin'],
    [open.unscreened, 'unscreened'],
    [open.labor_unrecorded, 'labor'],
  ];
  const told = words
    .filter(([some]) => some)
    .map(([some, what]) => `${number(some)} ${what}`)
    .join(', ');
  return h(open.behind ? 'span.quiet' : 'span.gap', `chain ${open.behind ? 'unproven' : 'open'}: ${least}${told}`);
}

const place = () => page.rows.findIndex((row) => row.entry === page.state.entry && (row.rule || '') === page.state.of);

export function mark() {
  const chosen = place();
  for (const button of document.querySelectorAll('.row')) {
    const current = +button.dataset.k === chosen;
    button.setAttribute('aria-current', current);
    button.tabIndex = current || (chosen < 0 && button.dataset.k === '0') ? 0 : -1;
    if (current) button.scrollIntoView({ block: 'nearest' });
  }
  for (const tab of document.querySelectorAll('#tabs button'))
    tab.setAttribute('aria-selected', tab.dataset.view === page.state.view);
}

function pick(k) {
  const row = page.rows[k];
  return go({ view: 'path', entry: row.entry, of: row.rule || '', n: 0, hop: '', record: '', pick: [] }, true);
}

export async function step(by) {
  const next = place() + by;
  if (next >= page.rows.length && page.rows.length < page.total) await further();
  if (page.rows[next]) await pick(next);
}

export const onlyGaps = () => go({ gaps: page.state.gaps ? '' : '1', entry: '', of: '' });

function filters() {
  const { state, head } = page;
  const toggle = (name, value) => () => {
    const now = state[name];
    go({ [name]: now.includes(value) ? now.filter((each) => each !== value) : [...now, value], entry: '', of: '' });
  };
  const chip = (name, value, words, count) =>
    h(
      'button.chip',
      { 'aria-pressed': state[name].includes(value), 'data-filter': `${name}:${value}`, onclick: toggle(name, value) },
      words,
      count === undefined ? '' : h('small', number(count)),
    );
  const chips = (name, found) => Object.entries(found).map(([value, count]) => chip(name, value, plain(value), count));
  const menu = (name, found) =>
    h(
      'details.menu',
      h('summary', name, state[name].length ? `: ${state[name].join(', ')}` : ''),
      h('div', chips(name, found)),
    );
  const sort = { '': 'gaps', gaps: 'entry', entry: '' };
  byId('filters').replaceChildren(
    menu('rule', Object.fromEntries(head.rules.map((each) => [each.rule, each.count]))),
    h('span.group', chips('basis', head.bases)),
    h('span.group', chips('verdict', head.verdicts)),
    h(
      'button.chip.gaps',
      { 'aria-pressed': !!state.gaps, onclick: onlyGaps },
      'has gaps',
      h('small', number(head.with_gaps)),
    ),
    menu('country', head.countries),
    ...state.party.map((id) => chip('party', id, `through ${id} ✕`)),
    h(
      'button.chip',
      { onclick: () => go({ sort: sort[state.sort], entry: '', of: '' }) },
      `sort: ${state.sort || 'basis'}`,
    ),
  );
}

export function exports() {
  const { state, told } = page;
  const stocks = told?.near?.expanded.map((each) => JSON.stringify(each));
  const shown = query({
    entry: state.entry,
    rule: state.of,
    n: state.n,
    cell: state.cell,
    at: state.view === 'near' ? stocks : [],
    save: 1,
  });
  const files = [
    ['List as CSV', `/export/paths.csv?${query(filtered())}`, 'paths.csv'],
    ['List as JSON', `/export/paths.json?${query(filtered())}`, 'paths.json'],
    ['Entry as JSON', `/export/entry.json?${query({ entry: state.entry })}`, 'entry.json'],
    ...(state.view === 'plan' ? [] : [['Picture as SVG', `/view/${state.view}.svg?${shown}`, `${state.view}.svg`]]),
  ];
  byId('exports').replaceChildren(...files.map(([words, href, download]) => h('a', { href, download }, words)));
}
