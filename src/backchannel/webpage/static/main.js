// What is drawn when: all of it when the page opens, then only what a change concerns.

const NUMBERS = [
  ['surely', 'surely usable'], ['presumably', 'presumably usable'], ['possibly', 'only possibly'],
  ['contested', 'contested'], ['stopped', 'stopped'], ['unknown', 'unknown'],
];
const SWATCH_OF = {
  surely: ['open', 'surely'], presumably: ['open', 'presumably'], possibly: ['open', 'possibly'],
  contested: ['contested', null], stopped: ['suspended', 'surely'], unknown: ['unknown', null],
};

function rankOf(word, certainty) {
  return VERDICTS.findIndex((verdict) => verdict.word === word && verdict.certainty === certainty);
}

/** The course of usable channels behind the slider: surely, and presumably on top. */
function drawCurve() {
  const canvas = byId('curve');
  const width = canvas.clientWidth || 600;
  const height = 54;
  const [sure, both] = [new Int32Array(LAST_DAY + 2), new Int32Array(LAST_DAY + 2)];
  const view = currentView();
  for (const channel of filtered()) addSteps(view, channel, sure, both);
  const days = [0];
  let most = 1;
  for (let day = 1; day <= LAST_DAY; day += 1) {
    if (sure[day] || both[day]) days.push(day);
    sure[day] += sure[day - 1];
    both[day] += both[day - 1];
    most = Math.max(most, both[day]);
  }
  const x = (day) => ((day / LAST_DAY) * width).toFixed(1);
  const area = (steps) => `M0 ${height}${days.map((day, place) => {
    const y = (height - (steps[day] / most) * (height - 6)).toFixed(1);
    return `V${y}H${x(days[place + 1] ?? LAST_DAY)}`;
  }).join('')}V${height}z`;
  const stops = FACTS.stops.map(([day, , kind]) => svg('path', { class: `stop ${kind}`, d: `M${x(day)} ${height}v-${kind === 'break' ? height : 6}` }));
  canvas.setAttribute('viewBox', `0 0 ${width} ${height}`);
  canvas.replaceChildren(
    svg('path', { class: 'curve presumed', d: area(both) }),
    svg('path', { class: 'curve sure', d: area(sure) }),
    ...stops,
    svg('text', { class: 'most', x: 4, y: 11, text: `${most} usable at most` }),
  );
}

function addSteps(view, channel, sure, both) {
  const course = view.courses[channel.number];
  for (const [from, to] of channel.joins ?? [[0, LAST_DAY]]) {
    for (let place = Math.max(placeBy(course, Math.max(from, 0)), 0); place < course.length / 2; place += 1) {
      const first = Math.max(course[2 * place], from, 0);
      const last = Math.min((course[2 * place + 2] ?? LAST_DAY + 1) - 1, to, LAST_DAY);
      if (course[2 * place] > to) break;
      const rank = course[2 * place + 1];
      if (!holdsUsable(rank) || first > last) continue;
      both[first] += 1;
      both[last + 1] -= 1;
      if (VERDICTS[rank].certainty === 'surely') {
        sure[first] += 1;
        sure[last + 1] -= 1;
      }
    }
  }
}

function drawTally() {
  const tally = tallied(currentView(), filtered(), state.day);
  byId('summary').textContent = summary(currentView(), filtered(), state.day);
  byId('tally').replaceChildren(...NUMBERS.map(([key, words]) => html('li', {},
    html('span', { class: 'big', text: String(tally[key]) }),
    html('span', { class: 'words' }, swatch(rankOf(...SWATCH_OF[key])), ` ${words}`))));
  byId('timeline-said').textContent = timelineInWords(tally);
}

function timelineInWords(tally) {
  const rows = timeline.rows.size;
  const [first, last] = [timeline.from, timeline.to].map(dayInWords);
  const unknown = tally.unknown ? ` White is unknown, not closed.` : '';
  return `${counted(rows, 'channel')} from ${first} to ${last}; bars show verdicts, rings contacts. A click on a bar goes to its day.${unknown}`;
}

let speaking = null;

/** Tell a screen reader what the figures show, once the day stands still. */
function announce() {
  clearTimeout(speaking);
  speaking = setTimeout(() => {
    if (playing) return;
    const change = state.with === null ? '' : ` ${byId('compare-said').textContent}`;
    byId('live').textContent = byId('summary').textContent + change;
  }, 500);
}

