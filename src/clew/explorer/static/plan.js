// The plan of an entry, and what would be if: marked as hypothetical, and nothing of it is saved.
import { ask, h, many, number } from './dom.js';
import { go, page } from './page.js';
import { plain, verdict } from './words.js';

const OPEN = { frontier: 'origins unrecorded', unscreened: 'unscreened', labor_unrecorded: 'labor unrecorded' };

export async function plan() {
  const { entry, of } = page.state;
  if (!entry) return [h('p', 'Choose an entry first.')];
  page.told = {};
  const place = h(
    'div.plan',
    h(
      'p.quiet',
      'Planning: the requests are tried out on copies of the records. On a large graph this takes a while; the other views answer meanwhile.',
    ),
  );
  ask('plan', { entry, rule: of }).then(
    (found) => place.isConnected && place.replaceChildren(...planned(found).flat(Infinity).filter(Boolean)),
    (error) => place.replaceChildren(h('p.gap', error.message)),
  );
  return [h('h2', of ? `Plan for entry ${entry}, paths of ${of}` : `Plan for entry ${entry}`), place];
}

function planned(found) {
  const { entry, of, pick } = page.state;
  const place = h('div');
  const press = () => suppose(place, { entry, rule: of, pick: page.state.pick });
  const trying = h(
    'button',
    { disabled: !pick.length, onclick: press },
    'What if the chosen ones were answered as hoped?',
  );
  const part = (words, requests, from) => {
    const rows = requests.map((each, k) => request(each, String(from + k), trying));
    return rows.length ? h('section', h('h3', words), h('ol.hops', rows)) : '';
  };
  const least = found.optimal ? 'nothing cheaper breaks every path' : `proven: none costs less than ${found.bound}`;
  const count = many(found.requests.length, 'request');
  const words = `${count} would break every path at ${found.basis} or stronger, at a cost of ${found.cost}; ${least}. With all answered as hoped: `;
  return [
    found.requests.length
      ? h('p', words, verdict(found.verdict))
      : h('p.quiet', `There is no path at ${found.basis} or stronger that asking can break.`),
    found.notes.map((note) => h('p.gap', note)),
    found.requests.length + found.chain.length ? h('p', trying) : '',
    place,
    part('To break every path', found.requests, 0),
    part('To close the chain', found.chain, found.requests.length),
  ];
}

function request(each, key, trying) {
  const toggle = (event) => {
    const rest = page.state.pick.filter((one) => one !== key);
    go({ pick: event.target.checked ? [...rest, key] : rest }, true);
    trying.disabled = !page.state.pick.length;
  };
  const box = h('input', {
    type: 'checkbox',
    checked: page.state.pick.includes(key),
    onchange: toggle,
    'aria-label': each.ask,
  });
  const settles = each.settles ? `settles ${number(each.settles)} · ` : '';
  return h(
    'li',
    h('label.request', box, h('span', each.ask, h('small', `${plain(each.request)} · ${settles}cost ${each.cost}`))),
  );
}

// What would be if, in a frame that says so.
export async function suppose(place, asked) {
  place.replaceChildren(h('p.quiet', 'Tracing a copy of the records …'));
  try {
    place.replaceChildren(told(await ask('suppose', asked)));
  } catch (error) {
    place.replaceChildren(h('p.gap', error.message));
  }
}

function told(found) {
  const row = (words, now, then) => h('tr', h('th', words), h('td', now), h('td', then));
  const opens = Object.entries(OPEN).map(([name, words]) =>
    row(words, number(found.open.now[name]), number(found.open.then[name])),
  );
  const rules = found.findings.map((each) => row(each.rule, each.now || 'none', each.then || 'none'));
  const head = h('tr', h('th', ''), h('th', 'now'), h('th', 'hypothetical'));
  return h(
    'section.hypothetical',
    h('h3', '◇ Hypothetical: nothing of this is on record'),
    h(
      'table',
      h('thead', head),
      h('tbody', row('verdict', verdict(found.verdict.now), verdict(found.verdict.then)), rules, opens),
    ),
    h('p.quiet', 'Traced on a copy with made-up records; the graph and the case are as they were.'),
  );
}

export function whatIf(claim, missing) {
  const place = h('div');
  const { entry, of } = page.state;
  const press = (words, asked) => h('button', { onclick: () => suppose(place, { entry, rule: of, ...asked }) }, words);
  const papers = missing
    ? press(missing === 1 ? 'What if the missing document existed?' : `What if these ${missing} documents existed?`, {
        claim,
      })
    : '';
  return [h('div.form', h('div', papers, press('What if proof against it existed?', { against: claim }))), place];
}
