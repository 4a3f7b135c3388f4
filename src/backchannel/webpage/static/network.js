// The network of a day: the parts of two sides left and right, channels by type between them.
// Everything stands in the same place on every day.

/** Talk within one side, and talk that is for everybody to hear, joins no two parts. */
const LEFT_OUT = new Set(['internal', 'public']);
const GAP = 15;
/** The disc of the part with most channels, if all of them were usable. */
const LARGEST = 11;
const HEAD = 17;
const network = {
  nodes: new Map(), ties: [], parts: [], heads: [], sizes: [], width: 0, hovered: null,
  stop: undefined,
};

function drawNetwork() {
  const place = byId('network-canvas');
  const width = place.clientWidth;
  const isNarrow = width < 560;
  const channels = filtered().filter((channel) => !LEFT_OUT.has(channel.type));
  const edge = Math.round(width * (isNarrow ? 0.28 : 0.27));
  Object.assign(network, { width, ties: [], parts: [], heads: [] });
  network.nodes.clear();
  const bottom = placeChannels(channels, edge, width - edge);
  const height = placeParts(channels, { edge, width, isNarrow, bottom: bottom + 4 });
  const lines = svg('g', { class: 'ties' });
  for (const channel of channels) lines.append(...tiesOf(channel));
  const canvas = svg('svg', {
    width, height, viewBox: `0 0 ${width} ${height}`, role: 'group',
    'aria-labelledby': 'network-head',
  }, lines, svg('g', {}, ...network.heads.map((head) => head.text)));
  canvas.append(svg('g', {}, ...network.parts.filter(Boolean).map((part) => part.group)));
  canvas.append(svg('g', {}, ...[...network.nodes.values()].map((node) => node.group)));
  canvas.addEventListener('keydown', (event) => roving(drawnNodes, event));
  place.replaceChildren(canvas);
  markNetwork();
}

function drawnNodes() {
  return [...network.nodes.values()].filter((node) => node.isDrawn).map((node) => node.group);
}

/** Give each channel its place, in blocks by type, and return how far down they reach. */
function placeChannels(channels, left, right) {
  const columns = Math.max(Math.floor((right - left) / GAP), 1);
  let y = 4;
  for (const type of FACTS.types) {
    const own = channels.filter((channel) => channel.type === type);
    if (!own.length) continue;
    const text = svg('text', { class: 'head', x: (left + right) / 2, y: y + 11 });
    network.heads.push({ type, text, channels: own });
    y += HEAD;
    const perRow = Math.min(columns, own.length);
    const start = (left + right) / 2 - ((perRow - 1) * GAP) / 2;
    own.forEach((channel, number) => {
      const [column, row] = [number % perRow, Math.floor(number / perRow)];
      const at = { x: start + column * GAP, y: y + GAP / 2 + row * GAP };
      const node = { ...at, channel, ...drawNode(channel, at), isDrawn: false };
      network.nodes.set(channel.number, node);
    });
    y += Math.ceil(own.length / perRow) * GAP + 4;
  }
  return y;
}

