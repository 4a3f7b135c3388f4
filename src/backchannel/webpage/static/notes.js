// The legends of the figures, and what the page says of itself.

function drawLegends() {
  const [open, degraded, suspended, closed] = ['open', 'degraded', 'suspended', 'closed']
    .map((word) => rankOf(word, 'surely'));
  const [presumed, possible] = ['presumably', 'possibly'].map((how) => rankOf('open', how));
  const contested = rankOf('contested', null);
  const shared = [
    [open, 'open'], [degraded, 'degraded'], [presumed, 'striped: presumably'],
    [possible, 'hatched: possibly'], [contested, 'contested'],
  ];
  byId('timeline-legend').append(
    ...[...shared, [suspended, 'suspended (low)'], [closed, 'closed (low)']]
      .map(([rank, words]) => html('li', {}, swatch(rank), ` ${words}`)),
    tickSign('tick held', 'contact held', 'M0 -2.2a2.2 2.2 0 1 0 .01 0z'),
    tickSign('tick failed', 'contact that failed', 'M-2.2 -2.2l4.4 4.4m0 -4.4l-4.4 4.4'),
  );
  byId('network-legend').append(
    ...[...shared, [suspended, 'suspended'], [closed, 'closed']].map(([rank, words]) => (
      html('li', {}, sign(16, ...shapesOf(rank)), ` ${words}`))),
    html('li', {
      text: 'A ribbon is as wide, and a disc at a side as large, as the usable channels it stands for.',
    }),
  );
}

function tickSign(kind, words, d) {
  return html('li', {}, sign(14, svg('path', { class: kind, d })), ` ${words}`);
}

function sign(width, ...shapes) {
  const viewBox = `${-width / 2} -7 ${width} 14`;
  const shape = { class: 'swatch', width, height: 14, viewBox, 'aria-hidden': 'true' };
  return svg('svg', shape, ...shapes);
}

function rankOf(word, certainty) {
  return VERDICTS.findIndex((verdict) => verdict.word === word && verdict.certainty === certainty);
}

function drawNotes() {
  byId('presumed-note').textContent = presumedInWords();
  byId('outside-note').textContent = 'The page holds what its sources say, no more: some years and '
    + `kinds of channel are better documented than others.${outsideInWords()}`;
  const days = `${dayInWords(0)} to ${dayInWords(LAST_DAY)}`;
  byId('colophon').replaceChildren(html('p', {
    text: `Data from ${days}, digest ${FACTS.digest.slice(0, 12)}. Made by Backchannel `
      + `${FACTS.version}. This file asks no other address for anything; links lead to sources.`,
  }));
}

function presumedInWords() {
  const days = Object.entries(FACTS.presume)
    .map(([what, number]) => `${what.replaceAll('-', ' ')} ${number.toLocaleString('en')}`);
  if (!days.length) return 'Nothing is presumed in these data.';
  const breaks = FACTS.stops.filter(([, , kind]) => kind === 'break')
    .map(([day, words]) => `${dayInWords(day)} (${words})`);
  const never = breaks.length ? ` Nothing usable is presumed across ${listed(breaks)}.` : '';
  return `Days for which what was seen is presumed to go on: ${days.join(', ')}.${never}`;
}

function outsideInWords() {
  const { channels, contacts } = FACTS.outside;
  const gone = [
    channels ? `${counted(channels, 'channel')} of other sides` : '',
    contacts ? `${counted(contacts, 'contact')} through no channel` : '',
  ].filter(Boolean);
  return gone.length ? ` Not on this page: ${listed(gone)}.` : '';
}
