// The plan of an entry, and what would be if: marked as hypothetical, and nothing of it is saved.
import { ask, h, many, number, tell } from './dom.js';
import { go, page } from './page.js';
import { plain, verdict } from './words.js';

const OPEN = { frontier: 'origins unrecorded', unscreened: 'unscreened', labor_unrecorded: 'labor unrecorded' };

export async function plan() {
  const { entry, of, pick } = page.state;
  if (!entry) return [h('p', 'Choose an entry first.')];
  tell('Planning …');
  const found = await ask('plan', { entry, rule: of });
  tell('');
  page.told = { plan: found };
  const all = [...found.requests, ...found.chain];
  const title = of ? `Plan for entry ${entry}, paths of ${of}` : `Plan for entry ${entry}`;
  const none = h('p.quiet', `No path at ${found.basis} or stronger can be broken by asking.`);
  const place = h('div');
  const trying = h(
    'button',
    { disabled: !pick.length, onclick: () => suppose(place, { entry, rule: of, pick: page.state.pick }) },
    'What if the chosen ones were answered as hoped?',
  );
  const part = (words, requests, from) =>
    requests.length
      ? h(
          'section',
          h('h3', words),
          h(
            'ol.hops',
            requests.map((each, k) => request(each, from + k, pick)),
          ),
        )
      : '';
  const least = found.optimal ? 'nothing cheaper breaks every path' : `proven: none costs less than ${found.bound}`;
  return [
    h('h2', title),
    found.requests.length
      ? h(
          'p',
          `${many(found.requests.length, 'request')} would break every path at ${found.basis} or stronger, at a cost of ${found.cost}; ${least}. With all answered as hoped: `,
          verdict(found.verdict),
        )
      : none,
    found.notes.map((note) => h('p.gap', note)),
    all.length ? h('p', trying) : '',
    place,
    part('To break every path', found.requests, 0),
    part('To close the chain', found.chain, found.requests.length),
  ];
}

function request(each, k, pick) {
  const key = String(k);
  const chosen = pick.includes(key);
  const toggle = () => go({ pick: chosen ? pick.filter((one) => one !== key) : [...pick, key] }, true);
  const box = h('input', { type: 'checkbox', checked: chosen, onchange: toggle, 'aria-label': each.ask });
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
