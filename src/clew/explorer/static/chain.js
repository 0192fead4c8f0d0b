// What is open behind an entry, and all that is missing there.
import { h, many, number } from './dom.js';
import { go } from './page.js';
import { link, part, plain } from './words.js';

const LISTS = ['frontier', 'unscreened', 'labor_unrecorded'];

export function behind(told) {
  const isOpen = LISTS.some((name) => told.chain[name].length);
  const chain = isOpen ? told.chain : told.behind;
  const stock = (each) =>
    h(
      'li',
      link(told.names[each.holder] || each.holder, () =>
        go({ view: 'near', at: [JSON.stringify([each.holder, each.item])], record: `holder:${each.holder}` }),
      ),
      ` ${each.item} `,
      h('small', each.kinds.join(', ')),
    );
  const site = (holder) =>
    h(
      'li',
      link(told.names[holder] || holder, () => go({ record: `holder:${holder}` })),
    );
  const listed = (title, name, each) => {
    const [some, total] = [chain[name], chain[`${name}_total`]];
    if (!some.length) return '';
    const more = total > some.length ? h('p.quiet', `${number(total - some.length)} more`) : '';
    return part(
      `${title} (${number(total)}${chain.complete ? '' : ', a witness of each kind'})`,
      h('ul', some.map(each)),
      more,
    );
  };
  const words = isOpen
    ? h('p.gap', '○ The chain behind this entry is open: goods of unrecorded origin, or labor that nobody recorded.')
    : LISTS.some((name) => chain[name].length)
      ? h(
          'p.quiet',
          'The recorded chain is closed; this lies behind it, where nothing proves that the records are all.',
        )
      : h('p.quiet', 'Nothing is open.');
  return [
    words,
    listed('Origin unrecorded', 'frontier', stock),
    listed('Lists could not be asked', 'unscreened', stock),
    listed('Labor unrecorded', 'labor_unrecorded', site),
  ];
}

export function gaps(told) {
  const more = told.gaps_total - told.gaps.length;
  return h(
    'details.gaps',
    h('summary', `All that is missing behind ${told.entry}: ${many(told.gaps_total, 'request')}`),
    h(
      'ol.asks',
      told.gaps.map((gap) => h('li', h('small', plain(gap.kind)), gap.ask)),
    ),
    more ? h('p.quiet', `${number(more)} more: export the entry as JSON`) : '',
  );
}
