// What is drawn when: all of it when the page opens, then only what a change concerns.

const NUMBERS = [
  ['surely', 'surely usable'], ['presumably', 'presumably usable'], ['possibly', 'only possibly'],
  ['contested', 'contested'], ['stopped', 'stopped'], ['unknown', 'unknown'],
];
const SWATCH_OF = {
  surely: ['open', 'surely'], presumably: ['open', 'presumably'], possibly: ['open', 'possibly'],
  contested: ['contested', null], stopped: ['suspended', 'surely'], unknown: ['unknown', null],
};

function drawTally() {
  const tally = tallied(currentView(), filtered(), state.day);
  byId('summary').textContent = summary(currentView(), filtered(), state.day);
  byId('since').textContent = sinceInWords();
  byId('tally').hidden = isNothingFound();
  byId('tally').replaceChildren(...NUMBERS.map(([key, words]) => html('li', {},
    html('span', { class: 'big', text: String(tally[key]) }),
    html('span', { class: 'words' }, swatch(rankOf(...SWATCH_OF[key])), ` ${words}`))));
  byId('timeline-said').textContent = timelineInWords(tally);
}

/** What was lost and gained since a year before, where no other day is compared. */
function sinceInWords() {
  if (isNothingFound()) return '';
  const before = monthsLater(state.day, -12);
  const { end } = currentView();
  if (state.day > end) return `This view knows nothing of days after ${dayInWords(end)}.`;
  if (state.with !== null || before === state.day) return '';
  const { lists } = compared(currentView(), filtered(), before, state.day);
  return `Since ${dayInWords(before)}: ${lossInWords(lists)}${laterInWords()}`;
}

/** Say where what is usable rests on presumption alone, which a count of it does not show. */
function laterInWords() {
  if (LAST_SHOWN < 0 || LAST_SHOWN === LAST_DAY || state.view !== FIRST_VIEW.key) return '';
  if (state.day > LAST_SHOWN) {
    return ' No source shows a channel in use on this day: what is usable is presumed from earlier'
      + ` sightings, the last of ${dayInWords(LAST_SHOWN)}.`;
  }
  if (state.day < LAST_SHOWN) return '';
  return ` After this day, to ${dayInWords(LAST_DAY)}, whatever is usable is presumed.`;
}

function sayMisread() {
  byId('misread').textContent = misreadInWords();
  byId('misread').hidden = !misread.length;
}

function timelineInWords(tally) {
  if (isNothingFound()) return '';
  const [rows, all] = [timeline.rows.size, filtered().length];
  const [first, last] = [timeline.from, timeline.to].map(dayInWords);
  const unknown = tally.unknown ? ' White is unknown, not closed.' : '';
  const which = rows < all ? `${rows} of ${counted(all, 'channel')}` : counted(rows, 'channel');
  const others = rows < all ? ` Of the other ${all - rows} nothing is known in these years.` : '';
  return `${which} from ${first} to ${last}; bars show verdicts, rings contacts. `
    + `A click on a bar goes to its day.${unknown}${others}`;
}

let speaking = null;

/** Tell a screen reader what the figures show, once the day stands still. */
function announce() {
  clearTimeout(speaking);
  speaking = setTimeout(() => {
    if (playing) return;
    const change = byId('compare').hidden ? '' : ` ${byId('compare-said').textContent}`;
    const [now, since] = ['summary', 'since'].map((id) => byId(id).textContent);
    byId('live').textContent = `${now} ${since}${change}`;
  }, 500);
}

const DRAWN_BY = {
  filters: ['view', 'type', 'side', 'find'],
  marks: ['day', 'with', 'channel'],
};

function drawChanged(changed) {
  if (changed.has('address')) {
    markAddress();
    return;
  }
  const touches = (names) => names.some((one) => changed.has(one));
  const years = yearsShown();
  sayMisread();
  const isWhole = touches(DRAWN_BY.filters) || changed.has('zoom')
    || years[0] !== timeline.from || years[1] !== timeline.to;
  markControls();
  if (touches(DRAWN_BY.filters)) {
    drawCurve();
    drawNetwork();
  } else if (touches(DRAWN_BY.marks)) markNetwork();
  if (isWhole) drawTimeline();
  else if (touches(DRAWN_BY.marks)) markTimeline();
  drawTally();
  if (changed.has('with') || state.with !== null) drawCompare();
  if (touches(['view', 'day', 'channel', 'type', 'side', 'find'])) drawEvidence();
  sayView();
  announce();
}

