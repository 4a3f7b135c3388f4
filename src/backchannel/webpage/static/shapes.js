// Building elements, and the fills that tell verdicts apart without colour.

const SVG = 'http://www.w3.org/2000/svg';

function build(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'text') made.textContent = value;
    else if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
    else if (value !== null) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** An element of HTML; texts are always texts, never markup. */
function html(tag, attributes = {}, ...children) {
  return build(document.createElement(tag), attributes, children);
}

function svg(tag, attributes = {}, ...children) {
  return build(document.createElementNS(SVG, tag), attributes, children);
}

/** A name from the data, which may be written from right to left. */
function name(text) {
  return html('bdi', { text });
}

function byId(id) {
  return document.getElementById(id);
}

const HATCHES = {
  presumably: 'M0 1.5h6M0 4.5h6',
  possibly: 'M-1 7L7 -1M-4 4L4 -4M2 10L10 2',
  contested: 'M0 0L6 6M0 6L6 0',
};

/** One pattern for each verdict that is not plainly filled. */
function drawPatterns() {
  const patterns = VERDICTS.filter((verdict) => verdict.certainty !== 'surely')
    .map(({ word, certainty }) => svg(
      'pattern',
      { id: `fill-${word}-${certainty}`, width: 6, height: 6, patternUnits: 'userSpaceOnUse' },
      svg('rect', { width: 6, height: 6, class: `tint ${word} ${certainty ?? ''}` }),
      svg('path', {
        d: HATCHES[certainty ?? word] ?? '', class: `hatch ${word} ${certainty ?? ''}`,
      }),
    ));
  byId('patterns').append(svg('defs', {}, ...patterns));
}

/** The fill of a verdict: plain where it is sure, else its pattern. */
function fillOf(rank) {
  const { word, certainty } = VERDICTS[rank];
  return certainty === 'surely' ? `var(--${word})` : `url(#fill-${word}-${certainty})`;
}

/** A small picture of a verdict: usable ones high, stopped ones low, as in the timeline. */
function swatch(rank) {
  const { word, usable } = VERDICTS[rank];
  const height = usable === false ? 5 : 11;
  return svg(
    'svg',
    { class: 'swatch', width: 18, height: 13, viewBox: '0 0 18 13', 'aria-hidden': 'true' },
    svg('rect', {
      x: 1, y: (13 - height) / 2, width: 16, height, class: `bar-${word}`, fill: fillOf(rank),
    }),
  );
}

/** Move the one tab stop of a list with the arrow keys; Enter and Space are the buttons' own. */
function roving(list, event) {
  const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
  const items = list();
  const now = items.indexOf(event.target.closest('[tabindex]'));
  let next = null;
  if (event.key in steps) next = now + steps[event.key];
  if (event.key === 'Home') next = 0;
  if (event.key === 'End') next = items.length - 1;
  if (next === null || now < 0 || !items[next]) return;
  event.preventDefault();
  items[now].setAttribute('tabindex', '-1');
  items[next].setAttribute('tabindex', '0');
  items[next].focus();
}
