// Elements are made one by one; what records say becomes text or a plain attribute, never markup.
const SVG = 'http://www.w3.org/2000/svg';
const SHAPES = new Set(
  'svg g rect path line polyline polygon circle ellipse text tspan title desc defs marker pattern'.split(' '),
);
const PAINT =
  /^(id|class|role|transform|[xydr]|[xy][12]|[cr][xy]|d[xy]|width|height|viewBox|points|orient|opacity|lengthAdjust|textLength|(aria|data|stroke|fill|font|text|marker|dominant|ref|pattern|preserve)[A-Za-z-]*|marker(Width|Height|Units))$/;

// h('p.quiet', { title: 'x' }, 'words', element, [more]): the attributes may be left out, what is empty is not shown.
export function h(kind, ...inside) {
  const [tag, ...classes] = kind.split('.');
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(' ').trim();
  const given = inside[0]?.constructor === Object ? inside.shift() : {};
  for (const [name, value] of Object.entries(given)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name.startsWith('aria-')) element.setAttribute(name, String(value));
    else if (value !== null && value !== undefined && value !== false)
      element.setAttribute(name, value === true ? '' : String(value));
  }
  const shown = inside.flat(Infinity).filter((child) => child || child === 0);
  element.append(...shown.map((child) => (child instanceof Node ? child : seen(String(child)))));
  return element;
}

// Signs that hide, or turn the direction of what follows, are spelled out.
const seen = (text) =>
  text.replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (sign) => `‹U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}›`,
  );

export const byId = (id) => document.getElementById(id);
export const number = (count) => count.toLocaleString('en-US');
export const many = (count, word, words = word + 's') => `${number(count)} ${count === 1 ? word : words}`;

export function query(parts) {
  const found = new URLSearchParams();
  for (const [name, value] of Object.entries(parts))
    for (const each of [value].flat()) if (each !== '' && each !== null && each !== undefined) found.append(name, each);
  return found.toString();
}

export function tell(words) {
  byId('told').textContent = words || '';
}

// The page says whether anything is asked, drawn, or about to be: <html data-busy>.
let works = 0;
function count(by) {
  works += by;
  document.documentElement.toggleAttribute('data-busy', works > 0);
}

export function working(work) {
  count(1);
  return work.finally(() => count(-1));
}

export const later = (act, wait) => working(new Promise((done) => setTimeout(done, wait)).then(act));

export function ask(what, parts = {}) {
  return working(fetch(`/api/${what}?${query(parts)}`).catch(silence).then(heard));
}

export function send(what, said) {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify(said);
  return working(fetch(`/api/${what}`, { method: 'POST', headers, body }).catch(silence).then(heard));
}

function silence() {
  throw new Error('The explorer does not answer: is `clew explore` still running?');
}

async function heard(answer) {
  const kind = answer.headers.get('content-type') || '';
  const said = kind.startsWith('application/json') ? await answer.json() : { error: await answer.text() };
  if (!answer.ok) throw new Error([said.error, said.hint].filter(Boolean).join(' '));
  return said;
}

// A picture is fetched as a document and copied shape by shape: only drawing, no links, no styles, no scripts.
export function picture(address) {
  const drawn = new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open('GET', address);
    request.responseType = 'document';
    request.onload = () =>
      request.status === 200 && request.responseXML
        ? done(copied(request.responseXML.documentElement))
        : failed(new Error('the picture could not be drawn'));
    request.onerror = () => failed(new Error('The explorer does not answer: is `clew explore` still running?'));
    request.send();
  });
  return working(drawn);
}

function copied(shape) {
  const copy = document.createElementNS(SVG, shape.localName);
  for (const { name, value } of shape.attributes)
    if (PAINT.test(name) && !/url\((?!#)/.test(value)) copy.setAttribute(name, value);
  for (const child of shape.childNodes) {
    if (child.nodeType === 3) copy.append(seen(child.data));
    else if (child.nodeType === 1 && child.namespaceURI === SVG && SHAPES.has(child.localName))
      copy.append(copied(child));
  }
  return copy;
}