function sayView() {
  const others = VIEWS.length > 1 ? 'Other views are under “View”.' : 'The page has this one view.';
  byId('view-note').textContent = `${currentView().name}. ${others}`;
}

let waiting = new Set();

/** Gather the changes of one frame, so that a fast hand does not outrun the drawing. */
function scheduled(changed) {
  if (!waiting.size) requestAnimationFrame(drawWaiting);
  changed.forEach((one) => waiting.add(one));
}

function drawWaiting() {
  const changed = waiting;
  waiting = new Set();
  if (changed.delete('address')) markAddress();
  if (changed.size) drawChanged(changed);
}

/** Let what sticks below the bar know how high it is. */
function measureBar() {
  document.documentElement.style.setProperty('--bar', `${byId('bar').offsetHeight}px`);
}

function resized() {
  measureBar();
  drawCurve();
  drawNetwork();
  drawTimeline();
}

/** Go where the reader was or the link points: the browser looked before anything was drawn. */
function goToPlace() {
  const { state: left } = window.history;
  if (left) window.scrollTo(0, left.top);
  else if (isPlace()) byId(window.location.hash.slice(1)).scrollIntoView();
  let resting = null;
  window.addEventListener('scroll', () => {
    clearTimeout(resting);
    resting = setTimeout(() => noteInHistory(window.location.hash), 120);
  });
}

function begin() {
  if (EMBEDDED) document.documentElement.dataset.embed = EMBEDDED;
  const [asked, wrong] = isPlace() ? [{}, []] : fromAddress();
  Object.assign(state, asked);
  misread = wrong;
  drawPatterns();
  fillControls();
  listen();
  drawLegends();
  drawNotes();
  markControls();
  measureBar();
  drawCurve();
  drawNetwork();
  drawTimeline();
  drawTally();
  drawCompare();
  drawEvidence();
  sayView();
  sayMisread();
  markAddress();
  goToPlace();
  listeners.push(scheduled);
  let width = window.innerWidth;
  new ResizeObserver(() => {
    if (window.innerWidth === width) return;
    width = window.innerWidth;
    requestAnimationFrame(resized);
  }).observe(document.body);
  window.backchannel = answers();
  // Two frames later all of it has been painted; for whoever wants to know how long that took.
  requestAnimationFrame(() => requestAnimationFrame(() => {
    window.backchannel.drawn = performance.now();
  }));
}

/** The page's answers for other programs, and for the tests that hold them against Python's. */
function answers() {
  const named = (channel, rank) => ({
    id: channel.id, verdict: VERDICTS[rank].word, certainty: VERDICTS[rank].certainty,
  });
  return {
    views: VIEWS.map(({ key, name: said }) => ({ key, name: said })),
    open: (key, iso) => CHANNELS.flatMap((channel) => {
      const rank = rankAt(VIEW_NAMED.get(key), channel, dayOf(iso));
      return rank === null ? [] : [named(channel, rank)];
    }),
    lost: (key, one, other) => Object.fromEntries(Object.entries(
      compared(VIEW_NAMED.get(key), CHANNELS, dayOf(one), dayOf(other)).lists,
    ).map(([kind, rows]) => [kind, rows.map(({ channel }) => channel.id)])),
    lastContact: (key, id, iso) => (
      lastContact(VIEW_NAMED.get(key), CHANNEL_NAMED.get(id), dayOf(iso))?.id ?? null),
    accounts: (key, id, iso) => {
      const found = accountsOn(VIEW_NAMED.get(key), CHANNEL_NAMED.get(id), dayOf(iso));
      return Object.values(found).flat().map(({ record }) => record.id).sort();
    },
  };
}

begin();