function drawLegends() {
  const words = (rank, text) => html('li', {}, swatch(rank), ` ${text}`);
  const [open, degraded, suspended, closed] = ['open', 'degraded', 'suspended', 'closed']
    .map((word) => rankOf(word, 'surely'));
  const sign = (kind, text, d) => html('li', {}, svg('svg', {
    class: 'swatch', width: 14, height: 13, viewBox: '-7 -6.5 14 13', 'aria-hidden': 'true',
  }, svg('path', { class: kind, d })), ` ${text}`);
  byId('timeline-legend').append(
    words(open, 'open'), words(degraded, 'degraded'), words(suspended, 'suspended (low)'),
    words(closed, 'closed (low)'), words(rankOf('open', 'presumably'), 'striped: presumably'),
    words(rankOf('open', 'possibly'), 'hatched: possibly'), words(rankOf('contested', null), 'contested'),
    sign('tick held', 'contact held', 'M0 -2.2a2.2 2.2 0 1 0 .01 0z'),
    sign('tick failed', 'contact that failed', 'M-2.2 -2.2l4.4 4.4m0 -4.4l-4.4 4.4'),
  );
  const node = (rank, text) => html('li', {}, svg('svg', {
    class: 'swatch', width: 16, height: 14, viewBox: '-8 -7 16 14', 'aria-hidden': 'true',
  }, ...shapesOf(rank)), ` ${text}`);
  byId('network-legend').append(
    node(open, 'open'), node(degraded, 'degraded'), node(rankOf('open', 'presumably'), 'striped: presumably'),
    node(rankOf('open', 'possibly'), 'hatched: possibly'), node(rankOf('contested', null), 'contested'),
    node(suspended, 'suspended'), node(closed, 'closed'),
    html('li', { text: 'A disc at a side grows with its usable channels; lines join it to those it sits on.' }),
  );
}

function drawNotes() {
  const { outside, presume } = FACTS;
  const days = Object.entries(presume).map(([what, number]) => `${what} ${number.toLocaleString('en')}`);
  const breaks = FACTS.stops.filter(([, , kind]) => kind === 'break').map(([day, words]) => `${dayInWords(day)} (${words})`);
  byId('presumed-note').textContent = days.length
    ? `Days for which what was seen is presumed to go on: ${days.join(', ')}.${breaks.length ? ` Nothing usable is presumed across ${listed(breaks)}.` : ''}`
    : 'Nothing is presumed in these data.';
  const gone = [
    outside.channels ? `${counted(outside.channels, 'channel')} of other sides` : '',
    outside.contacts ? `${counted(outside.contacts, 'contact')} through no channel` : '',
  ].filter(Boolean);
  const missing = gone.length ? ` Not on this page: ${listed(gone)}.` : '';
  byId('outside-note').textContent = `The page holds what its sources say, no more: some years and kinds of channel are better documented than others.${missing}`;
  byId('colophon').replaceChildren(html('p', { text: `Data from ${dayInWords(0)} to ${dayInWords(LAST_DAY)}, digest ${FACTS.digest.slice(0, 12)}. Made by Backchannel ${FACTS.version}. This file asks no other address for anything; links lead to the sources.` }));
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
  if (touches(['view', 'day', 'channel'])) drawEvidence();
  sayView();
  announce();
}

function sayView() {
  byId('view-note').textContent = `${currentView().name}.`;
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

function resized() {
  drawCurve();
  drawNetwork();
  drawTimeline();
}

function begin() {
  if (EMBEDDED) document.documentElement.dataset.embed = EMBEDDED;
  Object.assign(state, fromAddress());
  drawPatterns();
  fillControls();
  listen();
  drawLegends();
  drawNotes();
  markControls();
  drawCurve();
  drawNetwork();
  drawTimeline();
  drawTally();
  drawCompare();
  drawEvidence();
  sayView();
  markAddress();
  listeners.push(scheduled);
  let width = window.innerWidth;
  new ResizeObserver(() => {
    if (window.innerWidth === width) return;
    width = window.innerWidth;
    requestAnimationFrame(resized);
  }).observe(document.body);
  window.backchannel = answers();
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
