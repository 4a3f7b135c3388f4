// Who sits on which channels: a ribbon for each part and type, and single ties where one points.

/** The disc of the part with most channels, if all of them were usable, and the widest ribbon. */
const LARGEST = 11;
const WIDEST = 9;
const MOST_NAMES = 14;

/** Where ribbons end: at a block of channels, or at the row of one that has its name beside it. */
function berthsOf(block) {
  if (!network.isNamed) return [{ block, channels: block.channels, y: block.middle }];
  return block.channels.map((channel) => (
    { block, channels: [channel], y: network.nodes.get(channel.number).y }));
}

function placeRibbons() {
  for (const berth of network.blocks.flatMap(berthsOf)) {
    const byPart = new Map();
    for (const channel of berth.channels) {
      for (const [part, ties] of partsOf(channel)) {
        if (!byPart.has(part)) byPart.set(part, []);
        byPart.get(part).push({ node: network.nodes.get(channel.number), ties });
      }
    }
    for (const [part, seats] of byPart) {
      const { kind } = network.parts[part];
      const { left, right } = berth.block;
      const line = svg('path', { d: bent(part, { left, right, y: berth.y }) });
      network.ribbons.push({ part, block: berth.block, seats, line, kind });
    }
  }
}

/** The ties of a channel by the part through which they sit on it. */
function partsOf(channel) {
  const byPart = new Map();
  for (const tie of TIES_OF[channel.number]) {
    if (!network.parts[tie.part]) continue;
    if (!byPart.has(tie.part)) byPart.set(tie.part, []);
    byPart.get(tie.part).push(tie);
  }
  return byPart;
}

/** A line from a part to what stands between `left` and `right`; from below it comes up beside. */
function bent(part, { left, right, y }) {
  const from = network.parts[part];
  const isLeft = from.side === 0 || (from.side === 2 && from.x < network.width / 2);
  const end = isLeft ? left : right;
  const aside = end + (isLeft ? -24 : 24);
  const bend = from.side === 2 ? `${aside} ${from.y} ${aside} ${y}`
    : `${(from.x + end) / 2} ${from.y} ${(from.x + end) / 2} ${y}`;
  return `M${from.x.toFixed(1)} ${from.y.toFixed(1)}C${bend} ${end.toFixed(1)} ${y.toFixed(1)}`;
}

/** Let each ribbon be as wide as it has usable channels, each disc as large; none is not drawn. */
function markRibbons(view) {
  const sizes = FACTS.parts.map(() => 0);
  for (const ribbon of network.ribbons) {
    ribbon.size = ribbon.seats.filter((seat) => isUsed(view, seat)).length;
    sizes[ribbon.part] += ribbon.size;
  }
  const scale = Math.min(1.5, WIDEST / Math.max(...network.ribbons.map(({ size }) => size), 1));
  for (const { size, line } of network.ribbons) {
    if (size) line.setAttribute('stroke-width', Math.max(scale * size, 1).toFixed(1));
  }
  sizeParts(view, sizes);
}

/** Whether a part surely or presumably sits on a channel that is held to be usable. */
function isUsed(view, { node, ties }) {
  return node.isFound && node.rank !== null && holdsUsable(node.rank)
    && ties.some((tie) => (seatedOn(view, tie, state.day) ?? 2) < 2);
}

/** Whether somebody of a part possibly sits on a channel of which something is known that day. */
function hasSeat(view, part) {
  return network.ribbons.some((ribbon) => ribbon.part === part
    && ribbon.seats.some(({ node, ties }) => node.rank !== null && node.rank !== UNKNOWN
      && ties.some((tie) => seatedOn(view, tie, state.day) !== null)));
}

/** Let the disc of each part grow with its usable channels; its area counts, not its width. */
function sizeParts(view, sizes) {
  network.sizes = sizes;
  const seats = FACTS.parts.map(() => 0);
  for (const ribbon of network.ribbons) seats[ribbon.part] += ribbon.seats.length;
  const scale = Math.min(1.5, LARGEST / Math.sqrt(Math.max(1, ...seats)));
  network.parts.forEach((drawn, part) => {
    if (!drawn) return;
    drawn.circle.setAttribute('r', (2 + scale * Math.sqrt(sizes[part])).toFixed(1));
    drawn.group.classList.toggle('idle', sizes[part] === 0);
    drawn.group.classList.toggle('away', !hasSeat(view, part));
    drawn.group.setAttribute('aria-label', partInWords(part));
  });
}

