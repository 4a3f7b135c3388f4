// The state of the page: what is looked at. It stands in the address, so that it can be linked to.

const EMBEDDED = (() => {
  const asked = new URLSearchParams(window.location.search).get('embed');
  if (asked === null) return null;
  return asked === 'network' ? 'network' : 'timeline';
})();

const ZOOMS = new Map([
  ['all', 'All years'], ['10', 'Ten years'], ['3', 'Three years'], ['1', 'One year'],
]);

/** The last day on which a source still shows something usable: later days are all presumption. */
function lastShown() {
  const days = CHANNELS.map((channel) => stretchesOf(VIEWS[0], channel).findLast(({ rank }) => (
    VERDICTS[rank].usable && VERDICTS[rank].certainty === 'surely'))?.last ?? -1);
  return days.reduce((one, other) => Math.max(one, other), -1);
}

const LAST_SHOWN = lastShown();
const START = {
  day: LAST_SHOWN < 0 ? LAST_DAY : LAST_SHOWN,
  view: FIRST_VIEW.key, type: '', side: '', find: '', channel: '', with: null,
  zoom: 'all', theme: '',
};
const state = { ...START };
const listeners = [];
/** What the address asked for and the page does not have, until something else is looked at. */
let misread = [];

/** Change the state, have everything drawn that depends on it, and write the address. */
function set(changes) {
  const changed = Object.keys(changes).filter((name) => state[name] !== changes[name]);
  if (!changed.length) return;
  Object.assign(state, changes);
  misread = [];
  for (const listener of listeners) listener(new Set(changed));
  addressed();
}

function currentView() {
  return VIEW_NAMED.get(state.view);
}

let passed = [];
let passedBy = null;

/** The channels that pass the filters; looked through once for each setting of them. */
function filtered() {
  const asked = JSON.stringify([state.type, state.side, state.find]);
  if (asked !== passedBy) {
    passedBy = asked;
    passed = chosenAmong().filter((channel) => (
      wordsToFind().every((word) => channel.wanted.includes(word))));
  }
  return passed;
}

function wordsToFind() {
  return spelt(state.find).split(/\s+/).filter(Boolean);
}

/** Whether the filters leave none of the channels that there are. */
function isNothingFound() {
  return CHANNELS.length > 0 && !filtered().length;
}

/** The channels of the type and side asked for, whatever is searched among them. */
function chosenAmong() {
  return CHANNELS.filter((channel) => (
    (!state.type || channel.type === state.type)
    && (!state.side || channel.sides.includes(state.side))
  ));
}

/** The state as it stands in the address: only what differs from how the page opens. */
function hash() {
  const found = new URLSearchParams();
  found.set('day', isoOf(state.day));
  for (const name of ['view', 'type', 'side', 'find', 'channel', 'zoom', 'theme']) {
    if (state[name] !== START[name]) found.set(name, state[name]);
  }
  if (state.with !== null) found.set('with', isoOf(state.with));
  return `#${found}`;
}

const READ_AS = {
  day: dayOf,
  with: dayOf,
  view: (key) => (VIEW_NAMED.has(key) ? key : null),
  type: (type) => (CHANNELS.some((channel) => channel.type === type) ? type : null),
  side: (side) => (Object.hasOwn(FACTS.sides, side) ? side : null),
  find: (words) => words,
  channel: (id) => (CHANNEL_NAMED.has(id) ? id : null),
  zoom: (zoom) => (ZOOMS.has(zoom) ? zoom : null),
  theme: (theme) => (theme === 'dark' || theme === 'light' ? theme : null),
};

/** Read the state from the address, and what of it is no value of ours: that stays as it opens. */
function fromAddress() {
  const found = { ...START };
  const wrong = [];
  // A day may stand alone, as in #2022-03-03.
  const asked = window.location.hash.slice(1).replace(/^(?=\d{4}-\d\d-\d\d(&|$))/, 'day=');
  for (const [name, text] of new URLSearchParams(asked)) {
    const value = Object.hasOwn(READ_AS, name) ? READ_AS[name](text) : null;
    if (value === null && !(text === '' && Object.hasOwn(READ_AS, name))) {
      wrong.push(text ? `${name}=${text}` : name);
    } else if (value !== null) {
      found[name] = value;
      const isDay = name === 'day' || name === 'with';
      if (isDay && isoOf(value) !== text) wrong.push(`${name}=${text}`);
    }
  }
  return [found, wrong];
}

/** Whether the address names a place in the page, as its skip link does, and no state. */
function isPlace() {
  return Boolean(document.getElementById(window.location.hash.slice(1)));
}

/** Say what the address asked for in vain. */
function misreadInWords() {
  if (!misread.length) return '';
  const those = misread.map((one) => `“${one.length > 60 ? `${one.slice(0, 60)}…` : one}”`);
  return `The link asks for ${listed(those)}, which this page does not have; the rest is shown. `
    + `Its days run from ${dayInWords(0)} to ${dayInWords(LAST_DAY)}.`;
}

let pending = null;
let answered = window.location.hash;

/** Write the address a moment later, since a browser refuses it a hundred times a second. */
function addressed() {
  clearTimeout(pending);
  pending = setTimeout(() => {
    // A link that was followed just now is answered first: to write over it would lose it.
    if (window.location.hash !== answered) return;
    noteInHistory(hash());
    answered = window.location.hash;
    for (const listener of listeners) listener(new Set(['address']));
  }, 120);
}

/** Have the browser's history hold an address, and how far down the page the reader is. */
function noteInHistory(address) {
  try {
    const { search } = window.location;
    window.history.replaceState({ top: window.scrollY }, '', `${search}${address}`);
  } catch {
    // In a frame that may not change its own address the page works without.
  }
}

window.addEventListener('hashchange', () => {
  answered = window.location.hash;
  if (isPlace()) return;
  const [found, wrong] = fromAddress();
  set(found);
  misread = wrong;
  sayMisread();
});
