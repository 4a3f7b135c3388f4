// The timeline: a row for each channel, by type; bars by verdict, ticks for contacts.

const ROW = { wide: 18, narrow: 32 };
const THICK = 11;
const THIN = 5;
const TICK = 2;

const timeline = { width: 0, isNarrow: false, from: 0, to: LAST_DAY, rows: new Map(), cursors: [] };

/** The first and the last day shown: all, or so many whole years that hold the day. */
function yearsShown() {
  if (state.zoom === 'all') return [0, LAST_DAY];
  const years = Number(state.zoom);
  const [begun, over, year] = [0, LAST_DAY, state.day].map((day) => dateOf(day).getUTCFullYear());
  // By calendar, so that a step of the slider seldom moves them, and as many at the data's ends.
  const first = Math.max(Math.min(Math.floor(year / years) * years, over - years + 1), begun);
  const of = (other) => Math.round((Date.UTC(other, 0, 1) - FIRST_MOMENT) / DAY_LENGTH);
  return [clamped(of(first)), clamped(of(first + years) - 1)];
}

function across(day) {
  return ((day - timeline.from) / (timeline.to - timeline.from + 1)) * timeline.width;
}

/** Draw all rows anew: the view, the filters, the years or the width have changed. */
function drawTimeline() {
  const view = currentView();
  const place = byId('rows');
  timeline.isNarrow = place.clientWidth < 620;
  const labels = timeline.isNarrow ? 0 : Math.min(320, Math.round(place.clientWidth * 0.4));
  timeline.width = Math.max(place.clientWidth - labels, 120);
  [timeline.from, timeline.to] = yearsShown();
  timeline.rows.clear();
  timeline.cursors = [];
  place.classList.toggle('narrow', timeline.isNarrow);
  place.style.setProperty('--labels', `${labels}px`);
  place.style.setProperty('--row', `${timeline.isNarrow ? ROW.narrow : ROW.wide}px`);
  const [shown, silent] = parted(view);
  const groups = FACTS.types
    .map((type) => shown.filter((channel) => channel.type === type))
    .filter((channels) => channels.length);
  const body = groups.map((channels) => drawGroup(view, channels));
  place.replaceChildren(...(groups.length ? [drawAxis(), ...body] : [nothing()]));
  saySilent(silent);
  markTimeline();
}

function nothing() {
  const text = filtered().length ? 'Of these channels nothing is known in these years.'
    : nothingFound();
  return html('p', { class: 'hint', text });
}

/** The filtered channels: those with something to show in the years, and the others. */
function parted(view) {
  const shown = [];
  const silent = [];
  for (const channel of filtered()) {
    const hasContact = RECORDS_OF[channel.number].some((record) => isTick(view, record));
    const isSaid = hasContact || spans(view, channel).some(({ rank }) => rank !== UNKNOWN);
    (isSaid && joins(channel, timeline.from, timeline.to) ? shown : silent).push(channel);
  }
  return [shown, silent];
}

function isTick(view, record) {
  const days = record.isContact ? view.contacts[record.number] : null;
  return days !== null && days[2] !== 3 && days[0] <= timeline.to && days[1] >= timeline.from;
}

/** The stretches of a channel in the years shown, cut to them. */
function spans(view, channel) {
  return stretchesOf(view, channel, timeline.from, timeline.to);
}

function saySilent(silent) {
  const place = byId('silent');
  place.hidden = !silent.length;
  const are = silent.length === 1 ? 'has' : 'have';
  byId('silent-said').textContent = (
    `${counted(silent.length, 'channel')} ${are} no row, since nothing is known of these years`
  );
  const items = silent.map((channel) => html('li', {}, name(channel.name)));
  byId('silent-list').replaceChildren(...items);
}

