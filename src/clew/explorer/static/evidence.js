// What is told beside the picture: the evidence of a hop or a source, a record, notes and decisions.
import { ask, byId, h, many, number, send, tell } from './dom.js';
import { go, isLate, page } from './page.js';
import { whatIf } from './plan.js';
import { neighborhood } from './stage.js';
import { at, badge, days, link, part, stateOf } from './words.js';

const record = (kind, id) => link(id, () => go({ record: `${kind}:${id}` }));
const left = (total, list) =>
  total > list.length ? h('p.quiet', `${number(total - list.length)} more are not listed`) : '';

const HINTS = {
  path: 'Choose a hop: Tab and Enter, or the arrow keys.',
  board: 'Choose a cell: Tab and Enter. Its stocks are listed here, its largest flows drawn on the board.',
  near: 'Choose a stock: Tab and Enter expand it.',
  plan: 'Choose requests, and ask what the entry would be if they were answered.',
};

export async function beside() {
  const late = isLate();
  const { state, told } = page;
  for (const shape of document.querySelectorAll('[data-hop]'))
    mark(shape, !state.record && shape.dataset.hop === state.hop);
  let made = h('p.quiet', HINTS[state.view] || HINTS.path);
  if (state.record) made = await known(...state.record.split(/:(.*)/s));
  else if (state.view === 'path' && told?.hops && state.hop[0] === 's')
    made = source(told.sources[+state.hop.slice(1)]);
  else if (state.view === 'path' && told?.hops && state.hop) made = hop(told, +state.hop);
  if (late()) return;
  byId('evidence').replaceChildren(...[made].flat(Infinity).filter(Boolean));
  byId('evidence').dataset.ready = state.record || state.hop;
}

// The chosen hop is marked in the list and in the picture, which is moved so that it is seen.
function mark(shape, chosen) {
  shape.setAttribute('aria-current', chosen);
  const room = chosen && shape.closest('.picture');
  if (!room) return;
  const [at, all] = [shape.getBoundingClientRect(), room.getBoundingClientRect()];
  room.scrollLeft += at.left + at.width / 2 - all.left - all.width / 2;
}

function hop(path, k) {
  const told = path.hops[k];
  if (!told) return h('p.quiet', 'This path has no such hop.');
  const { holder, item } = told.from;
  const title = `Hop ${k + 1} of ${path.hops.length}: ${at(path.stocks[k])} → ${at(path.stocks[k + 1])}`;
  const about = told.claim ? { about: 'claim', id: told.claim } : { about: 'stock', id: holder, item };
  const around = h('p', h('button', { onclick: () => neighborhood([holder, item]) }, 'Neighborhood of its start'));
  const what =
    told.claim && told.claim !== page.state.entry ? part('What if', whatIf(told.claim, told.missing_what.length)) : '';
  return [h('h3', title), state(told, told.state), evidence(told), what, around, notes(about)];
}

function source(told) {
  if (!told) return h('p.quiet', 'This path has no such source.');
  const { listed, match, holder } = told;
  const decides = listed && !listed.place && holder && page.canSave;
  return [
    h('h3', `Source: ${told.words}`),
    state(told, stateOf(told.basis)),
    evidence(told),
    listed
      ? part(
          'Listed',
          h('p', listed.name, ' ', h('code', listed.id)),
          match ? h('p', `matched by ${match.how}: “${match.ours}” and “${match.theirs}”`) : '',
          listed.notes.map((note) => h('p.quiet', note)),
        )
      : '',
    told.claim ? part('What if', whatIf(told.claim, told.missing_what.length)) : '',
    decides ? part('Decide', decide(holder, listed.id)) : '',
    told.claim ? notes({ about: 'claim', id: told.claim }) : '',
  ];
}

function state(told, name) {
  return [
    h('p', badge(name), told.kind ? ` ${told.words}` : ''),
    told.contradicted ? h('p.alarm', '✕ Documents support this claim, and documents rebut it.') : '',
    told.kind && !told.claim ? h('p.gap', '○ No claim says this: it is inferred.') : '',
    told.claim ? h('p', `${told.claim_kind || 'claim'} `, record('claim', told.claim), ` · ${days(...told.days)}`) : '',
  ];
}

function evidence(told) {
  const asks = told.asks || [];
  const missing = told.missing_what.map((each) =>
    h(
      'li',
      h('b', `○ ${each.requirement}`),
      ` ${each.proves}`,
      h('small', `any of: ${each.documents}`),
      h('small', `asked by ${each.asked_by}`),
    ),
  );
  const papers = told.papers.map(paper);
  const unmet = missing.length ? h('ul', missing) : h('p', 'Nothing that the evidence table asks for.');
  const spoken = papers.length ? h('ul', papers) : h('p.gap', '○ No document speaks to this claim.');
  const parts = [
    asks.length
      ? part(
          `What to ask (${asks.length})`,
          h(
            'ol.asks',
            asks.map((each) => h('li', each)),
          ),
        )
      : '',
    told.claim ? part(`Missing (${missing.length} of ${told.requirements})`, unmet) : '',
    told.claim ? part(`Documents (${papers.length})`, spoken) : '',
  ];
  // Where documents disagree, they are what one looks at first.
  if (told.contradicted) parts.unshift(parts.pop());
  return [told.located ? h('p.quiet', `${told.located.file}, row ${number(told.located.row)}`) : '', parts];
}

