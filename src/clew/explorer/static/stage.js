// What is drawn in the middle: a path, the board, a neighborhood.
import { ask, byId, h, later, many, number, picture, query, tell } from './dom.js';
import { behind, gaps } from './chain.js';
import { go, page } from './page.js';
import { plan } from './plan.js';
import { at, badge, lacks, said, stateOf, strip, verdict } from './words.js';

const VIEWS = { path, board, near, plan };
const WAIT = 300;
const PATIENCE = 1200;

export async function stage(late) {
  const place = byId('stage');
  delete place.dataset.ready;
  const made = await (VIEWS[page.state.view] || path)();
  if (late()) return;
  place.replaceChildren(...made.flat(Infinity).filter(Boolean));
  place.dataset.ready = page.state.view;
  wire(place);
  if (page.state.view === 'near' && place.querySelector('.picture .chosen')) middle(place.querySelector('.picture'));
  const asked = { entry: page.state.entry, rule: page.state.of };
  const rest = byId('others');
  if (rest) later(() => rest.isConnected && others(rest, asked), WAIT);
}

// A neighborhood is seen from the stock that it began with.
function middle(room) {
  const [at, all] = [room.querySelector('.chosen').getBoundingClientRect(), room.getBoundingClientRect()];
  room.scrollLeft += at.left + at.width / 2 - all.left - all.width / 2;
}

async function path() {
  const { entry, of, n } = page.state;
  const asked = { entry, rule: of, n };
  const drawing = of ? picture(`/view/path.svg?${query(asked)}`) : null;
  const [found, whole, drawn] = await Promise.all([ask('path', asked), ask('entry', { entry }), drawing]);
  page.told = found;
  if (!found.rule)
    return [
      h('h2', `Entry ${entry}`),
      h('p', verdict(found.verdict), ' no path in the data supplied'),
      behind(whole),
      gaps(whole),
    ];
  const crumbs = found.breadcrumbs.map((crumb) => h('li', crumb.text));
  return [
    h('h2', `${at(found.stocks[0])} → entry ${entry} `, lacks([stateOf(found.sources[0].basis), ...found.hops.map((hop) => hop.state)])),
    h('p', verdict(found.verdict), ` ${found.rule}, ${found.force} · ${found.basis} · a lead, not a determination`),
    h('p.quiet.citation', { title: found.citation }, found.citation),
    h('div.picture', drawn),
    steps(found),
    h('div', { id: 'others' }),
    h('section', h('h3', 'The chain behind the entry'), behind(whole)),
    gaps(whole),
    crumbs.length
      ? h('details', h('summary', `Rests without a record on ${many(crumbs.length, 'assumption')}`), h('ul', crumbs))
      : '',
  ];
}

function steps(found) {
  const sources = found.sources.map((source, k) =>
    step(`s${k}`, 'source', source, stateOf(source.basis), source.words),
  );
  const rest = found.other_sources ? h('li.quiet', `${many(found.other_sources, 'more source')} of this finding`) : '';
  const hops = found.hops.map((hop, k) =>
    step(String(k), k + 1, hop, hop.state, said(hop, found.stocks[k], found.stocks[k + 1])),
  );
  return h('ol.hops', { 'aria-label': 'Steps from source to entry' }, sources, rest, hops);
}

function step(key, place, told, state, words) {
  const papers = told.papers.length ? many(told.papers.length, 'document') : 'no document';
  const missing = told.missing_what.length ? `${told.missing_what.length} of ${told.requirements} missing` : '';
  const small = [told.claim || 'no claim', papers, missing].filter(Boolean).join(' · ');
  return h(
    'li',
    h(
      `button.hop.${state}`,
      { 'data-hop': key, onclick: () => go({ hop: key, record: '' }, true) },
      h('span', place),
      h('span', words, h('small', small)),
      badge(state),
    ),
  );
}

