// What the server sends is shown here, and nowhere else: elements, of which none can act by itself.
const TAGS = new Set(
  ('a b blockquote button code dd details div dl dt h2 h3 h4 i input label li ol p section small span summary table ' +
    'tbody td textarea th thead tr ul svg g rect path line polyline polygon circle ellipse text tspan title').split(' '),
);
const PLAIN =
  /^(id|class|role|title|type|value|checked|disabled|rows|maxlength|placeholder|download|(aria|data)-[a-z-]+)$/;
const DRAWN =
  /^([xydr]|[xy][12]|[cr][xy]|d[xy]|width|height|viewBox|points|opacity|transform|(stroke|fill|font|text)[A-Za-z-]*)$/;

export const byId = (id) => document.getElementById(id);

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

export function tell(words) {
  byId('told').textContent = words || '';
}

const SILENT = 'The explorer does not answer: is `clew explore` still running?';

export async function send(what, said) {
  const headers = { 'content-type': 'application/json' };
  const posted = fetch(`/api/${what}`, { method: 'POST', headers, body: JSON.stringify(said) });
  const answer = await working(posted).catch(() => Promise.reject(new Error(SILENT)));
  if (answer.ok) return;
  const told = await answer.json().catch(() => ({ error: 'The explorer refused it.' }));
  throw new Error(`${told.error} ${told.hint || ''}`);
}

// A panel comes as a document of its own, in which nothing runs.
function panel(address) {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open('GET', `/panel/${address}`);
    request.responseType = 'document';
    request.onload = () => {
      const body = request.responseXML?.body;
      if (request.status === 200 && body) done(body);
      else failed(new Error(body?.textContent || 'The explorer refused it: open the address that it printed.'));
    };
    request.onerror = () => failed(new Error(SILENT));
    request.send();
  });
}

// Shows each part of a panel in its place, unless something else was chosen meanwhile.
export async function show(address, late = () => false) {
  const body = await working(panel(address));
  if (late()) return;
  for (const part of [...body.children]) {
    const place = byId(part.dataset.into);
    if (place) swap(place, part);
  }
}

function swap(place, part) {
  part.querySelectorAll('*').forEach(inert);
  const held = place.contains(document.activeElement) && (selector(document.activeElement) || 'none');
  byId('further')?.parentNode.remove();
  if (!('add' in part.dataset)) place.replaceChildren();
  place.append(...part.childNodes);
  for (const name of Object.keys(place.dataset)) delete place.dataset[name];
  Object.assign(place.dataset, part.dataset);
  for (const shape of place.querySelectorAll('svg [data-hop], svg [data-stock], svg [data-cell]')) {
    shape.setAttribute('tabindex', '0');
    shape.setAttribute('role', 'button');
  }
  for (const by of place.querySelectorAll('.by')) by.value = sessionStorage.getItem('by') || '';
  for (const rest of place.querySelectorAll('[data-later]')) later(() => rest.isConnected && wait(rest), +rest.dataset.wait);
  if (held) focus(place.querySelector(held) || place);
  else if (!('add' in part.dataset)) place.scrollTop = 0;
}

const wait = (rest) => show(rest.dataset.later, () => !rest.isConnected).catch((error) => (rest.textContent = error.message));

function inert(element) {
  if (!TAGS.has(element.localName)) return element.remove();
  for (const { name, value } of [...element.attributes]) {
    const goes = name === 'href' && /^\/(export|view)\//.test(value);
    if (!goes && !PLAIN.test(name) && !(DRAWN.test(name) && !value.includes('url('))) element.removeAttribute(name);
  }
}

// The same element in what is shown next.
function selector(element) {
  const name = ['id', 'data-hop', 'data-stock', 'data-cell', 'data-filter', 'data-save', 'data-go'].find((each) =>
    element.hasAttribute(each),
  );
  return name && `${element.localName}[${name}="${CSS.escape(element.getAttribute(name))}"]`;
}

function focus(element) {
  const menu = element.closest('details');
  if (menu) menu.open = true;
  element.focus({ preventScroll: true });
}