function paper(told) {
  const when = told.issued ? `issued ${told.issued}` : days(told.first, told.last);
  const words = [
    told.rebuts ? '✕ rebuts' : '● supports',
    told.about ? 'that the inputs named are all' : '',
    told.issuer ? `by ${told.issuer}` : 'issuer unknown',
    when,
    told.in_time ? '' : 'of other days: does not count',
  ];
  return h(
    told.rebuts ? 'li.rebuts' : 'li',
    record('document', told.document),
    ` ${told.kind}`,
    told.title ? `: ${told.title}` : '',
    h('small', words.filter(Boolean).join(' · ')),
    told.note ? h('small', told.note) : '',
    h('small.hash', told.sha256 ? `sha256 ${told.sha256}` : 'no sha256 on record'),
  );
}

async function known(kind, id) {
  const told = await ask('about', { kind, id });
  const cells = Object.entries(told.cells).filter(([name]) => name !== 'row');
  const about = told.claims ? 'document' : told.papers ? 'claim' : told.paths === undefined ? '' : 'holder';
  return [
    h(
      'p',
      link('← back', () => go({ record: '' }, true)),
    ),
    h('h3', `${kind} ${id}`),
    h(
      'dl',
      cells.map(([name, text]) => [h('dt', name), h('dd', text)]),
    ),
    told.paths === undefined ? '' : through(told, id),
    (told.matches || []).map((each) =>
      part(
        'May be listed',
        h('p', each.name, ' ', h('code', each.listing), ` by ${each.how}`),
        page.canSave ? decide(id, each.listing) : '',
      ),
    ),
    told.stocks
      ? part(
          `Goods (${number(told.total)})`,
          h(
            'ul',
            told.stocks.map((stock) => goods(stock, about)),
          ),
          left(told.total, told.stocks),
        )
      : '',
    told.claims
      ? part(`Speaks to (${number(told.total)})`, h('ul', told.claims.map(claim)), left(told.total, told.claims))
      : '',
    told.papers ? evidence({ ...told, claim: id }) : '',
    about ? notes({ about, id }) : '',
  ];
}

const through = (told, id) =>
  told.paths
    ? h(
        'p',
        h(
          'button',
          { onclick: () => go({ party: [id], entry: '', of: '', record: '', view: 'path' }) },
          `Show the ${many(told.paths, 'path')} through it`,
        ),
      )
    : h('p.quiet', 'No listed path goes through it.');
const goods = (stock, about) =>
  h(
    'li',
    link(about ? stock.goods : `${stock.name}: ${stock.goods}`, () => neighborhood([stock.holder, stock.item])),
    h('small', `${stock.holder} / ${stock.item}`),
  );
const claim = (each) =>
  h(
    each.rebuts ? 'li.rebuts' : 'li',
    `${each.rebuts ? '✕ rebuts' : '● supports'} ${each.kind} `,
    record('claim', each.id),
    each.complete ? ' (that the inputs are all)' : '',
  );

function notes(about) {
  const mine = page.lines.filter(
    (line) => line.about === about.about && line.id === about.id && line.item === (about.item || ''),
  );
  const told = mine.map((line) => h('blockquote', line.text, h('small', [line.by, line.at].join(' · '))));
  return part(
    `Notes (${mine.length})`,
    told,
    page.canSave
      ? form('Note', about, [['', 'Save note']])
      : h('p.quiet', 'To write notes, start with a case: clew explore GRAPH --case NAME.clew'),
  );
}

function decide(holder, listing) {
  const made = page.lines.filter((line) => line.about === 'match' && line.id === holder && line.item === listing);
  const told = made.map((line) =>
    h('blockquote', `${line.decision}: ${line.text}`, h('small', [line.by, line.at].join(' · '))),
  );
  const choices = [
    ['confirmed', 'It is the listed one'],
    ['rejected', 'It is not'],
    ['withdrawn', 'Withdraw'],
  ];
  return [told, form('Why', { about: 'match', id: holder, item: listing }, choices)];
}

function form(what, about, choices) {
  const text = h('textarea', { rows: 2, maxlength: 10000, placeholder: what, 'aria-label': what });
  const by = h('input', {
    maxlength: 200,
    placeholder: 'your name',
    'aria-label': 'Your name',
    value: sessionStorage.getItem('by') || '',
  });
  const save = (decision) => async () => {
    sessionStorage.setItem('by', by.value);
    try {
      await send('journal', { ...about, text: text.value, by: by.value, decision });
      ({ lines: page.lines } = await ask('journal'));
      if (decision) byId('again').hidden = false;
      await beside();
      tell(decision ? 'Saved. The next trace goes by it: Trace again.' : 'Saved.');
    } catch (error) {
      tell(error.message);
    }
  };
  return h(
    'div.form',
    text,
    h(
      'div',
      by,
      choices.map(([decision, words]) => h('button', { onclick: save(decision) }, words)),
    ),
  );
}