function drawGroup(view, channels) {
  const height = timeline.isNarrow ? ROW.narrow : ROW.wide;
  const canvas = svg('svg', {
    class: 'bars', width: timeline.width, height: channels.length * height, 'aria-hidden': 'true',
  });
  canvas.append(drawGrid(channels.length * height));
  const bars = VERDICTS.map(() => []);
  const ticks = [[], [], []];
  channels.forEach((channel, row) => {
    const middle = row * height + (timeline.isNarrow ? height - 8 : height / 2);
    barsOf(view, channel, middle, bars);
    ticksOf(view, channel, middle, ticks);
  });
  // What is drawn later covers what is drawn before: the surer the later.
  for (const rank of [...bars.keys()].sort((one, other) => weight(one) - weight(other))) {
    if (!bars[rank].length) continue;
    const word = `bar-${VERDICTS[rank].word}`;
    canvas.append(svg('path', { class: word, d: bars[rank].join(''), fill: fillOf(rank) }));
  }
  ['tick held', 'tick failed', 'tick denied'].forEach((kind, standing) => {
    const d = ticks[standing].join('');
    if (d) canvas.append(svg('path', { class: kind, d }));
  });
  const cursor = svg('line', { class: 'cursor', y1: 0, y2: channels.length * height });
  const second = svg('line', { class: 'cursor second', y1: 0, y2: channels.length * height });
  timeline.cursors.push([cursor, second]);
  canvas.append(second, cursor);
  canvas.addEventListener('click', (event) => pointedAt(event, channels, height));
  const list = html('ul', { class: 'labels' }, ...channels.map(drawLabel));
  if (!timeline.isNarrow) {
    channels.forEach((channel, row) => {
      list.children[row].style.setProperty('margin-right', `${-emptyBefore(view, channel)}px`);
    });
  }
  const heading = html('h3', {}, TYPE_NAMES[channels[0].type], html('span', {
    class: 'number', text: ` ${channels.length}`,
  }));
  return html('section', { class: 'group' }, heading, html('div', { class: 'pair' }, list, canvas));
}

/** How many pixels of a channel's row are empty before its first bar or tick. */
function emptyBefore(view, channel) {
  const bar = spans(view, channel).find(({ first, last, rank }) => (
    rank !== UNKNOWN && joins(channel, first, last)));
  const ticks = RECORDS_OF[channel.number].filter((record) => isTick(view, record))
    .map((record) => view.contacts[record.number][0]);
  const first = Math.max(Math.min(bar?.first ?? LAST_DAY, ...ticks), timeline.from);
  return Math.max(Math.floor(across(first)) - TICK, 0);
}

function weight(rank) {
  const { certainty } = VERDICTS[rank];
  return { possibly: 0, presumably: 1, surely: 2 }[certainty] ?? 3;
}

function barsOf(view, channel, middle, bars) {
  for (const { first, last, rank } of spans(view, channel)) {
    if (rank === UNKNOWN || !joins(channel, first, last)) continue;
    const thick = VERDICTS[rank].usable === false ? THIN : THICK;
    const left = across(first);
    const wide = Math.max(across(last + 1) - left, 1.2);
    const [x, y, length] = [left, middle - thick / 2, wide].map((number) => number.toFixed(1));
    bars[rank].push(`M${x} ${y}h${length}v${thick}h-${length}z`);
  }
}

function ticksOf(view, channel, middle, ticks) {
  for (const record of RECORDS_OF[channel.number]) {
    if (!isTick(view, record)) continue;
    const [first, last, standing] = view.contacts[record.number];
    const at = across((Math.max(first, timeline.from) + Math.min(last, timeline.to) + 1) / 2);
    const [x, left] = [at, at - TICK].map((number) => number.toFixed(1));
    const [top, whole] = [middle - TICK, 2 * TICK];
    ticks[standing].push(standing === 1
      ? `M${left} ${top}l${whole} ${whole}m0 -${whole}l-${whole} ${whole}`
      : `M${x} ${top}a${TICK} ${TICK} 0 1 0 .01 0z`);
  }
}

function drawLabel(channel) {
  const button = html('button', {
    type: 'button', 'data-channel': channel.id, tabindex: '-1', title: channel.name,
    onclick: (event) => choose(channel.id, event.detail === 0),
  }, html('span', { class: 'mark' }), html('bdi', { class: 'name', text: channel.name }),
  html('span', { class: 'unseen said' }));
  timeline.rows.set(channel.number, { button, rank: undefined, change: '' });
  return html('li', {}, button);
}

