// How evidence is told: a sign, a line, a word; never a color alone.
import { h, many } from './dom.js';

export const SIGNS = { documented: '●', asserted: '◐', missing: '○', contradicted: '✕', unexcluded: '·' };
export const STATES = { missing: 'assumed or missing', unexcluded: 'not excluded' };
export const GAPS = ['missing', 'unexcluded', 'contradicted'];
// What a path lacks: steps that are gaps, and steps that are on record without all their papers.
export function lacks(states) {
  const gaps = states.filter((state) => GAPS.includes(state)).length;
  const bare = states.filter((state) => state === 'asserted').length;
  const words = [gaps && many(gaps, 'gap'), bare && `${bare} short of papers`].filter(Boolean).join(', ');
  return h(words ? 'span.gap' : 'span.quiet', words || 'no gap');
}
export const word = (state) => STATES[state] || state;
export const plain = (code) => code.replaceAll('_', ' ');
export const stateOf = (basis) => (basis === 'assumed' ? 'missing' : basis);
export const badge = (state) => h(`span.state.${state}`, `${SIGNS[state] || ''} ${word(state)}`);
export const verdict = (code) => h(`span.verdict.${code}`, plain(code));
export const at = (stock) => (stock.entry ? `entry ${stock.entry}` : stock.name || stock.holder);
export const link = (words, go) => h('button.link', { onclick: go }, words);
export const part = (title, ...inside) => h('section', h('h4', title), inside);
export const days = (first, last) => (first || last ? `${first || '…'} to ${last || '…'}` : 'no days on record');

export function said(hop, from, to) {
  const goods = `${at(from)}: ${from.goods} ${hop.words} ${to.goods}`;
  if (from.holder === to.holder) return goods;
  return to.entry || from.item === to.item ? `${at(from)} ${hop.words} ${at(to)}` : `${goods} at ${at(to)}`;
}

export function strip(states, start) {
  const words = `from source to entry: ${[start, ...states].map(word).join(', ')}`;
  const signs = states.map((state) => h(`i.${state}`, SIGNS[state]));
  return h('span.strip', { role: 'img', 'aria-label': words }, h(`b.${start}`, SIGNS[start]), signs);
}
