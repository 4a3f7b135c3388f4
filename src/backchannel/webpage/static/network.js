// The network of a day: the parts of two sides left and right, channels by type between them.
// Everything stands in the same place on every day; what is searched for is picked out, not moved.

/** Talk within one side, and talk that is for everybody to hear, joins no two parts. */
const LEFT_OUT = new Set(['internal', 'public']);
const GAP = 15;
/** So many channels have a row and a name each; more stand side by side, in a block by type. */
const NAMED = 40;
const HEAD = 18;
const LETTER = 6.1;
const BOLD_LETTER = 7;
const network = {
  nodes: new Map(), blocks: [], parts: [], ribbons: [], sizes: [], width: 0,
  pointed: null, stop: undefined,
};

function drawNetwork() {
  const place = byId('network-canvas');
  const width = place.clientWidth;
  const isNarrow = width < 560;
  const channels = chosenAmong().filter((channel) => !LEFT_OUT.has(channel.type));
  const edge = Math.round(width * (isNarrow ? 0.3 : 0.25));
  Object.assign(network, {
    width, parts: [], blocks: [], ribbons: [], pointed: null, isNamed: false,
  });
  network.nodes.clear();
  const bottom = placeChannels(channels, edge, width - edge);
  const height = placeParts(channels, { edge, width, isNarrow, bottom: bottom + 4 });
  placeRibbons();
  network.near = svg('g', { class: 'near' });
  network.names = svg('g', { class: 'names', 'aria-hidden': 'true' });
  const canvas = svg(
    'svg',
    {
      width, height, viewBox: `0 0 ${width} ${height}`, role: 'group',
      'aria-labelledby': 'network-head',
    },
    svg('g', { class: 'ribbons' }, ...network.ribbons.map((ribbon) => ribbon.line)),
    svg('g', {}, ...network.blocks.map((block) => block.group)),
    network.near,
    svg('g', {}, ...network.parts.filter(Boolean).map((part) => part.group)),
    network.names,
  );
  canvas.addEventListener('keydown', (event) => roving(networkStops, event));
  place.replaceChildren(canvas);
  markNetwork();
}

/** What the arrow keys lead through: types, the channels drawn that day, and parts. */
function networkStops() {
  return [...byId('network-canvas').querySelectorAll('[tabindex]')]
    .filter((stop) => !stop.classList.contains('away'));
}

/** What is told of when it is pointed at, by mouse or by key. */
function pointing(what) {
  return {
    onpointerenter: () => point(what), onpointerleave: () => point(null),
    onfocus: () => point(what), onblur: () => point(null),
  };
}

function pressed(act) {
  return {
    onclick: () => act(false),
    onkeydown: (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      act(true);
    },
  };
}

/** Give each channel its place, in blocks by type, and return how far down they reach. */
function placeChannels(channels, left, right) {
  let y = 2;
  network.isNamed = channels.length <= NAMED;
  for (const type of FACTS.types) {
    const own = channels.filter((channel) => channel.type === type);
    if (!own.length) continue;
    const block = { type, channels: own, left, right, top: y };
    const tall = network.isNamed ? placeRows(block) : placeGrid(block);
    drawBlock(block, HEAD + tall + 5);
    network.blocks.push(block);
    y += HEAD + tall + 9;
  }
  return y;
}

/** A channel in each row, with its name: nothing has to be pointed at to be read. */
function placeRows({ channels, left, right, top }) {
  const letters = Math.floor((right - left - 34) / LETTER);
  channels.forEach((channel, row) => {
    const at = { x: left + 13, y: top + HEAD + GAP / 2 + row * (GAP + 2) };
    const text = svg('text', {
      class: 'label', x: 12, y: 4, 'aria-hidden': 'true', text: shortened(channel.name, letters),
    });
    network.nodes.set(channel.number, { ...at, channel, ...drawNode(channel, at, text) });
  });
  return channels.length * (GAP + 2);
}

function placeGrid({ channels, left, right, top }) {
  const columns = Math.max(Math.floor((right - left - 8) / GAP), 1);
  const perRow = Math.min(columns, channels.length);
  const start = (left + right) / 2 - ((perRow - 1) * GAP) / 2;
  channels.forEach((channel, number) => {
    const [column, row] = [number % perRow, Math.floor(number / perRow)];
    const at = { x: start + column * GAP, y: top + HEAD + GAP / 2 + row * GAP };
    network.nodes.set(channel.number, { ...at, channel, ...drawNode(channel, at, null) });
  });
  return Math.ceil(channels.length / perRow) * GAP;
}