/** A click on a bar chooses its channel and goes to its day. */
function pointedAt(event, channels, height) {
  const box = event.currentTarget.getBoundingClientRect();
  const channel = channels[Math.floor((event.clientY - box.top) / height)];
  const share = (event.clientX - box.left) / box.width;
  const day = clamped(timeline.from + Math.floor(share * (timeline.to - timeline.from + 1)));
  if (channel) set({ channel: channel.id, day });
}

function yearLines() {
  const [first, last] = [timeline.from, timeline.to].map((day) => dateOf(day).getUTCFullYear());
  const years = last - first + 1;
  const room = Math.max(Math.floor(timeline.width / 42), 1);
  const step = [1, 2, 5, 10, 20, 50, 100].find((number) => years / number <= room) ?? 200;
  const found = [];
  for (let year = Math.ceil(first / step) * step; year <= last; year += step) {
    const day = Math.round((Date.UTC(year, 0, 1) - FIRST_MOMENT) / DAY_LENGTH);
    if (day >= timeline.from && day <= timeline.to) found.push([year, across(day)]);
  }
  return found;
}

function drawGrid(height) {
  const lines = yearLines().map(([, x]) => `M${x.toFixed(1)} 0V${height}`).join('');
  const grid = [svg('path', { class: 'grid', d: lines })];
  for (const [day, , kind] of FACTS.stops) {
    if (kind === 'break' && day >= timeline.from && day <= timeline.to) {
      grid.push(svg('path', { class: 'break', d: `M${across(day).toFixed(1)} 0V${height}` }));
    }
  }
  const end = currentView().end + 1;
  if (end <= timeline.to) {
    const x = across(Math.max(end, timeline.from));
    grid.unshift(svg('rect', { class: 'beyond', x, y: 0, width: timeline.width - x, height }));
  }
  return svg('g', {}, ...grid);
}

function drawAxis() {
  const labels = yearLines().filter(([, x]) => x < timeline.width - 24)
    .map(([year, x]) => svg('text', { x: x + 2, y: 12, text: year }));
  const canvas = svg('svg', { class: 'axis', width: timeline.width, height: 16 }, ...labels);
  return html('div', { class: 'axis-row', 'aria-hidden': 'true' }, canvas);
}

/** Mark the day, the verdicts on it and what is chosen; cheap, since it happens at each step. */
function markTimeline() {
  const view = currentView();
  for (const [cursor, second] of timeline.cursors) {
    placeCursor(cursor, state.day);
    placeCursor(second, state.with);
  }
  const changes = changeOfEach();
  let first = true;
  for (const [number, row] of timeline.rows) {
    const channel = CHANNELS[number];
    const rank = rankAt(view, channel, state.day);
    const change = changes.get(number) ?? '';
    if (row.rank !== rank || row.change !== change) sayRow(row, rank, change);
    const isChosen = channel.id === state.channel;
    const isStop = isChosen || (first && !isShown(state.channel));
    // An attribute that is set makes the browser look at the row again, even if it is the same.
    if (row.isChosen !== isChosen) row.button.setAttribute('aria-pressed', String(isChosen));
    if (row.isStop !== isStop) row.button.setAttribute('tabindex', isStop ? '0' : '-1');
    Object.assign(row, { isChosen, isStop });
    first = false;
  }
}

function isShown(id) {
  return CHANNEL_NAMED.has(id) && timeline.rows.has(CHANNEL_NAMED.get(id).number);
}

function placeCursor(line, day) {
  const isThere = day !== null && day >= timeline.from && day <= timeline.to;
  line.setAttribute('visibility', isThere ? 'visible' : 'hidden');
  if (!isThere) return;
  const x = across(day + 0.5).toFixed(1);
  line.setAttribute('x1', x);
  line.setAttribute('x2', x);
}

function sayRow(row, rank, change) {
  row.rank = rank;
  row.change = change;
  row.button.className = change;
  const [mark, , said] = row.button.children;
  mark.replaceChildren(rank === null ? '' : swatch(rank));
  said.textContent = `: ${verdictInWords(rank)}${change ? `, ${CHANGE_WORDS[change]}` : ''}`;
}
