// The state of the page: what is looked at. It stands in the address, so that it can be linked to.

const EMBEDDED = (() => {
  const asked = new URLSearchParams(window.location.search).get('embed');
  if (asked === null) return null;
  return asked === 'network' ? 'network' : 'timeline';
})();

const ZOOMS = new Map([
  ['all', 'All years'], ['10', 'Ten years'], ['3', 'Three years'], ['1', 'One year'],
]);
const START = {
  day: LAST_DAY, view: FIRST_VIEW.key, type: '', side: '', find: '', channel: '', with: null,
  zoom: 'all', theme: '',
};
const state = { ...START };
const listeners = [];

/** Change the state, have everything drawn that depends on it, and write the address. */
function set(changes) {
  const changed = Object.keys(changes).filter((name) => state[name] !== changes[name]);
  if (!changed.length) return;
  Object.assign(state, changes);
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
    passed = looked();
  }
  return passed;
}

function looked() {
  const words = state.find.toLowerCase().split(/\s+/).filter(Boolean);
  return CHANNELS.filter((channel) => (
    (!state.type || channel.type === state.type)
    && (!state.side || channel.sides.includes(state.side))
    && words.every((word) => channel.wanted.includes(word))
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

/** Read the state from the address; what is no value of ours is left as the page opens. */
function fromAddress() {
  const asked = new URLSearchParams(window.location.hash.slice(1));
  const of = (name, isKnown) => (isKnown(asked.get(name)) ? asked.get(name) : START[name]);
  return {
    day: dayOf(asked.get('day')) ?? START.day,
    with: dayOf(asked.get('with')),
    view: of('view', (key) => VIEW_NAMED.has(key)),
    type: of('type', (type) => CHANNELS.some((channel) => channel.type === type)),
    side: of('side', (side) => side !== null && Object.hasOwn(FACTS.sides, side)),
    find: asked.get('find') ?? '',
    channel: of('channel', (id) => CHANNEL_NAMED.has(id)),
    zoom: of('zoom', (zoom) => ZOOMS.has(zoom)),
    theme: of('theme', (theme) => theme === 'dark' || theme === 'light'),
  };
}

let pending = null;

/** Write the address a moment later, since a browser refuses it a hundred times a second. */
function addressed() {
  clearTimeout(pending);
  pending = setTimeout(() => {
    try {
      window.history.replaceState(null, '', `${window.location.search}${hash()}`);
    } catch {
      // In a frame that may not change its own address the page works without.
    }
    for (const listener of listeners) listener(new Set(['address']));
  }, 120);
}

window.addEventListener('hashchange', () => {
  if (window.location.hash.startsWith('#day=') || window.location.hash === '') set(fromAddress());
});