function drawBlock(block, height) {
  const { type, channels, left, right, top } = block;
  block.middle = top + height / 2;
  block.text = svg('text', { class: 'head', x: (left + right) / 2, y: top + 13 });
  const act = (byKey) => {
    set({ type: state.type === type ? '' : type });
    // The figure is drawn anew in the next frame; by key the focus stays on the type.
    const again = () => document.querySelector(`.type[data-type="${type}"]`)?.focus();
    if (byKey) requestAnimationFrame(() => requestAnimationFrame(again));
  };
  block.head = svg('g', {
    class: 'type', 'data-type': type, tabindex: '-1', role: 'button', ...pressed(act), ...pointing({ block }),
  }, svg('rect', { class: 'press', x: left, y: top, width: right - left, height: HEAD }),
  block.text);
  block.group = svg(
    'g',
    { class: 'block' },
    svg('rect', { class: 'band', x: left, y: top, width: right - left, height, rx: 3 }),
    block.head,
    ...channels.map((channel) => network.nodes.get(channel.number).group),
  );
}

function drawNode(channel, { x, y }, label) {
  const shape = svg('g', { class: 'shape' });
  const group = svg('g', {
    class: 'node', 'data-channel': channel.id, tabindex: '-1', role: 'button',
    transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})`,
    ...pressed((byKey) => choose(channel.id, byKey)), ...pointing({ channel }),
  }, svg('circle', { class: 'halo', r: 7.5 }), shape, label);
  return { group, shape, isDrawn: false };
}

/** Give the parts of the sides their places, left, right, and below the channels those between. */
function placeParts(channels, { edge, width, isNarrow, bottom }) {
  const ties = channels.flatMap((channel) => TIES_OF[channel.number]);
  const shown = new Set(ties.map((tie) => tie.part));
  const columns = [[], [], []];
  FACTS.parts.forEach(([column], part) => shown.has(part) && columns[column].push(part));
  let low = bottom + 14;
  const perRow = isNarrow ? 1 : 3;
  const inset = isNarrow ? edge : edge * 0.5;
  const room = (width - 2 * inset) / perRow;
  columns[2].forEach((part, number) => {
    const x = inset + 8 + (number % perRow) * room;
    const y = low + Math.floor(number / perRow) * 24;
    drawPart(part, { x, y, side: 2, room: room - 22 });
  });
  if (columns[2].length) low += Math.ceil(columns[2].length / perRow) * 24;
  // Also where a filter leaves few channels the names of the parts need their lines.
  const most = Math.max(columns[0].length, columns[1].length);
  const tall = Math.max(bottom - 14, most * (isNarrow ? 52 : 28));
  for (const side of [0, 1]) {
    const step = tall / Math.max(columns[side].length, 1);
    columns[side].forEach((part, number) => {
      const x = side ? width - edge + 34 : edge - 34;
      const y = 4 + step * (number + 0.5);
      if (isNarrow) drawPartAbove(part, { x: side ? width - 6 : 6, y, side, room: edge - 12 });
      else drawPart(part, { x, y, side, room: edge - 48 });
    });
  }
  return Math.max(low, tall + 10) + 4;
}

function drawPart(part, { x, y, side, room }) {
  const lines = wrapped(FACTS.parts[part][1], Math.max(Math.floor(room / LETTER), 8), 2);
  const anchor = side === 0 ? 'end' : 'start';
  const gap = side === 0 ? -13 : 13;
  const spans = lines.map((line, number) => svg('tspan', {
    x: gap, y: 4 + (number - (lines.length - 1) / 2) * 12, text: line,
  }));
  addPart(part, { x, y, side }, svg('text', { 'text-anchor': anchor }, ...spans));
}

/** On a narrow screen the name stands above its disc, at the edge of the page. */
function drawPartAbove(part, { x, y, side, room }) {
  const lines = wrapped(FACTS.parts[part][1], Math.max(Math.floor(room / LETTER), 8), 3);
  const at = { x: side ? x - 6 : x + 6, y: y + 10, side };
  const spans = lines.map((line, number) => svg('tspan', {
    x: side ? 6 : -6, y: -10 - (lines.length - 1 - number) * 11, text: line,
  }));
  addPart(part, at, svg('text', { 'text-anchor': side ? 'end' : 'start' }, ...spans));
}

function addPart(part, { x, y, side }, text) {
  const kind = ['left', 'right', 'between'][side];
  const circle = svg('circle', { r: 2, class: `part ${kind}` });
  const group = svg('g', {
    class: 'part-group', tabindex: '-1', role: 'img', ...pointing({ part }),
    transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})`,
  }, svg('circle', { class: 'halo', r: 12 }), circle, text);
  network.parts[part] = { x, y, side, kind, group, circle };
}

