// What is told beside the picture: evidence of a hop or a source, a record, notes and decisions.
import { ask, h, many, number, send, tell } from './dom.js';

export const SIGNS = { documented: '●', asserted: '◐', missing: '○', contradicted: '✕', unexcluded: '·' };
export const STATES = { documented: 'documented', asserted: 'asserted', missing: 'assumed or missing', contradicted: 'contradicted', unexcluded: 'not excluded' };
export const badge = (state) => h('span', { class: `state ${state}` }, `${SIGNS[state] || ''} ${STATES[state] || state}`);
const BASIS = { documented: 'documented', asserted: 'asserted', assumed: 'missing', unexcluded: 'unexcluded' };
export const stateOf = (basis) => BASIS[basis] || basis;
export const at = (stock) => (stock.entry ? `entry ${stock.entry}` : stock.name || stock.holder);
export const said = (hop, from, to) => (from.holder === to.holder ? `${at(from)}: ${from.goods} ${hop.words} ${to.goods}` : `${at(from)} ${hop.words} ${at(to)}`);
const days = (first, last) => (first || last ? `${first || '…'} to ${last || '…'}` : 'no days on record');
const part = (title, ...inside) => h('section', {}, h('h4', {}, title), ...inside);
const link = (words, go) => h('button', { class: 'link', onclick: go }, words);

export function evidence(told, title, go) {
  const missing = told.missing_what || [];
  const head = [h('h3', {}, title), h('p', {}, badge(told.state || stateOf(told.basis)), told.words ? ` ${told.words}` : '')];
  if (told.contradicted) head.push(h('p', { class: 'alarm' }, '✕ Documents support this claim, and documents rebut it.'));
  if (told.claim) head.push(h('p', {}, `${told.claim_kind || 'claim'} `, link(told.claim, () => go.record('claim', told.claim)), ` · ${days(...(told.days || []))}`));
  else if (told.kind) head.push(h('p', { class: 'gap' }, '○ No claim says this: it is inferred.'));
  if (told.located) head.push(h('p', { class: 'quiet' }, `${told.located.file}, row ${number(told.located.row)}`));
  const body = [];
  if ((told.asks || []).length) body.push(part(`What to ask (${told.asks.length})`, h('ol', { class: 'asks' }, told.asks.map((each) => h('li', {}, each)))));
  if (told.claim) body.push(part(`Missing (${missing.length} of ${told.requirements})`, missing.length ? h('ul', { class: 'missing' }, missing.map((each) => h('li', {}, h('b', {}, `○ ${each.requirement}`), ` ${each.proves}`, h('small', {}, `any of: ${each.documents}`), h('small', {}, `asked by ${each.asked_by}`)))) : h('p', {}, 'Nothing that the evidence table asks for.')));
  if (told.claim) body.push(part(`Documents (${told.papers.length})`, told.papers.length ? h('ul', { class: 'papers' }, told.papers.map((paper) => document_(paper, go))) : h('p', { class: 'gap' }, '○ No document speaks to this claim.')));
  if (told.listed) body.push(part('Listed', h('p', {}, told.listed.name, ' ', h('code', {}, told.listed.id)), told.match ? h('p', {}, `matched by ${told.match.how}: “${told.match.ours}” and “${told.match.theirs}”`) : '', told.listed.notes.map((note) => h('p', { class: 'quiet' }, note))));
  return [...head, ...body];
}

function document_(paper, go) {
  const when = paper.issued ? `issued ${paper.issued}` : days(paper.first, paper.last);
  return h('li', { class: paper.rebuts ? 'rebuts' : '' },
    link(paper.document, () => go.record('document', paper.document)), ` ${paper.kind}`, paper.title ? `: ${paper.title}` : '',
    h('small', {}, [paper.rebuts ? '✕ rebuts' : '● supports', paper.about ? 'that the inputs named are all' : '', paper.issuer ? `by ${paper.issuer}` : 'issuer unknown', when, paper.in_time ? '' : 'of other days: does not count'].filter(Boolean).join(' · ')),
    paper.note ? h('small', {}, paper.note) : '', h('small', { class: 'hash' }, paper.sha256 ? `sha256 ${paper.sha256}` : 'no sha256 on record'));
}