async function others(place, asked) {
  const found = await ask('paths', asked).catch(() => null);
  if (!found || !place.isConnected) return;
  const listed = found.paths.map((each, k) =>
    h(
      'li',
      h(
        'button.other',
        { 'aria-current': k === page.state.n, onclick: () => go({ n: k, hop: '' }, true) },
        strip(each.states, stateOf(each.basis)),
        ` ${each.basis} · ${many(each.states.length, 'hop')} from ${at(each.source)}`,
      ),
    ),
  );
  const title = h('h3', `Paths of this finding: ${found.all ? number(listed.length) : `the best ${listed.length}`}`);
  const more = h('p.quiet', found.all ? '' : 'There are more; they are being counted.');
  place.replaceChildren(title, h('ol', listed), more);
  place.dataset.ready = listed.length;
  if (!found.all) later(() => place.isConnected && count(more, asked, listed.length), PATIENCE);
}

async function count(place, asked, listed) {
  const { total } = await ask('paths', { ...asked, count: 1 }).catch(() => ({}));
  const most = total && Math.max(total.paths, listed);
  if (total)
    place.textContent = `${total.exact ? '' : 'At least '}${number(most)} in all; \`clew paths\` streams them.`;
}

async function board() {
  page.told = {};
  return [h('div.picture', await picture(`/view/board.svg?${query({ cell: page.state.cell })}`))];
}

async function near() {
  const first = page.told?.stocks?.[0];
  const stocks = page.state.at.length
    ? page.state.at
    : first?.holder
      ? [JSON.stringify([first.holder, first.item])]
      : [];
  if (!stocks.length) return [h('p', 'Choose a stock: search for a party or a lot, or open a path first.')];
  const [found, drawn] = await Promise.all([
    ask('near', { at: stocks }),
    picture(`/view/near.svg?${query({ at: stocks })}`),
  ]);
  page.told = { near: found, stocks: found.stocks };
  const hidden = found.hidden ? `, ${number(found.hidden)} neighbors not drawn` : '';
  const words = ` ${many(found.stocks.length, 'stock')}, ${found.expanded.length} expanded${hidden}. Enter or e expands, c collapses.`;
  return [
    h('div.bar', h('button', { onclick: undo, disabled: !page.undo.length }, 'Undo (z)'), words),
    h('div.picture', drawn),
  ];
}

export const focused = () => document.activeElement?.dataset?.stock;

export function grow(key, more) {
  if (!key || page.state.view !== 'near') return;
  const now = page.told.near.expanded.map((each) => JSON.stringify(each));
  const next = more ? [...new Set([...now, key])] : now.filter((each) => each !== key);
  if (next.length === now.length) return tell(more ? 'This is expanded.' : 'This is not expanded.');
  if (!next.length) return tell('This is the only one that is expanded.');
  page.undo.push(now);
  go({ at: next }, true).then(() => document.querySelector(`[data-stock='${CSS.escape(key)}']`)?.focus());
}

export function undo() {
  const before = page.undo.pop();
  if (before) go({ at: before }, true);
  else tell('Nothing to undo.');
}

export function neighborhood(stock) {
  page.undo = [];
  return go(
    stock ? { view: 'near', at: [JSON.stringify(stock)], record: `holder:${stock[0]}` } : { view: 'near', at: [] },
  );
}

// Hops, stocks and cells of a picture are buttons.
function wire(place) {
  for (const shape of place.querySelectorAll('svg [data-hop], svg [data-stock], svg [data-cell]')) {
    const { hop, stock, cell } = shape.dataset;
    const act = () => {
      if (hop !== undefined) go({ hop, record: '' }, true);
      else if (cell !== undefined)
        go(cell === page.state.cell ? { cell: '', record: '' } : { cell, record: `cell:${cell}` }, true);
      else if (page.state.view === 'near') grow(stock, true);
      else go({ record: `holder:${JSON.parse(stock)[0]}` }, true);
    };
    shape.setAttribute('tabindex', '0');
    shape.setAttribute('role', 'button');
    shape.addEventListener('click', act);
    shape.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      act();
    });
  }
}