function partInWords(part) {
  return `${FACTS.parts[part][1]}: ${counted(network.sizes[part], 'usable channel')}`;
}

function markHeads() {
  for (const { type, head, text, channels, left, right } of network.blocks) {
    const nodes = channels.map((channel) => network.nodes.get(channel.number))
      .filter((node) => node.isFound);
    const usable = nodes.filter(({ rank }) => rank !== null && holdsUsable(rank)).length;
    const unknown = nodes.filter(({ rank }) => rank === UNKNOWN).length;
    const silent = unknown && network.width >= 560 ? ` · ${unknown} unknown` : '';
    const [of, name] = [nodes.length, TYPE_NAMES[type]];
    const room = right - left - 4;
    // The name of a type tells more than of how many channels its number is.
    const tried = of ? [`  ${usable} of ${of}${silent}`, `  ${usable}/${of}`, ` ${usable}`]
      : ['  none found', ' –'];
    const wide = (number) => name.length * BOLD_LETTER + number.length * 0.8 * LETTER;
    const said = tried.find((one) => wide(one) <= room) ?? tried.at(-1);
    text.replaceChildren(
      svg('tspan', { class: 'strong', text: name }), svg('tspan', { text: said }),
    );
    // What is still too long is set a little closer.
    if (room > 0 && wide(said) > room) text.setAttribute('textLength', room);
    else text.removeAttribute('textLength');
    head.classList.toggle('idle', usable === 0);
    head.setAttribute('aria-label', `${TYPE_NAMES[type]}: ${usable} of ${nodes.length} usable`);
    head.setAttribute('aria-pressed', String(state.type === type));
  }
}

function point(what) {
  network.pointed = what;
  markPointed();
}

/** Pick out what is pointed at, else what is chosen: its ties, its name, who or what it joins. */
function markPointed() {
  const chosen = CHANNEL_NAMED.get(state.channel);
  const isHere = chosen && network.nodes.get(chosen.number)?.isDrawn;
  const what = network.pointed ?? (isHere ? { channel: chosen } : {});
  for (const { part, block, size, line, kind } of network.ribbons) {
    const isNear = part === what.part || block === what.block;
    const stress = Object.keys(what).length ? (isNear ? ' stressed' : ' far') : '';
    const name = size ? `ribbon ${kind}${stress}` : 'ribbon away';
    if (line.getAttribute('class') !== name) line.setAttribute('class', name);
  }
  const seated = new Set(what.part === undefined ? [] : usedBy(what.part));
  for (const node of network.nodes.values()) {
    node.group.classList.toggle('seated', seated.has(node));
  }
  network.near.replaceChildren(...(what.channel ? tiesTo(what.channel) : []));
  byId('pointed').replaceChildren(...pointedInWords(network.pointed ?? {}));
  nameNodes(new Set([what.channel, isHere ? chosen : null].filter(Boolean)));
}

function usedBy(part) {
  const view = currentView();
  return network.ribbons.filter((ribbon) => ribbon.part === part)
    .flatMap(({ seats }) => seats.filter((seat) => isUsed(view, seat))).map(({ node }) => node);
}

/** A tie for each part that sits on a channel, dashed where that or the channel is but possible. */
function tiesTo(channel) {
  const node = network.nodes.get(channel.number);
  const verdict = VERDICTS[node.rank ?? UNKNOWN];
  if (!verdict.usable) return [];
  const view = currentView();
  const at = network.isNamed ? network.blocks.find(({ type }) => type === channel.type)
    : { left: node.x - 7, right: node.x + 7 };
  return [...partsOf(channel)].flatMap(([part, ties]) => {
    const seats = ties.map((tie) => seatedOn(view, tie, state.day)).filter((seat) => seat !== null);
    if (!seats.length) return [];
    const doubt = Math.max(Math.min(...seats), CERTAINTIES.indexOf(verdict.certainty));
    const { left, right } = at;
    return [svg('path', { class: `tie doubt-${doubt}`, d: bent(part, { left, right, y: node.y }) })];
  });
}