export function record(told, go) {
  const cells = Object.entries(told.cells || {}).filter(([name]) => name !== 'row');
  const inside = [h('h3', {}, `${told.kind} ${told.id}`), h('dl', {}, cells.map(([name, text]) => [h('dt', {}, name), h('dd', {}, text)]))];
  if (told.paths !== undefined) inside.push(told.paths ? h('p', {}, h('button', { onclick: () => go.party(told.id) }, `Show the ${many(told.paths, 'path')} through it`)) : h('p', { class: 'quiet' }, 'No listed path goes through it.'));
  if ((told.matches || []).length) inside.push(part('May be listed as', told.matches.map((each) => h('div', { class: 'match' }, h('p', {}, each.name, ' ', h('code', {}, each.listing), ` by ${each.how}`), go.canSave ? go.decide(told.id, each.listing) : ''))));
  if (told.stocks) inside.push(part(`Goods here (${number(told.total)})`, h('ul', {}, told.stocks.map((stock) => h('li', {}, link(told.kind === 'product' || told.kind === 'lot' ? stock.holder : stock.goods, () => go.near([stock.holder, stock.item])), h('small', {}, `${stock.holder} / ${stock.item}`)))), told.total > told.stocks.length ? h('p', { class: 'quiet' }, `${number(told.total - told.stocks.length)} more are not listed`) : ''));
  if (told.claims) inside.push(part(`Speaks to (${number(told.total)})`, h('ul', {}, told.claims.map((each) => h('li', { class: each.rebuts ? 'rebuts' : '' }, `${each.rebuts ? '✕ rebuts' : '● supports'} ${each.kind} `, link(each.id, () => go.record('claim', each.id)), each.complete ? ' (that the inputs are all)' : ''))), told.total > told.claims.length ? h('p', { class: 'quiet' }, `${number(told.total - told.claims.length)} more are not listed`) : ''));
  if (told.papers) inside.push(...evidence({ ...told, claim: told.id }, '', go).slice(2));
  return inside;
}

// A gap that the path hides: what is open behind an entry.
export function open(told, go) {
  const chain = ['frontier', 'unscreened', 'labor_unrecorded'].some((name) => told.chain[name].length) ? told.chain : told.behind;
  const place = (stock) => h('li', {}, link(told.names[stock.holder] || stock.holder, () => go.near([stock.holder, stock.item])), ` ${stock.item}`, h('small', {}, stock.kinds.join(', ')));
  const listed = (title, list, total, each) => list.length ? part(`${title} (${number(total)}${told.chain.complete ? '' : ', a witness of each kind'})`, h('ul', {}, list.map(each)), total > list.length ? h('p', { class: 'quiet' }, `${number(total - list.length)} more`) : '') : '';
  return [
    h('p', { class: chain === told.behind ? 'quiet' : 'gap' }, chain === told.behind ? 'The recorded chain is closed; what follows lies behind it, where nothing is proven to be all.' : '○ The chain behind this entry is open: goods of unrecorded origin, or labor nobody recorded.'),
    listed('Origin unrecorded', chain.frontier, chain.frontier_total, place), listed('Lists could not be asked', chain.unscreened, chain.unscreened_total, place),
    listed('Labor unrecorded', chain.labor_unrecorded, chain.labor_unrecorded_total, (holder) => h('li', {}, link(told.names[holder] || holder, () => go.record('holder', holder)))),
  ];
}

export function gaps(told) {
  return h('details', { class: 'gaps' }, h('summary', {}, `All that is missing behind ${told.entry}: ${many(told.gaps_total, 'request')}`),
    h('ol', { class: 'asks' }, told.gaps.map((gap) => h('li', {}, h('small', {}, gap.kind.replaceAll('_', ' ')), gap.ask))), told.gaps_total > told.gaps.length ? h('p', {}, `${number(told.gaps_total - told.gaps.length)} more: export the entry as JSON`) : '');
}

export function notes(lines, about, save) {
  const mine = lines.filter((line) => line.about === about.about && line.id === about.id && line.item === (about.item || ''));
  return part(`Notes (${mine.length})`, mine.map((line) => h('blockquote', {}, line.text, h('small', {}, [line.decision, line.by, line.at].filter(Boolean).join(' · ')))), save ? form('Note', [['', 'Save note']], (said) => save({ ...about, ...said })) : h('p', { class: 'quiet' }, 'To write notes, start with a case: clew explore GRAPH --case NAME.clew'));
}

export function form(what, choices, save) {
  const text = h('textarea', { rows: 2, maxlength: 10000, placeholder: what, 'aria-label': what });
  const by = h('input', { maxlength: 200, placeholder: 'your name', 'aria-label': 'Your name', value: sessionStorage.getItem('by') || '' });
  const press = (decision) => async () => {
    sessionStorage.setItem('by', by.value);
    try { await save({ text: text.value, by: by.value, decision }); text.value = ''; } catch (error) { tell(error.message); }
  };
  return h('div', { class: 'form' }, text, h('div', {}, by, choices.map(([decision, words]) => h('button', { onclick: press(decision) }, words))));
}

export const save = (line) => send('journal', line);
export const journal = () => ask('journal');
