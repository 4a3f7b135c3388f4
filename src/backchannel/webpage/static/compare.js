// Two days compared, with losses and gains marked in both figures.

const CHANGE_WORDS = {
  lost: 'lost', out_of_sight: 'out of sight', gained: 'gained', into_view: 'came into view',
  interrupted: 'interrupted meanwhile', degraded: 'degraded', found_stopped: 'found stopped',
};
const CHANGE_SIGNS = {
  lost: '▼', out_of_sight: '▽', gained: '▲', into_view: '△', interrupted: '↯', degraded: '▾',
  found_stopped: '■',
};
const CHANGE_MEANING = {
  lost: 'usable before, stopped after',
  out_of_sight: 'usable before, no longer documented',
  gained: 'stopped before, usable after',
  into_view: 'usable after, not documented before',
  interrupted: 'usable on both days, stopped in between',
  degraded: 'open before, degraded after: still usable',
  found_stopped: 'stopped after, not known to be usable before: no loss',
};

let changesFound = new Map();
let changesOf = '';

function comparison() {
  return compared(currentView(), filtered(), state.with, state.day);
}

/** What became of each channel between the two days; empty while none are compared. */
function changeOfEach() {
  if (state.with === null) return new Map();
  const asked = [state.with, state.day, state.view, state.type, state.side, state.find].join('|');
  if (asked !== changesOf) {
    changesOf = asked;
    changesFound = new Map(Object.entries(comparison().lists)
      .flatMap(([kind, rows]) => rows.map(({ channel }) => [channel.number, kind])));
  }
  return changesFound;
}

function drawCompare() {
  const place = byId('compare');
  place.hidden = state.with === null || isNothingFound();
  if (place.hidden) return;
  const { first, last, lists } = comparison();
  const view = currentView();
  const [before, after] = [first, last].map((day) => tallied(view, filtered(), day).usable);
  byId('compare-head').textContent = `${dayInWords(first)} and ${dayInWords(last)} compared`;
  const changes = lossInWords(lists);
  byId('compare-said').textContent = `${before} usable before, ${after} after: ${changes}`;
  const told = Object.entries(lists).filter(([, rows]) => rows.length);
  byId('compare-lists').replaceChildren(...told.map(changeList));
}

function changeList([kind, rows]) {
  const text = `${CHANGE_SIGNS[kind]} `;
  const sign = html('span', { 'aria-hidden': 'true', class: 'sign', text });
  const number = html('span', { class: 'number', text: String(rows.length) });
  return html('section', { class: `list ${kind}` },
    html('h3', {}, sign, `${capital(CHANGE_WORDS[kind])} `, number),
    html('p', { class: 'small', text: capital(CHANGE_MEANING[kind]) }),
    html('ul', {}, ...rows.map(changeItem)));
}

function changeItem({ channel, was, now }) {
  const onclick = (event) => {
    if (state.channel !== channel.id) choose(channel.id, event.detail === 0);
  };
  return html('li', {},
    html('button', { type: 'button', class: 'plain', onclick }, name(channel.name)),
    html('span', { class: 'small', text: ` ${verdictInWords(was)} → ${verdictInWords(now)}` }));
}

function lossInWords(lists) {
  const said = Object.entries(lists).filter(([, rows]) => rows.length)
    .map(([kind, rows]) => `${rows.length} ${CHANGE_WORDS[kind]}`);
  return said.length ? `${listed(said)}.` : 'nothing changed that the data show.';
}