function pointedInWords({ channel, part, block }) {
  if (channel) {
    const { rank } = network.nodes.get(channel.number);
    return [name(channel.name), `: ${verdictInWords(rank)}`];
  }
  if (part !== undefined) return [partInWords(part), ...namesOf(usedBy(part))];
  if (!block) return [];
  const nodes = block.channels.map(({ number }) => network.nodes.get(number))
    .filter(({ rank, isFound }) => isFound && rank !== null && holdsUsable(rank));
  return [`${TYPE_NAMES[block.type]}: ${nodes.length} usable`, ...namesOf(nodes)];
}

function namesOf(nodes) {
  const names = [...new Set(nodes)].map(({ channel }) => channel.name);
  return names.length ? [`: ${names.join('; ')}`] : [];
}

/** Write names beside channels that are picked out or found, as far as they do not overlap. */
function nameNodes(picked) {
  const found = network.found && network.found.size <= MOST_NAMES
    ? [...network.nodes.values()].filter((node) => node.isDrawn && node.isFound) : [];
  const nodes = [...[...picked].map(({ number }) => network.nodes.get(number)), ...found];
  // No name covers the sign of another one.
  const boxes = nodes.map(({ x, y }) => ({ start: x - 8, end: x + 8, middle: y }));
  const texts = network.isNamed ? [] : [...new Set(nodes)].map((node) => nameOf(node, boxes));
  network.names.replaceChildren(...texts.filter(Boolean));
  // What a name has to lie over steps back while it does.
  const names = boxes.slice(nodes.length);
  for (const { x, y, group } of network.nodes.values()) {
    group.classList.toggle('under', names.some(({ start, end, middle }) => (
      start < x + 8 && x - 8 < end && Math.abs(middle - y) < 12)));
  }
}

/** A name at the side of a channel that has more room, as long as fits between the two sides. */
function nameOf({ x, y, channel }, boxes) {
  const { left, right } = network.blocks[0];
  const letters = (room) => Math.floor(room / (LETTER * 1.15));
  const sides = [['start', 10, right - x], ['end', -10, x - left]]
    .sort(([, , one], [, , other]) => other - one);
  for (const [anchor, aside, room] of sides) {
    const text = shortened(channel.name, letters(room - 10));
    const wide = text.length * LETTER * 1.15;
    const start = anchor === 'start' ? x + aside : x + aside - wide;
    const box = { start, end: start + wide, middle: y };
    const isFree = boxes.every((other) => other.end < start || other.start > box.end
      || Math.abs(other.middle - box.middle) > 12);
    if (isFree && text.length > 12) {
      boxes.push(box);
      return svg('text', { x: x + aside, y: y + 4, 'text-anchor': anchor, text });
    }
  }
  return null;
}

function networkInWords(view) {
  if (isNothingFound()) return nothingFound();
  const channels = [...network.nodes.values()].filter((node) => node.isFound)
    .map((node) => node.channel);
  const { usable, unknown } = tallied(view, channels, state.day);
  const are = unknown === 1 ? 'is' : 'are';
  const how = network.isNamed ? 'without a sign' : 'not drawn';
  const silent = unknown
    ? ` ${counted(unknown, 'channel')} of which nothing is known that day ${are} ${how}.` : '';
  const aside = chosenAmong().length - network.nodes.size;
  const others = aside ? ` ${counted(aside, 'channel')} within one side or in public left out.` : '';
  const parts = mostSeated();
  const most = parts.length ? ` Most channels: ${listed(parts)}.` : '';
  const among = network.found ? `Of ${counted(channels.length, 'channel')} found: ` : '';
  const seen = `${among}${counted(usable, 'usable channel')} on ${dayInWords(state.day)}`;
  return `${seen}, and who sits on them.${most}${silent}${others}`;
}

/** The names of the three parts that sit on most usable channels. */
function mostSeated() {
  return network.sizes.map((size, part) => [size, FACTS.parts[part][1], FACTS.parts[part][2]])
    .filter(([size, , isRest]) => size > 0 && !isRest)
    .sort(([one], [other]) => other - one)
    .slice(0, 3).map(([, title]) => title);
}