function drawNode(channel, { x, y }) {
  const shape = svg('g', { class: 'shape' });
  const group = svg('g', {
    class: 'node', 'data-channel': channel.id, tabindex: '-1', role: 'button',
    transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})`,
    onclick: () => choose(channel.id),
    onkeydown: (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      choose(channel.id, true);
    },
    onpointerenter: () => hover(channel.number),
    onpointerleave: () => hover(null),
    onfocus: () => hover(channel.number),
    onblur: () => hover(null),
  }, svg('circle', { class: 'halo', r: 7.5 }), shape);
  return { group, shape };
}

/** Give the parts of the sides their places, left, right, and below the channels those between. */
function placeParts(channels, { edge, width, isNarrow, bottom }) {
  const ties = channels.flatMap((channel) => TIES_OF[channel.number]);
  const shown = new Set(ties.map((tie) => tie.part));
  const columns = [[], [], []];
  FACTS.parts.forEach(([column], part) => shown.has(part) && columns[column].push(part));
  let low = bottom + 14;
  const perRow = isNarrow ? 2 : 3;
  const room = (width - 2 * edge) / perRow;
  columns[2].forEach((part, number) => {
    const x = edge + 8 + (number % perRow) * room;
    const y = low + Math.floor(number / perRow) * 22;
    drawPart(part, { x, y, side: 2, room: room - 18 });
  });
  if (columns[2].length) low += Math.ceil(columns[2].length / perRow) * 22;
  // Also where a filter leaves few channels the names of the parts need their lines.
  const most = Math.max(columns[0].length, columns[1].length);
  const tall = Math.max(bottom - 14, most * 27);
  for (const side of [0, 1]) {
    const step = tall / Math.max(columns[side].length, 1);
    columns[side].forEach((part, number) => {
      const x = side ? width - edge + 18 : edge - 18;
      drawPart(part, { x, y: 10 + step * (number + 0.5), side, room: edge - 34 });
    });
  }
  return Math.max(low, tall + 10) + 4;
}

function drawPart(part, { x, y, side, room }) {
  const [, title] = FACTS.parts[part];
  const circle = svg('circle', { r: 2, class: `part ${['left', 'right', 'between'][side]}` });
  const lines = wrapped(title, Math.max(Math.floor(room / 6.3), 8));
  const anchor = side === 0 ? 'end' : 'start';
  const gap = side === 0 ? -13 : 13;
  const text = svg('text', { 'text-anchor': anchor }, ...lines.map((line, number) => svg('tspan', {
    x: gap, y: 4 + (number - (lines.length - 1) / 2) * 12, text: line,
  })));
  const transform = `translate(${x.toFixed(1)} ${y.toFixed(1)})`;
  const heading = svg('title', { text: title });
  const group = svg('g', { class: 'part-group', transform }, heading, circle, text);
  network.parts[part] = { x, y, side, group, circle };
}

/** A name in at most two lines of so many letters. */
function wrapped(text, letters) {
  if (text.length <= letters) return [text];
  const cut = text.lastIndexOf(' ', letters);
  const first = cut > 0 ? text.slice(0, cut) : text.slice(0, letters);
  const rest = text.slice(first.length).trim();
  return [first, rest.length > letters ? `${rest.slice(0, letters - 1)}…` : rest];
}

function tiesOf(channel) {
  const byPart = new Map();
  for (const tie of TIES_OF[channel.number]) {
    if (!byPart.has(tie.part)) byPart.set(tie.part, []);
    byPart.get(tie.part).push(tie);
  }
  const node = network.nodes.get(channel.number);
  return [...byPart].filter(([part]) => network.parts[part]).map(([part, ties]) => {
    const { x, y, side } = network.parts[part];
    const bend = side === 2 ? `${x} ${(node.y + y) / 2} ${node.x} ${(node.y + y) / 2}`
      : `${(x + node.x) / 2} ${y} ${(x + node.x) / 2} ${node.y}`;
    const line = svg('path', { d: `M${x} ${y}C${bend} ${node.x} ${node.y}` });
    network.ties.push({ channel, part, ties, line });
    return line;
  });
}

/** Show the verdicts of the day in the network. */
function markNetwork() {
  const view = currentView();
  const changes = changeOfEach();
  let stop = null;
  for (const node of network.nodes.values()) {
    const rank = rankAt(view, node.channel, state.day);
    const change = changes.get(node.channel.number) ?? '';
    node.isDrawn = (rank !== null && rank !== UNKNOWN) || change !== '';
    node.rank = rank;
    markNode(node, rank, change);
    if (node.isDrawn && node.channel.id === state.channel) stop = node;
  }
  moveStop(stop ?? [...network.nodes.values()].find((node) => node.isDrawn));
  markTies(view);
  markHeads();
  byId('network-said').textContent = networkInWords(view);
}

/** Make one node the tab stop of the figure. */
function moveStop(node) {
  if (node === network.stop && node?.group.getAttribute('tabindex') === '0') return;
  for (const other of network.nodes.values()) other.group.setAttribute('tabindex', '-1');
  node?.group.setAttribute('tabindex', '0');
  network.stop = node;
}

/** Draw a node anew where it has changed; most have not from one day to the next. */
function markNode(node, rank, change) {
  const { group, shape, channel } = node;
  const isChosen = channel.id === state.channel ? ' chosen' : '';
  const kind = `node ${change}${isChosen}${node.isDrawn ? '' : ' away'}`;
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
  shape.replaceChildren(...shapesOf(rank));
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

function markTies(view) {
  const sizes = FACTS.parts.map(() => 0);
  for (const tied of network.ties) {
    const { channel, part, ties, line } = tied;
    const { rank } = network.nodes.get(channel.number);
    const verdict = VERDICTS[rank ?? UNKNOWN];
    const seats = verdict.usable ? seatsOf(view, ties) : [];
    const isThere = seats.length > 0;
    const seat = Math.min(...seats);
    const doubt = Math.max(seat, ['surely', 'presumably', 'possibly'].indexOf(verdict.certainty));
    const near = network.hovered === channel.number ? 'near' : 'far';
    const stress = network.hovered === null ? '' : near;
    const kind = isThere ? `tie doubt-${doubt} ${stress}` : 'tie away';
    if (tied.kind !== kind) line.setAttribute('class', kind);
    tied.kind = kind;
    if (isThere && verdict.holds && seat < 2) sizes[part] += 1;
  }
  sizeParts(sizes);
}

/** How surely those of one part sit on a channel on the day. */
function seatsOf(view, ties) {
  return ties.map((tie) => seatedOn(view, tie, state.day)).filter((least) => least !== null);
}

/** Let the disc of each part grow with its usable channels; its area counts, not its width. */
function sizeParts(sizes) {
  network.sizes = sizes;
  const seats = FACTS.parts.map(() => 0);
  for (const { part } of network.ties) seats[part] += 1;
  const scale = Math.min(1.5, LARGEST / Math.sqrt(Math.max(1, ...seats)));
  network.parts.forEach((drawn, part) => {
    if (!drawn) return;
    drawn.circle.setAttribute('r', (2 + scale * Math.sqrt(sizes[part])).toFixed(1));
    drawn.group.classList.toggle('idle', sizes[part] === 0);
    drawn.group.querySelector('title').textContent = (
      `${FACTS.parts[part][1]}: ${counted(sizes[part], 'usable channel')}`
    );
  });
}

function markHeads() {
  for (const { type, text, channels } of network.heads) {
    const ranks = channels.map((channel) => network.nodes.get(channel.number).rank);
    const usable = ranks.filter((rank) => rank !== null && holdsUsable(rank)).length;
    const unknown = ranks.filter((rank) => rank === UNKNOWN).length;
    const silent = unknown && network.width >= 560 ? ` · ${unknown} unknown` : '';
    text.replaceChildren(
      svg('tspan', { class: 'strong', text: TYPE_NAMES[type] }),
      svg('tspan', { text: `  ${usable} of ${channels.length}${silent}` }),
    );
  }
}

function hover(number) {
  network.hovered = number;
  const node = number === null ? null : network.nodes.get(number);
  byId('pointed').replaceChildren(...(node
    ? [name(node.channel.name), `: ${verdictInWords(node.rank)}`] : []));
  markTies(currentView());
}

function networkInWords(view) {
  const channels = [...network.nodes.values()].map((node) => node.channel);
  const { usable, unknown } = tallied(view, channels, state.day);
  const are = unknown === 1 ? 'is' : 'are';
  const silent = unknown
    ? ` ${counted(unknown, 'channel')} of which nothing is known that day ${are} not drawn.` : '';
  const aside = filtered().length - channels.length;
  const others = aside ? ` ${counted(aside, 'channel')} within one side or in public left out.` : '';
  const parts = mostSeated();
  const most = parts.length ? ` Most channels: ${listed(parts)}.` : '';
  const seen = `${counted(usable, 'usable channel')} on ${dayInWords(state.day)}`;
  return `${seen}, and who sits on them.${most}${silent}${others}`;
}

/** The names of the three parts that sit on most usable channels. */
function mostSeated() {
  return network.sizes.map((size, part) => [size, FACTS.parts[part][1], FACTS.parts[part][2]])
    .filter(([size, , isRest]) => size > 0 && !isRest)
    .sort(([one], [other]) => other - one)
    .slice(0, 3).map(([, title]) => title);
}
