// On paper: hatches drawn as lines, since a printed file would hold each pattern as a picture.

const HATCHED = '[fill^="url(#fill-"]';
const APART = { presumably: 3, possibly: 6, contested: 6 };
let onPaper = [];

/** The lines of a hatch across a box, where its pattern has them. */
function hatchLines(kind, { x, y, width, height }) {
  const lines = [];
  const step = APART[kind];
  const from = (least) => Math.ceil(least / step) * step;
  if (kind === 'presumably') {
    for (let at = from(y) - 1.5; at < y + height; at += step) lines.push(`M${x} ${at}h${width}`);
    return lines.join('');
  }
  for (let sum = from(x + y); sum <= x + width + y + height; sum += step) {
    lines.push(`M${sum - y} ${y}l-${height} ${height}`);
  }
  for (let less = from(x - y - height); kind === 'contested' && less <= x + width - y; less += step) {
    lines.push(`M${less + y} ${y}l${height} ${height}`);
  }
  return lines.join('');
}

/** Fill a shape with a tint and with lines that end at its edge. */
function hatch(shape, number) {
  const box = shape.getBBox();
  const [word, certainty] = /#fill-([a-z]+)-([a-z]+)/.exec(shape.getAttribute('fill')).slice(1);
  const kind = certainty in APART ? certainty : word;
  const classes = [word, certainty].filter((one) => one !== 'null' && !shape.classList.contains(one));
  shape.classList.add('tint', ...classes);
  const within = shape.cloneNode();
  within.removeAttribute('class');
  const clip = svg('clipPath', { id: `paper-${number}` }, within);
  const lines = svg('path', {
    d: kind in APART ? hatchLines(kind, box) : '', class: `hatch ${word} ${certainty}`,
    'clip-path': `url(#paper-${number})`,
  });
  shape.after(clip, lines);
  onPaper.push(() => {
    shape.classList.remove('tint', ...classes);
    clip.remove();
    lines.remove();
  });
}

window.addEventListener('beforeprint', () => {
  document.querySelectorAll(HATCHED).forEach(hatch);
});
window.addEventListener('afterprint', () => {
  onPaper.forEach((undo) => undo());
  onPaper = [];
});