/** A name in at most so many lines of so many letters. */
function wrapped(text, letters, most) {
  if (text.length <= letters || most === 1) return [shortened(text, letters)];
  const cut = text.lastIndexOf(' ', letters);
  const first = cut > 0 ? text.slice(0, cut) : text.slice(0, letters);
  return [first, ...wrapped(text.slice(first.length).trim(), letters, most - 1)];
}

function shortened(text, letters) {
  return text.length > letters ? `${text.slice(0, letters - 1)}…` : text;
}

/** Show the verdicts of the day in the network. */
function markNetwork() {
  const view = currentView();
  const changes = changeOfEach();
  network.found = state.find.trim() ? new Set(filtered().map((channel) => channel.number)) : null;
  let stop = null;
  for (const node of network.nodes.values()) {
    const { number, id } = node.channel;
    const rank = rankAt(view, node.channel, state.day);
    const change = changes.get(number) ?? '';
    // A row with a name shows also that nothing is known.
    const isSeen = rank !== null && (network.isNamed || rank !== UNKNOWN);
    node.isDrawn = isSeen || change !== '';
    node.isFound = !network.found || network.found.has(number);
    node.rank = rank;
    markNode(node, change);
    if (node.isDrawn && id === state.channel) stop = node;
  }
  const drawn = [...network.nodes.values()].filter((node) => node.isDrawn);
  moveStop(stop ?? drawn.find((node) => node.isFound) ?? drawn[0]);
  markRibbons(view);
  markHeads();
  markPointed();
  byId('network-said').textContent = networkInWords(view);
  byId('network-hint').textContent = state.type ? 'Press the type to see all types.'
    : 'Press a type to see its channels by name; point at anything to see what it joins.';
}

/** Make one node the tab stop of the figure. */
function moveStop(node) {
  if (node === network.stop && node?.group.getAttribute('tabindex') === '0') return;
  for (const other of networkStops()) other.setAttribute('tabindex', '-1');
  node?.group.setAttribute('tabindex', '0');
  network.stop = node;
}

/** Draw a node anew where it has changed; most have not from one day to the next. */
function markNode(node, change) {
  const { group, shape, channel, rank } = node;
  const isChosen = channel.id === state.channel ? ' chosen' : '';
  const found = network.found ? (node.isFound ? ' found' : ' aside') : '';
  const silent = rank === UNKNOWN ? ' silent' : '';
  const kind = `node ${change}${isChosen}${found}${silent}${node.isDrawn ? '' : ' away'}`;
  if (node.drawnAs === `${kind} ${rank}`) return;
  node.drawnAs = `${kind} ${rank}`;
  group.setAttribute('class', kind);
  if (!node.isDrawn) {
    group.setAttribute('aria-hidden', 'true');
    return;
  }
  group.removeAttribute('aria-hidden');
  const meaning = change ? `, ${CHANGE_WORDS[change]}` : '';
  group.setAttribute('aria-label', `${channel.name}: ${verdictInWords(rank)}${meaning}`);
  shape.replaceChildren(...(silent && !change ? [] : shapesOf(rank)));
}

/** What is usable is a disc, what is stopped a ghost: a cross or a bar in an empty ring. */
function shapesOf(rank) {
  const { word, usable } = VERDICTS[rank ?? UNKNOWN];
  if (word === 'contested') {
    return [svg('path', { class: 'bar-contested', d: 'M0 -6L6 0L0 6L-6 0z', fill: fillOf(rank) })];
  }
  if (usable) return [svg('circle', { class: `bar-${word}`, r: 5.2, fill: fillOf(rank) })];
  const inside = { closed: 'M-2.5 -2.5l5 5m0 -5l-5 5', suspended: 'M-2.6 0h5.2' }[word] ?? '';
  return [
    svg('circle', { class: `ghost bar-${word}`, r: 4.8 }),
    svg('path', { class: `ghost bar-${word}`, d: inside }),
  ];
}
